using System.Text;
using Handover.Core.Flows;
using Handover.Core.Sql;
using Handover.Core.Tests.Compilation;

namespace Handover.Core.Tests.Statements;

public sealed class DataTestSqlTests
{
    private static readonly TableName Previous = new("RAW", "SHOP", "CUSTOMERS");

    /// <summary>Test, whether there is a previous table, violations in the shop's orders.</summary>
    private static readonly (string Name, DataTest Test, TableName? Before, long Violations)[] Cases =
    [
        ("not-empty", new NotEmptyTest(), null, 0),
        ("unique", new UniqueTest(["ID"]), null, 0),
        ("unique-broken", new UniqueTest(["STATUS"]), null, 1),
        ("unique-of-two", new UniqueTest(["CUSTOMER_ID", "STATUS"]), null, 0),
        ("not-null", new NotNullTest(["ID"]), null, 0),
        ("not-null-broken", new NotNullTest(["AMOUNT", "STATUS", "CUSTOMER_ID"]), null, 2),
        ("accepted-values", new AcceptedValuesTest("STATUS", [ScalarValue.Of("paid"), ScalarValue.Of("it's")]), null, 1),
        ("accepted-numbers", new AcceptedValuesTest("CUSTOMER_ID", [ScalarValue.Of(10m), ScalarValue.Of(-20m)]), null, 2),
        ("row-count-change", new RowCountChangeTest(-10, 70), Previous, 0),
        ("row-count-change-broken", new RowCountChangeTest(null, 50.5m), Previous, 1),
        ("row-count-change-first", new RowCountChangeTest(-10, 10), null, 0),
    ];

    [Theory]
    [InlineData(SqlDialectKind.Snowflake)]
    [InlineData(SqlDialectKind.DuckDb)]
    public void The_selects_are_what_was_reviewed(SqlDialectKind dialect)
    {
        var text = new StringBuilder();
        foreach (var (name, test, before, _) in Cases)
        {
            text.Append("-- ").Append(name).Append('\n').Append(DataTestSql.Write(test, Shop.OrdersTable, Shop.Orders.Columns, before, dialect)).Append(";\n\n");
        }

        GoldenFile.Check($"DataTests/{dialect.ToString().ToLowerInvariant()}.sql", text.ToString());
    }

    [Fact]
    public void The_selects_count_violations()
    {
        using var warehouse = EmbeddedWarehouse.WithShop();
        Assert.All(Cases, item => Assert.Equal(
            (item.Name, item.Violations),
            (item.Name, warehouse.Scalar(DataTestSql.Write(item.Test, Shop.OrdersTable, Shop.Orders.Columns, item.Before, SqlDialectKind.DuckDb)))));
        warehouse.Run("DELETE FROM \"RAW\".\"SHOP\".\"ORDERS\"");
        Assert.Equal(1, warehouse.Scalar(DataTestSql.Write(new NotEmptyTest(), Shop.OrdersTable, Shop.Orders.Columns, null, SqlDialectKind.DuckDb)));
    }

    [Fact]
    public void A_test_of_a_column_that_is_not_there_is_the_callers_mistake() => Assert.Throws<ArgumentException>(
        static () => DataTestSql.Write(new UniqueTest(["NOPE"]), Shop.OrdersTable, Shop.Orders.Columns, null, SqlDialectKind.DuckDb));
}
