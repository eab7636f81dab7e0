namespace Handover.Core.Flows;

/// <summary>One SELECT in Snowflake SQL that names its inputs by node id.</summary>
/// <param name="Id">Slug of the node.</param>
/// <param name="Inputs">Ids of the nodes that the SELECT may read.</param>
/// <param name="Sql">The SELECT.</param>
public sealed record SqlNode(string Id, ValueList<string> Inputs, string Sql) : FlowNode(Id)
{
    internal const string Word = "sql";

    /// <inheritdoc/>
    public override string Kind => Word;

    /// <inheritdoc/>
    public override ValueList<string> InputIds => Inputs;

    internal static SqlNode Read(string id, ObjectReader json) => new(id, json.Ids("inputs"), json.Expression("sql"));

    internal override void WriteFields(CanonicalJsonWriter json)
    {
        json.Field("inputs", Inputs);
        json.Field("sql", Sql);
    }
}
