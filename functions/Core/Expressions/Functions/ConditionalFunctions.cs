using System.Text;
using static Handover.Core.Expressions.DuckDbRendering;

namespace Handover.Core.Expressions;

/// <summary>Choices, NULLs and logic.</summary>
internal static class ConditionalFunctions
{
    private const FunctionCategory Category = FunctionCategory.Conditional;

    public static readonly FunctionDefinition[] All =
    [
        Define.Scalar("IFF(condition: Boolean, then: Common, else: Common)", Category, Returns.CommonOfRest, Text("CASE WHEN {0} THEN {1} ELSE {2} END"), "One value if a condition is true, else another.", "IFF(TRUE, 'true', 'false') = 'true'"),
        Define.Scalar("NVL|IFNULL(value: Common, otherwise: Common)", Category, Returns.Common, Text("coalesce({0}, {1})"), "The value, or another if it is NULL.", "NVL(NULL, 'food') = 'food'", NullRule.WithAllArguments),
        Define.Scalar("NVL2(value: Any, ifNotNull: Common, ifNull: Common)", Category, Returns.CommonOfRest, Text("CASE WHEN {0} IS NOT NULL THEN {1} ELSE {2} END"), "One value if another is not NULL, else a third.", "NVL2(0, 5, 3) = 5"),
        Define.Scalar("COALESCE(value: Common, more: Common…)", Category, Returns.Common, Text("coalesce({*})"), "The first value that is not NULL.", "COALESCE(NULL, NULL, 1, 2) = 1", NullRule.WithAllArguments),
        Define.Scalar("NULLIF(value: Common, other: Common)", Category, static arguments => Given(arguments[0]), Code(WriteNullIf), "NULL if two values are equal, else the first.", "NULLIF(0, 0) IS NULL", NullRule.Always),
        Define.Scalar("ZEROIFNULL(number: Numeric)", Category, Returns.First, Text("coalesce({0}, 0)"), "The number, or 0 if it is NULL.", "ZEROIFNULL(NULL) = 0", NullRule.Never),
        Define.Scalar("NULLIFZERO(number: Numeric)", Category, Returns.First, Text("nullif({0}, 0)"), "The number, or NULL if it is 0.", "NULLIFZERO(52) = 52", NullRule.Always),
        Define.Scalar(
            "DECODE(value: Common, search: Common, result: Result…2)", Category, static arguments => Results(arguments), Code(WriteDecode),
            "The result behind the first search value that equals the value (NULL equals NULL), else the default that may come last.", "DECODE(1, 1, 'one', 2, 'two', 'other') = 'one'",
            NullRule.Always, trailingDefault: true),
        Define.Scalar("EQUAL_NULL(left: Common, right: Common)", Category, Returns.Boolean, Text("({0} IS NOT DISTINCT FROM {1})"), "Whether two values are equal, where NULL equals NULL.", "EQUAL_NULL(NULL, NULL) = TRUE", NullRule.Never),
        Define.Scalar("GREATEST(value: Common, more: Common…)", Category, Returns.Common, Code(static (writer, call) => WriteExtreme(writer, call, "greatest")), "The largest value; NULL if one is NULL.", "GREATEST(1, 3, 0, 4) = 4"),
        Define.Scalar("LEAST(value: Common, more: Common…)", Category, Returns.Common, Code(static (writer, call) => WriteExtreme(writer, call, "least")), "The smallest value; NULL if one is NULL.", "LEAST(1, 3, 0, 4) = 0"),
        Define.Scalar("GREATEST_IGNORE_NULLS(value: Common, more: Common…)", Category, Returns.Common, Text("greatest({*})"), "The largest value that is not NULL.", "GREATEST_IGNORE_NULLS(1, NULL, 3) = 3", NullRule.WithAllArguments),
        Define.Scalar("LEAST_IGNORE_NULLS(value: Common, more: Common…)", Category, Returns.Common, Text("least({*})"), "The smallest value that is not NULL.", "LEAST_IGNORE_NULLS(1, NULL, 3) = 1", NullRule.WithAllArguments),
        Define.Scalar("BOOLAND(left: Numeric, right: Numeric)", Category, Returns.Boolean, Text("({0} <> 0 AND {1} <> 0)"), "Whether both numbers are other than 0.", "BOOLAND(1, -2) = TRUE"),
        Define.Scalar("BOOLOR(left: Numeric, right: Numeric)", Category, Returns.Boolean, Text("({0} <> 0 OR {1} <> 0)"), "Whether one of the numbers is other than 0.", "BOOLOR(1, 0) = TRUE"),
        Define.Scalar("BOOLXOR(left: Numeric, right: Numeric)", Category, Returns.Boolean, Text("(({0} <> 0) <> ({1} <> 0))"), "Whether exactly one of the numbers is other than 0.", "BOOLXOR(2, 0) = TRUE"),
        Define.Scalar("BOOLNOT(number: Numeric)", Category, Returns.Boolean, Text("({0} = 0)"), "Whether a number is 0.", "BOOLNOT(10) = FALSE"),
    ];

    /// <summary>The type of a number before it was brought to the type in which it is compared: it has no digits that it could lose.</summary>
    private static Sql.SqlType Given(TypedExpression argument) =>
        argument is TypedCast { Implicit: true, Operand.Type: { Kind: Sql.SqlTypeKind.Number } given, Type.Kind: Sql.SqlTypeKind.Number } ? given : argument.Type;

    private static void WriteNullIf(ExpressionWriter writer, TypedCall call)
    {
        var template = new DuckDbTemplate("nullif({0}, {1})");
        if (call.Type == call.Arguments[0].Type)
        {
            writer.WriteTemplate(template, call.Arguments);
            return;
        }

        writer.Output.Append("CAST(");
        writer.WriteTemplate(template, call.Arguments);
        writer.Output.Append(" AS ");
        writer.Write(call.Type);
        writer.Output.Append(')');
    }

    private static Sql.SqlType Results(System.Collections.Immutable.ImmutableArray<TypedExpression> arguments)
    {
        var type = arguments[2].Type;
        for (var i = 4; i < arguments.Length; i += 2)
        {
            type = TypeRules.Common(type, arguments[i].Type) ?? type;
        }

        return arguments.Length % 2 == 0 ? TypeRules.Common(type, arguments[^1].Type) ?? type : type;
    }

    private static void WriteDecode(ExpressionWriter writer, TypedCall call)
    {
        var template = new StringBuilder("CASE");
        var last = call.Arguments.Length - 1;
        for (var i = 1; i < last; i += 2)
        {
            template.Append(" WHEN {0} IS NOT DISTINCT FROM {").Append(i).Append("} THEN {").Append(i + 1).Append('}');
        }

        template.Append(last % 2 == 1 ? $" ELSE {{{last}}} END" : " END");
        writer.WriteTemplate(new DuckDbTemplate(template.ToString()), call.Arguments);
    }

    /// <summary>DuckDB's GREATEST and LEAST pass over NULL; Snowflake's do not.</summary>
    private static void WriteExtreme(ExpressionWriter writer, TypedCall call, string function)
    {
        var template = new StringBuilder("CASE WHEN ");
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            template.Append(i == 0 ? "" : " AND ").Append('{').Append(i).Append("} IS NOT NULL");
        }

        template.Append(" THEN ").Append(function).Append('(');
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            template.Append(i == 0 ? "{" : ", {").Append(i).Append('}');
        }

        writer.WriteTemplate(new DuckDbTemplate(template.Append(") END").ToString()), call.Arguments);
    }
}
