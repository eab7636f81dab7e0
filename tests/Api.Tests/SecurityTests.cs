using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Handover.Api.Tests;

/// <summary>What somebody with bad intentions tries, who may sign in and nothing more.</summary>
public sealed class SecurityTests(Installation installation) : IClassFixture<Installation>
{
    private const string Script = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><a href=\"javascript:alert(3)\">x</a>";

    [Fact]
    public async Task What_belongs_to_others_is_not_found_by_whatever_name_it_is_asked_for()
    {
        var analyst = await installation.AnalystAsync();
        var stranger = await installation.StrangerAsync();
        var (theirs, _) = await Sample.SmallAsync(analyst);
        var (own, _) = await Sample.SmallAsync(stranger);
        var plan = (await analyst.PostAsync("plans", new { project = theirs, environment = "production" })).Expect(200).Text("hash");
        var requested = (await analyst.PostAsync("promotions", new { plan })).Expect(202);
        var promotion = requested.Text("id");
        var backup = (await analyst.PostAsync("backups", new { project = theirs })).Expect(201).Text("id");
        var comment = (await analyst.PostAsync($"projects/{theirs}/comments", new { text = "Ours" })).Expect(201).Body["comment"]!["id"]!.GetValue<string>();

        foreach (var path in new[] { $"plans/{plan}", $"promotions/{promotion}", $"promotions/{promotion}/handover", requested.Location, $"projects/{theirs}/flow" })
        {
            var answer = await stranger.GetAsync(path);
            Assert.True(answer.Status == 404, $"{path} answered {answer.Status}");
        }

        foreach (var (path, body) in new (string, object)[]
        {
            ("promotions", new { plan }), ($"promotions/{promotion}/approve", new { plan }), ($"promotions/{promotion}/reject", new { comment = "No" }), ($"promotions/{promotion}/cancel", new { }),
            ($"promotions/{promotion}/rollback", new { dryRun = true }), ("plans", new { project = theirs, environment = "production" }), ("backups", new { project = theirs }),
            ($"backups/{backup}/restore", new { into = "new" }), ($"projects/{theirs}/clone", new { name = "Mine now" }), ($"{requested.Location}/cancel", new { }),
        })
        {
            var answer = await stranger.PostAsync(path, body);
            Assert.True(answer.Status == 404, $"{path} answered {answer.Status}: {Encoding.UTF8.GetString(answer.Bytes)}");
        }

        // Under a project that is the stranger's own, too.
        Assert.Equal(404, (await stranger.SendAsync(HttpMethod.Patch, $"projects/{own}/comments/{comment}", new { resolved = true }, "*")).Status);
        foreach (var list in new[] { "projects", "promotions", "operations", "backups", "audit", "schedules", "reviews" })
        {
            Assert.DoesNotContain(theirs, Encoding.UTF8.GetString((await stranger.GetAsync(list)).Bytes), StringComparison.Ordinal);
        }

        (await stranger.GetAsync($"audit?project={theirs}")).Expect(404);
        (await analyst.PostAsync($"promotions/{promotion}/cancel")).Expect(200);
    }

    [Fact]
    public async Task A_continuation_of_somebody_elses_list_opens_nothing()
    {
        var analyst = await installation.AnalystAsync();
        for (var i = 0; i < 2; i++)
        {
            await Sample.SmallAsync(analyst);
        }

        var token = (await analyst.GetAsync("projects?limit=1")).Expect(200).Text("continuation");
        var stranger = await installation.StrangerAsync();
        var answer = await stranger.GetAsync($"projects?limit=1&continuation={Uri.EscapeDataString(token)}");
        Assert.True(answer.Status == 400 || answer.Expect(200).Items.Count == 0, Encoding.UTF8.GetString(answer.Bytes));
    }

    [Theory]
    [InlineData("POST", "projects", """{"name":"A","environment":"development","owner":"admin@example.com"}""")]
    [InlineData("POST", "projects", """{"name":"A","environment":"development","locked":true,"revision":7}""")]
    [InlineData("PATCH", "projects/{id}", """{"owner":"admin@example.com"}""")]
    [InlineData("PATCH", "projects/{id}", """{"locked":true}""")]
    [InlineData("PATCH", "projects/{id}", """{"environment":"production"}""")]
    [InlineData("PUT", "projects/{id}/collaborators", """{"collaborators":[{"email":"it@example.com","role":"owner"}]}""")]
    [InlineData("POST", "plans", """{"project":"{id}","environment":"production","approvals":[{"by":"reviewer@example.com"}]}""")]
    public async Task What_a_request_does_not_take_is_refused_and_changes_nothing(string method, string path, string body)
    {
        var analyst = await installation.AnalystAsync();
        var (id, _) = await Sample.SmallAsync(analyst);
        var before = await analyst.GetAsync($"projects/{id}");
        var etag = path.EndsWith("collaborators", StringComparison.Ordinal) ? (await analyst.GetAsync($"projects/{id}/collaborators")).ETag : before.ETag;

        var answer = await analyst.SendAsync(new HttpMethod(method), path.Replace("{id}", id, StringComparison.Ordinal), body.Replace("{id}", id, StringComparison.Ordinal), etag);

        Assert.InRange(answer.Status, 400, 422);
        Assert.Equal(before.Bytes, (await analyst.GetAsync($"projects/{id}")).Bytes);
    }

    [Theory]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_page_of_another_site_cannot_use_a_session(string header, string value)
    {
        if (Environment.GetEnvironmentVariable("HANDOVER_URL") is not null)
        {
            return; // In Azure the session is the static web app's, which this host never sees.
        }

        using var http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(installation.Address) };
        (await http.PostAsync("/.auth/login/local", Json("""{"email":"analyst@example.com"}"""))).EnsureSuccessStatusCode();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/projects") { Content = Json("""{"name":"Forged","environment":"development"}""") };
        request.Headers.TryAddWithoutValidation(header, value);

        using var answer = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("cross-site-request", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markup_in_names_and_descriptions_stays_text_in_all_that_is_handed_over()
    {
        var analyst = await installation.AnalystAsync();
        var (id, table) = await Sample.SmallAsync(analyst, Script);
        var annotation = (await analyst.GetAsync($"projects/{id}/annotation")).Expect(200);
        (await analyst.PutAsync($"projects/{id}/annotation", new { description = $"{Script}\n[x](javascript:alert(4))", tags = new[] { "<b>tag</b>" }, properties = new { } }, annotation.ETag)).Expect(200);
        var flow = Sample.SmallFlow(table);
        foreach (var node in flow["nodes"]!.AsArray())
        {
            node!["name"] = Script;
            node["description"] = Script;
        }

        flow["nodes"]![1]!["measures"]![0]!["name"] = Script;
        await Sample.SaveAsync(analyst, id, flow);

        using var pack = new ZipArchive(new MemoryStream((await analyst.GetAsync($"projects/{id}/handover")).Expect(200).Bytes));
        var documents = pack.Entries.Where(entry => entry.Name.EndsWith(".html", StringComparison.Ordinal) || entry.Name.EndsWith(".svg", StringComparison.Ordinal)).ToList();
        Assert.Contains(documents, entry => entry.Name.EndsWith(".html", StringComparison.Ordinal));
        Assert.Contains(documents, entry => entry.Name.EndsWith(".svg", StringComparison.Ordinal));
        foreach (var entry in documents)
        {
            using var text = new StreamReader(entry.Open());
            var content = await text.ReadToEndAsync();
            // HTML's empty elements are XML's once they are closed.
            content = Regex.Replace(content.Replace("<!doctype html>", "", StringComparison.OrdinalIgnoreCase), "<(meta|br|hr|link|col|wbr)([^>]*[^/>])?>", "<$1$2/>");
            var root = XDocument.Parse(content).Root!;
            Assert.All(root.DescendantsAndSelf(), element =>
            {
                Assert.DoesNotContain(element.Name.LocalName, (string[])["script", "img", "iframe", "object", "foreignObject"]);
                Assert.DoesNotContain(element.Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase)
                    || attribute.Value.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase));
            });
            Assert.Contains("alert(1)", root.Value, StringComparison.Ordinal);
        }

        Assert.All(pack.Entries, entry =>
        {
            Assert.DoesNotContain("..", entry.FullName, StringComparison.Ordinal);
            Assert.Matches("^[A-Za-z0-9_./-]+$", entry.FullName);
            Assert.False(entry.FullName.StartsWith('/'));
        });
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/projects/p-1?view=flow")]
    [InlineData("/assets/missing.js")]
    public async Task The_page_carries_the_headers_that_static_web_apps_sends(string path)
    {
        if (Environment.GetEnvironmentVariable("HANDOVER_URL") is not null)
        {
            return;
        }

        using var http = new HttpClient { BaseAddress = new Uri(installation.Address) };
        using var answer = await http.GetAsync(path);
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(ConnectorTests.Root(), "infra", "staticwebapp.config.json")))!;
        var headers = settings["globalHeaders"]!.AsObject().Where(header => header.Key != "strict-transport-security").ToList();
        Assert.NotEmpty(headers);
        Assert.All(headers, header => Assert.Equal(header.Value!.GetValue<string>(), answer.Headers.GetValues(header.Key).Single()));
    }

    [Fact]
    public async Task No_answer_is_taken_for_a_page()
    {
        using var http = new HttpClient { BaseAddress = new Uri(installation.Address) };
        foreach (var path in new[] { $"/api/{Uri.EscapeDataString(Script)}", $"/api/projects/{Uri.EscapeDataString(Script)}", "/api/openapi.json", $"/api/health?x={Uri.EscapeDataString(Script)}" })
        {
            using var answer = await http.GetAsync(path);
            Assert.NotEqual("text/html", answer.Content.Headers.ContentType?.MediaType);
            if (answer.Content.Headers.ContentLength is not (null or 0))
            {
                Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            }
        }
    }

    [Theory]
    [InlineData("projects")]
    [InlineData("compile")]
    [InlineData("plans")]
    public async Task Json_of_a_hundred_thousand_levels_is_refused_at_once(string path)
    {
        var analyst = await installation.AnalystAsync();
        var watch = Stopwatch.StartNew();
        foreach (var body in new[] { new string('[', 100_000), string.Concat(Enumerable.Repeat("{\"nodes\":[", 50_000)), "{\"name\":" + new string('9', 500_000) + "}" })
        {
            var answer = await analyst.PostAsync(path, body);
            Assert.InRange(answer.Status, 400, 422);
        }

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"It took {watch.Elapsed}.");
    }

    [Theory]
    [InlineData("catalog/RAW_DEV/US_FLIGHTS/AIRPORTS/preview?role={0}")]
    [InlineData("catalog/{0}?role=ANALYST_DEV")]
    [InlineData("catalog/RAW_DEV/{0}?role=ANALYST_DEV")]
    [InlineData("catalog/RAW_DEV/US_FLIGHTS/{0}?role=ANALYST_DEV")]
    [InlineData("catalog/RAW_DEV/US_FLIGHTS/{0}/preview?role=ANALYST_DEV")]
    [InlineData("projects/{1}/nodes/by_state/preview?warehouse={0}")]
    [InlineData("projects/{1}/nodes/{0}/preview")]
    [InlineData("projects/{1}/nodes/by_state/distribution?column={0}")]
    [InlineData("tables?search={0}")]
    [InlineData("projects?search={0}")]
    [InlineData("audit?user={0}")]
    public async Task Sql_in_a_name_of_a_request_is_a_name(string path)
    {
        var analyst = await installation.AnalystAsync();
        var (id, _) = await Sample.SmallAsync(analyst);
        foreach (var hostile in new[] { "x\"; DROP TABLE \"RAW_DEV\".\"US_FLIGHTS\".\"AIRPORTS\"; --", "x' OR '1'='1", "a'); DROP SCHEMA US_FLIGHTS CASCADE; --", "\\'; SELECT 1; --" })
        {
            var answer = await analyst.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, Uri.EscapeDataString(hostile), id));
            Assert.True(answer.Status is 400 or 403 or 404 || (answer.Status == 200 && answer.Items.Count == 0), $"{path} answered {answer.Status}: {Encoding.UTF8.GetString(answer.Bytes)}");
        }

        Assert.NotEmpty((await analyst.GetAsync("catalog/RAW_DEV/US_FLIGHTS/AIRPORTS/preview?role=ANALYST_DEV")).Expect(200).Body["rows"]!.AsArray());
    }

    private static StringContent Json(string text) => new(text, new MediaTypeHeaderValue("application/json"));
}

/// <summary>What needs a host with settings of its own.</summary>
[Trait("Host", "own")]
public sealed class GuardedHostTests
{
    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_ask_again_and_others_are_not_slowed()
    {
        await using var host = await HostProcess.StartAsync();
        await host.KillAsync();
        await host.StartAgainAsync("--RateLimits:Burst", "20", "--RateLimits:PerSecond", "1");
        var analyst = await Api.SignInAsync(host.Address, "analyst@example.com");
        var answers = new List<Answer>();
        for (var i = 0; i < 40; i++)
        {
            answers.Add(await analyst.GetAsync("me"));
        }

        var refused = answers.First(answer => answer.Status != 200);
        refused.ExpectProblem(429, "rate-limited");
        Assert.True(int.Parse(refused.RetryAfter, System.Globalization.CultureInfo.InvariantCulture) >= 1);
        (await (await Api.SignInAsync(host.Address, "reviewer@example.com")).GetAsync("me")).Expect(200);
    }

    [Fact]
    public async Task Nobody_writes_a_line_of_the_log()
    {
        const string Forged = "warn: Handover.Forged[0]";
        await using var host = await HostProcess.StartAsync("--Logging:LogLevel:Default", "Debug", "--Logging:LogLevel:Handover", "Trace");
        var (analyst, reviewer) = (await Api.SignInAsync(host.Address, "analyst@example.com"), await Api.SignInAsync(host.Address, "reviewer@example.com"));
        var hostile = $"fine\r\n{Forged}\r\n      It is all over.\u001b[2J\u001b]0;title\u0007";
        var (id, _) = await Sample.SmallAsync(analyst);
        var plan = (await analyst.PostAsync("plans", new { project = id, environment = "production" })).Expect(200).Text("hash");
        var requested = (await analyst.PostAsync("promotions", new { plan, comment = hostile })).Expect(202);
        (await reviewer.PostAsync($"promotions/{requested.Text("id")}/reject", new { comment = hostile })).Expect(200);
        await analyst.FollowAsync(requested.Location);
        await analyst.GetAsync($"projects/{Uri.EscapeDataString(hostile)}");
        await analyst.PostAsync("projects", new JsonObject { ["name"] = hostile, ["environment"] = hostile });
        await analyst.GetAsync("me?x=" + Uri.EscapeDataString(hostile));

        // What is written stands in the log in some line of its own entry, never as an entry and never as a command to the terminal.
        var log = host.ToString();
        Assert.Contains("Handover.Forged", log, StringComparison.Ordinal);
        Assert.DoesNotContain(log.Split('\n'), line => line.StartsWith(Forged, StringComparison.Ordinal));
        Assert.DoesNotContain(log, letter => letter is '\u001b' or '\u0007' or '\r');
    }
}
