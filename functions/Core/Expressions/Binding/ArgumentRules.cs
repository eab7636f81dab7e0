using Handover.Core.Sql;

namespace Handover.Core.Expressions;

/// <summary>Brings arguments to the types of parameters, as far as Snowflake does it by itself.</summary>
internal static class ArgumentRules
{
    /// <summary>The argument in the parameter's type, or null if it does not convert.</summary>
    public static TypedExpression? Coerce(TypedExpression argument, ParameterType parameter)
    {
        var kind = argument.Type.Kind;
        if (kind == SqlTypeKind.Unknown)
        {
            return Untyped(argument, parameter);
        }

        switch (parameter)
        {
            case ParameterType.Any or ParameterType.Common or ParameterType.Result:
                return argument;
            case ParameterType.Numeric:
                return kind is SqlTypeKind.Number or SqlTypeKind.Float ? argument : FromLoose(argument, kind == SqlTypeKind.Variant ? SqlType.Float : NumberRules.FromText);
            case ParameterType.Integer:
                return kind is SqlTypeKind.Number && argument.Type.Scale == 0 ? argument
                    : kind is SqlTypeKind.Number or SqlTypeKind.Float ? Binder.Coerce(argument, SqlType.Integer)
                    : FromLoose(argument, SqlType.Integer);
            case ParameterType.Float:
                return kind is SqlTypeKind.Number or SqlTypeKind.Float ? Binder.Coerce(argument, SqlType.Float) : FromLoose(argument, SqlType.Float);
            case ParameterType.Text:
                return kind is SqlTypeKind.Array or SqlTypeKind.Object or SqlTypeKind.Binary ? null : Binder.Coerce(argument, SqlType.Varchar);
            case ParameterType.TextOrBinary:
                return kind is SqlTypeKind.Array or SqlTypeKind.Object ? null
                    : kind == SqlTypeKind.Binary ? argument : Binder.Coerce(argument, SqlType.Varchar);
            case ParameterType.Boolean:
                return kind == SqlTypeKind.Boolean ? argument : FromLoose(argument, SqlType.Boolean);
            case ParameterType.DateOrTimestamp:
                return TypeRules.IsDateOrTimestamp(argument.Type) ? argument : FromLoose(argument, SqlType.Timestamp);
            case ParameterType.Temporal:
                return TypeRules.IsDateOrTimestamp(argument.Type) || kind == SqlTypeKind.Time ? argument : FromLoose(argument, SqlType.Timestamp);
            case ParameterType.Timestamp:
                return TypeRules.IsDateOrTimestamp(argument.Type) ? Binder.Coerce(argument, SqlType.Timestamp) : FromLoose(argument, SqlType.Timestamp);
            case ParameterType.Date:
                return TypeRules.IsDateOrTimestamp(argument.Type) ? Binder.Coerce(argument, SqlType.Date) : FromLoose(argument, SqlType.Date);
            case ParameterType.Time:
                return kind == SqlTypeKind.Time ? argument : FromLoose(argument, SqlType.Time);
            case ParameterType.Variant:
                return TypeRules.IsSemiStructured(argument.Type) ? argument : null;
            case ParameterType.Array:
                return kind is SqlTypeKind.Array or SqlTypeKind.Variant ? argument : null;
            case ParameterType.Object:
                return kind is SqlTypeKind.Object or SqlTypeKind.Variant ? argument : null;
            case ParameterType.Binary:
                return kind == SqlTypeKind.Binary ? argument : null;
            case ParameterType.TextConstant:
                return argument is TypedLiteral { Kind: LiteralKind.String } ? argument : null;
            case ParameterType.IntegerConstant:
                return argument is TypedLiteral { Kind: LiteralKind.Number } integer && int.TryParse(integer.Text, out _) ? argument : null;
            case ParameterType.NumberConstant:
                return argument is TypedLiteral { Kind: LiteralKind.Number } ? argument : null;
            default:
                return null;
        }
    }

    /// <summary>How a message calls what a parameter needs.</summary>
    public static string Describe(ParameterType type) => type switch
    {
        ParameterType.Numeric or ParameterType.Float => "a number",
        ParameterType.Integer => "a whole number",
        ParameterType.Text or ParameterType.TextOrBinary => "text",
        ParameterType.Boolean => "TRUE or FALSE",
        ParameterType.DateOrTimestamp => "a date or timestamp",
        ParameterType.Temporal => "a date, time or timestamp",
        ParameterType.Timestamp => "a timestamp",
        ParameterType.Date => "a date",
        ParameterType.Time => "a time",
        ParameterType.Variant => "a VARIANT, OBJECT or ARRAY",
        ParameterType.Array => "an ARRAY",
        ParameterType.Object => "an OBJECT",
        ParameterType.Binary => "a BINARY",
        ParameterType.DatePart => "a date or time part such as MONTH",
        ParameterType.TextConstant => "a constant text",
        ParameterType.IntegerConstant => "a constant whole number",
        ParameterType.NumberConstant => "a constant number",
        _ => "a value",
    };

    /// <summary>Text and VARIANT convert to everything; whether the value does shows when it runs.</summary>
    private static TypedExpression? FromLoose(TypedExpression argument, SqlType type) =>
        argument.Type.Kind is SqlTypeKind.Varchar or SqlTypeKind.Variant ? Binder.Coerce(argument, type) : null;

    /// <summary>NULL takes the parameter's type: DuckDB chooses between functions of one name by it.</summary>
    private static TypedExpression? Untyped(TypedExpression argument, ParameterType parameter)
    {
        SqlType? type = parameter switch
        {
            ParameterType.TextConstant or ParameterType.IntegerConstant or ParameterType.NumberConstant => null,
            ParameterType.Integer or ParameterType.Numeric => SqlType.Integer,
            ParameterType.Float => SqlType.Float,
            ParameterType.Text or ParameterType.TextOrBinary => SqlType.Varchar,
            ParameterType.Boolean => SqlType.Boolean,
            ParameterType.DateOrTimestamp or ParameterType.Temporal or ParameterType.Timestamp => SqlType.Timestamp,
            ParameterType.Date => SqlType.Date,
            ParameterType.Time => SqlType.Time,
            ParameterType.Variant => SqlType.Variant,
            ParameterType.Array => SqlType.Array,
            ParameterType.Object => SqlType.Object,
            ParameterType.Binary => SqlType.Binary,
            _ => SqlType.Unknown,
        };
        return type is not { } known ? null
            : known.Kind == SqlTypeKind.Unknown ? argument
            : new TypedCast(argument, false, true, known, true, argument.Span);
    }
}
