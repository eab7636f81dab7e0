using System.Text;
using Handover.Core.Expressions;
using Handover.Core.Sql;

namespace Handover.Core.Tests.Expressions;

public sealed class WriterTests
{
    [Theory]
    [InlineData("id + 1", "CAST(\"ID\" AS HUGEINT) + 1")]
    [InlineData("amount + 1", "\"AMOUNT\" + 1")]
    [InlineData("name + 1", "CAST(\"NAME\" AS DECIMAL(18,5)) + 1")]
    [InlineData("day + 1", "(\"DAY\" + CAST(1 AS INTEGER))")]
    [InlineData("iff(active, 1, 2)", "CASE WHEN \"ACTIVE\" THEN 1 ELSE 2 END")]
    [InlineData("concat(name, 'x')", "(\"NAME\" || 'x')")]
    [InlineData("doc:a.b[0]", "json_extract(\"DOC\", '$.\"a\".\"b\"[0]')")]
    [InlineData("'it''s \\\\ a'", "'it''s \\ a'")]
    [InlineData("'a\\0b'", "concat('a', chr(0), 'b')")]
    [InlineData("id::number(10,2)", "CAST(\"ID\" AS DECIMAL(10,2))")]
    [InlineData("id::int", "CAST(\"ID\" AS HUGEINT)")]
    [InlineData("rate::number(10,2)", "CAST(round(\"RATE\", 2) AS DECIMAL(10,2))")]
    [InlineData("not name rlike 'a'", "NOT regexp_full_match(\"NAME\", 'a')")]
    [InlineData("first_value(id) over (order by day)", "first_value(\"ID\") OVER (ORDER BY \"DAY\" ASC NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)")]
    [InlineData("zeroifnull(rate) / 2", "CASE WHEN CAST(2 AS DOUBLE) = 0 AND", true)]
    public void DuckDb_text_spells_out_what_Snowflake_does_by_itself(string text, string expected, bool holds = false)
    {
        var sql = ExpressionWriter.ToText(Samples.Compile(text).Expression!, SqlDialectKind.DuckDb);
        if (holds)
        {
            Assert.Contains(expected, sql, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(expected, sql);
        }
    }

    [Theory]
    [InlineData("to_varchar(id, '999')", "TO_VARCHAR with the format '999'")]
    [InlineData("to_varchar(at, 'YYYY TZH')", "TO_VARCHAR with the format 'YYYY TZH'")]
    [InlineData("dateadd(ns, 1, at)", "DATEADD by NANOSECOND")]
    [InlineData("sha2(name, 512)", "SHA2 of another size than 256")]
    [InlineData("check_json(name)", "CHECK_JSON")]
    [InlineData("current_timestamp()::varchar", "The text of a timestamp with a time zone")]
    [InlineData("regexp_replace(name, 'a', 'b', 2)", "REGEXP_REPLACE from a later start or occurrence")]
    public void What_DuckDb_cannot_do_as_Snowflake_does_is_said_not_done(string text, string what)
    {
        var expression = Samples.Compile(text).Expression!;
        var problem = Assert.Single(ExpressionWriter.Check(expression, SqlDialectKind.DuckDb));
        Assert.Equal("not-supported-by-dialect", problem.Code);
        Assert.StartsWith(what, problem.Message, StringComparison.Ordinal);
        Assert.Empty(ExpressionWriter.Check(expression, SqlDialectKind.Snowflake));
        Assert.Throws<InvalidOperationException>(() => ExpressionWriter.ToText(expression, SqlDialectKind.DuckDb));
    }

    [Fact]
    public void Text_grows_in_line_with_nesting()
    {
        var nested = "id";
        for (var i = 0; i < 50; i++)
        {
            nested = $"div0({nested}, 3)";
        }

        var sql = ExpressionWriter.ToText(Samples.Compile(nested).Expression!, SqlDialectKind.DuckDb);
        Assert.InRange(sql.Length, 1, 50 * 1_000);
    }

    [Fact]
    public void A_column_that_could_hide_a_bound_value_is_refused_on_DuckDb()
    {
        var scope = ExpressionScope.Of([new Column("⟪values⟫", SqlType.Integer)]);
        var expression = ExpressionCompiler.Compile("\"⟪values⟫\" + 1", scope, ExpressionContext.Scalar).Expression!;
        Assert.Equal("not-supported-by-dialect", Assert.Single(ExpressionWriter.Check(expression, SqlDialectKind.DuckDb)).Code);
    }

    [Theory]
    [InlineData("a", "\"a\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("a\\b'", "\"a\\b'\"")]
    public void An_identifier_is_quoted(string name, string expected) => Assert.Equal(expected, SqlIdentifier.Quote(name));

    [Fact]
    public void A_name_that_no_warehouse_stores_is_not_an_identifier()
    {
        Assert.Throws<ArgumentException>(() => SqlIdentifier.Quote(""));
        Assert.Throws<ArgumentException>(() => SqlIdentifier.Quote("a\0"));
        Assert.False(SqlIdentifier.IsValid(new string('a', 256)));
        Assert.True(SqlIdentifier.IsValid("a b"));
    }

    [Fact]
    public void A_table_is_written_with_its_three_names()
    {
        var output = new StringBuilder();
        SqlIdentifier.Append(output, new TableName("D", "s p", "T"));
        Assert.Equal("\"D\".\"s p\".\"T\"", output.ToString());
    }

    [Theory]
    [InlineData("a'b\\c", SqlDialectKind.Snowflake, "'a''b\\\\c'")]
    [InlineData("a'b\\c", SqlDialectKind.DuckDb, "'a''b\\c'")]
    [InlineData("a\0b", SqlDialectKind.Snowflake, "'a\\x00b'")]
    [InlineData("\012", SqlDialectKind.Snowflake, "'\\x0012'")]
    public void A_string_is_written_for_its_dialect(string text, SqlDialectKind dialect, string expected) =>
        Assert.Equal(expected, SqlIdentifier.QuoteString(text, dialect));
}
