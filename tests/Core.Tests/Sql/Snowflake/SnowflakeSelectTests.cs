using Handover.Core.Sql;

namespace Handover.Core.Tests.Snowflake;

public sealed class SnowflakeSelectTests
{
    [Theory]
    [InlineData("SELECT 1", "SELECT 1")]
    [InlineData("  select 1 ; ", "  select 1")]
    [InlineData("SELECT 1 AS A -- one\n;", "SELECT 1 AS A")]
    [InlineData("-- before\nWITH A AS (SELECT 1) SELECT * FROM A // after", "-- before\nWITH A AS (SELECT 1) SELECT * FROM A")]
    [InlineData("(SELECT 1) UNION ALL (SELECT 2)", "(SELECT 1) UNION ALL (SELECT 2)")]
    [InlineData("SELECT ';', ')->>', '\\';', 'it''s;', \"a;)\"\"\", $$;'->>$$, $1", "SELECT ';', ')->>', '\\';', 'it''s;', \"a;)\"\"\", $$;'->>$$, $1")]
    [InlineData("/* ; ) */ SELECT 1 /* ->> */", "/* ; ) */ SELECT 1")]
    [InlineData("SELECT 1 - > 2", "SELECT 1 - > 2")]
    public void A_single_select_is_taken_without_what_follows_it(string sql, string expected)
    {
        Assert.True(SnowflakeSelect.TryRead(sql, out var select, out var problem), problem);
        Assert.Equal(expected, select);
        Assert.Null(problem);
    }

    [Theory]
    [InlineData("", "another statement")]
    [InlineData("-- SELECT 1", "another statement")]
    [InlineData("DROP TABLE T", "another statement")]
    [InlineData("SHOW TABLES", "another statement")]
    [InlineData("CALL P()", "another statement")]
    [InlineData("BEGIN SELECT 1; END", "several statements")]
    [InlineData("\"SELECT\" 1", "another statement")]
    [InlineData("SELECTED 1", "another statement")]
    [InlineData("SELECT 1; DROP TABLE T", "several statements")]
    [InlineData("SELECT 1 ->> DROP TABLE T", "several statements")]
    [InlineData("SELECT 1) ->> DROP TABLE T ->> (SELECT 2", "parentheses")]
    [InlineData("SELECT 1) UNION (SELECT 2", "parentheses")]
    [InlineData("SELECT (1", "parentheses")]
    [InlineData("SELECT 'a", "ends inside")]
    [InlineData("SELECT 'a\\'", "ends inside")]
    [InlineData("SELECT \"a", "ends inside")]
    [InlineData("SELECT 1 /* a", "ends inside")]
    [InlineData("SELECT $$ a", "ends inside")]
    public void What_is_more_or_other_than_one_select_is_refused(string sql, string reason)
    {
        Assert.False(SnowflakeSelect.TryRead(sql, out var select, out var problem));
        Assert.Contains(reason, problem, StringComparison.Ordinal);
        Assert.Equal("", select);
    }
}
