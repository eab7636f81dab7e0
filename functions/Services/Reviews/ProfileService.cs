using System.Globalization;
using Handover.Core.Compilation;
using Handover.Core.Diagnostics;
using Handover.Core.Explorations;
using Handover.Core.Projects;
using Handover.Core.Sql;
using Handover.Services.Catalog;
using Handover.Services.Governance;
using Handover.Services.Identity;
using Handover.Services.Projects;
using Handover.Services.Warehouse;

namespace Handover.Services.Reviews;

/// <summary>What the data of a node is like.</summary>
/// <param name="Node">Its id.</param>
/// <param name="Rows">All its rows.</param>
/// <param name="Columns">Its columns in order; at most <see cref="ProfileCompiler.MostColumns"/>.</param>
/// <param name="Truncated">Whether the node has more columns.</param>
public sealed record NodeProfile(string Node, long Rows, IReadOnlyList<ColumnProfile> Columns, bool Truncated);

/// <summary>What the values of a column are like; null for what its type does not have.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Nulls">Rows without a value.</param>
/// <param name="Distinct">Different values, null not counted.</param>
/// <param name="Min">Least value.</param>
/// <param name="Max">Greatest value.</param>
/// <param name="Mean">Mean of a number.</param>
public sealed record ColumnProfile(string Name, SqlType Type, long Nulls, long? Distinct, object? Min, object? Max, double? Mean);

/// <summary>How the values of a column are distributed.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Values">Values that are not null.</param>
/// <param name="Top">The most frequent values, most frequent first.</param>
/// <param name="Bins">The range of a number cut into equal parts, or of dates and times by <paramref name="Part"/>; null where there is no range.</param>
/// <param name="Part">What the bins of dates and times are.</param>
public sealed record ColumnDistribution(string Column, long Values, IReadOnlyList<ValueCount> Top, IReadOnlyList<RangeCount>? Bins, ProfilePart? Part);

/// <summary>How often a value is there.</summary>
public sealed record ValueCount(object? Value, long Count);

/// <summary>How many values lie from one to another; <paramref name="To"/> is null where the part says it.</summary>
public sealed record RangeCount(object? From, object? To, long Count);

/// <summary>Describes the full data of nodes, computed by the warehouse.</summary>
public sealed class ProfileService(FlowStore flows, CatalogService catalog, EnvironmentStore environments, IWarehouse warehouse)
{
    /// <summary>Rows, and for every column nulls, distinct values, least, greatest and mean.</summary>
    /// <exception cref="RefusalException"><c>node-not-found</c>, <c>flow-has-errors</c>, and what the warehouse refuses.</exception>
    public async Task<NodeProfile> ProfileAsync(Actor actor, Project project, string node, string? role, string? virtualWarehouse, CancellationToken cancellation)
    {
        var compiled = await CompiledAsync(project, node, cancellation);
        var session = await SessionAsync(actor, project, role, virtualWarehouse, cancellation);
        var columns = ProfileCompiler.ColumnsOf(compiled, node);
        var (rows, profiles) = await SummaryAsync(session, compiled, node, columns, cancellation);
        return new NodeProfile(node, rows, profiles, compiled.Find(node)!.Columns.Length > columns.Count);
    }

    /// <summary>The most frequent values of a column, and how many lie in each part of its range.</summary>
    /// <exception cref="RefusalException"><c>node-not-found</c>, <c>column-not-found</c>, <c>flow-has-errors</c>, and what the warehouse refuses.</exception>
    public async Task<ColumnDistribution> DistributionAsync(
        Actor actor, Project project, string node, string column, string? role, string? virtualWarehouse, CancellationToken cancellation)
    {
        var compiled = await CompiledAsync(project, node, cancellation);
        var profiled = ProfileCompiler.ColumnsOf(compiled, node).FirstOrDefault(one => one.Column.Name == column) ?? throw Refusal.NotFound("column", column);
        var session = await SessionAsync(actor, project, role, virtualWarehouse, cancellation);
        var (rows, summaries) = await SummaryAsync(session, compiled, node, [profiled], cancellation);
        var values = rows - summaries[0].Nulls;
        if (!profiled.IsComparable || values == 0)
        {
            return new ColumnDistribution(column, values, [], null, null);
        }

        var top = await AskAsync(session, ProfileCompiler.TopValues(compiled, node, profiled, warehouse.Dialect), ProfileCompiler.MostValues, cancellation);
        var (bins, part) = await BinsAsync(session, compiled, node, profiled, summaries[0], cancellation);
        return new ColumnDistribution(column, values, [.. top.Rows.Select(static row => new ValueCount(row[0], Whole(row[1])))], bins, part);
    }

    private async Task<(IReadOnlyList<RangeCount>? Bins, ProfilePart? Part)> BinsAsync(
        Session session, CompiledFlow compiled, string node, ProfiledColumn column, ColumnProfile summary, CancellationToken cancellation)
    {
        if (column.IsNumeric && Number(summary.Min) is { } low && Number(summary.Max) is { } high && high > low && double.IsFinite(high - low))
        {
            var counted = await AskAsync(session, ProfileCompiler.Histogram(compiled, node, column, low, high, warehouse.Dialect), ProfileCompiler.Buckets + 2, cancellation);
            var counts = new long[ProfileCompiler.Buckets];
            foreach (var row in counted.Rows)
            {
                counts[Math.Clamp(Whole(row[0]), 1, ProfileCompiler.Buckets) - 1] += Whole(row[1]);
            }

            var width = (high - low) / ProfileCompiler.Buckets;
            return ([.. counts.Select((count, index) => new RangeCount(low + (index * width), index == counts.Length - 1 ? high : low + ((index + 1) * width), count))], null);
        }

        if (column.IsTemporal && Span(summary.Min, summary.Max) is { } span && span > TimeSpan.Zero)
        {
            var part = ProfileCompiler.PartFor(column.Column.Type.Kind, span);
            var counted = await AskAsync(session, ProfileCompiler.ByPart(compiled, node, column, part, warehouse.Dialect), MostParts, cancellation);
            return counted.Truncated ? (null, null) : ([.. counted.Rows.Select(static row => new RangeCount(row[0], null, Whole(row[1])))], part);
        }

        return (null, null);
    }

    // Years of dates: a typing error in one of them may be thousands of years away.
    private const int MostParts = 400;

    private async Task<(long Rows, IReadOnlyList<ColumnProfile> Columns)> SummaryAsync(
        Session session, CompiledFlow compiled, string node, IReadOnlyList<ProfiledColumn> columns, CancellationToken cancellation)
    {
        var data = await AskAsync(session, ProfileCompiler.Summary(compiled, node, columns, warehouse.Dialect), 1, cancellation);
        var found = data.Columns.Select((column, index) => (column.Name, Value: data.Rows[0][index])).ToDictionary(static pair => pair.Name, static pair => pair.Value, StringComparer.Ordinal);
        var rows = Whole(found["rows"]);
        return (rows, [.. columns.Select((column, place) => new ColumnProfile(
            column.Column.Name,
            column.Column.Type,
            rows - Whole(found[$"v{place}"]),
            column.IsComparable ? Whole(found[$"d{place}"]) : null,
            found.GetValueOrDefault($"l{place}"),
            found.GetValueOrDefault($"h{place}"),
            Number(found.GetValueOrDefault($"m{place}"))))]);
    }

    private async Task<CompiledFlow> CompiledAsync(Project project, string node, CancellationToken cancellation)
    {
        var compiled = await flows.CompiledAsync(project.FlowHash, cancellation);
        return compiled.Find(node) is null ? throw Refusal.NotFound("node", node) : compiled;
    }

    private async Task<Session> SessionAsync(Actor actor, Project project, string? role, string? virtualWarehouse, CancellationToken cancellation) =>
        await catalog.SessionAsync(actor, role, cancellation, (await environments.RequireAsync(project.Environment, cancellation)).Value, virtualWarehouse);

    private async Task<DataSet> AskAsync(Session session, FlowSql sql, int limit, CancellationToken cancellation) =>
        await warehouse.QueryAsync(session, FlowService.TextOf(sql), limit, Limits.PreviewTimeout, cancellation);

    private static long Whole(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);

    private static double? Number(object? value) => value switch
    {
        null => null,
        double number when !double.IsFinite(number) => null,
        _ => Convert.ToDouble(value, CultureInfo.InvariantCulture),
    };

    private static TimeSpan? Span(object? from, object? to) => (from, to) switch
    {
        (DateOnly low, DateOnly high) => high.ToDateTime(default) - low.ToDateTime(default),
        (TimeOnly low, TimeOnly high) => high.ToTimeSpan() - low.ToTimeSpan(),
        (DateTime low, DateTime high) => high - low,
        (DateTimeOffset low, DateTimeOffset high) => high - low,
        _ => null,
    };
}
