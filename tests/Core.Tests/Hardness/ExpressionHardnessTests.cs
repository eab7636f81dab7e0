using Handover.Core.Expressions;
using Handover.Core.Sql;
using Handover.Core.Tests.Expressions;
using Handover.Core.Tests.Semantics;

namespace Handover.Core.Tests.Hardness;

/// <summary>The compiler of expressions takes any text: it neither fails nor hangs, and works in proportion to its length.</summary>
public sealed class ExpressionHardnessTests
{
    private static readonly string[] Seeds =
    [
        "case when active and id between 1 and 2 then upper(name) || 'x' else coalesce(name, $$y$$) end",
        "sum(amount) over (partition by name order by day desc rows between 1 preceding and unbounded following)",
        "doc:a.b[0]['c']::number(10,2) / 3 + -rate % 2.5e3",
        "name not like any ('a%', 'b') escape '!' or day + interval '1 year, 2 days' >= date '2024-01-31'",
        "listagg(distinct name, ',') within group (order by id nulls first), decode(id, 1, 'a', 'b')",
        "try_cast(\"Mixed Case\" as timestamp_ntz) is not distinct from dateadd('month', 1, at) /* c */ -- d",
        "not (id in (1, 2.50, null) or name ilike '%\\\\_' escape '\\\\') and extract(week from at) <> 3",
        .. FunctionCatalog.All.Select(static function => function.Example),
    ];

    [Fact]
    public async Task No_mutated_text_makes_it_fail_or_hang() => await Mutations.TryAll(Thorough.IsOn ? 200_000 : 5_000, Seeds, static text =>
    {
        foreach (var context in new[] { ExpressionContext.Scalar, ExpressionContext.Grouped })
        {
            var result = Samples.Compile(text, context);
            Assert.True(result.Expression is not null || result.Diagnostics.Length > 0, text);
            Assert.All(result.Diagnostics, problem => Assert.True(problem.Span is { } span && span.Start >= 0 && span.End >= span.Start && span.End <= text.Length));
            if (result.Succeeded)
            {
                ExpressionWriter.Check(result.Expression!, SqlDialectKind.DuckDb);
                Assert.Empty(Structure.Faults(ExpressionWriter.ToText(result.Expression!, SqlDialectKind.Snowflake)));
            }
        }
    });

    [Theory]
    [InlineData("id + ", "id")]
    [InlineData("id = 1 or ", "active")]
    [InlineData("upper(name, ", "1")]
    [InlineData("( ", "")]
    [InlineData("case when active then ", "")]
    [InlineData("'a' || ", "'b'")]
    [InlineData("/* ", "")]
    [InlineData("nothing + ", "1")]
    [InlineData("\"", "")]
    [InlineData("a.", "b")]
    [InlineData("id in (1, ", "1")]
    [InlineData("doc[0]:", "a")]
    [InlineData("- ", "1")]
    [InlineData("not ", "active")]
    public void Work_grows_with_the_length(string piece, string end) =>
        Mutations.Linear(size => string.Concat(Enumerable.Repeat(piece, (size - end.Length) / piece.Length)) + end, ExpressionParser.MaxLength, static text => Samples.Compile(text));

    [Theory]
    [InlineData("id + ")]
    [InlineData("(")]
    [InlineData("'")]
    [InlineData("é")]
    public void A_megabyte_is_refused_without_being_read(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_048_576 / piece.Length));
        Assert.NotEmpty(Samples.Compile(text).Diagnostics);
        var longest = string.Concat(Enumerable.Repeat("id + ", ExpressionParser.MaxLength / 5));
        Assert.True(Mutations.Fastest(text, static text => Samples.Compile(text)) <= Math.Max(2, 2 * Mutations.Fastest(longest, static text => Samples.Compile(text))));
    }
}
