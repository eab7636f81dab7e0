using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Handover.Core.Expressions;
using Handover.Core.Sql;

namespace Handover.Core.Tests.Expressions;

public sealed class ExpressionProperties
{
    private const string Alphabet = "abc1.()[]'\"$,:;+-*/%|=<>! \n\\\0é😀ndorselcativm_";

    private static readonly string[] Seeds =
    [
        "case when active and id between 1 and 2 then upper(name) || 'x' else coalesce(name, $$y$$) end",
        "sum(amount) over (partition by name order by day desc rows between 1 preceding and unbounded following)",
        "doc:a.b[0]['c']::number(10,2) / 3 + -rate % 2.5e3",
        "name not like any ('a%', 'b') escape '!' or day + interval '1 year, 2 days' >= date '2024-01-31'",
        "listagg(distinct name, ',') within group (order by id nulls first), decode(id, 1, 'a', 'b')",
        "try_cast(\"Mixed Case\" as timestamp_ntz) is not distinct from dateadd('month', 1, at) /* c */ -- d",
    ];

    [Property(MaxTest = 500)]
    public Property What_is_written_reads_back_as_the_same_expression() => Prop.ForAll(Arb.From(Texts()), static text =>
    {
        var first = Samples.Compile(text);
        Assert.True(first.Succeeded, $"{text}: {string.Join("; ", first.Diagnostics)}");
        var snowflake = ExpressionWriter.ToText(first.Expression!, SqlDialectKind.Snowflake);
        var second = Samples.Compile(snowflake);
        Assert.True(second.Succeeded, $"{snowflake}: {string.Join("; ", second.Diagnostics)}");
        Assert.Equal(snowflake, ExpressionWriter.ToText(second.Expression!, SqlDialectKind.Snowflake));
        Assert.Equal(ExpressionWriter.ToText(first.Expression!, SqlDialectKind.DuckDb), ExpressionWriter.ToText(second.Expression!, SqlDialectKind.DuckDb));
        Assert.Equal(first.Expression!.Type, second.Expression!.Type);
    });

    [Property(MaxTest = 2_000)]
    public Property No_text_makes_the_compiler_fail() => Prop.ForAll(Arb.From(Mutations()), static text =>
    {
        var result = Samples.Compile(text, ExpressionContext.Grouped);
        Assert.All(result.Diagnostics, problem =>
        {
            Assert.NotNull(problem.Span);
            Assert.InRange(problem.Span.Value.Start, 0, text.Length);
            Assert.InRange(problem.Span.Value.End, problem.Span.Value.Start, text.Length);
        });
        if (result.Expression is { } expression)
        {
            ExpressionWriter.Check(expression, SqlDialectKind.Snowflake);
            ExpressionWriter.Check(expression, SqlDialectKind.DuckDb);
        }
        else
        {
            Assert.NotEmpty(result.Diagnostics);
        }
    });

    [Property(MaxTest = 500)]
    public void Every_text_survives_as_a_literal(string? text)
    {
        foreach (var dialect in Enum.GetValues<SqlDialectKind>())
        {
            var literal = SqlIdentifier.QuoteString(text ?? "", dialect);
            if (dialect == SqlDialectKind.Snowflake)
            {
                var cursor = new TokenCursor(literal);
                Assert.Equal(text ?? "", cursor.StringOf(cursor.Current));
                Assert.Equal(TokenKind.End, cursor.Peek().Kind);
            }
        }
    }

    [Theory]
    [InlineData("id + ", "id")]
    [InlineData("id = 1 or ", "active")]
    [InlineData("upper(name, ", "1")]
    [InlineData(") ", "")]
    [InlineData("( ", "")]
    [InlineData("case ", "")]
    [InlineData("'a' || ", "'b'")]
    [InlineData("/* ", "")]
    [InlineData("'' ", "")]
    [InlineData("nothing + ", "1")]
    [InlineData("f( ", "")]
    [InlineData("\" ", "")]
    [InlineData("a.", "b")]
    [InlineData("id in (", "1")]
    [InlineData("coalesce(id, id), ", "1")]
    public void The_longest_text_takes_no_longer_than_its_length_warrants(string piece, string end)
    {
        var text = string.Concat(Enumerable.Repeat(piece, (ExpressionParser.MaxLength - end.Length) / piece.Length)) + end;
        var clock = Stopwatch.StartNew();
        Samples.Compile(text);
        // Linear work takes milliseconds; a quadratic slip takes many seconds even on a busy machine.
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 2);
    }

    private static Gen<string> Mutations() =>
        from seed in Gen.Elements(Seeds)
        from edits in Gen.ListOf(from at in Gen.Choose(0, 200) from remove in Gen.Choose(0, 6) from insert in Gen.ListOf(Gen.Elements(Alphabet.ToCharArray())) select (at, remove, insert))
        select edits.Aggregate(seed, static (text, edit) =>
        {
            var at = Math.Min(edit.at, text.Length);
            return text[..at] + string.Concat(edit.insert) + text[Math.Min(at + edit.remove, text.Length)..];
        });

    private static Gen<string> Texts() => Gen.Sized(static size => Gen.OneOf(Number(size), Condition(size), Text(size), Day(size)));

    private static Gen<string> Number(int size) => size <= 1
        ? Gen.Elements("id", "amount", "rate", "1", "2.50", "-3", "1e2", "NULL", "sum(amount) over (partition by name order by id)", "rank() over (order by day desc)")
        : Gen.OneOf(
            Number(0),
            Pair(Number(size / 2), Number(size / 2), "({0} + {1})", "{0} - {1}", "{0} * ({1})", "({0}) / {1}", "({0}) % ({1})", "coalesce({0}, {1})", "case when active then {0} else {1} end", "iff({0} > {1}, {0}, {1})", "div0({0}, {1})"),
            One(Number(size / 2), "-({0})", "+{0}", "round({0}, 1)", "({0})::number(20,2)", "({0})::varchar::float"),
            One(Text(size / 2), "length({0})", "try_cast({0} as number)"),
            One(Day(size / 2), "year({0})", "({0} - date '2024-01-01')"));

    private static Gen<string> Condition(int size) => size <= 1
        ? Gen.Elements("active", "TRUE", "FALSE", "NULL", "doc:flag::boolean")
        : Gen.OneOf(
            Condition(0),
            Pair(Condition(size / 2), Condition(size / 2), "({0} and {1})", "{0} or {1}", "not ({0}) and {1}", "({0}) = ({1})"),
            Pair(Number(size / 2), Number(size / 2), "({0}) < ({1})", "({0}) is distinct from ({1})", "{0} between {1} and 5", "({0}) not in ({1}, 1)", "(({0}) <> {1}) is null"),
            Pair(Text(size / 2), Text(size / 2), "{0} like {1}", "({0}) not ilike any ({1}, 'a')", "{0} rlike 'a.*'", "contains({0}, {1})"));

    private static Gen<string> Text(int size) => size <= 1
        ? Gen.Elements("name", "'it''s'", "\"Mixed Case\"", "'a\\\\b'", "$$x$$", "doc:a.b[0]::varchar", "CAST(NULL AS VARCHAR)")
        : Gen.OneOf(
            Text(0),
            Pair(Text(size / 2), Text(size / 2), "{0} || {1}", "({0} || ({1}))", "concat({0}, {1})", "nvl({0}, {1})"),
            One(Text(size / 2), "upper({0})", "substr({0}, 2)"),
            One(Number(size / 2), "('x' || ({0}))", "(({0}) || 'x')"));

    private static Gen<string> Day(int size) => size <= 1
        ? Gen.Elements("day", "date '2024-02-29'", "at::date")
        : Gen.OneOf(Day(0), One(Day(size / 2), "{0} + 1", "({0} - interval '1 month')", "dateadd(week, 2, {0})", "last_day({0})"));

    private static Gen<string> One(Gen<string> inner, params string[] shapes) =>
        from shape in Gen.Elements(shapes) from value in inner select string.Format(shape, value);

    private static Gen<string> Pair(Gen<string> left, Gen<string> right, params string[] shapes) =>
        from shape in Gen.Elements(shapes) from first in left from second in right select string.Format(shape, first, second);
}
