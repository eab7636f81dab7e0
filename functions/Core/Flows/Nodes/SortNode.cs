namespace Handover.Core.Flows;

/// <summary>Orders rows, and with a limit keeps the first ones. Without a limit the order reaches only a preview of this node and a table built from it.</summary>
/// <param name="Id">Slug of the node.</param>
/// <param name="Input">Id of the node that is read.</param>
/// <param name="By">The order; NULLs count as largest, as in Snowflake.</param>
public sealed record SortNode(string Id, string Input, ValueList<SortColumn> By) : FlowNode(Id)
{
    internal const string Word = "sort";

    /// <summary>Most rows, or null for all.</summary>
    public long? Limit { get; init; }

    /// <inheritdoc/>
    public override string Kind => Word;

    /// <inheritdoc/>
    public override ValueList<string> InputIds => [Input];

    internal static SortNode Read(string id, ObjectReader json) => new(id, json.Id("input"), json.SortColumns("by"))
    {
        Limit = json.OptionalWhole("limit", 0),
    };

    internal override void WriteFields(CanonicalJsonWriter json)
    {
        json.Field("input", Input);
        json.Field("by", By);
        json.OptionalField("limit", Limit);
    }
}
