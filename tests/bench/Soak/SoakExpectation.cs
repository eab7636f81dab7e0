namespace Handover.Bench.Soak;

/// <summary>How much of a kind must have come.</summary>
internal sealed record SoakExpected(string Kind, int Least, int Most, string Formula)
{
    public SoakExpected(string kind, int exactly, string formula)
        : this(kind, exactly, exactly, formula)
    {
    }
}

/// <summary>Predicts rows and blobs from what was acknowledged and from how it ended. Nothing reaches the end of its retention meanwhile.</summary>
internal sealed record SoakExpectation(IReadOnlyList<SoakExpected> Rows, IReadOnlyList<SoakExpected> Blobs)
{
    // A deploy's workflow has about a dozen events, a promotion's a few more for each attempt and wait.
    private const int EventsOfAWorkflow = 30;
    // As the timer of BackupFunctions says, UTC.
    private static readonly TimeSpan NightlyBackup = new(1, 37, 0);

    public static async Task<SoakExpectation> OfAsync(SoakUser administrator, SoakLoad load, SoakLedger ledger, DateTimeOffset begun, DateTimeOffset paused)
    {
        var (deploys, _) = await EndsAsync(ledger.Deploys, id => administrator.GetAsync($"operations/{id}"));
        var (promotions, _) = await EndsAsync(ledger.Promotions, id => administrator.GetAsync($"promotions/{id}"));
        var (_, backedUp) = await EndsAsync(ledger.PromotionOperations, id => administrator.GetAsync($"operations/{id}"));
        var runs = await RunsAsync(administrator, load, begun);
        Console.WriteLine($"       deploys {Words(deploys)}; promotions {Words(promotions)}; runs {Words(runs)}");

        var (saves, comments, approvals) = (ledger.Count("flow-saved"), ledger.Count("comment-added"), ledger.Count("promotion-approved"));
        var (begunDeploys, requested, planned, rollbacks) = (ledger.Deploys.Count, ledger.Promotions.Count, ledger.Count("planned"), ledger.Count("rollback-begun"));
        var (deployed, back) = (deploys.GetValueOrDefault("succeeded"), promotions.GetValueOrDefault("rolledBack"));
        var (applied, failed) = (promotions.GetValueOrDefault("applied") + back, promotions.GetValueOrDefault("compensated") + promotions.GetValueOrDefault("cancelled"));
        var started = runs.Where(pair => pair.Key is not ("skipped" or "missed")).Sum(pair => pair.Value);
        var minutes = (paused - begun).TotalMinutes;
        var due = load.Scheduled * (int)Math.Round(minutes);
        var operations = begunDeploys + requested + rollbacks + started;
        var swaps = SoakLoad.Nodes * (begunDeploys + requested);
        var undone = SoakLoad.Nodes * (rollbacks + failed);
        // Every project is backed up at night too.
        var nights = Enumerable.Range(0, (int)(paused.UtcDateTime.Date - begun.UtcDateTime.Date).TotalDays + 1).Select(day => begun.UtcDateTime.Date.AddDays(day) + NightlyBackup).Count(at => at > begun.UtcDateTime && at <= paused.UtcDateTime);
        var nightly = nights * (await administrator.GetAsync("projects?limit=100")).Items.Count;
        return new SoakExpectation(
            [
                new("Projects revision", saves + applied + back, $"{saves} saves + {applied} promotions applied + {back} rolled back"),
                new("Projects version", SoakLoad.Nodes * (deployed + applied), $"{SoakLoad.Nodes} nodes x ({deployed} deploys + {applied} promotions)"),
                new("Projects execution", due - load.Scheduled, due + load.Scheduled, $"{load.Scheduled} deployments x {minutes:0.0} minutes, a due time more or less each"),
                new("Projects comment", comments, $"{comments} comments"),
                new("Projects audit", saves + comments + requested + approvals + deployed + failed + rollbacks + (2 * (applied + back)) + (2 * load.Scheduled),
                    $"{saves} saves + {comments} comments + {requested} requests + {approvals} approvals + {deployed} deploys + {failed} failed promotions + {rollbacks} asked to be rolled back + 2 x ({applied} applied + {back} rolled back) in source and target + 2 x {load.Scheduled} schedules resumed and paused"),
                new("Operations operation", operations, $"{begunDeploys} deploys + {requested} promotions + {rollbacks} rollbacks + {started} runs"),
                new("Operations ended", begunDeploys + started, $"{begunDeploys} deploys + {started} runs"),
                new("Promotions", requested, $"{requested} requests"),
                new("Backups all", (2 * backedUp) + nightly, $"source and target of {backedUp} promotions that came as far + {nightly} at night"),
                new("Retention object", 0, swaps, $"a table or view that {swaps} publications put aside"),
                new("Retention due", 0, (2 * swaps) + undone, $"2 x {swaps} publications + {undone} undone"),
                new("HubInstances state", operations, $"a workflow an operation, {operations}"),
                new("HubInstances history", 0, EventsOfAWorkflow * operations, $"less than {EventsOfAWorkflow} events x {operations} workflows"),
            ],
            [
                new("flows", 0, 2 * (saves + planned), $"2 x ({saves} saves + {planned} plans): a flow and what its clones get"),
                new("plans", 0, planned + begunDeploys + rollbacks, $"{planned} plans + {begunDeploys} deploys + {rollbacks} rollbacks"),
                new("handover", applied, $"{applied} promotions applied"),
                new("backups", 0, (3 * backedUp) + nightly, $"source, target and what a rollback needs, of {backedUp} promotions + {nightly} at night"),
            ]);
    }

    private static async Task<Dictionary<string, int>> RunsAsync(SoakUser administrator, SoakLoad load, DateTimeOffset begun)
    {
        var statuses = new Dictionary<string, int>();
        var from = Uri.EscapeDataString(begun.UtcDateTime.ToString("O"));
        foreach (var project in load.Ids)
        {
            string? continuation = null;
            do
            {
                var next = continuation is null ? "" : $"&continuation={Uri.EscapeDataString(continuation)}";
                var page = await administrator.GetAsync($"projects/{project}/deployments/{SoakLoad.Table}/executions?limit=100&from={from}{next}");
                foreach (var item in page.Items)
                {
                    var status = (string)item!["status"]!;
                    statuses[status] = statuses.GetValueOrDefault(status) + 1;
                }

                continuation = (string?)page.Body!["continuation"];
            }
            while (continuation is not null);
        }

        return statuses;
    }

    /// <summary>How things ended, and how many of them took a backup.</summary>
    private static async Task<(Dictionary<string, int> Statuses, int BackedUp)> EndsAsync(IEnumerable<string> ids, Func<string, Task<SoakAnswer>> read)
    {
        var (statuses, backedUp) = (new Dictionary<string, int>(), 0);
        foreach (var id in ids)
        {
            var found = await read(id);
            var status = found.Text("status");
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            backedUp += found.Body!["result"]?["backup"] is null ? 0 : 1;
        }

        return (statuses, backedUp);
    }

    private static string Words(Dictionary<string, int> statuses) => string.Join(", ", statuses.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Value} {pair.Key}"));
}
