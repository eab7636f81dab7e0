namespace Handover.Core.Flows;

/// <summary>No two rows have the same values in some columns; rows with a NULL among them are not compared, as in a UNIQUE constraint.</summary>
/// <param name="Columns">The columns.</param>
public sealed record UniqueTest(ValueList<string> Columns) : DataTest
{
    internal const string Word = "unique";

    /// <inheritdoc/>
    public override string Kind => Word;

    /// <inheritdoc/>
    public override ValueList<string> ColumnNames => Columns;

    internal static UniqueTest ReadFields(ObjectReader json) => new(json.Texts("columns"));

    internal override void WriteFields(CanonicalJsonWriter json) => json.Field("columns", Columns);
}
