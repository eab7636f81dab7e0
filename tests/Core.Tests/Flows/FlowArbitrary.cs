using FsCheck;
using FsCheck.Fluent;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Tests.Flows;

/// <summary>Generates flow documents of every kind, sensible or not: what the strict JSON must carry and the compiler must survive.</summary>
public static class FlowArbitrary
{
    private static readonly string[] Words = ["ID", "AMOUNT", "Name", "\"; DROP TABLE X; --", "日本", "a\\b\n", "É\u200b", "🦆", "x'y"];

    private static readonly string[] Expressions = ["AMOUNT > 1", "sum(AMOUNT)", "row_number() over (order by ID)", "nonsense(", "'it''s'", "NAME || 'x'", ""];

    private static readonly string[] Selects = ["select * from {0}", "select ID, count(*) as N from {0} group by all", "delete from x", "select", "select * from nobody"];

    private static readonly SqlType[] Types = [SqlType.Integer, SqlType.Number(10, 2), SqlType.Varchar, SqlType.Date, SqlType.Boolean, SqlType.Variant];

    public static Arbitrary<Flow> Flows() => FlowGenerator().ToArbitrary();

    private static Gen<string> Word => Gen.Elements(Words);

    private static Gen<string> Expression => Gen.Elements(Expressions);

    private static Gen<Flow> FlowGenerator() =>
        from count in Gen.Choose(0, 12)
        from nodes in Nodes(count)
        from groups in Gen.Choose(0, 2).SelectMany(amount => Gen.ArrayOf(Group(count), amount))
        from exploration in Exploration(count)
        select new Flow(ValueList.From(nodes), ValueList.From(groups), count > 0 ? [exploration] : []);

    private static Gen<List<FlowNode>> Nodes(int count) => Enumerable.Range(0, count).Aggregate(
        Gen.Constant(new List<FlowNode>()),
        static (all, index) => from before in all from node in Documented(index) select new List<FlowNode>(before) { node });

    private static Gen<FlowNode> Documented(int index) =>
        from node in Node(index)
        from name in Optional(Word)
        from description in Optional(Word)
        from place in Gen.Choose(-500, 500)
        select node with { Name = name, Description = description, Position = place % 3 == 0 ? null : new NodePosition(place / 4.0, -place) };

    private static Gen<FlowNode> Node(int index)
    {
        var id = $"n{index}";
        var input = Gen.Choose(-1, index).Select(static at => $"n{Math.Max(at, 0)}");
        var words = Gen.Choose(0, 3).SelectMany(static amount => Gen.ArrayOf(Word, amount)).Select(ValueList.From);
        var named = Gen.Choose(0, 2).SelectMany(static amount => Gen.ArrayOf(from name in Word from text in Expression select new NamedExpression(name, text), amount)).Select(ValueList.From);
        var order = words.Select(static names => ValueList.From(names.Select((name, at) => new SortColumn(name, at % 2 == 0))));
        var columns = Gen.ArrayOf(from name in Word from type in Gen.Elements(Types) select new Column(name, type, name.Length % 2 == 0), 4)
            .Select(static found => ValueList.From(found.DistinctBy(static column => column.Name)));
        return Gen.OneOf(
            from known in columns from name in Word select (FlowNode)new SourceNode(id, new TableName("RAW", "SHOP", name)) { Columns = known },
            from known in columns select (FlowNode)new SourceNode(id, new TableName("RAW", "SHOP", "T")) { Columns = known },
            from source in input from names in words select (FlowNode)new SelectNode(id, source, ValueList.From(names.Select(static name => new SelectColumn(name, name.Length > 4 ? "AS_" + name : null)))),
            from source in input from list in named select (FlowNode)new FormulaNode(id, source, list),
            from source in input from text in Expression select (FlowNode)new FilterNode(id, source, text),
            from left in input
            from right in input
            from type in Gen.Elements(Enum.GetValues<JoinType>())
            from key in Word
            from text in Optional(Expression)
            select (FlowNode)new JoinNode(id, left, right, type) { On = type == JoinType.Inner ? [new JoinKey(key, key)] : [], Condition = text, RightPrefix = "R_" },
            from left in input
            from right in input
            from distinct in Gen.Elements(true, false)
            select (FlowNode)new UnionNode(id, [left, right], distinct ? UnionMatch.Name : UnionMatch.Position, distinct),
            from source in input from groups in words from list in named from text in Optional(Expression) select (FlowNode)new AggregateNode(id, source, groups, list) { Having = text },
            from source in input from names in words from items in order select (FlowNode)new DistinctNode(id, source) { On = names, OrderBy = items },
            from source in input from items in order from most in Gen.Choose(0, 5) select (FlowNode)new SortNode(id, source, items) { Limit = most == 0 ? null : most },
            from source in input from rows in Gen.Choose(0, 9) select (FlowNode)new SampleNode(id, source) { Rows = rows > 4 ? rows : null, Percent = rows > 4 ? null : rows * 12.5m },
            from source in input
            from name in Word
            from value in Word
            from groups in words
            select (FlowNode)new PivotNode(id, source, name, [ScalarValue.Of(value), ScalarValue.Of(1.50m), ScalarValue.Of(true)], new PivotMeasure(MeasureFunction.CountDistinct, name), groups),
            from source in input from names in words from value in Word select (FlowNode)new UnpivotNode(id, source, names, "FIELD", value),
            from source in input from text in Gen.Elements(Selects) select (FlowNode)new SqlNode(id, [source], text.Replace("{0}", source, StringComparison.Ordinal)),
            from source in input
            from name in Word
            from tests in Tests()
            from pointed in Gen.Elements(true, false)
            from mode in Gen.Elements(Enum.GetValues<MaterializationMode>())
            from key in words
            select (FlowNode)(new DeploymentNode(id, source, pointed ? DeploymentType.View : DeploymentType.Table)
            {
                Target = pointed ? new TableName("MART", "OUT", name) : null,
                Role = pointed ? "R" : null,
                Warehouse = pointed ? name : null,
                Tests = tests,
                Materialization = new Materialization(mode) { Watermark = pointed ? name : null, Key = mode is MaterializationMode.Merge ? key : [] },
                Annotation = new Annotation(name, [name], [new AnnotationProperty(name, "v"), new AnnotationProperty(name + "z", "")]),
            }));
    }

    private static Gen<ValueList<DataTest>> Tests() => Gen.Choose(0, 3).SelectMany(static amount => Gen.ArrayOf(
        Gen.OneOf(
            Gen.Constant((DataTest)new NotEmptyTest()),
            Word.Select(static name => (DataTest)new UniqueTest([name])),
            Word.Select(static name => (DataTest)new NotNullTest([name])),
            Word.Select(static name => (DataTest)new AcceptedValuesTest(name, [ScalarValue.Of(name), ScalarValue.Of(-2.25m)])),
            Gen.Choose(-50, 50).Select(static percent => (DataTest)new RowCountChangeTest(percent / 4m, percent > 0 ? null : 10m))),
        amount)).Select(ValueList.From);

    private static Gen<FlowGroup> Group(int count) =>
        from member in Gen.Choose(0, Math.Max(count, 1))
        from other in Gen.Choose(0, Math.Max(count, 1))
        from name in Word
        select new FlowGroup($"g{member}", name, null, [$"n{member}", $"n{other}"]);

    private static Gen<Exploration> Exploration(int count) =>
        from node in Gen.Choose(0, Math.Max(count, 1))
        from name in Word
        from filter in Optional(Expression)
        select new Exploration("e1", $"n{node}", name, new ExplorationQuery([name], [new ExplorationMeasure("M", MeasureFunction.Avg, name)], filter, [new SortColumn("M", true)], 10));

    private static Gen<string?> Optional(Gen<string> text) => Gen.OneOf(Gen.Constant((string?)null), text.Select(static value => (string?)value));
}
