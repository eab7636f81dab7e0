using System.Collections.Immutable;
using Handover.Core.Sql;
using static Handover.Core.Expressions.DuckDbRendering;

namespace Handover.Core.Expressions;

/// <summary>Counts, sums, extremes. An aggregate's template names each argument once: what it aggregates cannot be bound to a name outside it.</summary>
internal static class AggregateFunctions
{
    private const FunctionClauses Plain = FunctionClauses.Frame | FunctionClauses.Distinct;

    private static readonly DuckDbTemplate CountRows = new("count(*){w}");

    private static readonly DuckDbTemplate CountValues = new("count({d}{0}){w}");

    private static readonly DuckDbTemplate FloatAverage = new("avg({d}{0}){w}");

    public static readonly FunctionDefinition[] All =
    [
        Define.Aggregate(
            "COUNT(value: Any)", Returns.Integer, Code(static (writer, call) => writer.WriteTemplate(call.Arguments.IsEmpty ? CountRows : CountValues, call.Arguments, call)),
            "How many rows (COUNT(*)), or how many values that are not NULL.", "COUNT(*)", Plain | FunctionClauses.Star, NullRule.Never),
        Define.Aggregate("COUNT_IF(condition: Boolean)", Returns.Integer, Text("count(CASE WHEN {0} THEN 1 END){w}"), "How many rows satisfy a condition.", "COUNT_IF(amount > 0)", nulls: NullRule.Never),
        Define.Aggregate("SUM(value: Numeric)", Sum, Text("sum({d}{0}){w}"), "The sum.", "SUM(amount)", Plain),
        Define.Aggregate("AVG(value: Numeric)", Average, Code(WriteAverage), "The average of the values that are not NULL.", "AVG(amount)", Plain),
        Define.Aggregate("MIN(value: Any)", Returns.First, Text("min({d}{0}){w}"), "The smallest value.", "MIN(ordered_at)", Plain),
        Define.Aggregate("MAX(value: Any)", Returns.First, Text("max({d}{0}){w}"), "The largest value.", "MAX(ordered_at)", Plain),
        Define.Aggregate("MIN_BY(value: Any, by: Any)", Returns.First, Text("arg_min_null({0}, {1}){w}"), "The value in the row where another value is smallest.", "MIN_BY(employee, salary)", FunctionClauses.NoWindow),
        Define.Aggregate("MAX_BY(value: Any, by: Any)", Returns.First, Text("arg_max_null({0}, {1}){w}"), "The value in the row where another value is largest.", "MAX_BY(employee, salary)", FunctionClauses.NoWindow),
        Define.Aggregate("ANY_VALUE(value: Any)", Returns.First, Text("any_value({d}{0}){w}"), "Some value of the group.", "ANY_VALUE(customer_name)", FunctionClauses.Distinct | FunctionClauses.NoOrder),
        Define.Aggregate(
            "APPROX_COUNT_DISTINCT|HLL(value: Any)", Returns.Integer, Text("count(DISTINCT {0}){w}"), "About how many different values; exact on the embedded warehouse.", "APPROX_COUNT_DISTINCT(customer_id)",
            FunctionClauses.Distinct | FunctionClauses.NoOrder, NullRule.Never),
        Define.Aggregate("BOOLAND_AGG(value: Boolean)", Returns.Boolean, Text("bool_and({0}){w}"), "Whether every value is TRUE.", "BOOLAND_AGG(shipped)"),
        Define.Aggregate("BOOLOR_AGG(value: Boolean)", Returns.Boolean, Text("bool_or({0}){w}"), "Whether a value is TRUE.", "BOOLOR_AGG(shipped)"),
        Define.Aggregate("BOOLXOR_AGG(value: Boolean)", Returns.Boolean, Text("(sum(CASE {0} WHEN TRUE THEN 1 WHEN FALSE THEN 0 END){w} = 1)"), "Whether exactly one value is TRUE.", "BOOLXOR_AGG(shipped)"),
        Define.Aggregate("BITAND_AGG(value: Integer)", Returns.Integer, Text("bit_and(CAST({0} AS HUGEINT)){w}"), "The bits that are set in every value.", "BITAND_AGG(flags)"),
        Define.Aggregate("BITOR_AGG(value: Integer)", Returns.Integer, Text("bit_or(CAST({0} AS HUGEINT)){w}"), "The bits that are set in any value.", "BITOR_AGG(flags)"),
        Define.Aggregate("BITXOR_AGG(value: Integer)", Returns.Integer, Text("bit_xor(CAST({0} AS HUGEINT)){w}"), "The bits that are set in an odd number of values.", "BITXOR_AGG(flags)"),
    ];

    private static SqlType Sum(ImmutableArray<TypedExpression> arguments) =>
        arguments[0].Type is { Kind: SqlTypeKind.Number } type ? SqlType.Number(38, type.Scale) : arguments[0].Type;

    private static SqlType Average(ImmutableArray<TypedExpression> arguments) =>
        arguments[0].Type is { Kind: SqlTypeKind.Number } type ? NumberRules.Average(type) : arguments[0].Type;

    /// <summary>DuckDB averages NUMBER as DOUBLE; the sum by the count is exact, and has Snowflake's scale.</summary>
    private static void WriteAverage(ExpressionWriter writer, TypedCall call)
    {
        if (call.Type.Kind != SqlTypeKind.Number)
        {
            writer.WriteTemplate(FloatAverage, call.Arguments, call);
            return;
        }

        var sum = call with { Function = FunctionCatalog.Find("SUM")!, Type = Sum(call.Arguments) };
        var count = call with { Function = FunctionCatalog.Find("COUNT")!, Type = SqlType.Integer };
        writer.WriteTemplate(ExpressionWriter.ExactQuotient(sum.Type, count.Type, call.Type.Scale, "NULL"), [sum, count]);
    }
}
