namespace Handover.Core.Flows;

/// <summary>A column has only values of a list; NULL is accepted (what forbids it is <see cref="NotNullTest"/>).</summary>
/// <param name="Column">The column.</param>
/// <param name="Values">The values.</param>
public sealed record AcceptedValuesTest(string Column, ValueList<ScalarValue> Values) : DataTest
{
    internal const string Word = "accepted-values";

    /// <inheritdoc/>
    public override string Kind => Word;

    /// <inheritdoc/>
    public override ValueList<string> ColumnNames => [Column];

    internal static AcceptedValuesTest ReadFields(ObjectReader json) => new(json.Text("column"), json.Scalars("values"));

    internal override void WriteFields(CanonicalJsonWriter json)
    {
        json.Field("column", Column);
        json.Values("values", Values);
    }
}
