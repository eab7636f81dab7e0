namespace Handover.Core.Flows;

/// <summary>Turns values of a column into columns: one row a group, one column a value, in each the measure of the rows that hold that value.</summary>
/// <param name="Id">Slug of the node.</param>
/// <param name="Input">Id of the node that is read.</param>
/// <param name="Column">The column whose values become columns.</param>
/// <param name="Values">The values; their text names the new columns.</param>
/// <param name="Measure">What is computed.</param>
/// <param name="GroupBy">Columns that make a row; empty for one row.</param>
public sealed record PivotNode(
    string Id,
    string Input,
    string Column,
    ValueList<ScalarValue> Values,
    PivotMeasure Measure,
    ValueList<string> GroupBy) : FlowNode(Id)
{
    internal const string Word = "pivot";

    /// <inheritdoc/>
    public override string Kind => Word;

    /// <inheritdoc/>
    public override ValueList<string> InputIds => [Input];

    internal static PivotNode Read(string id, ObjectReader json) => new(
        id,
        json.Id("input"),
        json.Text("column"),
        json.Scalars("values"),
        json.RequiredObject("measure", static item => new PivotMeasure(item.Choice("function", WordSet<MeasureFunction>.Instance), item.Text("column")))
            ?? new PivotMeasure(default, ""),
        json.Texts("groupBy"));

    internal override void WriteFields(CanonicalJsonWriter json)
    {
        json.Field("input", Input);
        json.Field("column", Column);
        json.Values("values", Values);
        json.Name("measure");
        json.BeginObject();
        json.Field("function", WordSet<MeasureFunction>.Instance[Measure.Function]);
        json.Field("column", Measure.Column);
        json.EndObject();
        json.Field("groupBy", GroupBy);
    }
}

/// <summary>What a pivot computes for each group and value.</summary>
/// <param name="Function">How values are folded.</param>
/// <param name="Column">The column whose values are folded.</param>
public sealed record PivotMeasure(MeasureFunction Function, string Column);
