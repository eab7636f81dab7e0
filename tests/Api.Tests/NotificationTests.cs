using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Handover.Api.Tests;

/// <summary>A host that may send to this machine, where the receivers of the tests are.</summary>
public sealed class TellingHost : IAsyncLifetime
{
    private static readonly string[] Options =
        ["--Notifications:AllowPrivateAddresses", "127.0.0.0/8", "--Notifications:AllowHttp", "true", "--Notifications:LeaseSeconds", "2"];

    public HostProcess Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await HostProcess.StartAsync(Options);

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();

    public Task StartAgainAsync() => Host.StartAgainAsync(Options);

    public Task<Api> AsAsync(string who) => Api.SignInAsync(Host.Address, $"{who}@example.com");
}

/// <summary>Channels, subscribed workflows, and what reaches them.</summary>
[Trait("Host", "own")]
public sealed class NotificationTests(TellingHost telling) : IClassFixture<TellingHost>
{
    /// <summary>The other side, played as the documentation of Logic Apps describes it: asynchronous polling for actions, subscribe and unsubscribe for webhook triggers.</summary>
    [Fact]
    public async Task A_workflow_subscribes_promotes_polls_is_called_back_and_unsubscribes()
    {
        await using var hook = await Hook.StartAsync();
        var analyst = await telling.AsAsync("analyst");
        var reviewer = await telling.AsAsync("reviewer");
        var (id, _) = await Sample.SmallAsync(analyst);

        var subscribed = (await analyst.PostAsync("webhooks", new { callbackUrl = hook.Address, project = id })).Expect(201);
        Assert.True(Uri.TryCreate(subscribed.Location, UriKind.Absolute, out var location) && location.AbsolutePath.StartsWith("/api/webhooks/webhook-", StringComparison.Ordinal), subscribed.Location);
        Assert.DoesNotContain("secret", Encoding.UTF8.GetString(subscribed.Bytes), StringComparison.Ordinal);

        var plan = (await analyst.PostAsync("plans", new { project = id, environment = "production" })).Expect(200).Text("hash");
        var accepted = (await analyst.PostAsync("promotions", new { plan })).Expect(202);
        Assert.True(Uri.IsWellFormedUriString(accepted.Location, UriKind.Absolute), accepted.Location);
        var running = (await analyst.GetAsync(accepted.Location)).Expect(202);
        Assert.Equal((accepted.Location, "1"), (running.Location, running.RetryAfter));
        (await reviewer.PostAsync($"promotions/{accepted.Text("id")}/approve", new { plan })).Expect(200);
        Assert.Equal("succeeded", (await analyst.FollowAsync(running.Location))["status"]!.GetValue<string>());

        await hook.UntilAsync(bodies => bodies.Count > 0, "the callback");
        var told = Assert.Single(hook.Bodies);
        Assert.Equal(("promotionApplied", accepted.Text("id")), (told["event"]!.GetValue<string>(), told["promotion"]!.GetValue<string>()));
        Assert.Equal(id, told["sourceProject"]!.GetValue<string>());
        Assert.Equal("applied", (await analyst.GetAsync($"promotions/{accepted.Text("id")}")).Text("status"));

        // Unsubscribing is a DELETE of the Location with nothing else.
        (await analyst.SendAsync(HttpMethod.Delete, subscribed.Location)).Expect(204);
        (await analyst.GetAsync(subscribed.Location)).ExpectProblem(404, "webhook-not-found");
        (await analyst.SendAsync(HttpMethod.Delete, subscribed.Location)).ExpectProblem(404, "webhook-not-found");
    }

    [Fact]
    public async Task A_subscription_is_its_users_and_of_what_they_may_see()
    {
        await using var hook = await Hook.StartAsync();
        var analyst = await telling.AsAsync("analyst");
        var other = await telling.AsAsync("it");
        var (id, _) = await Sample.SmallAsync(analyst);
        (await other.PostAsync("webhooks", new { callbackUrl = hook.Address, project = id })).ExpectProblem(404, "project-not-found");
        (await analyst.PostAsync("webhooks", new { callbackUrl = hook.Address, environment = "nowhere" })).ExpectProblem(404, "environment-not-found");
        (await analyst.PostAsync("webhooks", new { callbackUrl = hook.Address, events = new[] { "somethingElse" } })).ExpectProblem(400, "json-invalid");
        (await analyst.PostAsync("webhooks", new { callbackUrl = "https://169.254.169.254/" })).ExpectProblem(422, "address-not-allowed");
        var webhook = (await analyst.PostAsync("webhooks", new { callbackUrl = hook.Address, events = new[] { "ownershipChanged" } })).Expect(201).Text("id");
        (await other.GetAsync($"webhooks/{webhook}")).ExpectProblem(404, "webhook-not-found");
        (await other.SendAsync(HttpMethod.Delete, $"webhooks/{webhook}")).ExpectProblem(404, "webhook-not-found");
        Assert.DoesNotContain((await other.GetAsync("webhooks")).Expect(200).Items, item => item!["id"]!.GetValue<string>() == webhook);
        Assert.Contains((await (await telling.AsAsync("admin")).GetAsync("webhooks")).Expect(200).Items, item => item!["id"]!.GetValue<string>() == webhook);

        (await analyst.PostAsync($"projects/{id}/owner", new { email = "it@example.com" })).Expect(200);
        await hook.UntilAsync(bodies => bodies.Any(body => body["project"]!.GetValue<string>() == id), "the callback");
        Assert.Equal("delivered", (await analyst.GetAsync($"webhooks/{webhook}/deliveries?status=delivered")).Expect(200).Items[0]!["status"]!.GetValue<string>());
        (await analyst.SendAsync(HttpMethod.Delete, $"webhooks/{webhook}")).Expect(204);
    }

    [Fact]
    public async Task A_table_that_is_gone_is_drift_of_which_people_are_told_although_the_flow_stays()
    {
        await using var hook = await Hook.StartAsync();
        var analyst = await telling.AsAsync("analyst");
        var (_, table) = await Sample.SmallAsync(analyst);
        var reader = (await analyst.PostAsync("projects", new { name = "Reads " + table, environment = "development" })).Expect(201).Text("id");
        await Sample.SaveAsync(analyst, reader, JsonNode.Parse($$"""
            { "$schema": "handover/flow/1", "groups": [], "explorations": [], "nodes": [
              { "id": "gone", "kind": "source", "table": { "database": "ANALYTICS_DEV", "schema": "MARTS", "name": "{{table}}" } } ] }
            """)!.AsObject());
        (await analyst.PostAsync("webhooks", new { callbackUrl = hook.Address, events = new[] { "driftFound" }, project = reader })).Expect(201);

        var refreshed = (await analyst.PostAsync($"projects/{reader}/sources/refresh")).Expect(200);
        Assert.False(Assert.Single(refreshed.Body["drift"]!.AsArray())!["found"]!.GetValue<bool>());
        Assert.Null(refreshed.Body["saved"]);
        var entry = (await analyst.GetAsync($"audit?project={reader}")).Items[0]!;
        Assert.Equal("drift-found", entry["action"]!.GetValue<string>());
        Assert.Contains("is not there", entry["summary"]!.GetValue<string>(), StringComparison.Ordinal);
        await hook.UntilAsync(bodies => bodies.Any(body => body["project"]!.GetValue<string>() == reader), "word of the drift");
    }

    [Fact]
    public async Task A_channel_is_made_tried_changed_and_removed_and_its_address_is_never_seen_again()
    {
        await using var hook = await Hook.StartAsync();
        var administrator = await telling.AsAsync("admin");
        (await (await telling.AsAsync("analyst")).GetAsync("channels")).ExpectProblem(403, "administrator-required");
        var added = (await administrator.PostAsync("channels", new { name = "Operations", kind = "webhook", address = hook.Address, events = new[] { "driftFound" } })).Expect(201);
        var (id, key) = (added.Text("id"), added.Text("signingKey"));
        Assert.Equal(("127.0.0.1", "part"), (added.Text("host"), added.Text("addressEnding")));

        var tried = (await administrator.PostAsync($"channels/{id}/test")).Expect(200);
        Assert.Equal("delivered", tried.Text("status"));
        var (headers, body) = Assert.Single(hook.Requests);
        var signed = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), (byte[])[.. Encoding.UTF8.GetBytes(headers["X-Handover-Timestamp"] + "."), .. body]);
        Assert.Equal($"v1={Convert.ToHexStringLower(signed)}", headers["X-Handover-Signature"]);
        Assert.InRange(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - long.Parse(headers["X-Handover-Timestamp"]), -300, 300);
        Assert.Equal(("test", tried.Text("id")), (headers["X-Handover-Event"], headers["X-Handover-Delivery"]));

        hook.Answer = (context, _) =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        };
        var failed = (await administrator.PostAsync($"channels/{id}/test")).Expect(200);
        Assert.Equal("dead", failed.Text("status"));
        Assert.Equal(404, failed.Body["answer"]!.GetValue<int>());

        var read = (await administrator.GetAsync($"channels/{id}")).Expect(200);
        (await administrator.PatchAsync($"channels/{id}", new { name = "Night shift" }, null)).ExpectProblem(428, "if-match-missing");
        var changed = (await administrator.PatchAsync($"channels/{id}", new { name = "Night shift", environments = new[] { "production" } }, read.ETag)).Expect(200);
        (await administrator.PatchAsync($"channels/{id}", new { name = "Too late" }, read.ETag)).ExpectProblem(412, "etag-stale");
        (await administrator.PatchAsync($"channels/{id}", new { address = "http://10.0.0.1/" }, changed.ETag)).ExpectProblem(422, "address-not-allowed");
        foreach (var path in new[] { "channels", $"channels/{id}", $"channels/{id}/deliveries" })
        {
            var text = Encoding.UTF8.GetString((await administrator.GetAsync(path)).Expect(200).Bytes);
            Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
            Assert.DoesNotContain(key, text, StringComparison.Ordinal);
        }

        (await administrator.DeleteAsync($"channels/{id}", changed.ETag)).Expect(204);
        (await administrator.GetAsync($"channels/{id}")).ExpectProblem(404, "channel-not-found");
        Assert.DoesNotContain("secret-part", telling.Host.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_cannot_be_is_refused_with_the_reason()
    {
        var administrator = await telling.AsAsync("admin");
        await RefusedAsync(400, "channel-invalid", new { name = " ", kind = "slack", address = "https://127.0.0.1/" });
        await RefusedAsync(400, "channel-invalid", new { name = "A", kind = "callback", address = "https://127.0.0.1/" });
        await RefusedAsync(400, "channel-invalid", new { name = "A", kind = "webhook", address = "https://127.0.0.1/", signingKey = "short" });
        await RefusedAsync(400, "channel-invalid", new { name = "A", kind = "slack", address = "https://127.0.0.1/", signingKey = new string('k', 40) });
        await RefusedAsync(400, "json-invalid", new { name = "A", kind = "pigeon", address = "https://127.0.0.1/" });
        await RefusedAsync(400, "property-missing", new { name = "A", kind = "slack" });
        await RefusedAsync(400, "address-invalid", new { name = "A", kind = "slack", address = "ftp://127.0.0.1/" });
        await RefusedAsync(422, "address-not-allowed", new { name = "A", kind = "slack", address = "https://[::1]/" });
        await RefusedAsync(404, "project-not-found", new { name = "A", kind = "slack", address = "https://127.0.0.1/", projects = new[] { "p-nothing" } });
        await RefusedAsync(400, "scope-invalid", new { name = "A", kind = "slack", address = "https://127.0.0.1/", events = new[] { "test" } });
        (await administrator.GetAsync("channels/channel-nothing")).ExpectProblem(404, "channel-not-found");

        async Task RefusedAsync(int status, string code, object body) => (await administrator.PostAsync("channels", body)).ExpectProblem(status, code);
    }

    [Fact]
    public async Task A_host_that_is_killed_while_it_tells_tells_it_again_with_the_same_id()
    {
        await using var hook = await Hook.StartAsync();
        var administrator = await telling.AsAsync("admin");
        var arrived = new TaskCompletionSource();
        hook.Answer = async (context, number) =>
        {
            if (number == 1)
            {
                arrived.TrySetResult();
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        };
        var (id, _) = await Sample.SmallAsync(await telling.AsAsync("analyst"));
        var channel = (await administrator.PostAsync("channels", new { name = "Slow", kind = "webhook", address = hook.Address, projects = new[] { id } })).Expect(201).Text("id");
        (await (await telling.AsAsync("analyst")).PostAsync($"projects/{id}/owner", new { email = "it@example.com" })).Expect(200);
        await arrived.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await telling.Host.KillAsync();
        await telling.StartAgainAsync();
        await hook.UntilAsync(bodies => bodies.Count >= 2, "the second attempt");
        var ids = hook.Bodies.Select(body => body["delivery"]!.GetValue<string>()).Distinct();
        Assert.Single(ids);
        administrator = await telling.AsAsync("admin");
        await Poll.UntilAsync(
            async () => (await administrator.GetAsync($"channels/{channel}/deliveries")).Expect(200).Items is [JsonObject one] && one["status"]!.GetValue<string>() == "delivered",
            TimeSpan.FromMinutes(1), "the delivery to be written as delivered");
    }
}
