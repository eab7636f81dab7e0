using System.Collections.Immutable;
using Handover.Core.Compilation;
using Handover.Core.Sql;

namespace Handover.Core.Flows;

/// <summary>A column that differs from what a flow knows, with the places that use it under whatever name it then has.</summary>
/// <param name="Column">Its name in the flow.</param>
/// <param name="Before">The type that the flow knows.</param>
/// <param name="After">The type in the table; null if it is gone.</param>
/// <param name="Nodes">Ids of the nodes that use it, in graph order; empty for none.</param>
/// <param name="Places">The very places.</param>
public sealed record DriftedColumn(string Column, SqlType Before, SqlType? After, ImmutableArray<string> Nodes, ImmutableArray<ColumnPlace> Places);

/// <summary>How a table differs from what a source node knows of it.</summary>
/// <param name="Node">Id of the source node.</param>
/// <param name="Table">The table.</param>
/// <param name="Found">False if it does not exist, or may not be read.</param>
/// <param name="New">Columns that the flow does not know.</param>
/// <param name="Gone">Columns that the table has no more.</param>
/// <param name="Changed">Columns of another type.</param>
public sealed record SourceDrift(
    string Node, TableName Table, bool Found, ImmutableArray<Column> New, ImmutableArray<DriftedColumn> Gone, ImmutableArray<DriftedColumn> Changed)
{
    /// <summary>Whether nodes use what is gone, or what has become another kind of value; a number that holds more digits breaks nothing.</summary>
    public bool Breaks { get; } = !Found || Gone.Concat(Changed).Any(static column =>
        !column.Nodes.IsEmpty && (column.After is not { } after || !SourceExchange.AreCompatible(column.Before.Kind, after.Kind)));
}

/// <summary>Brings what sources know of their tables up to date.</summary>
public static class SourceRefresh
{
    /// <summary>The flow with the columns that there are, and what differed. A table that is not found leaves its source as it was.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="columns">The columns of a table; null if it does not exist or may not be read.</param>
    public static (Flow Flow, ImmutableArray<SourceDrift> Drift) Apply(CompiledFlow flow, Func<TableName, IReadOnlyList<Column>?> columns)
    {
        var drift = ImmutableArray.CreateBuilder<SourceDrift>();
        var fresh = new Dictionary<string, SourceNode>(StringComparer.Ordinal);
        var used = flow.SourceColumnsUsed();
        foreach (var source in flow.Nodes.Select(static node => node.Node).OfType<SourceNode>())
        {
            if (columns(source.Table) is not { } known)
            {
                drift.Add(new SourceDrift(source.Id, source.Table, false, [], [], []));
                continue;
            }

            var after = source with { Columns = ValueList.From(known) };
            if (after.Columns.Equals(source.Columns))
            {
                continue;
            }

            fresh[source.Id] = after;
            // Who never knew its columns has nothing that could have changed.
            if (source.Columns.Count > 0 && Compare(used[source.Id], source, after) is { } found)
            {
                drift.Add(found);
            }
        }

        return (flow.Flow.MapNodes(node => fresh.GetValueOrDefault(node.Id) ?? node), drift.ToImmutable());
    }

    private static SourceDrift? Compare(ImmutableArray<ColumnUse> uses, SourceNode source, SourceNode after)
    {
        var (old, now) = (SourceExchange.InFlow(source), SourceExchange.InFlow(after));
        var used = uses.ToDictionary(static use => use.Column.Name, static use => use.Places, StringComparer.Ordinal);
        var drift = new SourceDrift(
            source.Id,
            source.Table,
            true,
            [.. now.Values.Where(column => !old.ContainsKey(column.Name))],
            [.. old.Values.Where(column => !now.ContainsKey(column.Name)).Select(column => Drifted(column, null))],
            [.. old.Values.Where(column => now.TryGetValue(column.Name, out var other) && other.Type != column.Type).Select(column => Drifted(column, now[column.Name].Type))]);
        return drift.New.IsEmpty && drift.Gone.IsEmpty && drift.Changed.IsEmpty ? null : drift;

        DriftedColumn Drifted(Column column, SqlType? type)
        {
            var places = used.GetValueOrDefault(column.Name, []);
            return new DriftedColumn(column.Name, column.Type, type, [.. places.Select(static place => place.Node).Distinct()], places);
        }
    }
}
