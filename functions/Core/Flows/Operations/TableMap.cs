using Handover.Core.Sql;

namespace Handover.Core.Flows;

/// <summary>Names a table, all tables of a schema (<paramref name="Name"/> is null) or all of a database (<paramref name="Schema"/> is null too). Case counts.</summary>
/// <param name="Database">Database.</param>
/// <param name="Schema">Schema, or null for all.</param>
/// <param name="Name">Table or view, or null for all.</param>
public sealed record TablePattern(string Database, string? Schema = null, string? Name = null)
{
    /// <summary>How much it says: 1 a database, 2 a schema, 3 a table.</summary>
    public int Grain() => Schema is null ? 1 : Name is null ? 2 : 3;

    /// <summary><c>DB</c>, <c>DB.SCHEMA</c> or <c>DB.SCHEMA.NAME</c> for people.</summary>
    public override string ToString() => string.Join('.', new[] { Database, Schema, Name }.OfType<string>());

    internal bool Matches(TableName table) =>
        table.Database == Database && (Schema is null || table.Schema == Schema) && (Name is null || table.Name == Name);
}

/// <summary>One line of a map from tables to tables.</summary>
/// <param name="From">What is replaced.</param>
/// <param name="To">By what; of the same grain as <paramref name="From"/>, the parts that it leaves open stay as they are.</param>
/// <param name="Columns">For columns that the new table names differently: its name and the one that the flow goes on using.</param>
public sealed record TableMapEntry(TablePattern From, TablePattern To, ValueList<ColumnAlias> Columns)
{
    /// <summary>An entry without renamed columns.</summary>
    public TableMapEntry(TablePattern from, TablePattern to)
        : this(from, to, [])
    {
    }
}

/// <summary>A map from tables to tables at the grain of table, schema and database; the most specific entry wins, of equals the first.</summary>
/// <param name="Entries">The entries.</param>
public sealed record TableMap(ValueList<TableMapEntry> Entries)
{
    /// <summary>The map that changes nothing.</summary>
    public static readonly TableMap Empty = new([]);

    /// <summary>The entry for a table, or null.</summary>
    public TableMapEntry? Find(TableName table)
    {
        TableMapEntry? best = null;
        foreach (var entry in Entries)
        {
            if (entry.From.Matches(table) && entry.From.Grain() > (best?.From.Grain() ?? 0))
            {
                best = entry;
            }
        }

        return best;
    }

    /// <summary>What a table becomes; itself if no entry speaks of it.</summary>
    public TableName Apply(TableName table) => Find(table) is { } entry ? Apply(entry, table) : table;

    internal static TableName Apply(TableMapEntry entry, TableName table) =>
        new(entry.To.Database, entry.To.Schema ?? table.Schema, entry.To.Name ?? table.Name);
}
