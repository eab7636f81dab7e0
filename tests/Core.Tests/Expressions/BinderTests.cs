using Handover.Core.Diagnostics;
using Handover.Core.Expressions;
using Handover.Core.Sql;

namespace Handover.Core.Tests.Expressions;

public sealed class BinderTests
{
    [Theory]
    [InlineData("1", "NUMBER(1,0)", false)]
    [InlineData("12.50", "NUMBER(4,2)", false)]
    [InlineData("1e3", "FLOAT", false)]
    [InlineData("'a'", "VARCHAR", false)]
    [InlineData("NULL", "UNKNOWN", true)]
    [InlineData("id", "NUMBER(38,0)", false)]
    [InlineData("amount", "NUMBER(10,2)", true)]
    [InlineData("amount + amount", "NUMBER(11,2)", true)]
    [InlineData("nullif(id, 2.25)", "NUMBER(38,0)", true)]
    [InlineData("nullif(amount, id)", "NUMBER(10,2)", true)]
    [InlineData("amount * amount", "NUMBER(20,4)", true)]
    [InlineData("amount / amount", "NUMBER(18,8)", true)]
    [InlineData("7 / 2", "NUMBER(7,6)", false)]
    [InlineData("7 % 2.5", "NUMBER(2,1)", false)]
    [InlineData("amount * 1.1234567 * 1.1234567", "NUMBER(22,12)", true)]
    [InlineData("id + id", "NUMBER(38,0)", false)]
    [InlineData("rate + id", "FLOAT", true)]
    [InlineData("name + 1", "NUMBER(19,5)", true)]
    [InlineData("doc:a + 1", "FLOAT", true)]
    [InlineData("doc:a", "VARIANT", true)]
    [InlineData("name || id", "VARCHAR", true)]
    [InlineData("id = 1", "BOOLEAN", false)]
    [InlineData("amount IS NULL", "BOOLEAN", false)]
    [InlineData("amount IS NOT DISTINCT FROM 1", "BOOLEAN", false)]
    [InlineData("day + 1", "DATE", true)]
    [InlineData("day - day", "NUMBER(9,0)", true)]
    [InlineData("day + interval '1 month'", "DATE", true)]
    [InlineData("day + interval '1 hour'", "TIMESTAMP_NTZ", true)]
    [InlineData("clock + interval '1 hour'", "TIME", true)]
    [InlineData("dateadd(hour, 1, day)", "TIMESTAMP_NTZ", true)]
    [InlineData("dateadd(day, 1, day)", "DATE", true)]
    [InlineData("case when active then 1 else 2.5 end", "NUMBER(2,1)", false)]
    [InlineData("case when active then 1 end", "NUMBER(1,0)", true)]
    [InlineData("coalesce(amount, 0)", "NUMBER(10,2)", false)]
    [InlineData("coalesce(day, at)", "TIMESTAMP_NTZ", true)]
    [InlineData("iff(active, rate, id)", "FLOAT", true)]
    [InlineData("nvl(name, 'x')", "VARCHAR", false)]
    [InlineData("round(amount, 1)", "NUMBER(10,1)", true)]
    [InlineData("sum(amount) over (partition by name)", "NUMBER(38,2)", true)]
    [InlineData("avg(id) over (partition by name)", "NUMBER(38,6)", true)]
    [InlineData("row_number() over (order by id)", "NUMBER(38,0)", false)]
    [InlineData("try_cast(name as number(5,2))", "NUMBER(5,2)", true)]
    [InlineData("to_number(name, 10, 2)", "NUMBER(10,2)", true)]
    [InlineData("id::timestamp_ltz", "TIMESTAMP_TZ", false)]
    [InlineData("decode(id, 1, 'a', 2, 'b', 'c')", "VARCHAR", true)]
    public void An_expression_has_a_type(string text, string type, bool nullable)
    {
        var result = Samples.Compile(text);
        Assert.Empty(result.Diagnostics);
        Assert.Equal((type, nullable), (result.Expression!.Type.ToString(), result.Expression.Nullable));
    }

    [Theory]
    [InlineData("id", "ID")]
    [InlineData("ID", "ID")]
    [InlineData("\"ID\"", "ID")]
    [InlineData("\"Mixed Case\"", "Mixed Case")]
    [InlineData("LOWER", "lower")]
    [InlineData("\"lower\"", "lower")]
    [InlineData("\"twin\"", "twin")]
    public void A_name_finds_its_column(string text, string column)
    {
        var result = Samples.Compile(text);
        Assert.Equal(column, Assert.IsType<TypedColumn>(result.Expression).Column);
        Assert.Equal(new ColumnReference(null, column, new TextSpan(0, text.Length)), Assert.Single(result.References));
    }

    [Theory]
    [InlineData("left.id", "left", "ID")]
    [InlineData("\"left\".a", "left", "A")]
    [InlineData("right.id", "RIGHT", "ID")]
    [InlineData("b", "RIGHT", "B")]
    public void A_relation_tells_columns_apart(string text, string relation, string column)
    {
        var bound = Assert.IsType<TypedColumn>(ExpressionCompiler.Compile(text, Samples.Joined, ExpressionContext.Scalar).Expression);
        Assert.Equal((relation, column), (bound.Relation, bound.Column));
    }

    [Theory]
    [InlineData("nmae", "unknown-column", 0, 4, "Did you mean NAME?")]
    [InlineData("\"id\"", "unknown-column", 0, 4, "Did you mean ID?")]
    [InlineData("mixedcase", "unknown-column", 0, 9, "Did you mean \"Mixed Case\"?")]
    [InlineData("something_else", "unknown-column", 0, 14, null)]
    [InlineData("twin", "ambiguous-column", 0, 4, "Write \"Twin\" or \"twin\".")]
    [InlineData("t.id", "unknown-relation", 0, 1, null)]
    [InlineData("uper(name)", "unknown-function", 0, 4, "Did you mean UPPER?")]
    [InlineData("upper(name, 1)", "wrong-argument-count", 0, 14, "Write UPPER(text).")]
    [InlineData("substr(name)", "wrong-argument-count", 0, 12, "Write SUBSTR(text, start [, length]).")]
    [InlineData("upper(doc::array)", "type-mismatch", 6, 10, "Write UPPER(text).")]
    [InlineData("abs(day)", "type-mismatch", 4, 3, "Write ABS(number).")]
    [InlineData("day * 2", "type-mismatch", 0, 7, null)]
    [InlineData("day + day", "type-mismatch", 0, 9, "Use DATEDIFF.")]
    [InlineData("at + 1", "type-mismatch", 0, 6, "Use DATEADD.")]
    [InlineData("day = id", "type-mismatch", 0, 8, "Convert one side with CAST.")]
    [InlineData("not name", "type-mismatch", 4, 4, "Compare it with something.")]
    [InlineData("case when id then 1 end", "type-mismatch", 10, 2, "Compare it with something.")]
    [InlineData("case when active then 1 else day end", "type-mismatch", 29, 3, "Convert one of them with CAST.")]
    [InlineData("id in (1, day)", "type-mismatch", 10, 3, "Convert one of them with CAST.")]
    [InlineData("day::number", "type-mismatch", 0, 11, null)]
    [InlineData("try_cast(id as number)", "type-mismatch", 0, 22, "Use CAST.")]
    [InlineData("interval '1 day'", "type-mismatch", 0, 16, null)]
    [InlineData("id::numbr", "unknown-type", 4, 5, "Did you mean NUMBER?")]
    [InlineData("id::number(39)", "invalid-type", 4, 10, null)]
    [InlineData("dateadd(mnth, 1, day)", "invalid-argument", 8, 4, null)]
    [InlineData("dateadd(dayofweek, 1, day)", "invalid-argument", 8, 9, null)]
    [InlineData("date '2024-02-30'", "invalid-literal", 0, 17, "Write it as '2024-12-31'.")]
    [InlineData("day + interval '1 monht'", "invalid-literal", 6, 18, "Write it as '1 year, 3 months, 2 days'.")]
    [InlineData("123456789012345678901234567890123456789", "invalid-number", 0, 39, "Write it with an exponent to get a FLOAT.")]
    [InlineData("name like 'a' escape 'ab'", "syntax-error", 21, 4, "Write ESCAPE '\\\\' for the backslash.")]
    [InlineData("sum(id)", "aggregate-not-allowed", 0, 3, "Use an aggregate node, or add OVER (…) in a formula.")]
    [InlineData("row_number()", "window-required", 0, 10, "Write ROW_NUMBER(…) OVER (PARTITION BY … ORDER BY …).")]
    [InlineData("row_number() over ()", "order-required", 13, 7, null)]
    [InlineData("upper(name) over ()", "clause-not-allowed", 12, 7, null)]
    [InlineData("upper(distinct name)", "clause-not-allowed", 0, 20, null)]
    [InlineData("sum(rank() over (order by id)) over ()", "nested-window", 4, 4, "Compute the inner one in a formula first.")]
    [InlineData("id / 0", "division-by-zero", 0, 6, "Use DIV0 to get 0 instead.")]
    [InlineData("id = null", "null-comparison", 0, 9, "Write IS NULL or IS NOT NULL.")]
    public void A_mistake_is_a_diagnostic_with_its_place_and_a_way_out(string text, string code, int start, int length, string? suggestion)
    {
        var problem = Assert.Single(Samples.Compile(text).Diagnostics);
        Assert.Equal((code, new TextSpan(start, length), suggestion), (problem.Code, problem.Span, problem.Suggestion));
    }

    [Fact]
    public void An_ambiguous_name_says_how_to_tell_the_columns_apart()
    {
        var problem = Assert.Single(ExpressionCompiler.Compile("id + 1", Samples.Joined, ExpressionContext.Scalar).Diagnostics);
        Assert.Equal(("ambiguous-column", "Write \"left\".ID or \"RIGHT\".ID."), (problem.Code, problem.Suggestion));
    }

    [Fact]
    public void A_filter_is_a_condition_without_aggregates_and_windows()
    {
        Assert.Equal("type-mismatch", Assert.Single(Samples.Compile("id", ExpressionContext.Filter).Diagnostics).Code);
        Assert.Equal("aggregate-not-allowed", Assert.Single(Samples.Compile("sum(id) > 1", ExpressionContext.Filter).Diagnostics).Code);
        Assert.Equal("window-not-allowed", Assert.Single(Samples.Compile("row_number() over (order by id) = 1", ExpressionContext.Filter).Diagnostics).Code);
        Assert.Empty(Samples.Compile("row_number() over (order by id) = 1", ExpressionContext.Qualify).Diagnostics);
        Assert.Empty(Samples.Compile("doc:flag", ExpressionContext.Filter).Diagnostics);
    }

    [Theory]
    [InlineData("sum(amount)", null)]
    [InlineData("sum(amount) / count(*)", null)]
    [InlineData("name || max(name)", null)]
    [InlineData("upper(name) || max(name)", null)]
    [InlineData("year(day) + sum(amount)", null)]
    [InlineData("EXTRACT(year FROM day) + count(*)", "column-not-grouped")]
    [InlineData("amount", "column-not-grouped")]
    [InlineData("amount + sum(amount)", "column-not-grouped")]
    [InlineData("day + count(*)", "column-not-grouped")]
    [InlineData("sum(sum(amount))", "nested-aggregate")]
    [InlineData("name", "aggregate-required")]
    [InlineData("sum(amount) over ()", "window-not-allowed")]
    public void A_measure_aggregates_and_reads_only_what_is_grouped(string text, string? code)
    {
        var byName = Samples.Compile("name").Expression!;
        var byYear = Samples.Compile("year(day)").Expression!;
        var scope = new ExpressionScope(Samples.Scope.Relations, [byName, byYear]);
        var codes = ExpressionCompiler.Compile(text, scope, ExpressionContext.Measure).Diagnostics.Select(static problem => problem.Code).ToArray();
        Assert.Equal(code is null, codes.Length == 0);
        Assert.True(code is null || codes.Contains(code));
    }

    [Fact]
    public void Having_is_a_condition_over_groups()
    {
        Assert.Empty(Samples.Compile("sum(amount) > 1", ExpressionContext.Having).Diagnostics);
        Assert.Equal("column-not-grouped", Assert.Single(Samples.Compile("amount > 1", ExpressionContext.Having).Diagnostics).Code);
        Assert.Equal("type-mismatch", Assert.Single(Samples.Compile("sum(amount)", ExpressionContext.Having).Diagnostics).Code);
        Assert.Empty(Samples.Compile("sum(sum(amount)) over ()", ExpressionContext.Grouped).Diagnostics);
    }

    [Fact]
    public void References_are_listed_once_a_place_in_the_order_of_the_text_even_of_a_broken_expression()
    {
        var result = Samples.Compile("amount + id * amount + nothing");
        Assert.Equal(["AMOUNT", "ID", "AMOUNT"], result.References.Select(static reference => reference.Column));
        Assert.Equal([0, 9, 14], result.References.Select(static reference => reference.Span.Start));
    }

    [Fact]
    public void A_subquery_may_read_the_columns_around_it()
    {
        var inner = new ExpressionScope([new ScopeRelation("I", [new Column("X", SqlType.Integer)])], outer: Samples.Scope);
        var result = ExpressionCompiler.Compile("x = id and amount = max(x)", inner, ExpressionContext.Having);
        Assert.Equal(["column-not-grouped"], result.Diagnostics.Select(static problem => problem.Code));
        Assert.Equal(["X", "ID", "AMOUNT", "X"], result.References.Select(static reference => reference.Column));
    }

    [Fact]
    public void A_query_in_an_expression_needs_one_column_of_a_fitting_type()
    {
        var date = new SubqueryBinding("q", [new Column("D", SqlType.Date)], []);
        var two = new SubqueryBinding("q", [new Column("A", SqlType.Integer), new Column("B", SqlType.Integer)], []);
        Assert.Equal("type-mismatch", Assert.Single(Bind("id in (select 1)", date).Diagnostics).Code);
        Assert.Equal("subquery-columns", Assert.Single(Bind("id = (select 1)", two).Diagnostics).Code);
        Assert.Empty(Bind("day = (select 1) and exists (select 1)", date).Diagnostics);
    }

    [Theory]
    [InlineData("sum(amount) + 1", true)]
    [InlineData("case when count(*) > 1 then 1 end", true)]
    [InlineData("sum(amount) over ()", false)]
    [InlineData("rank() over (order by sum(amount))", true)]
    [InlineData("upper(name)", false)]
    public void Whether_an_expression_aggregates_shows_before_it_is_bound(string text, bool aggregates) =>
        Assert.Equal(aggregates, ExpressionCompiler.ContainsAggregate(new ExpressionParser(new TokenCursor(text)).ParseExpression()));

    private static ExpressionResult Bind(string text, SubqueryBinding binding)
    {
        var parser = new ExpressionParser(new TokenCursor(text), static cursor =>
        {
            while (!cursor.At(TokenKind.CloseParen))
            {
                cursor.Take();
            }

            return "q";
        });
        return ExpressionCompiler.Bind(parser.ParseExpression(), Samples.Scope, ExpressionContext.Filter, (_, _, _) => binding);
    }
}
