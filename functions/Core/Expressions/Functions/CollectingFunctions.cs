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
            Text("coalesce(string_agg({d}{0}, ''{o}){w}, '')", "coalesce(string_agg({d}{0}, {1}{o}){w}, '')"),
            "The values that are not NULL, as one text with a delimiter between them; empty if there are none.", "LISTAGG(name, ', ') WITHIN GROUP (ORDER BY name)", Ordered, NullRule.Never),
        Define.Aggregate(
            "ARRAY_AGG|ARRAYAGG(value: Any)", Returns.Array, AsJson("to_json(coalesce(list_filter(list({d}{0}{o}){w}, lambda {e}: {e} IS NOT NULL), []))"),
            "The values that are not NULL, as an ARRAY; empty if there are none.", "ARRAY_AGG(name) WITHIN GROUP (ORDER BY name)", Ordered, NullRule.Never, FunctionCategory.SemiStructured),
        Define.Aggregate(
            "ARRAY_UNIQUE_AGG(value: Any)", Returns.Array, AsJson("to_json(coalesce(list_filter(list(DISTINCT {0}){w}, lambda {e}: {e} IS NOT NULL), []))"),
            "The different values that are not NULL, as an ARRAY in any order.", "ARRAY_UNIQUE_AGG(name)", FunctionClauses.NoWindow, NullRule.Never, FunctionCategory.SemiStructured),
        Define.Aggregate(
            "OBJECT_AGG(key: Text, value: Any)", Returns.Object,
            AsJson("to_json(map_from_entries(coalesce(list_filter(list(struct_pack(k := {0}, v := to_json({1}))){w}, lambda {e}: {e}.k IS NOT NULL AND {e}.v IS NOT NULL), [])))"),
            "An OBJECT with one field a row; rows with a NULL are left out.", "OBJECT_AGG(key, value)", FunctionClauses.NoOrder, NullRule.Never, FunctionCategory.SemiStructured),
    ];

    private static DuckDbRendering AsJson(string text)
    {
        var template = new DuckDbTemplate(text);
        return Code((writer, call) => writer.WriteTemplate(template, [.. call.Arguments.Select(ExpressionWriter.ReadyForJson)], call));
    }
}
