using Handover.Core.Compilation;
using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Sql;
using Handover.Core.Tests.Compilation;
using Handover.Core.Tests.Hardness;
using Handover.Core.Tests.Semantics;
using static Handover.Core.Flows.FlowDiagnosticCodes;

namespace Handover.Core.Tests.Flows;

public sealed class SourceExchangeTests
{
    private static readonly TableMap ToProduction = new([new TableMapEntry(new TablePattern("RAW", "SHOP"), new TablePattern("PROD", "SALES"))]);

    private static readonly Flow Report = Shop.Flow(
        new JoinNode("j", "orders", "customers", JoinType.Left) { On = [new JoinKey("CUSTOMER_ID", "ID")], RightPrefix = "C_" },
        new SqlNode("q", ["j", "orders"], "select j.name, sum(j.amount) as total from j join orders o on o.id = j.id group by j.name"),
        Shop.Deployment("d", "q", "T"));

    private static readonly Dictionary<string, List<Column>> Production = new()
    {
        ["ORDERS"] = [.. Shop.Orders.Columns],
        ["CUSTOMERS"] = [.. Shop.Customers.Columns],
    };

    [Fact]
    public void Every_source_is_exchanged_at_once_under_joins_and_sql()
    {
        var result = SourceExchange.Apply(Report, ToProduction, Lookup());
        Assert.NotNull(result.Flow);
        Assert.Empty(result.Diagnostics);
        Assert.Equal([new TableName("PROD", "SALES", "ORDERS"), new TableName("PROD", "SALES", "CUSTOMERS")], result.Changes.Select(static change => change.To));
        Assert.Equal(SourceExchange.Targets(Report, ToProduction), result.Changes.Select(static change => change.To));
        Assert.Equal(FlowFingerprint.Of(Report).Whole, FlowFingerprint.Of(result.Flow).Whole);
        Assert.Contains("\"PROD\".\"SALES\".\"ORDERS\"", FlowCompiler.Compile(result.Flow).Sql("d"), StringComparison.Ordinal);
    }

    [Fact]
    public void One_source_is_exchanged_and_the_others_stay()
    {
        var result = SourceExchange.Apply(Report, Map(Shop.OrdersTable, new TableName("PROD", "SALES", "ORDERS")), static _ => Shop.Orders.Columns);
        Assert.Equal([new TableName("PROD", "SALES", "ORDERS"), Shop.CustomersTable], result.Flow!.Sources.Select(static source => source.Table));
    }

    [Fact]
    public void Of_two_sources_that_read_one_table_the_named_one_is_exchanged_alone()
    {
        var sold = new TableName("PROD", "SALES", "ORDERS");
        var flow = Report with { Nodes = ValueList.From(Report.Nodes.Append(Shop.Orders with { Id = "again" })) };
        var only = new HashSet<string> { "again", "customers" };
        var result = SourceExchange.Apply(flow, Map(Shop.OrdersTable, sold), static _ => Shop.Orders.Columns, only);
        Assert.Equal([("orders", Shop.OrdersTable), ("customers", Shop.CustomersTable), ("again", sold)], result.Flow!.Sources.Select(static source => (source.Id, source.Table)));
        Assert.Equal(sold, Assert.Single(SourceExchange.Targets(flow, Map(Shop.OrdersTable, sold), only)));
        var idle = Assert.Single(SourceExchange.Idle(flow, Map(Shop.OrdersTable, sold), static _ => Shop.Orders.Columns, only));
        Assert.Equal((ExchangeNothingMatched, "customers"), (idle.Code, idle.Node));
    }

    [Fact]
    public void A_map_goes_from_table_to_table_from_schema_to_schema_and_from_database_to_database()
    {
        Assert.Equal(["PROD.SALES.SOLD", "RAW.SHOP.CUSTOMERS"], Exchanged(new TablePattern("RAW", "SHOP", "ORDERS"), new TablePattern("PROD", "SALES", "SOLD")));
        Assert.Equal(["PROD.SALES.ORDERS", "PROD.SALES.CUSTOMERS"], Exchanged(new TablePattern("RAW", "SHOP"), new TablePattern("PROD", "SALES")));
        Assert.Equal(["PROD.SHOP.ORDERS", "PROD.SHOP.CUSTOMERS"], Exchanged(new TablePattern("RAW"), new TablePattern("PROD")));

        static IEnumerable<string> Exchanged(TablePattern from, TablePattern to) =>
            SourceExchange.Apply(Report, new TableMap([new TableMapEntry(from, to)]), static table => table.Name == "CUSTOMERS" ? Shop.Customers.Columns : Shop.Orders.Columns)
                .Flow!.Sources.Select(static source => $"{source.Table.Database}.{source.Table.Schema}.{source.Table.Name}");
    }

    [Fact]
    public void A_source_under_a_union_is_exchanged_and_a_column_that_the_union_takes_by_name_is_used()
    {
        var flow = Shop.Flow(
            new SelectNode("a", "orders", [new SelectColumn("ID")]),
            new SelectNode("b", "customers", [new SelectColumn("ID")]),
            new UnionNode("u", ["a", "b"], UnionMatch.Name),
            Shop.Deployment("d", "u", "T"));
        Assert.NotNull(SourceExchange.Apply(flow, ToProduction, Lookup()).Flow);
        var refused = SourceExchange.Apply(flow, ToProduction, Lookup(orders => orders.RemoveAll(static column => column.Name == "ID")));
        Assert.Null(refused.Flow);
        Assert.Contains("a", Assert.Single(refused.Changes[0].Missing).Nodes);
    }

    [Fact]
    public void A_column_that_is_used_and_missing_refuses_the_whole_and_names_the_nodes()
    {
        var result = SourceExchange.Apply(Report, ToProduction, Lookup(orders => orders.RemoveAll(static column => column.Name == "AMOUNT")));
        Assert.Null(result.Flow);
        var missing = Assert.Single(result.Changes[0].Missing);
        Assert.Equal(("AMOUNT", "q"), (missing.Column.Name, Assert.Single(missing.Nodes)));
        var found = Assert.Single(result.Diagnostics);
        Assert.Equal((ExchangeColumnMissing, "orders"), (found.Code, found.Node));
        Assert.Contains("'q'", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_is_missing_and_not_used_is_no_matter()
    {
        var result = SourceExchange.Apply(Report, ToProduction, Lookup(orders => orders.RemoveAll(static column => column.Name == "STATUS")));
        Assert.NotNull(result.Flow);
        Assert.Equal("STATUS", Assert.Single(result.Changes[0].Removed).Name);
    }

    [Fact]
    public void A_column_of_another_type_refuses_the_whole()
    {
        var result = SourceExchange.Apply(Report, ToProduction, Lookup(orders => orders[2] = orders[2] with { Type = SqlType.Varchar }));
        Assert.Null(result.Flow);
        Assert.Equal(SqlType.Varchar, Assert.Single(result.Changes[0].Incompatible).NewType);
        Assert.Equal(ExchangeColumnIncompatible, Assert.Single(result.Diagnostics).Code);
        Assert.NotNull(SourceExchange.Apply(Report, ToProduction, Lookup(orders => orders[2] = orders[2] with { Type = SqlType.Float })).Flow);
    }

    [Fact]
    public void An_added_column_is_information()
    {
        var result = SourceExchange.Apply(Report, ToProduction, Lookup(orders => orders.Add(new Column("CHANNEL", SqlType.Varchar))));
        Assert.NotNull(result.Flow);
        Assert.Equal("CHANNEL", Assert.Single(result.Changes[0].Added).Name);
        Assert.Equal((ExchangeColumnAdded, Severity.Information), (result.Diagnostics[0].Code, result.Diagnostics[0].Severity));
    }

    [Fact]
    public void An_added_column_that_clashes_downstream_refuses_the_whole()
    {
        var flow = Shop.Flow(
            new SelectNode("c", "customers", [new SelectColumn("ID", "CID"), new SelectColumn("REGION")]),
            new JoinNode("j", "orders", "c", JoinType.Inner) { On = [new JoinKey("CUSTOMER_ID", "CID")] });
        var result = SourceExchange.Apply(flow, ToProduction, Lookup(orders => orders.Add(new Column("REGION", SqlType.Varchar))));
        Assert.Null(result.Flow);
        Assert.Contains(result.Diagnostics, static found => found is { Code: ColumnClash, Node: "j" });
    }

    [Fact]
    public void A_column_map_renames_on_the_way_in_and_back_again()
    {
        var sold = new TableName("PROD", "SALES", "SALES");
        var there = SourceExchange.Apply(
            Report, Map(Shop.OrdersTable, sold, new ColumnAlias("NET", "AMOUNT")),
            static _ => [.. Shop.Orders.Columns.Select(static column => column.Name == "AMOUNT" ? column with { Name = "NET" } : column)]);
        Assert.NotNull(there.Flow);
        var sql = FlowCompiler.Compile(there.Flow).Sql("d");
        Assert.Contains("\"NET\" AS \"AMOUNT\"", sql, StringComparison.Ordinal);
        var back = SourceExchange.Apply(there.Flow, Map(sold, Shop.OrdersTable), static _ => Shop.Orders.Columns);
        Assert.Equal(Report, back.Flow);
    }

    [Fact]
    public void A_column_map_must_name_columns_that_exist()
    {
        var result = SourceExchange.Apply(Report, Map(Shop.OrdersTable, Shop.OrdersTable, new ColumnAlias("NOPE", "X")), static _ => Shop.Orders.Columns);
        Assert.Equal(ExchangeColumnMissing, Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void A_column_map_of_a_schema_is_for_the_tables_that_have_the_column_and_one_that_none_has_is_told()
    {
        var map = new TableMap([new TableMapEntry(new TablePattern("RAW", "SHOP"), new TablePattern("PROD", "SALES"), [new ColumnAlias("NET", "AMOUNT"), new ColumnAlias("NETT", "AMOUNT")])]);
        var columns = Lookup(orders => orders[2] = orders[2] with { Name = "NET" });
        var result = SourceExchange.Apply(Report, map, columns);
        Assert.Equal(["orders: NET", "customers: "], result.Flow!.Sources.Select(static source => $"{source.Id}: {string.Join(", ", source.ColumnMap.Select(static alias => alias.Column))}"));
        var idle = Assert.Single(SourceExchange.Idle(Report, map, columns));
        Assert.Equal((ExchangeColumnMissing, Severity.Warning), (idle.Code, idle.Severity));
        Assert.Contains("NETT", idle.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("STATUS", "AMOUNT", "The column map calls STATUS of RAW.SHOP.ORDERS AMOUNT, and so is another of its columns.")]
    [InlineData("ID", "STATUS", "The column map calls STATUS of RAW.SHOP.ORDERS STATUS, and so is ID then.")]
    public void A_column_map_gives_no_two_columns_one_name(string column, string name, string message)
    {
        var result = SourceExchange.Apply(Report, Map(Shop.OrdersTable, Shop.OrdersTable, new ColumnAlias(column, name), new ColumnAlias("STATUS", column == "ID" ? "STATUS" : name)), static _ => Shop.Orders.Columns);
        Assert.Null(result.Flow);
        Assert.Equal(message, Assert.Single(result.Diagnostics, static found => found.Code == ExchangeColumnClash).Message);
    }

    [Fact]
    public void Of_two_nodes_with_one_id_the_first_counts_whatever_it_is()
    {
        var flow = new Flow([new FilterNode("orders", "customers", "ID > 1"), Shop.Orders, Shop.Customers]);
        Assert.Equal(["customers"], SourceExchange.Apply(flow, ToProduction, Lookup()).Changes.Select(static change => change.Node));
    }

    [Fact]
    public void All_sources_at_once_are_traced_as_each_of_them_is()
    {
        var looked = 0;
        for (var seed = 0; seed < 100; seed++)
        {
            var flow = FlowCompiler.Compile(RandomFlow.Make(new Random(seed), 1 + (seed % 40)).Document());
            foreach (var (source, uses) in flow.SourceColumnsUsed())
            {
                looked += uses.Length;
                var alone = flow.ColumnsUsed(source);
                Assert.Equal(alone.Select(static use => use.Column), uses.Select(static use => use.Column));
                Assert.Equal(alone.Select(static use => string.Join('\n', use.Places)), uses.Select(static use => string.Join('\n', use.Places)));
            }
        }

        Assert.True(looked > 300, $"Only {looked} columns were looked at.");
    }

    /// <summary>In a chain of joins every source reaches all that is behind it: tracing each of them alone would be work by sources times nodes.</summary>
    [Fact]
    public void Work_grows_with_the_number_of_sources() => Linear(static flow => flow.SourceColumnsUsed());

    private static void Linear(Action<CompiledFlow> use)
    {
        var flows = new Dictionary<int, CompiledFlow>();
        Mutations.Linear(static size => new string('x', size), 1200, text =>
        {
            if (!flows.TryGetValue(text.Length, out var flow))
            {
                flows[text.Length] = flow = FlowCompiler.Compile(Joins(text.Length));
            }

            use(flow);
        });
    }

    private static Flow Joins(int count) => new(
    [
        Shop.Orders,
        .. Enumerable.Range(0, count).SelectMany(static i => (FlowNode[])
        [
            Shop.Customers with { Id = $"c{i}" },
            new JoinNode($"j{i}", i == 0 ? "orders" : $"s{i - 1}", $"c{i}", JoinType.Left) { On = [new JoinKey("CUSTOMER_ID", "ID")], RightPrefix = "C_" },
            new SelectNode($"s{i}", $"j{i}", [new SelectColumn("ID"), new SelectColumn("CUSTOMER_ID")]),
        ]),
    ]);

    [Fact]
    public void What_was_exchanged_and_removed_is_told_by_name()
    {
        var changes = SourceExchange.Apply(Report, ToProduction, Lookup()).Changes;
        Assert.Equal("Exchanged 'orders' and 'customers': PROD.SALES.ORDERS instead of RAW.SHOP.ORDERS; PROD.SALES.CUSTOMERS instead of RAW.SHOP.CUSTOMERS", SourceWords.Exchanged(Report, changes));
        var named = Report.MapNodes(static node => node.Id == "orders" ? node with { Name = "Orders of the shop" } : node);
        Assert.Equal("Exchanged 'Orders of the shop': PROD.SALES.ORDERS instead of RAW.SHOP.ORDERS", SourceWords.Exchanged(named, changes[..1]));
        Assert.Equal("Removed the unused source 'Orders of the shop'", SourceWords.Removed(named, ["orders"]));
        Assert.Equal("Removed the unused sources 'orders' and 'customers'", SourceWords.Removed(Report, ["orders", "customers"]));
    }

    [Fact]
    public void A_table_that_is_not_there_a_map_of_two_grains_and_a_map_of_nothing_are_told()
    {
        Assert.All(SourceExchange.Apply(Report, ToProduction, static _ => null).Diagnostics, static found => Assert.Equal(ExchangeTableNotFound, found.Code));
        var uneven = new TableMap([new TableMapEntry(new TablePattern("RAW"), new TablePattern("PROD", "X"))]);
        Assert.Equal(ExchangeGrainMismatch, Assert.Single(SourceExchange.Apply(Report, uneven, Lookup()).Diagnostics).Code);
        var nothing = SourceExchange.Apply(Report, new TableMap([new TableMapEntry(new TablePattern("raw"), new TablePattern("PROD"))]), Lookup());
        Assert.Equal((Report, ExchangeNothingMatched), (nothing.Flow, Assert.Single(nothing.Diagnostics).Code));
    }

    private static TableMap Map(TableName from, TableName to, params ReadOnlySpan<ColumnAlias> columns) => new([new TableMapEntry(
        new TablePattern(from.Database, from.Schema, from.Name), new TablePattern(to.Database, to.Schema, to.Name), [.. columns])]);

    private static Func<TableName, IReadOnlyList<Column>?> Lookup(Action<List<Column>>? changeOrders = null)
    {
        var orders = Production["ORDERS"].ToList();
        changeOrders?.Invoke(orders);
        return table => table.Name == "ORDERS" ? orders : Production.GetValueOrDefault(table.Name);
    }
}
