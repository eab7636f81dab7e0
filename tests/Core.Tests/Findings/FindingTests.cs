using Handover.Core.Compilation;
using Handover.Core.Diagnostics;
using Handover.Core.Findings;
using Handover.Core.Flows;
using Handover.Core.Tests.Compilation;

namespace Handover.Core.Tests.Findings;

public sealed class FindingTests
{
    private static readonly JoinNode Join = new("j", "orders", "customers", JoinType.Inner) { On = [new JoinKey("CUSTOMER_ID", "ID")], RightPrefix = "C_" };
    private static readonly AggregateNode Totals = new("a", "f", ["STATUS"], [new NamedExpression("N", "count(*)")]);

    /// <summary>For each code with a fix a flow that has the finding at the node.</summary>
    public static TheoryData<string, string, string> Fixable() => new()
    {
        { FindingCodes.UnusedNode, "lost", "unused" },
        { FindingCodes.UnusedColumns, "orders", "carried" },
        { FindingCodes.UnusedColumns, "customers", "join" },
        { FindingCodes.DuplicateTransformation, "twin", "twins" },
        { FindingCodes.FilterAfterJoin, "f", "inner" },
        { FindingCodes.FilterAfterJoin, "f", "left" },
        { FindingCodes.SelectStar, "q", "star" },
        { FindingCodes.UnusedFormula, "x", "formula" },
        { FindingCodes.UnusedFormula, "x", "formula-half" },
        { FindingCodes.DuplicateTransformation, "twin", "named-twins" },
        { FindingCodes.DuplicateTransformation, "second", "twin-chains" },
        { FindingCodes.DuplicateTransformation, "sums", "twin-chains" },
        { FindingCodes.DuplicateTransformation, "k", "twin-joins" },
        { FindingCodes.FilterAfterJoin, "f", "named-sides" },
        { FindingCodes.UnusedColumns, "customers", "named-sides" },
        { FindingCodes.UnusedFormula, "x", "named-formula" },
    };

    [Theory]
    [MemberData(nameof(Fixable))]
    public void A_fix_removes_its_finding_and_changes_no_row(string code, string node, string flow)
    {
        var before = Shop.Compile(Nodes(flow));
        Assert.False(before.HasErrors, string.Join("\n", before.Diagnostics));
        var found = Assert.Single(FlowFindings.Of(before), one => one.Code == code && one.Node == node);
        Assert.NotNull(found.Fix);
        var after = FlowCompiler.Compile(FindingFixes.Apply(before, code, node));
        Assert.False(after.HasErrors, string.Join("\n", after.Diagnostics));
        Assert.DoesNotContain(FlowFindings.Of(after), one => one.Code == code && one.Node == node);
        using var warehouse = EmbeddedWarehouse.WithShop();
        foreach (var deployment in before.Flow.Deployments)
        {
            var rows = Sorted(warehouse.Query(before.Sql(deployment.Id)));
            Assert.True(rows.Count > 1, "A flow without rows proves nothing.");
            Assert.Equal(rows, Sorted(warehouse.Query(after.Sql(deployment.Id))));
        }
    }

    [Fact]
    public void A_filter_of_the_side_that_an_outer_join_fills_up_stays_behind_it()
    {
        var flow = Shop.Compile(Join with { Type = JoinType.Left }, new FilterNode("f", "j", "region is null"), Shop.Deployment("d", "f", "T"));
        Assert.DoesNotContain(FlowFindings.Of(flow), one => one.Code == FindingCodes.FilterAfterJoin);
    }

    [Fact]
    public void A_filter_that_could_fail_on_rows_without_a_partner_is_found_and_not_moved()
    {
        var flow = Shop.Compile(Join, new FilterNode("f", "j", "amount / id > 1"), Shop.Deployment("d", "f", "T"));
        Assert.Null(Assert.Single(FlowFindings.Of(flow), one => one.Code == FindingCodes.FilterAfterJoin).Fix);
        var refused = Assert.Throws<RefusalException>(() => FindingFixes.Apply(flow, FindingCodes.FilterAfterJoin, "f"));
        Assert.Equal("fix-unsafe", refused.Refusal.Code);
    }

    [Fact]
    public void A_filter_of_both_sides_belongs_behind_the_join()
    {
        var flow = Shop.Compile(Join, new FilterNode("f", "j", "amount > 1 and region = 'North'"), Shop.Deployment("d", "f", "T"));
        Assert.DoesNotContain(FlowFindings.Of(flow), one => one.Code == FindingCodes.FilterAfterJoin);
    }

    [Fact]
    public void Samples_are_never_duplicates()
    {
        var flow = Shop.Compile(
            new SampleNode("s1", "orders") { Rows = 2 }, new SampleNode("s2", "orders") { Rows = 2 }, new UnionNode("u", ["s1", "s2"]), Shop.Deployment("d", "u", "T"));
        Assert.DoesNotContain(FlowFindings.Of(flow), one => one.Code == FindingCodes.DuplicateTransformation);
    }

    [Fact]
    public void Cross_joins_are_found_in_nodes_and_in_sql()
    {
        var flow = Shop.Compile(
            new JoinNode("x", "orders", "customers", JoinType.Cross) { RightPrefix = "C_" },
            new SqlNode("q", ["orders", "customers"], "select o.id as a, c.id as b from orders o cross join customers c"),
            Shop.Deployment("d", "x", "T"), Shop.Deployment("e", "q", "U"));
        Assert.Equal(["x", "q"], FlowFindings.Of(flow).Where(static one => one.Code == FindingCodes.CrossJoin).Select(static one => one.Node));
    }

    [Theory]
    [InlineData("amount > 1", true)]
    [InlineData("true", true)]
    [InlineData("left.id > 1 and right.region = 'North'", true)]
    [InlineData("customer_id = customers.id", false)]
    [InlineData("left.id > 1 or right.region = 'North'", false)]
    public void A_condition_that_compares_nothing_of_both_sides_is_a_cross_join(string condition, bool crosses)
    {
        var flow = Shop.Compile(Named("orders", "customers", condition) with { Type = JoinType.Left }, Shop.Deployment("d", "j", "T"));
        Assert.False(flow.HasErrors, string.Join("\n", flow.Diagnostics));
        Assert.Equal(crosses, FlowFindings.Of(flow).Any(static one => one is { Code: FindingCodes.CrossJoin, Node: "j" }));
    }

    [Theory]
    [InlineData("select o.id from orders o, customers c", true)]
    [InlineData("select o.id from orders o join customers c on 1 = 1", true)]
    [InlineData("select o.id from orders o join customers c on o.amount > 1 where c.region = 'North'", true)]
    [InlineData("select x.a from (select o.id as a from orders o cross join customers c) x", true)]
    [InlineData("with x as (select o.id as a from orders o cross join customers c) select a from x", true)]
    [InlineData("select id from orders union all select o.id from orders o, customers c", true)]
    [InlineData("select o.id from orders o, customers c where o.customer_id = c.id and o.amount > 1", false)]
    [InlineData("select o.id from orders o cross join customers c where o.customer_id + 1 = c.id + 1", false)]
    [InlineData("select o.id from orders o cross join (select max(id) as most from customers) c", false)]
    [InlineData("with c as (select count(*) as n from customers) select o.id from orders o cross join c", false)]
    [InlineData("select o.id from orders o cross join (select region from customers group by region) c", true)]
    [InlineData("select o.id from orders o cross join (select id from customers limit 1) c", false)]
    [InlineData("select o.id from orders o join customers c using (id)", false)]
    public void In_sql_too_and_neither_a_comparison_in_where_nor_a_single_row_is_one(string sql, bool crosses)
    {
        var flow = Shop.Compile(new SqlNode("q", ["orders", "customers"], sql), Shop.Deployment("d", "q", "T"));
        Assert.False(flow.HasErrors, string.Join("\n", flow.Diagnostics));
        Assert.Equal(crosses, FlowFindings.Of(flow).Any(static one => one.Code == FindingCodes.CrossJoin));
    }

    [Fact]
    public void Joining_everything_with_a_single_row_is_no_cross_join()
    {
        var flow = Shop.Compile(
            new AggregateNode("total", "orders", [], [new NamedExpression("TOTAL", "sum(amount)")]), new FormulaNode("half", "total", [new NamedExpression("HALF", "total / 2")]),
            new JoinNode("j", "orders", "half", JoinType.Cross), Shop.Deployment("d", "j", "T"),
            new SqlNode("q", ["orders", "half"], "select o.id, half.half from orders o, half"), Shop.Deployment("e", "q", "U"));
        Assert.DoesNotContain(FlowFindings.Of(flow), static one => one.Code == FindingCodes.CrossJoin);
    }

    [Fact]
    public void What_is_explored_is_used_and_what_a_group_describes_is_documented()
    {
        var nodes = Shop.Flow(new FilterNode("f", "orders", "id > 0"), new SortNode("s", "customers", [new SortColumn("ID")]), Shop.Deployment("d", "f", "T"));
        var flow = nodes with
        {
            Groups = [new FlowGroup("g", "G", "Why it is there.", ["f"])],
            Explorations = [new Exploration("e", "s", "E", new ExplorationQuery(["ID"], [], null, [], null))],
        };
        var found = FlowFindings.Of(FlowCompiler.Compile(flow));
        Assert.DoesNotContain(found, static one => one.Code == FindingCodes.UnusedNode);
        Assert.Equal(["s", "d"], found.Where(static one => one.Code == FindingCodes.MissingDocumentation).Select(static one => one.Node));
    }

    [Fact]
    public void What_comes_out_of_a_flow_that_deploys_nothing_yet_is_not_carried_in_vain()
    {
        var flow = Shop.Compile(
            new FormulaNode("x", "orders", [new NamedExpression("NET", "amount * 2")]), new FilterNode("f", "x", "id > 1"),
            new AggregateNode("a", "customers", ["REGION"], [new NamedExpression("N", "count(*)")]), new FormulaNode("y", "customers", [new NamedExpression("LOUD", "upper(name)")]),
            new AggregateNode("b", "y", ["REGION"], [new NamedExpression("N", "count(*)")]));
        var found = FlowFindings.Of(flow);
        Assert.Equal(
            ["customers unused-columns", "y unused-formula"],
            found.Where(static one => one.Code is FindingCodes.UnusedColumns or FindingCodes.UnusedFormula).Select(static one => $"{one.Node} {one.Code}"));
    }

    [Fact]
    public void What_is_not_there_cannot_be_fixed() =>
        Assert.Equal("finding-not-found", Assert.Throws<RefusalException>(() => FindingFixes.Apply(Shop.Compile(), FindingCodes.UnusedNode, "orders")).Refusal.Code);

    private static FlowNode[] Nodes(string flow) => flow switch
    {
        "unused" => [new FilterNode("f", "orders", "id > 1"), new FilterNode("lost", "orders", "id > 2"), new SortNode("behind", "lost", [new SortColumn("ID")]), Shop.Deployment("d", "f", "T")],
        "carried" => [new FilterNode("f", "orders", "amount > 1"), Totals, Shop.Deployment("d", "a", "T")],
        "join" => [Join, new AggregateNode("a", "j", ["REGION"], [new NamedExpression("N", "sum(amount)")]), Shop.Deployment("d", "a", "T")],
        "twins" =>
        [
            new FilterNode("f", "orders", "id > 1"), new FilterNode("twin", "orders", "ID  >  1"), new UnionNode("u", ["f", "twin"]), Totals with { Input = "twin" },
            Shop.Deployment("d", "u", "T"), Shop.Deployment("e", "a", "U"),
        ],
        "inner" => [Join, new FilterNode("f", "j", "region = 'North' or name like 'B%'"), Shop.Deployment("d", "f", "T")],
        "left" => [Join with { Type = JoinType.Left }, new FilterNode("f", "j", "status = 'paid'"), Totals, Shop.Deployment("d", "f", "T"), Shop.Deployment("e", "a", "U")],
        "star" => [new SqlNode("q", ["orders"], "select * from orders where id > 1"), Shop.Deployment("d", "q", "T")],
        "formula" => [new FormulaNode("x", "orders", [new NamedExpression("NET", "amount * 2")]), Totals with { Input = "x" }, Shop.Deployment("d", "a", "T")],
        "formula-half" =>
        [
            new FormulaNode("x", "orders", [new NamedExpression("NET", "amount * 2"), new NamedExpression("STATUS", "upper(status)")]),
            Totals with { Input = "x" }, Shop.Deployment("d", "a", "T"),
        ],
        // Conditions that say what a side is called: it is called something else afterwards.
        "named-twins" => [Shop.Orders with { Id = "twin" }, Named("orders", "twin", "Orders.id = \"twin\".id and orders.amount > 1"), Shop.Deployment("d", "j", "T")],
        "named-sides" =>
        [
            Named("orders", "customers", "orders.customer_id = customers.id and upper(customers.region) <> 'orders.id'"), new FilterNode("f", "j", "status = 'paid'"),
            new AggregateNode("a", "f", ["REGION"], [new NamedExpression("N", "sum(amount)")]), Shop.Deployment("d", "a", "T"), Shop.Deployment("e", "a", "U"),
        ],
        "named-formula" =>
        [
            new FormulaNode("x", "orders", [new NamedExpression("NET", "amount * 2")]), Named("x", "customers", "x.customer_id = customers.id"),
            new AggregateNode("a", "j", ["REGION"], [new NamedExpression("N", "sum(amount)")]), Shop.Deployment("d", "a", "T"),
        ],
        "twin-chains" =>
        [
            new FilterNode("first", "orders", "id > 1"), new FormulaNode("net", "first", [new NamedExpression("NET", "amount * 2")]), Totals with { Input = "net" },
            new FilterNode("second", "orders", "id > 1"), new FormulaNode("gross", "second", [new NamedExpression("NET", "Amount*2")]), Totals with { Id = "sums", Input = "gross" },
            Shop.Deployment("d", "a", "T"), Shop.Deployment("e", "sums", "U"), Shop.Deployment("g", "gross", "V"),
        ],
        "twin-joins" =>
        [
            Shop.Orders with { Id = "others" }, Named("orders", "customers", "orders.customer_id = customers.id"),
            Named("others", "customers", "others.customer_id = customers.id") with { Id = "k" }, Shop.Deployment("d", "j", "T"), Shop.Deployment("e", "k", "U"),
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(flow)),
    };

    private static JoinNode Named(string left, string right, string condition) => new("j", left, right, JoinType.Inner) { Condition = condition, RightPrefix = "R_" };

    private static List<string> Sorted(IReadOnlyList<string> rows) => [rows[0], .. rows.Skip(1).Order(StringComparer.Ordinal)];
}
