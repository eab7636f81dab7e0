namespace Handover.Core.Flows;

/// <summary>Puts the rows of several nodes below each other.</summary>
/// <param name="Id">Slug of the node.</param>
/// <param name="Inputs">Ids of two or more nodes.</param>
/// <param name="By">How their columns meet.</param>
/// <param name="Distinct">Keeps one of several equal rows.</param>
public sealed record UnionNode(string Id, ValueList<string> Inputs, UnionMatch By = UnionMatch.Name, bool Distinct = false) : FlowNode(Id)
{
    internal const string Word = "union";

    /// <inheritdoc/>
    public override string Kind => Word;

    /// <inheritdoc/>
    public override ValueList<string> InputIds => Inputs;

    internal static UnionNode Read(string id, ObjectReader json) =>
        new(id, json.Ids("inputs"), json.Choice("by", WordSet<UnionMatch>.Instance), json.Flag("distinct"));

    internal override void WriteFields(CanonicalJsonWriter json)
    {
        json.Field("inputs", Inputs);
        json.Field("by", WordSet<UnionMatch>.Instance[By]);
        json.Field("distinct", Distinct);
    }
}

/// <summary>How the columns of a union's inputs meet.</summary>
public enum UnionMatch
{
    /// <summary>By name; a column that an input lacks is NULL there, as in Snowflake's UNION BY NAME.</summary>
    Name,
    /// <summary>By position; the names are the first input's.</summary>
    Position,
}
