using Handover.Core.Sql;
using static Handover.Core.Expressions.DuckDbRendering;

namespace Handover.Core.Expressions;

/// <summary>Aggregates that keep the values: as text, ARRAY or OBJECT.</summary>
internal static class CollectingFunctions
{
    private const FunctionClauses Ordered = FunctionClauses.Distinct | FunctionClauses.WithinGroup | FunctionClauses.NoOrder;

    public static readonly FunctionDefinition[] All =
    [
        Define.Aggregate(
            "LISTAGG|STRING_AGG(value: Text, [delimiter: TextConstant])", Returns.Varchar,
            Code(WriteJoined),
            "The values that are not NULL, as one text with a delimiter between them; empty if there are none.", "LISTAGG(name, ', ') WITHIN GROUP (ORDER BY name)", Ordered, NullRule.Never),
        Define.Aggregate(
            "ARRAY_AGG|ARRAYAGG(value: Any)", Returns.Array, Code(WriteArray),
            "The values that are not NULL, as an ARRAY; empty if there are none.", "ARRAY_AGG(name) WITHIN GROUP (ORDER BY name)", Ordered, NullRule.Never, FunctionCategory.SemiStructured),
        Define.Aggregate(
            "ARRAY_UNIQUE_AGG(value: Any)", Returns.Array, AsJson("to_json(coalesce(list_filter(list(DISTINCT {0}){w}, lambda {e}: {e} IS NOT NULL), []))"),
            "The different values that are not NULL, as an ARRAY in any order.", "ARRAY_UNIQUE_AGG(name)", FunctionClauses.NoWindow, NullRule.Never, FunctionCategory.SemiStructured),
        Define.Aggregate(
            "OBJECT_AGG(key: Text, value: Any)", Returns.Object,
            AsJson("to_json(map_from_entries(coalesce(list_filter(list(struct_pack(k := {0}, v := to_json({1}))){w}, lambda {e}: {e}.k IS NOT NULL AND {e}.v IS NOT NULL), [])))"),
            "An OBJECT with one field a row; rows with a NULL are left out.", "OBJECT_AGG(key, value)", FunctionClauses.NoOrder, NullRule.Never, FunctionCategory.SemiStructured),
    ];

    private static void WriteJoined(ExpressionWriter writer, TypedCall call)
    {
        var delimiter = call.Arguments.Length == 1 ? "''" : "{1}";
        writer.WriteTemplate(
            new DuckDbTemplate(IsSortedSet(call)
                ? $"coalesce(list_aggregate({SortedSet(call)}, 'string_agg', {delimiter}), '')"
                : $"coalesce(string_agg({{d}}{{0}}, {delimiter}{{o}}){{w}}, '')"),
            call.Arguments, call);
    }

    private static void WriteArray(ExpressionWriter writer, TypedCall call)
    {
        var ready = ExpressionWriter.ReadyForJson(call.Arguments[0]);
        var list = IsSortedSet(call) && ready == call.Arguments[0] ? SortedSet(call) : "list({d}{0}{o}){w}";
        writer.WriteTemplate(new DuckDbTemplate($"to_json(coalesce(list_filter({list}, lambda {{e}}: {{e}} IS NOT NULL), []))"), [ready], call);
    }

    /// <summary>Different values in their own order. DuckDB takes an expression that can fail for another one when it is written a second time: it is sorted afterwards.</summary>
    private static bool IsSortedSet(TypedCall call) =>
        call is { Distinct: true, WithinGroup: [var only] } && only.Value is not TypedLiteral
        && ExpressionWriter.ToText(only.Value, SqlDialectKind.Snowflake) == ExpressionWriter.ToText(call.Arguments[0], SqlDialectKind.Snowflake);

    private static string SortedSet(TypedCall call) => $"list_sort(list(DISTINCT {{0}}){{w}}, '{(call.WithinGroup[0].Descending ? "DESC" : "ASC")}', 'NULLS LAST')";

    private static DuckDbRendering AsJson(string text)
    {
        var template = new DuckDbTemplate(text);
        return Code((writer, call) => writer.WriteTemplate(template, [.. call.Arguments.Select(ExpressionWriter.ReadyForJson)], call));
    }
}
