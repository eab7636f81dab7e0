namespace Handover.Core.Flows;

/// <summary>The number of rows has not changed too much since the last time. Holds where there was no last time or it had no rows.</summary>
/// <param name="MinPercent">Smallest change allowed, in percent of the rows before (-10: a tenth fewer); null for any.</param>
/// <param name="MaxPercent">Largest change allowed, in percent of the rows before; null for any.</param>
public sealed record RowCountChangeTest(decimal? MinPercent, decimal? MaxPercent) : DataTest
{
    internal const string Word = "row-count-change";

    private const decimal Most = 1_000_000m;

    /// <inheritdoc/>
    public override string Kind => Word;

    /// <inheritdoc/>
    public override ValueList<string> ColumnNames => [];

    internal static RowCountChangeTest ReadFields(ObjectReader json) =>
        new(json.OptionalNumber("minPercent", -100, Most), json.OptionalNumber("maxPercent", -100, Most));

    internal override void WriteFields(CanonicalJsonWriter json)
    {
        json.OptionalField("minPercent", MinPercent);
        json.OptionalField("maxPercent", MaxPercent);
    }
}
