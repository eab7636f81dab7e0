namespace Handover.Core.Flows;

/// <summary>
/// Adds columns, or replaces those of the same name in their place. All expressions see the input's columns only, not each other's results,
/// as in the SELECT list that it becomes: a value that builds on another takes a second formula node.
/// </summary>
/// <param name="Id">Slug of the node.</param>
/// <param name="Input">Id of the node that is read.</param>
/// <param name="Columns">The columns computed.</param>
public sealed record FormulaNode(string Id, string Input, ValueList<NamedExpression> Columns) : FlowNode(Id)
{
    internal const string Word = "formula";

    /// <inheritdoc/>
    public override string Kind => Word;

    /// <inheritdoc/>
    public override ValueList<string> InputIds => [Input];

    internal static FormulaNode Read(string id, ObjectReader json) => new(id, json.Id("input"), json.NamedExpressions("columns"));

    internal override void WriteFields(CanonicalJsonWriter json)
    {
        json.Field("input", Input);
        json.Field("columns", Columns);
    }
}
