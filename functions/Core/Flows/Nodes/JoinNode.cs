namespace Handover.Core.Flows;

/// <summary>Brings the rows of two nodes side by side: the left one's columns, then the right one's.</summary>
/// <param name="Id">Slug of the node.</param>
/// <param name="Left">Id of the left input.</param>
/// <param name="Right">Id of the right input.</param>
/// <param name="Type">Which rows stay.</param>
public sealed record JoinNode(string Id, string Left, string Right, JoinType Type) : FlowNode(Id)
{
    internal const string Word = "join";

    /// <summary>Pairs of columns that must be equal.</summary>
    public ValueList<JoinKey> On { get; init; } = [];

    /// <summary>A further condition; names the sides <c>left</c> and <c>right</c> or by node id. Null for none.</summary>
    public string? Condition { get; init; }

    /// <summary>Put before the name of a right column that the left side has as well; null makes such a clash an error.</summary>
    public string? RightPrefix { get; init; }

    /// <inheritdoc/>
    public override string Kind => Word;

    /// <inheritdoc/>
    public override ValueList<string> InputIds => [Left, Right];

    internal static JoinNode Read(string id, ObjectReader json) =>
        new(id, json.Id("left"), json.Id("right"), json.Choice("type", WordSet<JoinType>.Instance))
        {
            On = json.Objects("on", static item => new JoinKey(item.Text("left"), item.Text("right")), required: false),
            Condition = json.OptionalExpression("condition"),
            RightPrefix = json.OptionalText("rightPrefix", ObjectReader.MaxName),
        };

    internal override void WriteFields(CanonicalJsonWriter json)
    {
        json.Field("left", Left);
        json.Field("right", Right);
        json.Field("type", WordSet<JoinType>.Instance[Type]);
        json.OptionalField("on", On, static (item, key) =>
        {
            item.Field("left", key.Left);
            item.Field("right", key.Right);
        });
        json.OptionalField("condition", Condition);
        json.OptionalField("rightPrefix", RightPrefix);
    }
}

/// <summary>Which rows a join keeps.</summary>
public enum JoinType
{
    /// <summary>Pairs only.</summary>
    Inner,
    /// <summary>Pairs, and left rows without a partner.</summary>
    Left,
    /// <summary>Pairs, and right rows without a partner.</summary>
    Right,
    /// <summary>Pairs, and rows of either side without a partner.</summary>
    Full,
    /// <summary>Every left row with every right row; takes no condition.</summary>
    Cross,
}

/// <summary>Two columns that must be equal.</summary>
/// <param name="Left">Column of the left input.</param>
/// <param name="Right">Column of the right input.</param>
public sealed record JoinKey(string Left, string Right);
