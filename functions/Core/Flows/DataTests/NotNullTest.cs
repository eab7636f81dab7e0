namespace Handover.Core.Flows;

/// <summary>Some columns have a value in every row.</summary>
/// <param name="Columns">The columns.</param>
public sealed record NotNullTest(ValueList<string> Columns) : DataTest
{
    internal const string Word = "not-null";

    /// <inheritdoc/>
    public override string Kind => Word;

    /// <inheritdoc/>
    public override ValueList<string> ColumnNames => Columns;

    internal static NotNullTest ReadFields(ObjectReader json) => new(json.Texts("columns"));

    internal override void WriteFields(CanonicalJsonWriter json) => json.Field("columns", Columns);
}
