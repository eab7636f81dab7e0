namespace Handover.Core.Tests.Semantics;

/// <summary>A column of a table. <paramref name="Side"/> is <c>left</c> or <c>right</c> while a join's condition is computed, else empty.</summary>
internal sealed record Field(string Name, DataType Type, string Side = "");

/// <summary>Columns and rows. The order of the rows means something only behind a sort.</summary>
internal sealed record Table(IReadOnlyList<Field> Fields, IReadOnlyList<object?[]> Rows)
{
    private readonly Dictionary<(string Side, string Name), int> places = Places(Fields);

    public bool Has(string name) => places.ContainsKey(("", name));

    public int Find(string name, string side = "") =>
        places.TryGetValue((side, name), out var place) ? place : throw new UndefinedException($"no column {name}");

    public Field Field(string name) => Fields[Find(name)];

    public Table With(IEnumerable<object?[]> rows) => this with { Rows = [.. rows] };

    /// <summary>The columns that are named, in that order.</summary>
    public Table Pick(IReadOnlyList<(string Column, string As)> columns)
    {
        var from = columns.Select(column => Find(column.Column)).ToArray();
        return new Table(
            [.. columns.Select((column, i) => new Field(column.As, Fields[from[i]].Type))],
            [.. Rows.Select(row => from.Select(place => row[place]).ToArray())]);
    }

    /// <summary>The rows in an order; rows that it does not tell apart stay as they are.</summary>
    public IEnumerable<object?[]> Ordered(IReadOnlyList<(string Column, bool Descending)> by)
    {
        var keys = by.Select(item => (Place: Find(item.Column), item.Descending)).ToArray();
        return Rows.Order(Comparer<object?[]>.Create((left, right) =>
            keys.Select(key => Values.Order(left[key.Place], right[key.Place]) * (key.Descending ? -1 : 1)).FirstOrDefault(static sign => sign != 0)));
    }

    /// <summary>The rows by equal values of some columns, NULL equal to NULL, groups in the order of their first rows.</summary>
    public IEnumerable<Table> Groups(IReadOnlyList<string> by)
    {
        var places = by.Select(name => Find(name)).ToArray();
        return Rows.GroupBy(row => Values.Key(places.Select(place => row[place]))).Select(rows => With(rows));
    }

    private static Dictionary<(string, string), int> Places(IReadOnlyList<Field> fields)
    {
        var places = new Dictionary<(string, string), int>();
        var folded = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < fields.Count; i++)
        {
            places[(fields[i].Side, fields[i].Name)] = i;
            if (!folded.Add($"{fields[i].Side}.{fields[i].Name}"))
            {
                // Snowflake knows ID and "id" apart, the embedded warehouse does not and says so.
                throw new UndefinedException($"two columns {fields[i].Name}");
            }
        }

        return places;
    }
}
