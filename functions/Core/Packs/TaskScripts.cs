using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Packs;

/// <summary>The schedule of a deployment as Snowflake's.</summary>
/// <param name="File">Name of the script that creates its task; null if there is none.</param>
/// <param name="Unsaid">Why there is none.</param>
internal sealed record TaskOf(string? File, string? Unsaid);

/// <summary>
/// Snowflake tasks that compute scheduled tables again: one script a task that goes by the clock, together with the tasks that follow it, because these have to
/// be created after it and started before it.
/// </summary>
/// <remarks>https://docs.snowflake.com/en/sql-reference/sql/create-task, https://docs.snowflake.com/en/user-guide/tasks-graphs</remarks>
internal sealed class TaskScripts
{
    private readonly Dictionary<string, TaskOf> tasks = new(StringComparer.Ordinal);
    private readonly ImmutableArray<HandedDeployment> deployments;
    private readonly string project;

    private TaskScripts(ImmutableArray<HandedDeployment> deployments, string project) => (this.deployments, this.project) = (deployments, project);

    /// <summary>The task of each deployment that has a schedule.</summary>
    public IReadOnlyDictionary<string, TaskOf> Tasks => tasks;

    /// <summary>Text by name of the file, without its ending.</summary>
    public ImmutableSortedDictionary<string, string> Files { get; private set; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <param name="deployments">The deployments.</param>
    /// <param name="project">Their project.</param>
    public static TaskScripts Of(ImmutableArray<HandedDeployment> deployments, string project)
    {
        var scripts = new TaskScripts(deployments, project);
        var files = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var root in deployments.Where(static one => one.Schedule is not null && Unready(one) is null && one.Schedule.Snowflake is not null))
        {
            var graph = scripts.Graph(root);
            files[root.File] = Script(graph);
            foreach (var (one, _) in graph)
            {
                scripts.tasks[one.Node.Id] = new TaskOf(root.File, null);
            }
        }

        foreach (var one in deployments.Where(one => one.Schedule is not null && !scripts.tasks.ContainsKey(one.Node.Id)))
        {
            scripts.tasks[one.Node.Id] = new TaskOf(null, scripts.WhyNot(one));
        }

        scripts.Files = files.ToImmutable();
        return scripts;
    }

    private static string? Unready(HandedDeployment one) => one.Node switch
    {
        { Type: DeploymentType.View } => "a view is computed whenever it is read",
        { Target: null } or { Role: null } or { Warehouse: null } => "it has no target, role or warehouse yet",
        _ => null,
    };

    private string WhyNot(HandedDeployment one)
    {
        if (Unready(one) is { } unready)
        {
            return unready;
        }

        return one.Schedule!.After is not { } after ? one.Schedule.Unsaid ?? "a task cannot say it"
            : after.Project != project ? $"it follows a deployment of another project ({after.Project}), and tasks follow tasks of their own schema only"
            : deployments.FirstOrDefault(other => other.Node.Id == after.Node) is not { } before ? $"it follows {after.Node}, which is not part of this pack"
            : !MayFollow(one, before) ? $"it follows {after.Node} in another schema or of another role, and tasks follow tasks of their own schema and role only"
            : $"it follows {after.Node}, which has no task";
    }

    // Breadth first, so that each is created after the one that it follows. Who follows in a circle is never reached.
    private List<(HandedDeployment One, HandedDeployment? Before)> Graph(HandedDeployment root)
    {
        var graph = new List<(HandedDeployment One, HandedDeployment? Before)> { (root, null) };
        for (var i = 0; i < graph.Count; i++)
        {
            var before = graph[i].One;
            graph.AddRange(deployments.Where(one => one.Schedule?.After is { } after && after.Project == project && after.Node == before.Node.Id && MayFollow(one, before))
                .Select(one => (one, (HandedDeployment?)before)));
        }

        return graph;
    }

    private static bool MayFollow(HandedDeployment one, HandedDeployment before) =>
        Unready(one) is null && Unready(before) is null && one.Node.Role == before.Node.Role
        && one.Node.Target!.Database == before.Node.Target!.Database && one.Node.Target.Schema == before.Node.Target.Schema;

    private static string Script(List<(HandedDeployment One, HandedDeployment? Before)> graph)
    {
        var text = new StringBuilder()
            .Append("-- Not to be run as long as Handover runs these schedules: each table would be computed twice.\n")
            .Append(DeploymentScripts.Session(graph[0].One.Node)).Append('\n');
        foreach (var (one, before) in graph)
        {
            Create(text, one, before);
        }

        text.Append("-- What follows is started before what it follows.\n");
        foreach (var (one, _) in graph.AsEnumerable().Reverse())
        {
            text.Append(one.Schedule!.Paused ? "-- Paused in Handover; this starts it: " : "").Append("ALTER TASK ")
                .Append(one.Schedule.Paused ? DeploymentScripts.OneLine(NameOf(one)) : NameOf(one)).Append(" RESUME;\n");
        }

        return text.ToString();
    }

    private static void Create(StringBuilder text, HandedDeployment one, HandedDeployment? before)
    {
        text.Append("-- ").Append(DeploymentScripts.OneLine($"{one.Node.Title}: {one.Schedule!.Words}")).Append('\n');
        if (one.Node is { Type: DeploymentType.Table, Materialization.Mode: MaterializationMode.Merge } node)
        {
            text.Append("-- Handover refuses rows whose ").Append(DeploymentScripts.OneLine(string.Join(", ", node.Materialization.Key)))
                .Append(" is null or comes twice. A task does not look.\n");
        }

        text.Append("CREATE OR REPLACE TASK ").Append(NameOf(one)).Append("\n  WAREHOUSE = ").Append(SqlIdentifier.Quote(one.Node.Warehouse!));
        if (before is null)
        {
            text.Append("\n  SCHEDULE = ").Append(SqlIdentifier.QuoteString(one.Schedule.Snowflake!, SqlDialectKind.Snowflake))
                .Append("\n  ALLOW_OVERLAPPING_EXECUTION = FALSE")
                .Append(CultureInfo.InvariantCulture, $"\n  SUSPEND_TASK_AFTER_NUM_FAILURES = {one.Schedule.SuspendAfter}")
                .Append(CultureInfo.InvariantCulture, $"\n  TASK_AUTO_RETRY_ATTEMPTS = {one.Schedule.Retries}");
        }
        else
        {
            text.Append("\n  AFTER ").Append(NameOf(before));
        }

        text.Append("\nAS\n").Append(DeploymentScripts.Refresh(one)).Append(";\n\n");
    }

    private static string NameOf(HandedDeployment one) => DeploymentScripts.Name(one.Node.Target! with { Name = one.Node.Target.Name + "__TASK" });
}
