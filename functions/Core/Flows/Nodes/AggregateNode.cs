namespace Handover.Core.Flows;

/// <summary>Folds rows into groups.</summary>
/// <param name="Id">Slug of the node.</param>
/// <param name="Input">Id of the node that is read.</param>
/// <param name="GroupBy">Columns that make a group; empty for one group of all rows.</param>
/// <param name="Measures">What is computed a group; empty for the groups alone.</param>
public sealed record AggregateNode(string Id, string Input, ValueList<string> GroupBy, ValueList<NamedExpression> Measures) : FlowNode(Id)
{
    internal const string Word = "aggregate";

    /// <summary>Condition on the groups, over group columns and aggregates of the input's columns, or over measures by name; null for all groups.</summary>
    public string? Having { get; init; }

    /// <inheritdoc/>
    public override string Kind => Word;

    /// <inheritdoc/>
    public override ValueList<string> InputIds => [Input];

    internal static AggregateNode Read(string id, ObjectReader json) =>
        new(id, json.Id("input"), json.Texts("groupBy"), json.NamedExpressions("measures"))
        {
            Having = json.OptionalExpression("having"),
        };

    internal override void WriteFields(CanonicalJsonWriter json)
    {
        json.Field("input", Input);
        json.Field("groupBy", GroupBy);
        json.Field("measures", Measures);
        json.OptionalField("having", Having);
    }
}
