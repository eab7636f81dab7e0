namespace Handover.Core.Flows;

/// <summary>How the rows of a table come about when it is materialised again.</summary>
public enum MaterializationMode
{
    /// <summary>All of them are computed anew.</summary>
    Full,
    /// <summary>Rows with a greater watermark than any that is there are added; the others stay as they are.</summary>
    Append,
    /// <summary>Rows are added or replaced by their key; those that the source no longer has stay as they are.</summary>
    Merge,
}

/// <summary>
/// How a deployment's table is brought up to date by its schedule. A deploy always computes all rows, so that data and definition agree.
/// </summary>
/// <remarks>
/// <para>Append takes the rows whose <see cref="Watermark"/> is greater than the greatest in place. A row that comes late, with a watermark that is
/// equal or smaller, is not taken before the next deploy, and neither is one whose watermark is null.</para>
/// <para>Merge compares rows by <see cref="Key"/>: a new key is added, a known one replaced as a whole row. With a <see cref="Watermark"/> only rows
/// from the greatest one in place on are read, that one included, and those without one. A key that is null, or that two rows share, is refused.</para>
/// <para>Neither deletes: a row that vanishes from the source stays until the next deploy.</para>
/// </remarks>
/// <param name="Mode">How.</param>
public sealed record Materialization(MaterializationMode Mode)
{
    /// <summary>All rows anew.</summary>
    public static readonly Materialization Full = new(MaterializationMode.Full);

    /// <summary>The column that grows from row to row; null if there is none.</summary>
    public string? Watermark { get; init; }

    /// <summary>The columns that tell rows apart.</summary>
    public ValueList<string> Key { get; init; } = [];

    internal static Materialization Read(ObjectReader json) => new(json.Choice("mode", WordSet<MaterializationMode>.Instance))
    {
        Watermark = json.OptionalText("watermark", ObjectReader.MaxName),
        Key = json.Texts("key", required: false),
    };

    internal void Write(CanonicalJsonWriter json)
    {
        json.Name("materialization");
        json.BeginObject();
        json.Field("mode", WordSet<MaterializationMode>.Instance[Mode]);
        json.OptionalField("watermark", Watermark);
        json.OptionalField("key", Key);
        json.EndObject();
    }
}
