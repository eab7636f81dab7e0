using Handover.Core.Compilation;
using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Sql;
using Handover.Core.Tests.Compilation;
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
        var result = SourceExchange.ApplyTo(Report, "orders", new TableName("PROD", "SALES", "ORDERS"), [], static _ => Shop.Orders.Columns);
        Assert.Equal([new TableName("PROD", "SALES", "ORDERS"), Shop.CustomersTable], result.Flow!.Sources.Select(static source => source.Table));
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
        var there = SourceExchange.ApplyTo(
            Report, "orders", new TableName("PROD", "SALES", "SALES"), [new ColumnAlias("NET", "AMOUNT")],
            static _ => [.. Shop.Orders.Columns.Select(static column => column.Name == "AMOUNT" ? column with { Name = "NET" } : column)]);
        Assert.NotNull(there.Flow);
        var sql = FlowCompiler.Compile(there.Flow).Sql("d");
        Assert.Contains("\"NET\" AS \"AMOUNT\"", sql, StringComparison.Ordinal);
        var back = SourceExchange.ApplyTo(there.Flow, "orders", Shop.OrdersTable, [], static _ => Shop.Orders.Columns);
        Assert.Equal(Report, back.Flow);
    }

    [Fact]
    public void A_column_map_must_name_columns_that_exist()
    {
        var result = SourceExchange.ApplyTo(Report, "orders", Shop.OrdersTable, [new ColumnAlias("NOPE", "X")], static _ => Shop.Orders.Columns);
        Assert.Equal(ExchangeColumnMissing, Assert.Single(result.Diagnostics).Code);
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

    private static Func<TableName, IReadOnlyList<Column>?> Lookup(Action<List<Column>>? changeOrders = null)
    {
        var orders = Production["ORDERS"].ToList();
        changeOrders?.Invoke(orders);
        return table => table.Name == "ORDERS" ? orders : Production.GetValueOrDefault(table.Name);
    }
}
