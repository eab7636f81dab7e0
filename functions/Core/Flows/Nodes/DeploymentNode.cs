using Handover.Core.Sql;

namespace Handover.Core.Flows;

/// <summary>Publishes a node's rows as a view or a table. It is an end: no node reads it.</summary>
/// <param name="Id">Slug of the node.</param>
/// <param name="Input">Id of the node that is published.</param>
/// <param name="Type">View or table.</param>
public sealed record DeploymentNode(string Id, string Input, DeploymentType Type) : FlowNode(Id)
{
    internal const string Word = "deployment";

    /// <summary>Where it is published; null as long as the deployment points nowhere (a clone, a flow on its way to another environment).</summary>
    public TableName? Target { get; init; }

    /// <summary>Role that owns the object and writes it; null as long as the deployment points nowhere.</summary>
    public string? Role { get; init; }

    /// <summary>Virtual warehouse that computes it; null as long as the deployment points nowhere.</summary>
    public string? Warehouse { get; init; }

    /// <summary>What people say about it.</summary>
    public Annotation Annotation { get; init; } = Annotation.Empty;

    /// <summary>What must hold for its rows before they are published.</summary>
    public ValueList<DataTest> Tests { get; init; } = [];

    /// <summary>How its schedule brings the table up to date.</summary>
    public Materialization Materialization { get; init; } = Materialization.Full;

    /// <inheritdoc/>
    public override string Kind => Word;

    /// <inheritdoc/>
    public override ValueList<string> InputIds => [Input];

    /// <summary>The same deployment, pointing nowhere.</summary>
    public DeploymentNode Unpointed() => this with { Target = null, Role = null, Warehouse = null };

    internal static DeploymentNode Read(string id, ObjectReader json) => new(id, json.Id("input"), json.Choice("type", WordSet<DeploymentType>.Instance))
    {
        Target = json.OptionalTable("target"),
        Role = json.OptionalText("role", ObjectReader.MaxName),
        Warehouse = json.OptionalText("warehouse", ObjectReader.MaxName),
        Annotation = json.Annotation("annotation"),
        Tests = json.Objects("tests", DataTest.Read, required: false),
        Materialization = json.OptionalObject("materialization", Flows.Materialization.Read) ?? Flows.Materialization.Full,
    };

    internal override void WriteFields(CanonicalJsonWriter json)
    {
        json.Field("input", Input);
        json.Field("type", WordSet<DeploymentType>.Instance[Type]);
        if (Target is not null)
        {
            json.Table("target", Target);
        }

        json.OptionalField("role", Role);
        json.OptionalField("warehouse", Warehouse);
        json.OptionalField("annotation", Annotation);
        json.OptionalField("tests", Tests, static (item, test) => test.Write(item));
        if (Materialization != Flows.Materialization.Full)
        {
            // Absent where it says nothing, so that a flow from before it was known keeps its hash.
            Materialization.Write(json);
        }
    }
}

/// <summary>What a deployment makes.</summary>
public enum DeploymentType
{
    /// <summary>A view: computed whenever it is read.</summary>
    View,
    /// <summary>A table: computed when it is deployed and by its schedule.</summary>
    Table,
}
