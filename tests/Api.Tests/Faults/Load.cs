using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Handover.Testing;

namespace Handover.Api.Tests.Faults;

/// <summary>A project that the users of the load work on, and the table that it deploys.</summary>
internal sealed record Work(string Id, string Table);

/// <summary>
/// Somebody who does one thing after the other, chosen by chance, on projects that others change at the same time. They note what is
/// acknowledged; what is refused they leave; what gets no answer they do not know.
/// </summary>
internal sealed class Worker(string address, string email, int seed, Ledger ledger, List<Work> work, ConcurrentQueue<string> log)
{
    private const string Node = "out_table";
    private readonly Random random = new(seed);
    private Api? api;

    public async Task RunAsync(CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                api ??= await Api.SignInAsync(address, email);
                await StepAsync(api);
            }
            catch (Exception away) when (away is HttpRequestException or IOException or TaskCanceledException or System.Net.Sockets.SocketException)
            {
                // The host is down, or went down on the way: nobody knows whether it was done.
                await Task.Delay(100, CancellationToken.None);
            }
            catch (Xunit.Sdk.XunitException refused) when (api is null)
            {
                // Signing in met a host that is just starting or whose storage fails.
                log.Enqueue($"{email}: {refused.Message}");
                await Task.Delay(200, CancellationToken.None);
            }
            catch (Exception unexpected) when (unexpected is NullReferenceException or InvalidOperationException or System.Text.Json.JsonException)
            {
                // An answer that does not say what it should.
                ledger.Wrong($"{email}: {unexpected}");
            }
        }
    }

    private Task StepAsync(Api user) => email switch
    {
        "reviewer@example.com" => DecideAsync(user),
        "it@example.com" => RollBackAsync(user),
        "admin@example.com" => AdministerAsync(user),
        _ => BuildAsync(user),
    };

    private async Task BuildAsync(Api user)
    {
        var (id, table) = Any();
        switch (random.Next(20))
        {
            case 0:
                await CreateAsync(user);
                break;
            case 1:
                Noted(await user.PostAsync($"projects/{id}/clone", new { name = $"Copy {random.Next()}" }), 201, made => ledger.Made(made.Text("id"), "project-cloned"));
                break;
            case < 7:
                await SaveAsync(user, id, table);
                break;
            case 7:
                var read = Seen(await user.GetAsync($"projects/{id}"));
                if (read.Status == 200)
                {
                    Noted(await user.PatchAsync($"projects/{id}", new { description = $"Described {random.Next()}" }, read.ETag), 200, _ => ledger.Did(id, "project-changed"));
                }

                break;
            case 8:
                var text = $"Comment {random.NextInt64()}";
                Noted(await user.PostAsync($"projects/{id}/comments", new { text }), 201, _ => ledger.Comment(id, text));
                break;
            case < 12:
                var key = $"deploy-{random.NextInt64()}";
                await RepeatedAsync(() => user.PostAsync($"projects/{id}/deploy", null, key), 202, started => ledger.Began(started.Text("id"), id));
                break;
            case < 15:
                await PromoteAsync(user, id);
                break;
            case 15:
                await ScheduleAsync(user, id);
                break;
            case 16:
                var run = $"run-{random.NextInt64()}";
                await RepeatedAsync(() => user.PostAsync($"projects/{id}/deployments/{Node}/run", null, run), 202, started =>
                {
                    ledger.Began(started.Text("id"), id);
                    ledger.Asked(started.Text("execution"), id, Node);
                });
                break;
            case 17:
                await CancelAsync(user, id);
                break;
            case 18:
                await RestoreVersionAsync(user, id);
                break;
            default:
                var revision = random.Next(1, 6);
                var flow = Seen(await user.GetAsync($"projects/{id}/flow"));
                if (flow.Status == 200)
                {
                    var restored = await user.SendAsync(HttpMethod.Post, $"projects/{id}/revisions/{revision}/restore", null, flow.ETag);
                    Noted(restored, 200, saved => Saved(id, saved.Body, "revision-restored"));
                }

                break;
        }
    }

    private async Task CreateAsync(Api user)
    {
        if (work.Count >= 10)
        {
            return;
        }

        var table = AzuriteFixture.UniqueName("T").ToUpperInvariant();
        var made = await user.PostAsync("projects", new { name = table, environment = "development" });
        Noted(made, 201, created => ledger.Made(created.Text("id"), "project-created"));
        if (made.Status != 201)
        {
            return;
        }

        var id = made.Text("id");
        var people = Seen(await user.GetAsync($"projects/{id}/collaborators"));
        if (people.Status == 200)
        {
            object[] collaborators = [new { email = "reviewer@example.com", role = "reviewer" }, new { email = "builder@example.com", role = "editor" }];
            Noted(await user.PutAsync($"projects/{id}/collaborators", new { collaborators = collaborators.Where(one => email != "builder@example.com" || one != collaborators[1]) }, people.ETag), 200, _ => ledger.Did(id, "collaborators-changed"));
        }

        await SaveAsync(user, id, table);
        lock (work)
        {
            work.Add(new Work(id, table));
        }
    }

    private async Task SaveAsync(Api user, string id, string table)
    {
        var flow = Seen(await user.GetAsync($"projects/{id}/flow"));
        if (flow.Status != 200)
        {
            return;
        }

        var next = Sample.SmallFlow(table, $"COUNT(*) + {random.Next(1000)}");
        if (random.Next(5) == 0)
        {
            // A deployment goes, and comes again with a later save.
            var nodes = next["nodes"]!.AsArray();
            var leaving = random.Next(2) == 0 ? Node : "out_view";
            nodes.Remove(nodes.Single(node => node!["id"]!.GetValue<string>() == leaving));
        }

        Noted(await user.PutAsync($"projects/{id}/flow", next.ToJsonString(), flow.ETag), 200, saved => Saved(id, saved.Body, "flow-saved"));
    }

    private void Saved(string id, JsonObject saved, string action)
    {
        if (!saved["unchanged"]!.GetValue<bool>())
        {
            ledger.Revision(id, saved["revision"]!.GetValue<int>(), saved["hash"]!.GetValue<string>(), action);
        }
    }

    private async Task PromoteAsync(Api user, string id)
    {
        var plan = Seen(await user.PostAsync("plans", new { project = id, environment = "production" }));
        if (plan.Status != 200)
        {
            return;
        }

        var key = $"promote-{random.NextInt64()}";
        await RepeatedAsync(
            () => user.PostAsync("promotions", new { plan = plan.Text("hash") }, key), 202,
            started => ledger.Requested(started.Text("id"), started.Text("operation"), id));
    }

    private async Task ScheduleAsync(Api user, string id)
    {
        var path = $"projects/{id}/deployments/{Node}/schedule";
        var now = Seen(await user.GetAsync(path));
        var (done, action) = random.Next(5) switch
        {
            0 when now.Status == 200 => (await user.PostAsync($"{path}/pause"), "schedule-paused"),
            1 when now.Status == 200 => (await user.PostAsync($"{path}/resume"), "schedule-resumed"),
            2 when now.Status == 200 => (await user.DeleteAsync(path, now.ETag), "schedule-deleted"),
            _ => (await user.PutAsync(path, new { every = new { count = 1, unit = "minutes" } }, now.Status == 200 ? now.ETag : null), "schedule-saved"),
        };
        Noted(done, action == "schedule-deleted" ? 204 : 200, _ => ledger.Did(id, action));
    }

    private async Task CancelAsync(Api user, string id)
    {
        var open = Seen(await user.GetAsync($"promotions?project={id}&limit=5"));
        foreach (var promotion in open.Status == 200 ? open.Items : [])
        {
            if (promotion!["status"]!.GetValue<string>() is "requested" or "approved" or "applying")
            {
                Noted(await user.PostAsync($"promotions/{promotion["id"]}/cancel"), 200, _ => { });
                return;
            }
        }

        if (ledger.Operations.FirstOrDefault(pair => pair.Value == id).Key is { } operation)
        {
            Noted(await user.PostAsync($"operations/{operation}/cancel"), 202, _ => { });
        }
    }

    private async Task RestoreVersionAsync(Api user, string id)
    {
        var versions = Seen(await user.GetAsync($"projects/{id}/deployments/{Node}/versions?limit=5"));
        if (versions is { Status: 200 } && versions.Items.Count > 0)
        {
            var number = versions.Items[random.Next(versions.Items.Count)]!["number"]!.GetValue<int>();
            Noted(await user.PostAsync($"projects/{id}/deployments/{Node}/versions/{number}/restore"), 202, started => ledger.Began(started.Text("id"), id));
        }
    }

    private async Task DecideAsync(Api user)
    {
        var waiting = Seen(await user.GetAsync("promotions?status=requested&limit=10"));
        foreach (var promotion in waiting.Status == 200 ? waiting.Items.ToList() : [])
        {
            var (id, source) = (promotion!["id"]!.GetValue<string>(), promotion["sourceProject"]!.GetValue<string>());
            if (random.Next(6) == 0)
            {
                Noted(await user.PostAsync($"promotions/{id}/reject", new { comment = "Not today." }), 200, _ => ledger.Did(source, "promotion-rejected"));
            }
            else
            {
                await RepeatedAsync(
                    () => user.PostAsync($"promotions/{id}/approve", new { plan = promotion["plan"]!.GetValue<string>() }), 200, _ =>
                    {
                        ledger.Approved(id, source, email);
                        ledger.Did(source, "promotion-approved");
                    });
            }
        }

        await Task.Delay(random.Next(50, 300));
    }

    private async Task RollBackAsync(Api user)
    {
        var applied = Seen(await user.GetAsync("promotions?status=applied&limit=10"));
        foreach (var promotion in applied.Status == 200 ? applied.Items.ToList() : [])
        {
            if (random.Next(4) == 0)
            {
                var key = $"rollback-{random.NextInt64()}";
                var target = promotion!["targetProject"]!.GetValue<string>();
                await RepeatedAsync(() => user.PostAsync($"promotions/{promotion["id"]}/rollback", null, key), 202, started =>
                    ledger.Began(started.Body["rollbackOperation"]!.GetValue<string>(), target));
            }
        }

        await Task.Delay(random.Next(100, 800));
    }

    private async Task AdministerAsync(Api user)
    {
        var (id, _) = Any();
        var project = Seen(await user.GetAsync($"projects/{id}"));
        switch (random.Next(6))
        {
            case 0:
                Noted(await user.PostAsync($"projects/{id}/lock", new { reason = "For a moment" }), 200, _ => ledger.Did(id, "project-locked"));
                break;
            case < 3:
                Noted(await user.PostAsync($"projects/{id}/unlock", new { reason = "Go on" }), 200, _ => ledger.Did(id, "project-unlocked"));
                break;
            case 3 when project.Status == 200:
                Noted(await user.DeleteAsync($"projects/{id}", project.ETag), 204, _ => ledger.Did(id, "project-deleted"));
                await Task.Delay(random.Next(200));
                Noted(await user.PostAsync($"projects/{id}/restore"), 200, _ => ledger.Did(id, "project-restored"));
                break;
            case 4 when project.Status == 200:
                var next = project.Body["owner"]!.GetValue<string>() == "analyst@example.com" ? "builder@example.com" : "analyst@example.com";
                Noted(await user.PostAsync($"projects/{id}/owner", new { email = next }), 200, _ => ledger.Did(id, "ownership-transferred"));
                break;
            case 5 when project.Status == 200:
                var dry = Seen(await user.PostAsync($"projects/{id}/sources/exchange", Exchange("RAW_DEV", "RAW", dryRun: true)));
                var (from, to) = dry.Status == 200 && dry.Body["changes"]!.AsArray().Count > 0 ? ("RAW_DEV", "RAW") : ("RAW", "RAW_DEV");
                Noted(await user.PostAsync($"projects/{id}/sources/exchange", Exchange(from, to)), 200, exchanged =>
                {
                    // Somebody else may have exchanged them since: then there is nothing left to do.
                    if (exchanged.Body["saved"] is JsonObject saved)
                    {
                        Saved(id, saved, "sources-exchanged");
                    }
                });
                break;
            default:
                // One that was left deleted.
                Noted(await user.PostAsync($"projects/{id}/restore"), 200, _ => ledger.Did(id, "project-restored"));
                break;
        }

        await Task.Delay(random.Next(50, 400));
    }

    private static object Exchange(string from, string to, bool dryRun = false) =>
        new { map = new[] { new { from = new { database = from }, to = new { database = to } } }, dryRun };

    /// <summary>Asks again, with the same key, until there is an answer: whether the first one was done must not matter.</summary>
    private async Task RepeatedAsync(Func<Task<Answer>> ask, int expected, Action<Answer> note)
    {
        for (var attempt = 0; attempt < 40; attempt++)
        {
            try
            {
                var answer = await ask();
                if (answer.Status < 500)
                {
                    Noted(answer, expected, note);
                    return;
                }

                Seen(answer);
            }
            catch (Exception away) when (away is HttpRequestException or IOException)
            {
                log.Enqueue($"{email}: no answer, asks again");
            }

            await Task.Delay(250);
        }
    }

    /// <summary>Whatever fails, nothing is ever answered as a fault of the product.</summary>
    private Answer Seen(Answer answer)
    {
        if (answer.Status == 500)
        {
            ledger.Wrong($"{answer.Asked} answered 500: {System.Text.Encoding.UTF8.GetString(answer.Bytes)}");
        }

        return answer;
    }

    private void Noted(Answer answer, int expected, Action<Answer> note)
    {
        Seen(answer);
        log.Enqueue($"{DateTime.UtcNow:HH:mm:ss.fff} {email} {answer.Asked} {answer.Status}{(answer.Status >= 400 && answer.ContentType == "application/problem+json" ? " " + answer.Text("code") : "")}");
        if (answer.Status == expected)
        {
            note(answer);
        }
        else if (answer.Status == 401)
        {
            api = null;
        }
    }

    private Work Any()
    {
        lock (work)
        {
            return work[random.Next(work.Count)];
        }
    }
}
