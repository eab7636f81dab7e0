namespace Handover.Core.Flows;

/// <summary>Keeps one of several equal rows, or with <see cref="On"/> one row for each combination of some columns.</summary>
/// <param name="Id">Slug of the node.</param>
/// <param name="Input">Id of the node that is read.</param>
public sealed record DistinctNode(string Id, string Input) : FlowNode(Id)
{
    internal const string Word = "distinct";

    /// <summary>Columns of whose combinations one row stays; empty for whole rows.</summary>
    public ValueList<string> On { get; init; } = [];

    /// <summary>Which row stays: the first in this order. Needs <see cref="On"/>.</summary>
    public ValueList<SortColumn> OrderBy { get; init; } = [];

    /// <inheritdoc/>
    public override string Kind => Word;

    /// <inheritdoc/>
    public override ValueList<string> InputIds => [Input];

    internal static DistinctNode Read(string id, ObjectReader json) => new(id, json.Id("input"))
    {
        On = json.Texts("on", required: false),
        OrderBy = json.SortColumns("orderBy", required: false),
    };

    internal override void WriteFields(CanonicalJsonWriter json)
    {
        json.Field("input", Input);
        json.OptionalField("on", On);
        json.OptionalField("orderBy", OrderBy);
    }
}
