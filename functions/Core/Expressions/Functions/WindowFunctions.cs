using System.Collections.Immutable;
using Handover.Core.Sql;
using static Handover.Core.Expressions.DuckDbRendering;

namespace Handover.Core.Expressions;

/// <summary>Functions that need OVER.</summary>
internal static class WindowFunctions
{
    private const FunctionClauses Ordered = FunctionClauses.OrderRequired;

    private const FunctionClauses Values = FunctionClauses.OrderRequired | FunctionClauses.IgnoreNulls | FunctionClauses.Frame | FunctionClauses.WholePartition;

    public static readonly FunctionDefinition[] All =
    [
        Define.Window("ROW_NUMBER()", Returns.Integer, Text("row_number(){w}"), "The number of the row in its partition, from 1.", "ROW_NUMBER() OVER (ORDER BY amount DESC)"),
        Define.Window("RANK()", Returns.Integer, Text("rank(){w}"), "The rank in the partition, with gaps behind ties.", "RANK() OVER (ORDER BY amount DESC)"),
        Define.Window("DENSE_RANK()", Returns.Integer, Text("dense_rank(){w}"), "The rank in the partition, without gaps.", "DENSE_RANK() OVER (ORDER BY amount DESC)"),
        Define.Window("PERCENT_RANK()", Returns.Float, Text("percent_rank(){w}"), "The rank as a share from 0 to 1.", "PERCENT_RANK() OVER (ORDER BY amount)"),
        Define.Window("CUME_DIST()", Returns.Float, Text("cume_dist(){w}"), "The share of rows up to this one and its peers.", "CUME_DIST() OVER (ORDER BY amount)"),
        Define.Window(
            "NTILE(buckets: IntegerConstant)", Returns.Integer, Text("ntile({0}){w}"), "The number of the equally large bucket that the row falls into.", "NTILE(4) OVER (ORDER BY amount)",
            check: static arguments => Constants.Integer(arguments[0]) < 1 ? (0, "a number from 1") : null),
        Define.Window("LAG(value: Common, [offset: IntegerConstant], [default: Common])", LagType, Lag("lag"), "The value some rows (default 1) before, or a default.", "LAG(amount, 1, 0) OVER (ORDER BY day)", Ordered | FunctionClauses.IgnoreNulls, NullRule.Always),
        Define.Window("LEAD(value: Common, [offset: IntegerConstant], [default: Common])", LagType, Lag("lead"), "The value some rows (default 1) after, or a default.", "LEAD(amount, 1, 0) OVER (ORDER BY day)", Ordered | FunctionClauses.IgnoreNulls, NullRule.Always),
        Define.Window("FIRST_VALUE(value: Any)", Returns.First, Text("first_value({0}{n}){w}"), "The first value of the window; without a frame, of the partition.", "FIRST_VALUE(amount) OVER (PARTITION BY customer ORDER BY day)", Values, NullRule.Always),
        Define.Window("LAST_VALUE(value: Any)", Returns.First, Text("last_value({0}{n}){w}"), "The last value of the window; without a frame, of the partition.", "LAST_VALUE(amount) OVER (PARTITION BY customer ORDER BY day)", Values, NullRule.Always),
        Define.Window(
            "NTH_VALUE(value: Any, position: IntegerConstant)", Returns.First, Text("nth_value({0}, {1}{n}){w}"), "The value at a position (from 1) of the window; without a frame, of the partition.",
            "NTH_VALUE(amount, 2) OVER (PARTITION BY customer ORDER BY day)", Values, NullRule.Always, static arguments => Constants.Integer(arguments[1]) < 1 ? (1, "a position from 1") : null),
        Define.Window("RATIO_TO_REPORT(value: Numeric)", Ratio, Code(WriteRatio), "The value as a share of the partition's sum.", "RATIO_TO_REPORT(amount) OVER (PARTITION BY day)", FunctionClauses.NoOrder, NullRule.Always),
    ];

    private static DuckDbRendering Lag(string function)
    {
        DuckDbTemplate[] templates = [new($"{function}({{0}}{{n}}){{w}}"), new($"{function}({{0}}, {{1}}{{n}}){{w}}"), new($"{function}({{0}}, {{1}}, {{2}}{{n}}){{w}}")];
        return Code((writer, call) =>
        {
            // DuckDB would squeeze the default into the value's type.
            var value = call.Arguments[0];
            var widened = value.Type == call.Type ? value : new TypedCast(value, false, true, call.Type, value.Nullable, value.Span);
            writer.WriteTemplate(templates[call.Arguments.Length - 1], call.Arguments.SetItem(0, widened), call);
        });
    }

    private static SqlType LagType(ImmutableArray<TypedExpression> arguments) =>
        arguments.Length < 3 ? arguments[0].Type : TypeRules.Common(arguments[0].Type, arguments[2].Type) ?? arguments[0].Type;

    private static SqlType Ratio(ImmutableArray<TypedExpression> arguments) =>
        arguments[0].Type is { Kind: SqlTypeKind.Number } type ? NumberRules.Of(BinaryOperator.Divide, type, SqlType.Number(38, type.Scale)) : SqlType.Float;

    private static void WriteRatio(ExpressionWriter writer, TypedCall call)
    {
        var value = call.Arguments[0];
        var sum = call with { Function = FunctionCatalog.Find("SUM")!, Type = value.Type.Kind == SqlTypeKind.Number ? SqlType.Number(38, value.Type.Scale) : value.Type };
        var template = call.Type.Kind == SqlTypeKind.Number
            ? ExpressionWriter.ExactQuotient(value.Type, sum.Type, call.Type.Scale, "NULL")
            : new DuckDbTemplate("CASE WHEN {1} <> 0 THEN {0} / {1} END");
        writer.WriteTemplate(template, [value, sum]);
    }
}
