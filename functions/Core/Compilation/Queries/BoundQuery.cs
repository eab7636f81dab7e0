using System.Collections.Immutable;
using Handover.Core.Expressions;
using Handover.Core.Sql;

namespace Handover.Core.Compilation;

/// <summary>A query with its columns and where they come from in the node's inputs.</summary>
internal sealed record BoundQuery(SqlQuery Query, ImmutableArray<BoundColumn> Columns, bool IsComplete)
{
    public ImmutableArray<Column> ToColumns() => [.. Columns.Select(static column => column.Column)];
}

/// <summary>An output column and its origins in the node's inputs.</summary>
internal readonly record struct BoundColumn(Column Column, ImmutableArray<ColumnOrigin> Origins);

/// <summary>Something in FROM.</summary>
/// <param name="Name">The name that its columns go by.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="IsComplete">Whether these are all.</param>
internal sealed record BoundRelation(string Name, ImmutableArray<BoundColumn> Columns, bool IsComplete)
{
    /// <summary>Columns that USING has merged into those of another relation: no part of <c>*</c>, and not meant by a bare name.</summary>
    public ImmutableHashSet<string> Merged { get; init; } = [];

    public BoundRelation AsNullable() => this with
    {
        Columns = [.. Columns.Select(static column => column with { Column = column.Column with { Nullable = true } })],
    };

    public BoundColumn? Find(string name)
    {
        foreach (var column in Columns)
        {
            if (column.Column.Name == name)
            {
                return column;
            }
        }

        return null;
    }

    public ScopeRelation ToScope() => new(Name, [.. Columns.Select(static column => column.Column)]);
}

/// <summary>The names that FROM may use: the node's inputs, and the queries of every WITH around.</summary>
internal sealed class TableNames(TableNames? outer)
{
    private readonly Dictionary<string, NamedTable> tables = new(StringComparer.Ordinal);

    public bool TryAdd(NamedTable table) => tables.TryAdd(table.Name, table);

    /// <summary>Finds a table: in quotes exactly; otherwise in upper case and, failing that, in any case.</summary>
    public NamedTable? Find(NameSyntax name)
    {
        for (var at = this; at is not null; at = at.Outer)
        {
            if (at.tables.TryGetValue(name.Quoted ? name.Text : name.Text.ToUpperInvariant(), out var exact))
            {
                return exact;
            }

            if (!name.Quoted && at.tables.Values.FirstOrDefault(table => table.Name.Equals(name.Text, StringComparison.OrdinalIgnoreCase)) is { } loose)
            {
                return loose;
            }
        }

        return null;
    }

    public IEnumerable<string> All() => tables.Keys.Concat(Outer?.All() ?? []);

    private TableNames? Outer { get; } = outer;
}

/// <summary>A name that FROM may use.</summary>
/// <param name="Name">As the user knows it.</param>
/// <param name="WrittenAs">The CTE that it becomes.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="IsComplete">Whether these are all.</param>
internal sealed record NamedTable(string Name, string WrittenAs, ImmutableArray<BoundColumn> Columns, bool IsComplete);
