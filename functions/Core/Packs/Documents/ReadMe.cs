using System.Collections.Immutable;
using Handover.Core.Flows;

namespace Handover.Core.Packs;

/// <summary>The first page of a pack: what it is, what to do with it, and what is in it.</summary>
internal static class ReadMe
{
    private static readonly (string Path, string Text)[] Contents =
    [
        ("documentation.html", "everything about the project for people; documentation.md is the same as Markdown"),
        ("sql/", "one SELECT a deployment with everything upstream of it; it runs as it is in a worksheet"),
        ("grants/", "the least that a deployment's role needs"),
        ("ddl/", "the SELECTs as CREATE statements"),
        ("checks/", "the data tests: each SELECT gives 0 if all is well"),
        ("schedule/", "Snowflake tasks that compute scheduled tables again on time"),
        ("dbt/", "the flow as a dbt project, a model a node; see dbt/README.md"),
        ("flow.json", "the flow itself, to be brought in again (PUT projects/{id}/flow); its SHA-256 is the flow hash of the revision"),
        ("lineage.json", "for each deployed column the source columns that it comes from, step by step, and what decides which rows there are"),
        ("flow.svg", "the flow as a drawing"),
    ];

    public static string Write(HandoverSubject subject, ImmutableArray<HandedDeployment> deployments, IReadOnlyDictionary<string, TaskOf> tasks, IEnumerable<string> files)
    {
        var paths = files.ToList();
        var blocks = ImmutableArray.CreateBuilder<Block>();
        blocks.Add(new Paragraph($"Revision {subject.Revision}, owned by {subject.Owner}.{string.Concat(subject.Facts.Select(static fact => $" {fact.Name}: {fact.Value}."))}"));
        blocks.Add(new Heading(2, "What to do first"));
        blocks.Add(new Paragraph(subject.IsInPlace
            ? "Handover has put these deployments in place and runs their schedules: nothing has to be done. To go on without Handover, pause or remove the schedules there and begin at 3."
            : "If Handover deploys this project and runs its schedules, nothing has to be done. To run it without Handover, pause or remove the schedules there and begin at 3."));
        blocks.Add(new Steps([.. FirstSteps(subject, deployments, paths)]));
        blocks.Add(new Heading(2, "Deployments"));
        blocks.Add(new Table(
            ["Deployment", "Type", "Target", "Role", "Warehouse", "Schedule"],
            [
                .. deployments.Select(one => ImmutableArray.Create(
                    one.Node.Title == one.Node.Id ? one.Node.Id : $"{one.Node.Title} ({one.Node.Id})", TypeOf(one.Node), one.Node.Target?.ToString() ?? "nowhere yet",
                    one.Node.Role ?? "", one.Node.Warehouse ?? "", ScheduleOf(one, tasks))),
            ]));
        blocks.Add(new Heading(2, "Files"));
        blocks.Add(new Table(
            ["File", "What it is"],
            [
                .. Contents.Where(item => item.Path == "dbt/" || Has(paths, item.Path)).Select(static item => ImmutableArray.Create(item.Path, item.Text)),
                ["MANIFEST.sha256", "the SHA-256 of every other file"],
            ]));
        return MarkdownText.Write(new Document($"{subject.Name}: handover to {subject.Environment}", blocks.ToImmutable()));
    }

    /// <summary>How a deployment is brought up to date, in a word or two: <c>table, rows merged by ID</c>.</summary>
    public static string TypeOf(DeploymentNode node) => node.Type.ToString().ToLowerInvariant() + node.Materialization switch
    {
        { Mode: MaterializationMode.Append } append => $", rows appended by {append.Watermark}",
        { Mode: MaterializationMode.Merge } merge => $", rows merged by {string.Join(", ", merge.Key)}",
        _ => "",
    };

    private static IEnumerable<(string Text, string? Command)> FirstSteps(HandoverSubject subject, ImmutableArray<HandedDeployment> deployments, List<string> paths)
    {
        yield return ("See that the pack is whole (on macOS: shasum -a 256 -c MANIFEST.sha256).", "sha256sum -c MANIFEST.sha256");
        yield return ("Read documentation.html: what the tables are for, where each column comes from, and who to ask.", null);
        if (Has(paths, "grants/"))
        {
            yield return ("Have the scripts in grants/ run by a role that may grant, such as SECURITYADMIN. Roles and warehouses have to be there already.", null);
        }

        if (Has(paths, "ddl/"))
        {
            yield return ("Run the scripts in ddl/, in this order. They replace what is there under these names.",
                string.Join('\n', InOrder(subject, deployments).Where(static one => one.Node.Target is not null).Select(static one => $"ddl/{one.File}.sql")));
        }

        if (Has(paths, "checks/"))
        {
            yield return ("Run the scripts in checks/: every number has to be 0.", null);
        }

        if (Has(paths, "schedule/"))
        {
            yield return ("Run the scripts in schedule/. Once they are, Snowflake computes the tables again; Handover must not do so as well.", null);
        }

        yield return ("Or, instead of the scripts, use the dbt project: dbt/README.md says how.", null);
    }

    // What reads a table that another deployment writes comes after it.
    private static List<HandedDeployment> InOrder(HandoverSubject subject, ImmutableArray<HandedDeployment> deployments)
    {
        var (order, left) = (new List<HandedDeployment>(), deployments.ToList());
        var reads = deployments.ToDictionary(static one => one.Node.Id, one => DeploymentScripts.Reads(subject.Flow, one.Node).ToHashSet(), StringComparer.Ordinal);
        while (left.Count > 0)
        {
            var next = left.Find(one => !left.Exists(other => other != one && other.Node.Target is { } table && reads[one.Node.Id].Contains(table))) ?? left[0];
            order.Add(next);
            left.Remove(next);
        }

        return order;
    }

    private static string ScheduleOf(HandedDeployment one, IReadOnlyDictionary<string, TaskOf> tasks) => one.Schedule is not { } schedule ? ""
        : schedule.Words + (schedule.Paused ? ", paused" : "") + (tasks.GetValueOrDefault(one.Node.Id) switch
        {
            { File: { } file } => $" (schedule/{file}.sql)",
            { Unsaid: { } why } => $" (no task: {why})",
            _ => "",
        });

    private static bool Has(List<string> paths, string start) => paths.Exists(path => path.StartsWith(start, StringComparison.Ordinal));
}
