using System.Collections.Immutable;
using Handover.Core.Diagnostics;
using Handover.Core.Sql;

namespace Handover.Core.Flows;

/// <summary>What exchanging sources gave.</summary>
/// <param name="Flow">The changed flow; null if anything forbids it, for it is applied as a whole or not at all.</param>
/// <param name="Changes">What happens to each source that the map speaks of, in document order.</param>
/// <param name="Diagnostics">Why it is refused, and what is worth knowing.</param>
public sealed record ExchangeResult(Flow? Flow, ImmutableArray<SourceChange> Changes, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>What an exchange does to one source.</summary>
/// <param name="Node">Id of the source node.</param>
/// <param name="From">What it reads now.</param>
/// <param name="To">What it would read.</param>
/// <param name="Missing">Columns that the flow uses and the new table lacks.</param>
/// <param name="Incompatible">Columns that the flow uses and that have another type in the new table.</param>
/// <param name="Added">Columns that only the new table has, under the names that the flow would know.</param>
/// <param name="Removed">Columns that the new table lacks and the flow does not use.</param>
public sealed record SourceChange(
    string Node,
    TableName From,
    TableName To,
    ImmutableArray<BrokenColumn> Missing,
    ImmutableArray<BrokenColumn> Incompatible,
    ImmutableArray<Column> Added,
    ImmutableArray<Column> Removed);

/// <summary>A column whose change breaks nodes.</summary>
/// <param name="Column">The column as the flow knows it.</param>
/// <param name="NewType">Its type in the new table; null if it is missing there.</param>
/// <param name="Nodes">Ids of the nodes that use it, in graph order.</param>
public sealed record BrokenColumn(Column Column, SqlType? NewType, ImmutableArray<string> Nodes);

/// <summary>Swaps what source nodes read, after comparing the new columns with what the flow really uses.</summary>
public static class SourceExchange
{
    /// <summary>The tables that the sources would read: look up their columns before <see cref="Apply"/>.</summary>
    public static ImmutableArray<TableName> Targets(Flow flow, TableMap map) =>
    [
        .. flow.Sources.Select(source => map.Find(source.Table) is { } entry ? TableMap.Apply(entry, source.Table) : null).OfType<TableName>().Distinct(),
    ];

    /// <summary>Exchanges every source that the map speaks of, or none.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="map">What becomes what.</param>
    /// <param name="columns">The columns of a table of <see cref="Targets"/>; null if it does not exist or may not be read.</param>
    public static ExchangeResult Apply(Flow flow, TableMap map, Func<TableName, IReadOnlyList<Column>?> columns) =>
        throw new NotSupportedException($"{flow} {map} {columns}");

    /// <summary>Exchanges one source, whatever else reads the same table.</summary>
    public static ExchangeResult ApplyTo(Flow flow, string node, TableName to, ValueList<ColumnAlias> renames, Func<TableName, IReadOnlyList<Column>?> columns) =>
        throw new NotSupportedException($"{flow} {node} {to} {renames} {columns}");

    internal static SourceNode Rebind(SourceNode source, TableMapEntry entry, ValueList<Column> columns) => source with
    {
        Table = TableMap.Apply(entry, source.Table),
        Columns = columns,
        ColumnMap = entry.Columns.Count > 0 ? entry.Columns : source.ColumnMap,
    };
}
