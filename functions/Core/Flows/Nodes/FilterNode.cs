namespace Handover.Core.Flows;

/// <summary>Keeps the rows for which a condition is true.</summary>
/// <param name="Id">Slug of the node.</param>
/// <param name="Input">Id of the node that is read.</param>
/// <param name="Where">The condition; a window function in it is taken as QUALIFY.</param>
public sealed record FilterNode(string Id, string Input, string Where) : FlowNode(Id)
{
    internal const string Word = "filter";

    /// <inheritdoc/>
    public override string Kind => Word;

    /// <inheritdoc/>
    public override ValueList<string> InputIds => [Input];

    internal static FilterNode Read(string id, ObjectReader json) => new(id, json.Id("input"), json.Expression("where"));

    internal override void WriteFields(CanonicalJsonWriter json)
    {
        json.Field("input", Input);
        json.Field("where", Where);
    }
}
