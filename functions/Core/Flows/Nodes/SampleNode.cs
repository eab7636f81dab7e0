namespace Handover.Core.Flows;

/// <summary>Keeps random rows, others at every run; exactly one of <see cref="Rows"/> and <see cref="Percent"/> is set.</summary>
/// <param name="Id">Slug of the node.</param>
/// <param name="Input">Id of the node that is read.</param>
public sealed record SampleNode(string Id, string Input) : FlowNode(Id)
{
    internal const string Word = "sample";

    /// <summary>Most rows Snowflake samples by number.</summary>
    internal const long MaxRows = 1_000_000;

    /// <summary>How many rows, at most 1,000,000.</summary>
    public long? Rows { get; init; }

    /// <summary>The chance of each row to stay, 0..100.</summary>
    public decimal? Percent { get; init; }

    /// <inheritdoc/>
    public override string Kind => Word;

    /// <inheritdoc/>
    public override ValueList<string> InputIds => [Input];

    internal static SampleNode Read(string id, ObjectReader json) => new(id, json.Id("input"))
    {
        Rows = json.OptionalWhole("rows", 0),
        Percent = json.OptionalNumber("percent", 0, 100),
    };

    internal override void WriteFields(CanonicalJsonWriter json)
    {
        json.Field("input", Input);
        json.OptionalField("rows", Rows);
        json.OptionalField("percent", Percent);
    }
}
