using Handover.Core.Compilation;
using Handover.Core.Explorations;
using Handover.Core.Flows;
using Handover.Core.Sql;
using Handover.Core.Tests.Compilation;

namespace Handover.Core.Tests.Explorations;

public sealed class ExplorationTests
{
    private static readonly CompiledFlow Flow = Shop.Compile(
        new FormulaNode("net", "orders", [new NamedExpression("NET", "amount * 2")]), Shop.Deployment("d", "net", "T"));

    public static TheoryData<string> Cases() => ["totals", "by-status", "filtered-top", "distinct", "deployment"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_exploration_compiles_and_gives_what_was_reviewed(string name)
    {
        var compiled = ExplorationCompiler.Compile(Flow, name == "deployment" ? "d" : "net", Query(name));
        Assert.Empty(compiled.Problems);
        GoldenFile.Check($"Explorations/{name}/snowflake.sql", compiled.Sql(SqlDialectKind.Snowflake).Text!);
        var duckDb = compiled.Sql(SqlDialectKind.DuckDb).Text!;
        GoldenFile.Check($"Explorations/{name}/duckdb.sql", duckDb);
        using var warehouse = EmbeddedWarehouse.WithShop();
        var rows = warehouse.Query(duckDb);
        Assert.Equal(compiled.Columns.Select(static column => column.Name), rows[0].Split(" | "));
        GoldenFile.Check($"Explorations/{name}/rows.txt", string.Join("\n", Query(name) is { Sort.Count: 0, Limit: null } ? [rows[0], .. rows.Skip(1).Order(StringComparer.Ordinal)] : rows));
    }

    [Theory]
    [InlineData("dimensions[0]", "NOPE", "AMOUNT", null, null)]
    [InlineData("measures[0].column", "STATUS", "NOPE", null, null)]
    [InlineData("filter", "STATUS", "AMOUNT", "nope > 1", null)]
    [InlineData("sort[0].column", "STATUS", "AMOUNT", null, "NOPE")]
    public void A_problem_is_told_in_words_of_the_query(string field, string dimension, string measured, string? filter, string? sort)
    {
        var query = new ExplorationQuery([dimension], [new ExplorationMeasure("M", MeasureFunction.Sum, measured)], filter, sort is null ? [] : [new SortColumn(sort)], null);
        var compiled = ExplorationCompiler.Compile(Flow, "net", query);
        Assert.Contains(compiled.Problems, problem => problem.Field == field && problem.Node is null);
        Assert.Null(compiled.Sql(SqlDialectKind.DuckDb).Text);
    }

    [Fact]
    public void Nothing_asked_is_a_problem() =>
        Assert.Equal("dimensions", Assert.Single(ExplorationCompiler.Compile(Flow, "net", new([], [], null, [], null)).Problems).Field);

    private static ExplorationQuery Query(string name) => name switch
    {
        "totals" => new(
            [],
            [
                new("ORDERS", MeasureFunction.Count, "ID"), new("CUSTOMERS", MeasureFunction.CountDistinct, "CUSTOMER_ID"), new("NET", MeasureFunction.Sum, "NET"),
                new("MID", MeasureFunction.Median, "AMOUNT"), new("FIRST", MeasureFunction.Min, "ORDERED_ON"), new("LAST", MeasureFunction.Max, "ORDERED_ON"),
            ],
            null, [], null),
        "by-status" or "deployment" => new(["STATUS"], [new("AVERAGE", MeasureFunction.Avg, "AMOUNT")], null, [new SortColumn("STATUS", true)], null),
        "filtered-top" => new(["CUSTOMER_ID"], [new("NET", MeasureFunction.Sum, "NET")], "status = 'paid'", [new SortColumn("NET", true)], 2),
        "distinct" => new(["STATUS"], [], null, [], 2),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
