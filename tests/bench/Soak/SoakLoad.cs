using System.Text.Json.Nodes;
using Handover.Testing;

namespace Handover.Bench.Soak;

/// <summary>Projects that people and the clock work on, and what they do all the time.</summary>
internal sealed class SoakLoad(string address, SoakLedger ledger)
{
    public const string Table = "out_table";
    /// <summary>What each project deploys: a table and a view.</summary>
    public const int Nodes = 2;
    private const int Projects = 4;
    private readonly List<SoakProject> projects = [];
    private SoakUser analyst = null!;
    private SoakUser reviewer = null!;
    private SoakUser operations = null!;

    /// <summary>Deployments that are due every minute.</summary>
    public int Scheduled => projects.Count * 2;

    /// <summary>Every project, those in production too.</summary>
    public IEnumerable<string> Ids => projects.SelectMany(project => new[] { project.Source, project.Target });

    /// <summary>Makes the projects, promotes each once, and leaves their schedules paused.</summary>
    public async Task PrepareAsync()
    {
        analyst = await SoakUser.AtAsync(address, "analyst@example.com", ledger);
        reviewer = await SoakUser.AtAsync(address, "reviewer@example.com", ledger);
        operations = await SoakUser.AtAsync(address, "it@example.com", ledger);
        for (var i = 0; i < Projects; i++)
        {
            var name = AzuriteFixture.UniqueName("SOAK").ToUpperInvariant();
            var id = Must(await analyst.PostAsync("projects", new { name, environment = "development" })).Text("id");
            var project = new SoakProject(id, name, i == 0);
            Must(await SaveAsync(project));
            var people = Must(await analyst.GetAsync($"projects/{id}/collaborators"));
            Must(await analyst.PutAsync($"projects/{id}/collaborators", new { collaborators = new[] { new { email = "reviewer@example.com", role = "reviewer" } } }, people.ETag));
            Succeeded(await analyst.FollowAsync(Must(await analyst.PostAsync($"projects/{id}/deploy")).Text("id")));
            Must(await analyst.PutAsync($"projects/{id}/deployments/{Table}/schedule", new { every = new { count = 1, unit = "minutes" } }, ""));
            Must(await analyst.PostAsync($"projects/{id}/deployments/{Table}/schedule/pause"));
            var promotion = await PromoteAsync(project) ?? throw new InvalidOperationException("The first promotion was refused.");
            project.Target = Must(await analyst.GetAsync($"promotions/{promotion}")).Text("targetProject");
            Must(await operations.PostAsync($"projects/{project.Target}/deployments/{Table}/schedule/pause"));
            projects.Add(project);
        }
    }

    /// <summary>
    /// Asks for so many previews: the engine's own pools grow with its first ten to twenty thousand statements and not with later ones, whatever they ask.
    /// </summary>
    public Task WarmAsync(int previews) => Parallel.ForAsync(
        0, previews, new ParallelOptions { MaxDegreeOfParallelism = 8 },
        async (n, _) => Must(await analyst.GetAsync($"projects/{projects[n % projects.Count].Source}/nodes/by_state/preview?limit=100")));

    /// <summary>Pauses or resumes all schedules.</summary>
    public async Task SetSchedulesAsync(string action)
    {
        foreach (var project in projects)
        {
            Must(await analyst.PostAsync($"projects/{project.Source}/deployments/{Table}/schedule/{action}"));
            Must(await operations.PostAsync($"projects/{project.Target}/deployments/{Table}/schedule/{action}"));
        }
    }

    /// <summary>Everybody at work until they are told to stop.</summary>
    public Task WorkAsync(CancellationToken ending)
    {
        var random = new Random(1);
        Task User(Func<Random, Task> step, int least, int most)
        {
            var own = new Random(random.Next());
            return Task.Run(async () =>
            {
                while (!ending.IsCancellationRequested)
                {
                    await step(own);
                    await Task.Delay(own.Next(least, most), ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }, CancellationToken.None);
        }

        return Task.WhenAll(
            User(own => LookAsync(analyst, own), 100, 500),
            User(own => LookAsync(reviewer, own), 100, 500),
            User(own => LookAsync(operations, own), 100, 500),
            User(EditAsync, 2_000, 5_000),
            User(DeployAsync, 15_000, 25_000),
            User(HandOverAsync, 8_000, 16_000));
    }

    /// <summary>One visit to a page of the product, with what that page asks for.</summary>
    private async Task LookAsync(SoakUser user, Random random)
    {
        var project = projects[random.Next(projects.Count)];
        var id = user == operations ? project.Target : project.Source;
        string[] page = random.Next(9) switch
        {
            0 => ["me", "projects?limit=50", "environments"],
            1 => [$"projects/{id}", $"projects/{id}/flow", $"projects/{id}/diagnostics", $"projects/{id}/comments?limit=50"],
            2 => [$"projects/{id}/nodes/by_state/preview?limit=100", $"projects/{id}/nodes/by_state/columns", $"projects/{id}/nodes/out_table/sql?dialect=snowflake"],
            3 => [$"projects/{id}/revisions?limit=50", $"projects/{id}/diff"],
            4 => [$"projects/{id}/deployments", $"projects/{id}/deployments/{Table}/versions?limit=20", $"projects/{id}/deployments/{Table}/executions?limit=50"],
            5 => ["promotions?limit=50", $"promotions?project={id}&limit=20"],
            6 => ["schedules?limit=50", "freshness", $"audit?project={id}&limit=50"],
            7 => ["catalog", $"catalog/{(user == operations ? "RAW" : "RAW_DEV")}/US_FLIGHTS", "tables?search=air"],
            _ => [$"projects/{id}/lineage?node=out_table", $"projects/{id}/findings", $"projects/{id}/nodes/by_state/profile"],
        };
        foreach (var path in page)
        {
            await user.GetAsync(path);
        }
    }

    private async Task EditAsync(Random random)
    {
        var project = projects[random.Next(projects.Count)];
        await SaveAsync(project);
        await analyst.GetAsync($"projects/{project.Source}/nodes/by_state/preview?limit=100");
        if (random.Next(5) == 0 && (await analyst.PostAsync($"projects/{project.Source}/comments", new { text = $"Comment {random.Next()}" })).Done)
        {
            ledger.Did("comment-added");
        }
    }

    private async Task DeployAsync(Random random)
    {
        var project = projects[random.Next(projects.Count)];
        await SaveAsync(project);
        var begun = await analyst.PostAsync($"projects/{project.Source}/deploy");
        if (begun.Done)
        {
            ledger.Deploys.Add(begun.Text("id"));
            await analyst.FollowAsync(begun.Text("id"));
        }
    }

    private async Task HandOverAsync(Random random)
    {
        var project = projects[random.Next(projects.Count)];
        await SaveAsync(project);
        if (await PromoteAsync(project) is { } promotion && random.Next(3) == 0)
        {
            var back = await operations.PostAsync($"promotions/{promotion}/rollback");
            if (back.Done)
            {
                ledger.Did("rollback-begun");
                await operations.FollowAsync(back.Text("rollbackOperation"));
            }
        }
    }

    /// <summary>Plans, requests, approves and waits; the promotion's id, or null if it was refused on the way.</summary>
    private async Task<string?> PromoteAsync(SoakProject project)
    {
        var plan = await analyst.PostAsync("plans", new { project = project.Source, environment = "production" });
        if (plan.Done)
        {
            ledger.Did("planned");
        }

        var promotion = plan.Done ? await analyst.PostAsync("promotions", new { plan = plan.Text("hash") }) : plan;
        if (!promotion.Done)
        {
            return null;
        }

        ledger.Promotions.Add(promotion.Text("id"));
        ledger.PromotionOperations.Add(promotion.Text("operation"));
        if ((await reviewer.PostAsync($"promotions/{promotion.Text("id")}/approve", new { plan = plan.Text("hash") })).Done)
        {
            ledger.Did("promotion-approved");
        }

        await analyst.FollowAsync(promotion.Text("operation"));
        return promotion.Text("id");
    }

    private async Task<SoakAnswer> SaveAsync(SoakProject project)
    {
        var read = await analyst.GetAsync($"projects/{project.Source}/flow");
        var saved = read.Done ? await analyst.PutAsync($"projects/{project.Source}/flow", project.NextFlow(), read.ETag) : read;
        if (saved.Done)
        {
            ledger.Did("flow-saved");
        }

        return saved;
    }

    private static SoakAnswer Must(SoakAnswer answer) => answer.Done ? answer : throw new InvalidOperationException($"{answer.Status} {answer.Body}");

    private static void Succeeded(SoakAnswer operation)
    {
        if ((string?)operation.Body?["status"] != "succeeded")
        {
            throw new InvalidOperationException($"{operation.Body}");
        }
    }

    /// <summary>A project in development and the one in production that it is promoted to.</summary>
    private sealed class SoakProject(string source, string table, bool large)
    {
        private int saved;

        public string Source => source;

        public string Target { get; set; } = "";

        /// <summary>No two saves are of the same flow.</summary>
        public JsonNode NextFlow()
        {
            var (name, by) = large ? ("FLIGHTS", "ORIGIN") : ("AIRPORTS", "STATE");
            return JsonNode.Parse($$"""
                {
                  "$schema": "handover/flow/1",
                  "nodes": [
                    { "id": "source", "kind": "source", "table": { "database": "RAW_DEV", "schema": "US_FLIGHTS", "name": "{{name}}" } },
                    { "id": "by_state", "kind": "aggregate", "input": "source", "groupBy": [ "{{by}}" ], "measures": [ { "name": "HOW_MANY", "expression": "COUNT(*) + {{Interlocked.Increment(ref saved)}}" } ] },
                    { "id": "out_table", "kind": "deployment", "input": "by_state", "type": "table", "role": "ANALYST_DEV", "warehouse": "DEV_WH",
                      "target": { "database": "ANALYTICS_DEV", "schema": "MARTS", "name": "{{table}}" }, "tests": [ { "kind": "not-empty" }, { "kind": "unique", "columns": [ "{{by}}" ] } ] },
                    { "id": "out_view", "kind": "deployment", "input": "by_state", "type": "view", "role": "ANALYST_DEV", "warehouse": "DEV_WH",
                      "target": { "database": "ANALYTICS_DEV", "schema": "MARTS", "name": "{{table}}_V" } }
                  ]
                }
                """)!;
        }
    }
}
