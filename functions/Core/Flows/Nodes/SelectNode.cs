namespace Handover.Core.Flows;

/// <summary>Orders, renames and drops columns: only what is listed goes on.</summary>
/// <param name="Id">Slug of the node.</param>
/// <param name="Input">Id of the node that is read.</param>
/// <param name="Columns">The columns that go on, in their new order.</param>
public sealed record SelectNode(string Id, string Input, ValueList<SelectColumn> Columns) : FlowNode(Id)
{
    internal const string Word = "select";

    /// <inheritdoc/>
    public override string Kind => Word;

    /// <inheritdoc/>
    public override ValueList<string> InputIds => [Input];

    internal static SelectNode Read(string id, ObjectReader json) => new(
        id, json.Id("input"), json.Objects("columns", static item => new SelectColumn(item.Text("column"), item.OptionalText("as", ObjectReader.MaxName))));

    internal override void WriteFields(CanonicalJsonWriter json)
    {
        json.Field("input", Input);
        json.Field("columns", Columns, static (item, column) =>
        {
            item.Field("column", column.Column);
            item.OptionalField("as", column.As);
        });
    }
}

/// <summary>A column that goes on.</summary>
/// <param name="Column">Name in the input.</param>
/// <param name="As">New name, or null to keep it.</param>
public sealed record SelectColumn(string Column, string? As = null);
