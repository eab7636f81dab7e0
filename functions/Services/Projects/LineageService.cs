using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Lineage;
using Handover.Core.Projects;
using Handover.Core.Sql;

namespace Handover.Services.Projects;

/// <summary>A column of another project.</summary>
/// <param name="Table">The table through which the two are connected.</param>
/// <param name="Column">The column of that table.</param>
/// <param name="Project">Id of the project; null for one that the caller may not see.</param>
/// <param name="Name">Its name, or that there is one.</param>
/// <param name="Node">Its node: the deployment that writes the table, or the source that reads it.</param>
/// <param name="Upstream">Where the column comes from in that project.</param>
/// <param name="Downstream">What it reaches in that project.</param>
public sealed record ForeignColumn(
    TableName Table, string Column, string? Project, string Name, string? Node = null, ColumnLineage? Upstream = null, ColumnReach? Downstream = null);

/// <summary>Where a column comes from and what it reaches, in its own project and in others.</summary>
/// <param name="Node">Id of the node.</param>
/// <param name="Column">Name of the column.</param>
/// <param name="Upstream">Where it comes from in its own project.</param>
/// <param name="Downstream">What it reaches in its own project.</param>
/// <param name="UpstreamProjects">Projects whose deployments are read on the way, nearest first.</param>
/// <param name="DownstreamProjects">Projects that read what it reaches, nearest first.</param>
/// <param name="IsComplete">False if the way through other projects was too long to be followed to its end.</param>
public sealed record LineageAnswer(
    string Node, string Column, ColumnLineage Upstream, ColumnReach Downstream,
    IReadOnlyList<ForeignColumn> UpstreamProjects, IReadOnlyList<ForeignColumn> DownstreamProjects, bool IsComplete);

/// <summary>Follows columns through a project and on into the projects that write what it reads and read what it writes.</summary>
public sealed class LineageService(ProjectStore projects, FlowStore flows, ProjectIndex index)
{
    private const string Hidden = "a project you may not see";
    private const int MaxHops = 8;
    private const int MaxForeign = 200;

    /// <summary>The sources of every column of a node.</summary>
    /// <exception cref="RefusalException"><c>node-not-found</c>.</exception>
    public async Task<IReadOnlyList<ColumnLineage>> ColumnsAsync(Project project, string node, CancellationToken cancellation)
    {
        var flow = await flows.CompiledAsync(project.FlowHash, cancellation);
        var found = flow.Find(node) ?? throw Refusal.NotFound("node", node);
        return [.. found.Columns.Select(column => LineageTracer.Upstream(flow, node, column.Name)!)];
    }

    /// <summary>All that is to be said of one column.</summary>
    /// <exception cref="RefusalException"><c>node-not-found</c>, <c>column-not-found</c>.</exception>
    public async Task<LineageAnswer> FollowAsync(User user, Project project, string node, string column, CancellationToken cancellation)
    {
        var flow = await flows.CompiledAsync(project.FlowHash, cancellation);
        _ = flow.Find(node) ?? throw Refusal.NotFound("node", node);
        var upstream = LineageTracer.Upstream(flow, node, column) ?? throw Refusal.NotFound("column", column);
        var downstream = LineageTracer.Downstream(flow, node, column)!;
        var up = await ThroughAsync(Read(upstream), columns => WritersAsync(user, columns, cancellation), one => Read(one.Upstream));
        var down = await ThroughAsync(Written(downstream), columns => ReadersAsync(user, columns, cancellation), one => Written(one.Downstream));
        return new LineageAnswer(node, column, upstream, downstream, up.Found, down.Found, up.IsComplete && down.IsComplete);
    }

    /// <summary>Goes from table to table through other projects, nearest first; also through the own one, where it reads what it writes.</summary>
    /// <param name="open">The columns to begin with.</param>
    /// <param name="beyond">What projects have of these columns.</param>
    /// <param name="onward">The columns to go on with from one of them.</param>
    private static async Task<(List<ForeignColumn> Found, bool IsComplete)> ThroughAsync(
        HashSet<(TableName Table, string Column)> open,
        Func<HashSet<(TableName Table, string Column)>, Task<List<ForeignColumn>>> beyond, Func<ForeignColumn, IEnumerable<(TableName, string)>> onward)
    {
        var found = new List<ForeignColumn>();
        var seen = new HashSet<(TableName, string)>(open);
        for (var hop = 0; open.Count > 0; hop++)
        {
            if (hop == MaxHops || found.Count >= MaxForeign)
            {
                return (found, false);
            }

            var next = await beyond(open);
            found.AddRange(next);
            open = [.. next.SelectMany(onward).Where(seen.Add)];
        }

        return (found, true);
    }

    private async Task<List<ForeignColumn>> WritersAsync(User user, HashSet<(TableName Table, string Column)> columns, CancellationToken cancellation)
    {
        var (_, writers) = await index.UsersOfAsync(columns.Select(one => one.Table).ToHashSet(), "", cancellation);
        var found = new List<ForeignColumn>();
        foreach (var (table, column) in columns.Where(one => writers.ContainsKey(one.Table)))
        {
            found.Add(await WriterAsync(user, writers[table].Project, table, column, cancellation));
        }

        return found;
    }

    private async Task<List<ForeignColumn>> ReadersAsync(User user, HashSet<(TableName Table, string Column)> columns, CancellationToken cancellation)
    {
        var (readers, _) = await index.UsersOfAsync(columns.Select(one => one.Table).ToHashSet(), "", cancellation);
        var found = new List<ForeignColumn>();
        foreach (var (table, column) in columns)
        {
            foreach (var reader in readers.GetValueOrDefault(table) ?? [])
            {
                found.AddRange(await ReaderAsync(user, reader.Project, table, column, cancellation));
            }
        }

        return found;
    }

    /// <summary>The column of the deployment that wrote a table, in the flow that it was deployed from.</summary>
    private async Task<ForeignColumn> WriterAsync(User user, string id, TableName table, string column, CancellationToken cancellation)
    {
        if (await VisibleAsync(user, id, cancellation) is not { } writer)
        {
            return new ForeignColumn(table, column, null, Hidden);
        }

        var state = (await projects.DeploymentsAsync(id, cancellation)).Value.Items.Values.FirstOrDefault(one => one.Target == table);
        var lineage = state is null ? null : LineageTracer.Upstream(await flows.CompiledAsync(state.FlowHash, cancellation), state.Node, column);
        return new ForeignColumn(table, column, writer.Id, writer.Name, state?.Node, Upstream: lineage);
    }

    /// <summary>The column in every source of a project that reads a table.</summary>
    private async Task<IReadOnlyList<ForeignColumn>> ReaderAsync(User user, string id, TableName table, string column, CancellationToken cancellation)
    {
        if (await VisibleAsync(user, id, cancellation) is not { } reader)
        {
            return [new ForeignColumn(table, column, null, Hidden)];
        }

        var flow = await flows.CompiledAsync(reader.FlowHash, cancellation);
        return
        [
            .. flow.Flow.Sources.Where(source => source.Table == table).Select(source => new ForeignColumn(
                table, column, reader.Id, reader.Name, source.Id, Downstream: LineageTracer.Downstream(flow, source.Id, NameInFlow(source, column)))),
        ];
    }

    private async Task<Project?> VisibleAsync(User user, string id, CancellationToken cancellation) =>
        (await projects.FindAsync(id, cancellation))?.Project is { } found && Access.Allows(user, found, Right.See) ? found : null;

    private static string NameInFlow(SourceNode source, string column) => source.ColumnMap.FirstOrDefault(alias => alias.Column == column)?.As ?? column;

    private static HashSet<(TableName, string)> Read(ColumnLineage? lineage) => [.. (lineage?.Sources ?? []).Select(source => (source.Table, source.Column))];

    private static HashSet<(TableName, string)> Written(ColumnReach? reach) =>
        [.. (reach?.Published ?? []).Where(one => one.Target is not null).Select(one => (one.Target!, one.Column))];
}
