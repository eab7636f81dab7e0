using System.Collections.Immutable;
using Handover.Core.Expressions;

namespace Handover.Core.Tests.Expressions;

public sealed class ParserTests
{
    [Theory]
    [InlineData("id", "\"ID\"")]
    [InlineData("1 + 2 * 3", "1 + 2 * 3")]
    [InlineData("(1 + 2) * 3", "(1 + 2) * 3")]
    [InlineData("1 - (2 - 3)", "1 - (2 - 3)")]
    [InlineData("((1 - 2)) - 3", "1 - 2 - 3")]
    [InlineData("2 / (3 * 4)", "2 / (3 * 4)")]
    [InlineData("-id * 2", "-\"ID\" * 2")]
    [InlineData("-(-id)", "-(-\"ID\")")]
    [InlineData("- -5", "-(-5)")]
    [InlineData("-(id + 1)", "-(\"ID\" + 1)")]
    [InlineData("id - -1", "\"ID\" - -1")]
    [InlineData("+id", "\"ID\"")]
    [InlineData("'a' || 'b' || 'c'", "'a' || 'b' || 'c'")]
    [InlineData("1 + 2 || 'x'", "(1 + 2) || 'x'")]
    [InlineData("id + ('1' || '2')", "\"ID\" + ('1' || '2')")]
    [InlineData("('1' || '2') + id", "('1' || '2') + \"ID\"")]
    [InlineData("active OR active AND active", "\"ACTIVE\" OR \"ACTIVE\" AND \"ACTIVE\"")]
    [InlineData("(active OR active) AND active", "(\"ACTIVE\" OR \"ACTIVE\") AND \"ACTIVE\"")]
    [InlineData("NOT active AND active", "NOT \"ACTIVE\" AND \"ACTIVE\"")]
    [InlineData("NOT (active AND active)", "NOT (\"ACTIVE\" AND \"ACTIVE\")")]
    [InlineData("NOT id = 1", "NOT \"ID\" = 1")]
    [InlineData("(NOT active) = active", "(NOT \"ACTIVE\") = \"ACTIVE\"")]
    [InlineData("id = 1 IS NULL", "(\"ID\" = 1) IS NULL")]
    [InlineData("id BETWEEN 1 AND 2 AND active", "\"ID\" BETWEEN 1 AND 2 AND \"ACTIVE\"")]
    [InlineData("id NOT IN (1, 2)", "\"ID\" NOT IN (1, 2)")]
    [InlineData("name like 'a\\\\%' escape '\\\\'", "\"NAME\" LIKE 'a\\\\%' ESCAPE '\\\\'")]
    [InlineData("name NOT ILIKE ANY ('a', 'b')", "\"NAME\" NOT ILIKE ANY ('a', 'b')")]
    [InlineData("name REGEXP 'a'", "\"NAME\" RLIKE 'a'")]
    [InlineData("id IS NOT DISTINCT FROM 1", "\"ID\" IS NOT DISTINCT FROM 1")]
    [InlineData("case when active then 1 end", "CASE WHEN \"ACTIVE\" THEN 1 END")]
    [InlineData("case id when 1 then 'a' else 'b' end", "CASE \"ID\" WHEN 1 THEN 'a' ELSE 'b' END")]
    [InlineData("id::varchar", "CAST(\"ID\" AS VARCHAR)")]
    [InlineData("-id::number(10, 2)", "-CAST(\"ID\" AS NUMBER(10,2))")]
    [InlineData("try_cast(name as double precision)", "TRY_CAST(\"NAME\" AS FLOAT)")]
    [InlineData("cast(name as varchar(10))", "CAST(\"NAME\" AS VARCHAR)")]
    [InlineData("doc:a.B[0]['x y']::int", "CAST(\"DOC\"['a']['B'][0]['x y'] AS NUMBER(38,0))")]
    [InlineData("doc[0]", "\"DOC\"[0]")]
    [InlineData("count(*)", "COUNT(*)")]
    [InlineData("count(distinct id)", "COUNT(DISTINCT \"ID\")")]
    [InlineData("listagg(name, ',') within group (order by id desc)", "LISTAGG(\"NAME\", ',') WITHIN GROUP (ORDER BY \"ID\" DESC NULLS FIRST)")]
    [InlineData("sum(id) over (partition by name order by day rows between 1 preceding and current row)", "SUM(\"ID\") OVER (PARTITION BY \"NAME\" ORDER BY \"DAY\" ASC NULLS LAST ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)")]
    [InlineData("sum(id) over (order by day range unbounded preceding)", "SUM(\"ID\") OVER (ORDER BY \"DAY\" ASC NULLS LAST RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)")]
    [InlineData("lag(id) ignore nulls over (order by day nulls first)", "LAG(\"ID\") IGNORE NULLS OVER (ORDER BY \"DAY\" ASC NULLS FIRST)")]
    [InlineData("lag(id ignore nulls) over (order by day)", "LAG(\"ID\") IGNORE NULLS OVER (ORDER BY \"DAY\" ASC NULLS LAST)")]
    [InlineData("extract(year from day)", "DATE_PART(YEAR, \"DAY\")")]
    [InlineData("position('a' in name)", "POSITION('a', \"NAME\")")]
    [InlineData("dateadd('month', 1, day)", "DATEADD(MONTH, 1, \"DAY\")")]
    [InlineData("current_date", "CURRENT_DATE()")]
    [InlineData("date '2024-01-02'", "DATE '2024-01-02'")]
    [InlineData("day + interval '1 year, 2 mons'", "\"DAY\" + INTERVAL '1 YEAR, 2 MONTH'")]
    [InlineData("left(name, 2)", "LEFT(\"NAME\", 2)")]
    [InlineData(".5 + 007. + 1E+3", "0.5 + 7 + 1e3")]
    [InlineData("$$it's$$", "'it''s'")]
    [InlineData("nvl(name, 'x') -- comment", "NVL(\"NAME\", 'x')")]
    [InlineData("ifnull(name, 'x')", "NVL(\"NAME\", 'x')")]
    public void An_expression_is_written_back_with_its_names_resolved(string text, string expected)
    {
        Assert.Equal(expected, Samples.Snowflake(text, Allowing(text)));
    }

    [Theory]
    [InlineData("1 +", "syntax-error", 3)]
    [InlineData("", "syntax-error", 0)]
    [InlineData("(1", "syntax-error", 2)]
    [InlineData("1 2", "syntax-error", 2)]
    [InlineData("id,", "syntax-error", 2)]
    [InlineData("select", "syntax-error", 0)]
    [InlineData("a.b.c", "syntax-error", 3)]
    [InlineData("case end", "syntax-error", 5)]
    [InlineData("id is true", "syntax-error", 6)]
    [InlineData("doc:", "syntax-error", 4)]
    [InlineData("doc[id]", "syntax-error", 4)]
    [InlineData("sum(id) over (order by day rows between current row and 1 preceding)", "syntax-error", 27)]
    [InlineData("(select 1)", "subquery-not-allowed", 1)]
    [InlineData("exists (select 1)", "subquery-not-allowed", 8)]
    public void A_syntax_error_is_reported_where_it_stands(string text, string code, int start)
    {
        var problem = Samples.Compile(text).Diagnostics.First(problem => problem.Code == code);
        Assert.Equal(start, problem.Span!.Value.Start);
    }

    [Fact]
    public void One_expression_reports_all_its_problems()
    {
        var result = Samples.Compile("upper(nmae, ) + coalesc(amuont, 1) || 'x' + )");
        Assert.Null(result.Expression);
        Assert.Equal(["unknown-column", "syntax-error", "unknown-function", "unknown-column", "syntax-error"], result.Diagnostics.Select(static problem => problem.Code));
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("-(", ")")]
    [InlineData("not (", ")")]
    [InlineData("abs(", ")")]
    [InlineData("position(", " in 'a')")]
    [InlineData("extract(year from ", ")")]
    [InlineData("case when active then ", " end")]
    [InlineData("cast(", " as number)")]
    [InlineData("1 in (", ")")]
    [InlineData("- ", "")]
    [InlineData("not ", "")]
    [InlineData("1 + ", "")]
    [InlineData("1 = ", "")]
    [InlineData("'a' || ", "")]
    [InlineData("", "::varchar")]
    [InlineData("", " is null")]
    [InlineData("row_number() over (order by ", ")")]
    public void Deep_nesting_is_a_diagnostic(string open, string close)
    {
        var times = 60_000 / (open.Length + close.Length);
        var text = string.Concat(Enumerable.Repeat(open, times)) + "1" + string.Concat(Enumerable.Repeat(close, times));
        OnStack(256, () => Assert.Contains(Samples.Compile(text).Diagnostics, static problem => problem.Code == "expression-too-deep"));
    }

    [Theory]
    [InlineData("((((", "))))", 40)]
    [InlineData("not ", "", 190)]
    [InlineData("abs(", ")", 190)]
    [InlineData("case when active then ", " end", 190)]
    [InlineData("", " + 1", 190)]
    [InlineData("1 / (", ")", 90)]
    public void Nesting_within_the_limit_compiles_and_is_written_on_an_ordinary_stack(string open, string close, int times)
    {
        var inner = open == "not " ? "active" : "id";
        var text = string.Concat(Enumerable.Repeat(open, times)) + inner + string.Concat(Enumerable.Repeat(close, times));
        OnStack(1024, () =>
        {
            var result = Samples.Compile(text);
            Assert.Empty(result.Diagnostics);
            ExpressionWriter.ToText(result.Expression!, Sql.SqlDialectKind.Snowflake);
            ExpressionWriter.ToText(result.Expression!, Sql.SqlDialectKind.DuckDb);
        });
    }

    [Fact]
    public void A_long_chain_of_alternatives_stays_flat()
    {
        var text = string.Join(" OR ", Enumerable.Range(0, 5_000).Select(static i => $"id = {i}"));
        Assert.Empty(Samples.Compile(text, ExpressionContext.Filter).Diagnostics);
    }

    [Fact]
    public void A_parser_of_queries_shares_the_tokens()
    {
        var cursor = new TokenCursor("id IN (SELECT x FROM t) AND EXISTS (SELECT 1) AND 1 = (SELECT max(y) FROM u) FROM next");
        var queries = new List<string>();
        var parser = new ExpressionParser(cursor, inner =>
        {
            var start = inner.Current.Start;
            for (var level = 0; level > 0 || !inner.At(TokenKind.CloseParen);)
            {
                level += inner.Take().Kind switch { TokenKind.OpenParen => 1, TokenKind.CloseParen => -1, _ => 0 };
            }

            queries.Add(inner.Text[start..inner.Previous.End]);
            return queries[^1];
        });
        var syntax = parser.ParseExpression();
        Assert.Empty(cursor.Diagnostics);
        Assert.True(cursor.At(Keyword.From));
        Assert.Equal(["SELECT x FROM t", "SELECT 1", "SELECT max(y) FROM u"], queries);

        var bound = ExpressionCompiler.Bind(syntax, Samples.Scope, ExpressionContext.Filter, (query, _, _) =>
            new SubqueryBinding(query, [new Sql.Column("X", Sql.SqlType.Integer)], ImmutableArray<ColumnReference>.Empty));
        Assert.Empty(bound.Diagnostics);
        var output = new System.Text.StringBuilder();
        new ExpressionWriter(output, Sql.SqlDialectKind.Snowflake, static (sql, query, _) => sql.Append((string)query)).Write(bound.Expression!);
        Assert.Equal("\"ID\" IN (SELECT x FROM t) AND EXISTS (SELECT 1) AND 1 = (SELECT max(y) FROM u)", output.ToString());
    }

    private static ExpressionContext Allowing(string text) =>
        text.StartsWith("listagg", StringComparison.Ordinal) || text.StartsWith("count", StringComparison.Ordinal) ? ExpressionContext.Grouped : ExpressionContext.Scalar;

    private static void OnStack(int kilobytes, Action action)
    {
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            },
            kilobytes * 1024);
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            throw new InvalidOperationException(failure.Message, failure);
        }
    }
}
