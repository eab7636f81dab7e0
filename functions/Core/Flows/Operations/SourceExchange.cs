using System.Collections.Immutable;
using Handover.Core.Compilation;
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
public sealed record BrokenColumn(Column Column, SqlType? NewType, ImmutableArray<string> Nodes)
{
    /// <summary>The very places: fields of nodes, with the span in an expression or in SQL.</summary>
    public ImmutableArray<ColumnPlace> Places { get; init; } = [];
}

/// <summary>Swaps what source nodes read, after comparing the new columns with what the flow really uses.</summary>
public static class SourceExchange
{
    /// <summary>The tables that the sources would read: look up their columns before <see cref="Apply"/>.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="map">What becomes what.</param>
    /// <param name="only">Ids of the source nodes to exchange; null for all that the map speaks of.</param>
    public static ImmutableArray<TableName> Targets(Flow flow, TableMap map, IReadOnlySet<string>? only = null) =>
        [.. Matches(flow.Sources, map, only).Select(static match => TableMap.Apply(match.Entry, match.Source.Table)).Distinct()];

    /// <summary>Exchanges every source that the map speaks of, or none.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="map">What becomes what.</param>
    /// <param name="columns">The columns of a table of <see cref="Targets"/>; null if it does not exist or may not be read.</param>
    /// <param name="only">Ids of the source nodes to exchange, whatever else reads the same tables; null for all.</param>
    public static ExchangeResult Apply(Flow flow, TableMap map, Func<TableName, IReadOnlyList<Column>?> columns, IReadOnlySet<string>? only = null)
    {
        var uneven = map.Entries.Where(static entry => entry.From.Grain() != entry.To.Grain()).Select(ExchangeDiagnostics.Grain).ToImmutableArray();
        return uneven.IsEmpty ? Exchange(flow, map, columns, only) : new ExchangeResult(null, [], uneven);
    }

    /// <summary>What somebody who writes a map by hand wants to know: named nodes that it does not speak of, and names in column maps that no table has.</summary>
    public static ImmutableArray<Diagnostic> Idle(Flow flow, TableMap map, Func<TableName, IReadOnlyList<Column>?> columns, IReadOnlySet<string>? only = null)
    {
        var matches = Matches(flow.Sources, map, only).ToLookup(static match => match.Entry, static match => TableMap.Apply(match.Entry, match.Source.Table));
        var idle = ImmutableArray.CreateBuilder<Diagnostic>();
        idle.AddRange(flow.Sources.Where(source => only?.Contains(source.Id) is true && map.Find(source.Table) is null).Select(ExchangeDiagnostics.NotSpokenOf));
        // At the grain of a table this is an error of its own.
        foreach (var entry in map.Entries.Where(entry => entry.From.Grain() < 3 && matches.Contains(entry)))
        {
            var names = matches[entry].Distinct().SelectMany(table => columns(table) ?? []).Select(static column => column.Name).ToHashSet(StringComparer.Ordinal);
            idle.AddRange(entry.Columns.Where(alias => !names.Contains(alias.Column)).Select(alias => ExchangeDiagnostics.MapOfNone(entry, alias.Column)));
        }

        return idle.ToImmutable();
    }

    internal static SourceNode Rebind(SourceNode source, TableMapEntry entry, ValueList<Column> columns) => source with
    {
        Table = TableMap.Apply(entry, source.Table),
        Columns = columns,
        ColumnMap = entry.Columns.Count > 0 ? entry.Columns : source.ColumnMap,
    };

    private static IEnumerable<(SourceNode Source, TableMapEntry Entry)> Matches(IEnumerable<SourceNode> sources, TableMap map, IReadOnlySet<string>? only)
    {
        foreach (var source in sources)
        {
            if (only?.Contains(source.Id) is not false && map.Find(source.Table) is { } entry)
            {
                yield return (source, entry);
            }
        }
    }

    private static ExchangeResult Exchange(Flow flow, TableMap map, Func<TableName, IReadOnlyList<Column>?> columns, IReadOnlySet<string>? only)
    {
        var before = FlowCompiler.Compile(flow);
        var used = before.SourceColumnsUsed();
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        var changes = ImmutableArray.CreateBuilder<SourceChange>();
        var exchanged = new Dictionary<string, SourceNode>(StringComparer.Ordinal);
        foreach (var (source, entry) in Matches(before.Nodes.Select(static node => node.Node).OfType<SourceNode>(), map, only))
        {
            var table = TableMap.Apply(entry, source.Table);
            if (columns(table) is not { } known)
            {
                found.Add(ExchangeDiagnostics.NoTable(source, table));
                continue;
            }

            var after = With(source, entry, table, known, found);
            exchanged[source.Id] = after;
            changes.Add(Compare(used[source.Id], source, after, found));
        }

        if (changes.Count == 0 && found.Count == 0)
        {
            found.Add(ExchangeDiagnostics.NothingMatched());
        }

        var changed = flow.MapNodes(node => exchanged.GetValueOrDefault(node.Id) ?? node);
        if (!HasErrors(found))
        {
            AddNewErrors(before, FlowCompiler.Compile(changed), found);
        }

        return new ExchangeResult(HasErrors(found) ? null : changed, changes.ToImmutable(), found.ToImmutable());
    }

    /// <summary>The source as it would be. A column map that it has from an earlier exchange stays as far as the new table has its columns.</summary>
    private static SourceNode With(
        SourceNode source, TableMapEntry entry, TableName table, IReadOnlyList<Column> columns, ImmutableArray<Diagnostic>.Builder found)
    {
        var names = columns.Select(static column => column.Name).ToHashSet(StringComparer.Ordinal);
        if (entry.From.Grain() == 3)
        {
            // At a coarser grain one map serves many tables, and not each of them has every column.
            found.AddRange(entry.Columns.Where(alias => !names.Contains(alias.Column)).Select(alias => ExchangeDiagnostics.MapOfUnknown(source, table, alias.Column)));
        }

        var aliases = ValueList.From((entry.Columns.Count > 0 ? entry.Columns : source.ColumnMap).Where(alias => names.Contains(alias.Column)));
        AddClashes(source, table, columns, aliases, found);
        return source with { Table = table, Columns = ValueList.From(columns), ColumnMap = aliases };
    }

    /// <summary>Two columns that the column map would give one name.</summary>
    private static void AddClashes(
        SourceNode source, TableName table, IReadOnlyList<Column> columns, ValueList<ColumnAlias> aliases, ImmutableArray<Diagnostic>.Builder found)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in columns.Where(column => !aliases.Any(alias => alias.Column == column.Name)))
        {
            names.TryAdd(column.Name, column.Name);
        }

        foreach (var alias in aliases.DistinctBy(static alias => alias.Column))
        {
            if (!names.TryAdd(alias.As, alias.Column))
            {
                found.Add(ExchangeDiagnostics.MapClashes(source, table, alias, names[alias.As]));
            }
        }
    }

    private static SourceChange Compare(ImmutableArray<ColumnUse> used, SourceNode source, SourceNode after, ImmutableArray<Diagnostic>.Builder found)
    {
        var old = InFlow(source);
        var now = InFlow(after);
        var missing = ImmutableArray.CreateBuilder<BrokenColumn>();
        var incompatible = ImmutableArray.CreateBuilder<BrokenColumn>();
        foreach (var use in used)
        {
            ImmutableArray<string> nodes = [.. use.Places.Select(static place => place.Node).Distinct()];
            if (!now.TryGetValue(use.Column.Name, out var column))
            {
                missing.Add(new BrokenColumn(use.Column, null, nodes) { Places = use.Places });
                found.Add(ExchangeDiagnostics.Missing(source, after.Table, missing[^1]));
            }
            else if (!AreCompatible(use.Column.Type.Kind, column.Type.Kind))
            {
                incompatible.Add(new BrokenColumn(use.Column, column.Type, nodes) { Places = use.Places });
                found.Add(ExchangeDiagnostics.Incompatible(source, after.Table, incompatible[^1]));
            }
        }

        ImmutableArray<Column> added = [.. now.Values.Where(column => !old.ContainsKey(column.Name))];
        if (!added.IsEmpty && source.Columns.Count > 0)
        {
            found.Add(ExchangeDiagnostics.Added(source, after.Table, added));
        }

        var usedNames = used.Select(static use => use.Column.Name).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<Column> removed = [.. old.Values.Where(column => !now.ContainsKey(column.Name) && !usedNames.Contains(column.Name))];
        return new SourceChange(source.Id, source.Table, after.Table, missing.ToImmutable(), incompatible.ToImmutable(), added, removed);
    }

    /// <summary>The columns of a source under the names that the flow knows.</summary>
    internal static OrderedDictionary<string, Column> InFlow(SourceNode source)
    {
        var columns = new OrderedDictionary<string, Column>(StringComparer.Ordinal);
        foreach (var column in source.Columns)
        {
            var name = source.ColumnMap.FirstOrDefault(alias => alias.Column == column.Name)?.As ?? column.Name;
            columns.TryAdd(name, column with { Name = name });
        }

        return columns;
    }

    /// <summary>Whether a column may change its type: numbers among each other; a date that becomes a timestamp would silently join and group otherwise.</summary>
    internal static bool AreCompatible(SqlTypeKind before, SqlTypeKind after) =>
        before == after
        || before == SqlTypeKind.Unknown
        || (before is SqlTypeKind.Number or SqlTypeKind.Float && after is SqlTypeKind.Number or SqlTypeKind.Float);

    /// <summary>What no comparison of columns foresees (a new column that clashes in a join) shows when the changed flow is compiled.</summary>
    private static void AddNewErrors(CompiledFlow before, CompiledFlow after, ImmutableArray<Diagnostic>.Builder found)
    {
        var known = before.Diagnostics.Where(static problem => problem.Severity == Severity.Error).ToHashSet();
        found.AddRange(after.Diagnostics.Where(problem => problem.Severity == Severity.Error && !known.Contains(problem)));
    }

    private static bool HasErrors(ImmutableArray<Diagnostic>.Builder found) => found.Any(static problem => problem.Severity == Severity.Error);
}
