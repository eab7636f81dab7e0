using System.Collections.Immutable;
using Handover.Core.Sql;
using static Handover.Core.Expressions.DuckDbRendering;

namespace Handover.Core.Expressions;

/// <summary>Statistics over groups.</summary>
internal static class StatisticFunctions
{
    private const FunctionClauses Percentile = FunctionClauses.WithinGroupRequired | FunctionClauses.NoOrder;

    private static readonly DuckDbTemplate FloatMedian = new("median({0}){w}");

    public static readonly FunctionDefinition[] All =
    [
        Define.Aggregate("MEDIAN(value: Numeric)", Interpolated, Code(WriteMedian), "The middle value, or the mean of the two middle ones.", "MEDIAN(amount)", FunctionClauses.NoOrder),
        Define.Aggregate("MODE(value: Any)", Returns.First, Text("mode({0}){w}"), "The most frequent value.", "MODE(category)", FunctionClauses.NoOrder),
        Define.Aggregate(
            "PERCENTILE_CONT(percentile: NumberConstant)", Interpolated, Code(static (writer, call) => WritePercentile(writer, call, "quantile_cont", true)),
            "The value below which a share of the values lies, interpolated.", "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY amount)", Percentile, check: Share),
        Define.Aggregate(
            "PERCENTILE_DISC(percentile: NumberConstant)", Returns.First, Code(static (writer, call) => WritePercentile(writer, call, "quantile_disc", false)),
            "The first value of the order that a share of the values does not pass.", "PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY amount)", Percentile, check: Share),
        Define.Aggregate(
            "APPROX_PERCENTILE(value: Float, percentile: NumberConstant)", Returns.Float, Text("quantile_cont({0}, {1}){w}"), "About the value below which a share of the values lies; exact on the embedded warehouse.",
            "APPROX_PERCENTILE(amount, 0.5)", FunctionClauses.NoOrder, check: static arguments => Share([arguments[1]]) is null ? null : (1, "a number from 0 to 1")),
        Define.Aggregate("STDDEV|STDDEV_SAMP(value: Float)", Returns.Float, Text("stddev_samp({d}{0}){w}"), "Standard deviation of a sample; NULL for one value.", "STDDEV(amount)", FunctionClauses.Frame | FunctionClauses.Distinct),
        Define.Aggregate("STDDEV_POP(value: Float)", Returns.Float, Text("stddev_pop({d}{0}){w}"), "Standard deviation of a population.", "STDDEV_POP(amount)", FunctionClauses.Frame | FunctionClauses.Distinct),
        Define.Aggregate("VARIANCE|VAR_SAMP|VARIANCE_SAMP(value: Float)", Returns.Float, Text("var_samp({d}{0}){w}"), "Variance of a sample; NULL for one value.", "VARIANCE(amount)", FunctionClauses.Frame | FunctionClauses.Distinct),
        Define.Aggregate("VAR_POP|VARIANCE_POP(value: Float)", Returns.Float, Text("var_pop({d}{0}){w}"), "Variance of a population.", "VAR_POP(amount)", FunctionClauses.Frame | FunctionClauses.Distinct),
        Define.Aggregate("SKEW(value: Float)", Returns.Float, Text("skewness({0}){w}"), "Sample skewness.", "SKEW(amount)", FunctionClauses.NoWindow),
        Define.Aggregate("KURTOSIS(value: Float)", Returns.Float, Text("kurtosis({0}){w}"), "Sample excess kurtosis.", "KURTOSIS(amount)", FunctionClauses.NoWindow),
        Two("CORR", "corr", "Correlation coefficient."),
        Two("COVAR_POP", "covar_pop", "Covariance of a population."),
        Two("COVAR_SAMP", "covar_samp", "Covariance of a sample."),
        Two("REGR_SLOPE", "regr_slope", "Slope of the regression line."),
        Two("REGR_INTERCEPT", "regr_intercept", "Intercept of the regression line."),
        Two("REGR_R2", "regr_r2", "Coefficient of determination of the regression line."),
        Two("REGR_AVGX", "regr_avgx", "Average of x over the pairs without NULL."),
        Two("REGR_AVGY", "regr_avgy", "Average of y over the pairs without NULL."),
        Two("REGR_SXX", "regr_sxx", "Sum of squared deviations of x over the pairs without NULL."),
        Two("REGR_SYY", "regr_syy", "Sum of squared deviations of y over the pairs without NULL."),
        Two("REGR_SXY", "regr_sxy", "Sum of products of deviations over the pairs without NULL."),
        Define.Aggregate("REGR_COUNT(y: Float, x: Float)", Returns.Integer, Text("regr_count({0}, {1}){w}"), "Number of pairs without NULL.", "REGR_COUNT(y, x)", nulls: NullRule.Never),
    ];

    // Not a number is DuckDB's answer where Snowflake has none.
    private static FunctionDefinition Two(string name, string duckDb, string summary) => Define.Aggregate(
        $"{name}(y: Float, x: Float)", Returns.Float, Text($"nullif({duckDb}({{0}}, {{1}}){{w}}, CAST('nan' AS DOUBLE))"), summary, $"{name}(y, x)");

    /// <summary>The type of an interpolated value: three more digits behind the point.</summary>
    private static SqlType Interpolated(ImmutableArray<TypedExpression> arguments) =>
        arguments[0].Type is { Kind: SqlTypeKind.Number } type ? SqlType.Number(38, Math.Min(type.Scale + 3, 37)) : SqlType.Float;

    private static (int, string)? Share(ImmutableArray<TypedExpression> arguments) =>
        decimal.TryParse(((TypedLiteral)arguments[0]).Text, out var share) && share is >= 0 and <= 1 ? null : (0, "a number from 0 to 1");

    private static void WriteMedian(ExpressionWriter writer, TypedCall call)
    {
        var value = Binder.Coerce(call.Arguments[0], SqlType.Float);
        WriteRounded(writer, call, () => writer.WriteTemplate(FloatMedian, [value], call));
    }

    private static void WriteRounded(ExpressionWriter writer, TypedCall call, Action write)
    {
        if (call.Type.Kind != SqlTypeKind.Number)
        {
            write();
            return;
        }

        writer.Output.Append("CAST(round(");
        write();
        writer.Output.Append(", ").Append(call.Type.Scale).Append(") AS ");
        writer.Write(call.Type);
        writer.Output.Append(')');
    }

    private static void WritePercentile(ExpressionWriter writer, TypedCall call, string function, bool interpolates)
    {
        var item = call.WithinGroup[0];
        if (item.Descending && !interpolates)
        {
            writer.Unsupported("PERCENTILE_DISC in descending order", call.Span);
            return;
        }

        var share = decimal.Parse(((TypedLiteral)call.Arguments[0]).Text);
        var text = (item.Descending ? 1 - share : share).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var template = new DuckDbTemplate($"{function}({{0}}, {text}){{w}}");
        if (interpolates)
        {
            var value = Binder.Coerce(item.Value, SqlType.Float);
            WriteRounded(writer, call, () => writer.WriteTemplate(template, [value], call));
        }
        else
        {
            writer.WriteTemplate(template, [item.Value], call);
        }
    }
}
