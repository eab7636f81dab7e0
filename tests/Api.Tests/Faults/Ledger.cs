using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Handover.Api.Tests.Faults;

/// <summary>
/// What the host has acknowledged, as its users remember it. At the end all of it must be there; what was not acknowledged may or may not be.
/// </summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<string, byte> projects = [];
    private readonly ConcurrentDictionary<(string Project, string Action), int> actions = [];
    private readonly ConcurrentDictionary<(string Project, int Revision), string> revisions = [];
    private readonly ConcurrentDictionary<(string Project, string Text), byte> comments = [];
    private readonly ConcurrentDictionary<string, string> operations = [];
    private readonly ConcurrentDictionary<string, string> promotions = [];
    private readonly ConcurrentDictionary<(string Promotion, string By), byte> approvals = [];
    private readonly ConcurrentDictionary<string, (string Project, string Node)> executions = [];
    private readonly ConcurrentQueue<string> wrong = [];
    private readonly Dictionary<string, JsonObject> ended = [];
    private int count;

    /// <summary>How many writes were acknowledged.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>The deploys, by operation, with their projects.</summary>
    public IReadOnlyDictionary<string, string> Operations => operations;

    public IEnumerable<string> Projects => projects.Keys;

    public void Made(string project, string action)
    {
        projects.TryAdd(project, 0);
        Did(project, action);
    }

    public void Did(string project, string action)
    {
        actions.AddOrUpdate((project, action), 1, (_, known) => known + 1);
        Interlocked.Increment(ref count);
    }

    public void Revision(string project, int number, string hash, string action)
    {
        Did(project, action);
        if (revisions.GetOrAdd((project, number), hash) != hash)
        {
            wrong.Enqueue($"Revision {number} of {project} was acknowledged twice, with different flows.");
        }
    }

    public void Comment(string project, string text)
    {
        comments.TryAdd((project, text), 0);
        Did(project, "comment-added");
    }

    public void Began(string operation, string project)
    {
        operations.TryAdd(operation, project);
        Interlocked.Increment(ref count);
    }

    public void Requested(string promotion, string operation, string project)
    {
        promotions.TryAdd(promotion, project);
        Began(operation, project);
        actions.AddOrUpdate((project, "promotion-requested"), 1, (_, known) => known + 1);
    }

    public void Approved(string promotion, string project, string by)
    {
        approvals.TryAdd((promotion, by), 0);
        Interlocked.Increment(ref count);
        _ = project;
    }

    public void Asked(string execution, string project, string node)
    {
        executions.TryAdd(execution, (project, node));
        Did(project, "run-requested");
    }

    public void Wrong(string what) => wrong.Enqueue(what);

    /// <summary>How often each thing was acknowledged, and how the operations ended; complete after <see cref="MissingAsync"/>.</summary>
    public string Tally()
    {
        var did = actions.GroupBy(pair => pair.Key.Action).Select(group => (What: group.Key, Times: group.Sum(pair => pair.Value)));
        var operated = ended.Values.CountBy(KindOf).Select(pair => (What: pair.Key, Times: pair.Value));
        return string.Join(", ", did.OrderByDescending(one => one.Times).Concat(operated.OrderByDescending(one => one.Times)).Select(one => $"{one.What} {one.Times}"));
    }

    /// <summary>Compares it with what the API tells an administrator; says all that is missing.</summary>
    public async Task<List<string>> MissingAsync(Api administrator)
    {
        var missing = wrong.ToList();
        var listed = new HashSet<string>();
        foreach (var deleted in new[] { "false", "true" })
        {
            listed.UnionWith((await AllAsync(administrator, $"projects?deleted={deleted}")).Select(item => item["id"]!.GetValue<string>()));
        }

        missing.AddRange(projects.Keys.Where(id => !listed.Contains(id)).Select(id => $"Project {id} is not in the list."));
        foreach (var (id, project) in operations)
        {
            var found = await administrator.GetAsync($"operations/{id}");
            if (found.Status == 200)
            {
                ended.Add(id, found.Body);
            }
            else
            {
                missing.Add($"Operation {id} of {project} answers {found.Status}.");
            }
        }

        foreach (var project in actions.Keys.Select(key => key.Project).Distinct())
        {
            await ProjectAsync(administrator, project, missing);
        }

        foreach (var id in promotions.Keys)
        {
            if ((await administrator.GetAsync($"promotions/{id}")).Status != 200)
            {
                missing.Add($"Promotion {id} is gone.");
            }
        }

        foreach (var (promotion, by) in approvals.Keys)
        {
            var found = await administrator.GetAsync($"promotions/{promotion}");
            var given = found.Status == 200 ? found.Body["approvals"]!.AsArray().Select(item => item!["by"]!.GetValue<string>()) : [];
            if (!given.Contains(by))
            {
                missing.Add($"The approval of promotion {promotion} by {by} is gone.");
            }
        }

        foreach (var (id, (project, node)) in executions)
        {
            var found = await administrator.GetAsync($"projects/{project}/deployments/{node}/executions/{id}");
            if (found.Status != 200 || found.Text("status") is "waiting" or "running" or "retrying")
            {
                missing.Add($"Execution {id} of {project}/{node}: {found.Status} {(found.Status == 200 ? found.Text("status") : "")}");
            }
        }

        return missing;
    }

    private async Task ProjectAsync(Api administrator, string project, List<string> missing)
    {
        var audit = (await AllAsync(administrator, $"audit?project={project}")).Select(entry => entry["action"]!.GetValue<string>()).CountBy(action => action).ToDictionary();
        foreach (var ((_, action), wanted) in actions.Where(pair => pair.Key.Project == project))
        {
            if (audit.GetValueOrDefault(action) < wanted)
            {
                missing.Add($"{project}: {wanted} times {action} were acknowledged, its audit has {audit.GetValueOrDefault(action)}.");
            }
        }

        var own = revisions.Where(pair => pair.Key.Project == project).ToList();
        if (own.Count > 0)
        {
            var known = (await AllAsync(administrator, $"projects/{project}/revisions")).ToDictionary(item => item["number"]!.GetValue<int>(), item => item["flowHash"]!.GetValue<string>());
            missing.AddRange(own.Where(pair => known.GetValueOrDefault(pair.Key.Revision) != pair.Value)
                .Select(pair => $"{project}: revision {pair.Key.Revision} was acknowledged with flow {pair.Value}, there is {known.GetValueOrDefault(pair.Key.Revision) ?? "none"}."));
        }

        var said = comments.Keys.Where(key => key.Project == project).Select(key => key.Text).ToList();
        if (said.Count > 0)
        {
            // As it stands there, in a thread or at the head of one.
            var told = string.Join('\n', (await AllAsync(administrator, $"projects/{project}/comments")).Select(item => item.ToJsonString()));
            missing.AddRange(said.Where(text => !told.Contains($"\"{text}\"", StringComparison.Ordinal)).Select(text => $"{project}: the comment '{text}' is gone."));
        }

        await VersionsAsync(administrator, project, missing);
    }

    /// <summary>Every deploy that succeeded is in the Deployment History of what it deployed.</summary>
    private async Task VersionsAsync(Api administrator, string project, List<string> missing)
    {
        var versions = new Dictionary<string, HashSet<string>>();
        foreach (var id in operations.Where(pair => pair.Value == project).Select(pair => pair.Key))
        {
            if (!ended.TryGetValue(id, out var operation) || KindOf(operation) != "deploy succeeded")
            {
                continue;
            }

            foreach (var node in operation["result"]!.AsObject().Select(pair => pair.Key).Where(key => key.StartsWith("rows:", StringComparison.Ordinal)).Select(key => key["rows:".Length..]))
            {
                if (!versions.TryGetValue(node, out var known))
                {
                    known = [.. (await AllAsync(administrator, $"projects/{project}/deployments/{node}/versions")).Select(item => item["operation"]!.GetValue<string>())];
                    versions.Add(node, known);
                }

                if (!known.Contains(id))
                {
                    missing.Add($"{project}: the deploy {id} succeeded, and the history of {node} does not have it.");
                }
            }
        }
    }

    private static string KindOf(JsonObject operation) => $"{operation["kind"]} {operation["status"]}";

    private static async Task<List<JsonNode>> AllAsync(Api api, string path)
    {
        var all = new List<JsonNode>();
        string? continuation = null;
        do
        {
            var next = continuation is null ? "" : $"&continuation={Uri.EscapeDataString(continuation)}";
            var page = (await api.GetAsync($"{path}{(path.Contains('?') ? "&" : "?")}limit=100{next}")).Expect(200);
            all.AddRange(page.Items.Select(item => item!));
            continuation = page.Body["continuation"]?.GetValue<string>();
        }
        while (continuation is not null);
        return all;
    }
}
