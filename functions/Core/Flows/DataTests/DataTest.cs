namespace Handover.Core.Flows;

/// <summary>Something that must hold for the rows of a deployment before they are published. Every kind is one sealed record that reads and writes itself.</summary>
public abstract record DataTest
{
    private static readonly Dictionary<string, Func<ObjectReader, DataTest>> Kinds = new(StringComparer.Ordinal)
    {
        [NotEmptyTest.Word] = static _ => new NotEmptyTest(),
        [UniqueTest.Word] = UniqueTest.ReadFields,
        [NotNullTest.Word] = NotNullTest.ReadFields,
        [AcceptedValuesTest.Word] = AcceptedValuesTest.ReadFields,
        [RowCountChangeTest.Word] = RowCountChangeTest.ReadFields,
    };

    /// <summary>The kind's word in JSON.</summary>
    public abstract string Kind { get; }

    /// <summary>The columns that it looks at, in its own order.</summary>
    public abstract ValueList<string> ColumnNames { get; }

    internal static DataTest Read(ObjectReader json)
    {
        var kind = json.Text("kind");
        if (Kinds.TryGetValue(kind, out var read))
        {
            return read(json);
        }

        if (json.Find("kind") is JsonTextValue place)
        {
            json.Problems.UnknownKind(place, kind, Kinds.Keys);
        }

        json.SkipRest();
        return new NotEmptyTest();
    }

    internal void Write(CanonicalJsonWriter json)
    {
        json.Field("kind", Kind);
        WriteFields(json);
    }

    internal abstract void WriteFields(CanonicalJsonWriter json);
}
