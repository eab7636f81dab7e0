using Handover.Core.Compilation;
using Handover.Core.Explorations;
using Handover.Core.Flows;
using Handover.Core.Sql;
using Handover.Core.Tests.Compilation;

namespace Handover.Core.Tests.Explorations;

public sealed class ProfileTests
{
    private static readonly CompiledFlow Flow = Shop.Compile(
        new FormulaNode("net", "orders", [new NamedExpression("VALUE", "amount * 2"), new NamedExpression("LATE", "amount > 10")]), Shop.Deployment("d", "net", "T"));

    public static TheoryData<string> Cases() => ["summary", "top-values", "histogram", "by-month", "deployment"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_profile_compiles_and_gives_what_was_reviewed(string name)
    {
        GoldenFile.Check($"Profiles/{name}/snowflake.sql", Sql(name, SqlDialectKind.Snowflake));
        var duckDb = Sql(name, SqlDialectKind.DuckDb);
        using var warehouse = EmbeddedWarehouse.WithShop();
        GoldenFile.Check($"Profiles/{name}/rows.txt", string.Join("\n", warehouse.Query(duckDb)));
    }

    [Theory]
    [InlineData(SqlTypeKind.Date, 8000, ProfilePart.Year)]
    [InlineData(SqlTypeKind.Date, 1500, ProfilePart.Quarter)]
    [InlineData(SqlTypeKind.Timestamp, 365, ProfilePart.Month)]
    [InlineData(SqlTypeKind.Timestamp, 60, ProfilePart.Week)]
    [InlineData(SqlTypeKind.Date, 1, ProfilePart.Day)]
    [InlineData(SqlTypeKind.Timestamp, 1, ProfilePart.Hour)]
    [InlineData(SqlTypeKind.TimestampTz, 0.01, ProfilePart.Minute)]
    [InlineData(SqlTypeKind.Time, 1, ProfilePart.Hour)]
    public void A_span_of_time_is_cut_by_what_gives_some_ten_pieces(SqlTypeKind kind, double days, ProfilePart part) =>
        Assert.Equal(part, ProfileCompiler.PartFor(kind, TimeSpan.FromDays(days)));

    private static string Sql(string name, SqlDialectKind dialect) => (name switch
    {
        "summary" => ProfileCompiler.Summary(Flow, "net", ProfileCompiler.ColumnsOf(Flow, "net"), dialect),
        "deployment" => ProfileCompiler.Summary(Flow, "d", [Column("VALUE")], dialect),
        "top-values" => ProfileCompiler.TopValues(Flow, "net", Column("STATUS"), dialect),
        "histogram" => ProfileCompiler.Histogram(Flow, "net", Column("VALUE"), -0.5, 1e3, dialect),
        "by-month" => ProfileCompiler.ByPart(Flow, "net", Column("ORDERED_ON"), ProfilePart.Month, dialect),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    }).Text!;

    private static ProfiledColumn Column(string name) => ProfileCompiler.ColumnsOf(Flow, "net").Single(column => column.Column.Name == name);
}
