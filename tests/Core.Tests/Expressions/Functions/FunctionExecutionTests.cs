using System.Data.Common;
using System.Globalization;
using Handover.Core.Expressions;

namespace Handover.Core.Tests.Expressions.Functions;

/// <summary>Every function of the catalogue, run on DuckDB against the value that Snowflake's documented rules give.</summary>
/// <remarks>The values follow the documentation's rules and examples; no Snowflake account has confirmed them.</remarks>
public sealed class FunctionExecutionTests(ExpressionWarehouse warehouse) : IClassFixture<ExpressionWarehouse>
{
    /// <summary>Functions that only Snowflake runs; what they say instead is tested with the dialects.</summary>
    private static readonly string[] SnowflakeOnly = ["CHECK_JSON"];

    public static TheoryData<string, string?> Cases
    {
        get
        {
            var cases = new TheoryData<string, string?>();
            foreach (var (expression, expected) in All)
            {
                cases.Add(expression, expected);
            }

            return cases;
        }
    }

    internal static IEnumerable<(string Expression, string? Expected)> All =>
    [
        .. TextCases.All, .. NumberCases.All, .. ConditionalCases.All, .. ConversionCases.All, .. DateCases.All, .. SemiStructuredCases.All, .. AggregateCases.All,
        .. WindowCases.All, .. OperatorCases.All,
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_expression_gives_what_Snowflake_gives(string expression, string? expected)
    {
        var actual = warehouse.Evaluate(expression);
        if (expected is not null && actual is not null && expected != actual && IsClose(expected, actual))
        {
            return;
        }

        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData("N / (N - 10)", "Division by zero")]
    [InlineData("F / (F - 1)", "Division by zero")]
    [InlineData("MOD(N, N - 10)", "Division by zero")]
    [InlineData("N % (ID - 1)", "Division by zero")]
    [InlineData("'maybe'::BOOLEAN", "Boolean value is not recognized")]
    [InlineData("'12345'::NUMBER(3, 0)", "Conversion Error")]
    [InlineData("TO_DATE('2024-02-30')", "Conversion Error")]
    [InlineData("PARSE_JSON('{')", "Malformed JSON")]
    [InlineData("SQRT(ID - 2)", "Out of Range")]
    public void What_fails_on_Snowflake_fails_here(string expression, string message)
    {
        var failure = Assert.ThrowsAny<DbException>(() => warehouse.Evaluate(expression));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_function_has_a_case()
    {
        var called = string.Join('\n', All.Select(static item => item.Expression.ToUpperInvariant()));
        var missing = FunctionCatalog.All
            .Where(function => !SnowflakeOnly.Contains(function.Name) && !function.Aliases.Append(function.Name).Any(name => called.Contains(name + "(", StringComparison.Ordinal)))
            .Select(static function => function.Name);
        Assert.Equal([], missing);
    }

    /// <summary>Only FLOAT results are compared by value: their last digits are printed differently, and documentation rounds them.</summary>
    private static bool IsClose(string expected, string actual)
    {
        return (actual.Length > 12 || expected.Contains('e', StringComparison.Ordinal))
            && double.TryParse(expected, NumberStyles.Float, CultureInfo.InvariantCulture, out var left)
            && double.TryParse(actual, NumberStyles.Float, CultureInfo.InvariantCulture, out var right)
            && Math.Abs(left - right) <= Math.Max(Math.Abs(left), 1) * 1e-9;
    }
}
