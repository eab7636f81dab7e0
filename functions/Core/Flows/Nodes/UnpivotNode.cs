namespace Handover.Core.Flows;

/// <summary>Turns columns into rows: one row for each of the columns, holding its name and its value. A NULL makes no row, as in Snowflake's UNPIVOT.</summary>
/// <param name="Id">Slug of the node.</param>
/// <param name="Input">Id of the node that is read.</param>
/// <param name="Columns">The columns that become rows; the others are repeated.</param>
/// <param name="NameColumn">New column that holds the name.</param>
/// <param name="ValueColumn">New column that holds the value.</param>
public sealed record UnpivotNode(string Id, string Input, ValueList<string> Columns, string NameColumn, string ValueColumn) : FlowNode(Id)
{
    internal const string Word = "unpivot";

    /// <inheritdoc/>
    public override string Kind => Word;

    /// <inheritdoc/>
    public override ValueList<string> InputIds => [Input];

    internal static UnpivotNode Read(string id, ObjectReader json) =>
        new(id, json.Id("input"), json.Texts("columns"), json.Text("nameColumn"), json.Text("valueColumn"));

    internal override void WriteFields(CanonicalJsonWriter json)
    {
        json.Field("input", Input);
        json.Field("columns", Columns);
        json.Field("nameColumn", NameColumn);
        json.Field("valueColumn", ValueColumn);
    }
}
