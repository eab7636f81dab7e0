using System.Text;
using Handover.Core.Deployments;
using Handover.Core.Flows;
using Handover.Core.Sql;
using Handover.Core.Tests.Compilation;

namespace Handover.Core.Tests.Statements;

public sealed class StageScriptTests
{
    private static readonly TableName Target = new("MART", "OUT", "Sales \"2024\"");
    private static readonly Column[] Columns = [new("ID", SqlType.Integer), new("Line \"no\"", SqlType.Integer), new("LOADED", SqlType.Timestamp), new("V", SqlType.Varchar)];
    private static readonly Publication Table = new(Target, IsView: false, "R", "W", "SELECT * FROM \"RAW\".\"SHOP\".\"S\"", "0A1B2C3D");
    private static readonly Materialization Append = new(MaterializationMode.Append) { Watermark = "LOADED" };
    private static readonly Materialization Merge = new(MaterializationMode.Merge) { Key = ["ID", "Line \"no\""] };

    private static readonly (string Title, StageRequest Request)[] Cases =
    [
        ("view", Table with { IsView = true }),
        ("full", Table),
        ("append, as a deploy builds it", Request(Append, continues: false)),
        ("append, continued", Request(Append)),
        ("merge, as a deploy builds it", Request(Merge, continues: false)),
        ("merge, continued", Request(Merge)),
        ("merge with a watermark, continued", Request(Merge with { Watermark = "LOADED" })),
        ("merge of nothing but a key, continued", Request(new(MaterializationMode.Merge) { Key = ["ID", "Line \"no\"", "LOADED", "V"] })),
    ];

    [Theory]
    [InlineData(SqlDialectKind.Snowflake)]
    [InlineData(SqlDialectKind.DuckDb)]
    public void The_statements_are_what_was_reviewed(SqlDialectKind dialect)
    {
        var text = new StringBuilder();
        foreach (var (title, request) in Cases)
        {
            text.Append("-- ").Append(title).Append('\n');
            foreach (var statement in StageScript.Of(request, dialect).Statements)
            {
                text.Append(statement.Violation is { } violation ? $"-- 0, or: {violation}\n" : "").Append(statement.Sql).Append(";\n");
            }

            text.Append('\n');
        }

        GoldenFile.Check($"Staging/{dialect.ToString().ToLowerInvariant()}.sql", text.ToString());
    }

    [Fact]
    public void The_statements_run()
    {
        using var warehouse = new EmbeddedWarehouse();
        warehouse.Run(""""CREATE TABLE "RAW"."SHOP"."S" AS SELECT 1::BIGINT AS "ID", 1::BIGINT AS "Line ""no""", TIMESTAMP '2026-01-01' AS "LOADED", 'a' AS "V" """");
        warehouse.Run(""""CREATE TABLE "MART"."OUT"."Sales ""2024""" AS FROM "RAW"."SHOP"."S" """");
        foreach (var (title, request) in Cases)
        {
            if (title == "full")
            {
                warehouse.Run(""""DROP VIEW "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D" """");
            }

            foreach (var statement in StageScript.Of(request, SqlDialectKind.DuckDb).Statements)
            {
                if (statement.Violation is null)
                {
                    warehouse.Run(statement.Sql);
                }
                else
                {
                    Assert.Equal(0, warehouse.Scalar(statement.Sql));
                }
            }

            Assert.Equal(1, warehouse.Scalar(""""SELECT COUNT(*) FROM "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D" """"));
        }

        Assert.Equal(0, warehouse.Scalar("SELECT COUNT(*) FROM duckdb_tables() WHERE table_name LIKE '%DELTA%'"));
    }

    [Fact]
    public void It_continues_only_what_is_still_what_it_was()
    {
        var request = Request(Append);
        Assert.Equal((true, null), How(request, Columns, Columns));
        Assert.Equal((true, null), How(request, [.. Columns.Select(column => column with { Nullable = false })], Columns));
        Assert.Equal((false, "the table is not there yet"), How(request, null, Columns));
        Assert.Equal((false, "its columns have changed"), How(request, Columns[..3], Columns));
        Assert.Equal((false, "its columns have changed"), How(request, [Columns[1], Columns[0], .. Columns[2..]], Columns));
        Assert.Equal((false, "its columns have changed"), How(request, [.. Columns[..3], Columns[3] with { Type = SqlType.Integer }], Columns));
        Assert.Equal((false, null), How(request with { Continue = false }, Columns, Columns));
        Assert.Equal((false, null), How(request with { Materialization = Materialization.Full }, Columns, Columns));
        Assert.Equal((false, null), How(request with { Publication = Table with { IsView = true } }, Columns, Columns));
    }

    [Theory]
    [InlineData(SqlDialectKind.Snowflake)]
    [InlineData(SqlDialectKind.DuckDb)]
    public void A_swap_and_its_undoing_are_what_was_reviewed(SqlDialectKind dialect)
    {
        var text = new StringBuilder();
        foreach (var (title, there, publication) in new (string, string, Publication)[]
        {
            ("a new table", "", Table),
            ("a table replaces a table", "T", Table),
            ("a table replaces a table that has replaced one", "T P", Table),
            ("a view replaces a table", "T", Table with { IsView = true }),
            ("a table is retired", "T P", Table with { Select = null }),
        })
        {
            var script = SwapScript.Of(new PublicationSwap(publication, [.. Moves(there, publication)]), dialect);
            text.Append("-- ").Append(title).Append('\n').AppendJoin(";\n", script.Texts(dialect)).Append(";\n-- and back\n").AppendJoin(";\n", script.UndoTexts(dialect)).Append(";\n\n");
        }

        GoldenFile.Check($"Swap/{dialect.ToString().ToLowerInvariant()}.sql", text.ToString());
    }

    private static IEnumerable<Move> Moves(string there, Publication publication)
    {
        if (there.Contains('P', StringComparison.Ordinal))
        {
            yield return new Move(PublicationNames.Previous(Target), PublicationNames.OlderPrevious(Target, publication.Token), IsView: false);
        }

        if (there.Contains('T', StringComparison.Ordinal))
        {
            yield return new Move(Target, PublicationNames.Previous(Target), IsView: false);
        }

        if (publication.Select is not null)
        {
            yield return new Move(PublicationNames.Stage(Target, publication.Token), Target, publication.IsView);
        }
    }

    private static (bool Continues, string? FullBecause) How(StageRequest request, IReadOnlyList<Column>? target, IReadOnlyList<Column> now)
    {
        var script = StageScript.Of(request, target, now, SqlDialectKind.Snowflake);
        Assert.Equal(script.Continues, script.Statements[0].Sql.Contains(" CLONE ", StringComparison.Ordinal));
        return (script.Continues, script.FullBecause);
    }

    private static StageRequest Request(Materialization materialization, bool continues = true) =>
        new(Table) { Materialization = materialization, Columns = Columns, Continue = continues };
}
