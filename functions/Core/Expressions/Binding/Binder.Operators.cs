using Handover.Core.Sql;

namespace Handover.Core.Expressions;

/// <content>Operators, casts and coercions.</content>
internal sealed partial class Binder
{
    private TypedExpression? BindUnary(UnarySyntax syntax)
    {
        var operand = BindValue(syntax.Operand);
        if (operand is null)
        {
            return null;
        }

        if (syntax.Operator == UnaryOperator.Not)
        {
            return ToCondition(operand) is { } condition
                ? new TypedUnary(UnaryOperator.Not, condition, SqlType.Boolean, condition.Nullable, syntax.Span)
                : null;
        }

        var number = ToNumber(operand);
        if (number is null)
        {
            diagnostics.Add(ExpressionDiagnostics.OperatorType(syntax.Operator == UnaryOperator.Negate ? "-" : "+", operand.Type, syntax.Span));
            return null;
        }

        // A signed constant is one constant, as the warehouse sees it too.
        if (number is TypedLiteral { Kind: LiteralKind.Number } literal && literal.Text[0] != '-')
        {
            return literal with { Text = syntax.Operator == UnaryOperator.Negate ? "-" + literal.Text : literal.Text, Span = syntax.Span };
        }

        return syntax.Operator == UnaryOperator.Plus ? number : new TypedUnary(syntax.Operator, number, number.Type, number.Nullable, syntax.Span);
    }

    private TypedBinary? BindBinary(BinarySyntax syntax)
    {
        var left = Bind(syntax.Left);
        var right = Bind(syntax.Right);
        if (left is null || right is null)
        {
            return null;
        }

        switch (syntax.Operator)
        {
            case BinaryOperator.And or BinaryOperator.Or:
                left = ToCondition(left);
                right = ToCondition(right);
                return left is null || right is null ? null : Boolean(syntax, left, right);
            case BinaryOperator.Concat:
                return BindConcat(syntax, left, right);
            case BinaryOperator.Add or BinaryOperator.Subtract when IsTemporal(left) || IsTemporal(right) || left is TypedInterval || right is TypedInterval:
                return BindDateArithmetic(syntax, left, right);
            case BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Modulo:
                return BindArithmetic(syntax, left, right);
            default:
                return BindComparison(syntax, left, right);
        }
    }

    private TypedBinary? BindComparison(BinarySyntax syntax, TypedExpression left, TypedExpression right)
    {
        if (IsMisplaced(left) || IsMisplaced(right))
        {
            return null;
        }

        if (TypeRules.Comparable(left.Type, right.Type) is not { } common)
        {
            diagnostics.Add(ExpressionDiagnostics.OperatorTypes(Symbol(syntax.Operator), left.Type, right.Type, syntax.Span, "Convert one side with CAST."));
            return null;
        }

        var nullSafe = syntax.Operator is BinaryOperator.IsDistinct or BinaryOperator.IsNotDistinct;
        if (!nullSafe && (left is TypedLiteral { Kind: LiteralKind.Null } || right is TypedLiteral { Kind: LiteralKind.Null }))
        {
            diagnostics.Add(ExpressionDiagnostics.NullComparison(syntax.Span));
        }

        var bound = Boolean(syntax, Coerce(left, common), Coerce(right, common));
        return nullSafe ? bound with { Nullable = false } : bound;
    }

    private TypedBinary? BindConcat(BinarySyntax syntax, TypedExpression left, TypedExpression right)
    {
        if (IsMisplaced(left) || IsMisplaced(right))
        {
            return null;
        }

        if (!TypeRules.CanCast(left.Type.Kind, SqlTypeKind.Varchar) || !TypeRules.CanCast(right.Type.Kind, SqlTypeKind.Varchar))
        {
            diagnostics.Add(ExpressionDiagnostics.OperatorTypes("||", left.Type, right.Type, syntax.Span));
            return null;
        }

        left = Coerce(left, SqlType.Varchar);
        right = Coerce(right, SqlType.Varchar);
        return new TypedBinary(BinaryOperator.Concat, left, right, SqlType.Varchar, left.Nullable || right.Nullable, syntax.Span);
    }

    private TypedBinary? BindArithmetic(BinarySyntax syntax, TypedExpression left, TypedExpression right)
    {
        if (IsMisplaced(left) || IsMisplaced(right))
        {
            return null;
        }

        var first = ToNumber(left);
        var second = ToNumber(right);
        if (first is null || second is null)
        {
            diagnostics.Add(ExpressionDiagnostics.OperatorTypes(
                Symbol(syntax.Operator), left.Type, right.Type, syntax.Span, IsText(left, right) ? "Join texts with ||." : null));
            return null;
        }

        SqlType type;
        if (first.Type.Kind == SqlTypeKind.Float || second.Type.Kind == SqlTypeKind.Float)
        {
            first = Coerce(first, SqlType.Float);
            second = Coerce(second, SqlType.Float);
            type = SqlType.Float;
        }
        else if (first.Type.Kind == SqlTypeKind.Unknown || second.Type.Kind == SqlTypeKind.Unknown)
        {
            type = first.Type.Kind == SqlTypeKind.Unknown ? second.Type : first.Type;
        }
        else
        {
            type = NumberRules.Of(syntax.Operator, first.Type, second.Type);
        }

        if (syntax.Operator is BinaryOperator.Divide or BinaryOperator.Modulo && IsZero(second))
        {
            diagnostics.Add(ExpressionDiagnostics.DivisionByZero(syntax.Span));
        }

        return new TypedBinary(syntax.Operator, first, second, type, first.Nullable || second.Nullable, syntax.Span);
    }

    /// <summary>Date and number, date and date, date or time and interval; everything else has its function.</summary>
    /// <remarks>https://docs.snowflake.com/en/sql-reference/data-types-datetime#simple-arithmetic-for-dates</remarks>
    private TypedBinary? BindDateArithmetic(BinarySyntax syntax, TypedExpression left, TypedExpression right)
    {
        var subtract = syntax.Operator == BinaryOperator.Subtract;
        var nullable = left.Nullable || right.Nullable;
        if (left is TypedInterval && !subtract && IsTemporal(right))
        {
            (left, right) = (right, left);
        }

        switch (left.Type.Kind, right.Type.Kind)
        {
            case (SqlTypeKind.Date or SqlTypeKind.Timestamp or SqlTypeKind.TimestampTz or SqlTypeKind.Time, _) when right is TypedInterval interval:
                var result = IntervalResult(left.Type, interval);
                if (result is { } shifted)
                {
                    return new TypedBinary(syntax.Operator, left, right, shifted, nullable, syntax.Span);
                }

                break;
            case (SqlTypeKind.Date, SqlTypeKind.Number or SqlTypeKind.Unknown):
                return new TypedBinary(syntax.Operator, left, Coerce(right, SqlType.Integer), SqlType.Date, nullable, syntax.Span);
            case (SqlTypeKind.Number or SqlTypeKind.Unknown, SqlTypeKind.Date) when !subtract && left is not TypedInterval:
                return new TypedBinary(syntax.Operator, right, Coerce(left, SqlType.Integer), SqlType.Date, nullable, syntax.Span);
            case (SqlTypeKind.Date, SqlTypeKind.Date) when subtract:
                return new TypedBinary(syntax.Operator, left, right, SqlType.Number(9, 0), nullable, syntax.Span);
        }

        diagnostics.Add(left is TypedInterval || right is TypedInterval
            ? ExpressionDiagnostics.MisplacedInterval(syntax.Span)
            : ExpressionDiagnostics.OperatorTypes(
                Symbol(syntax.Operator), left.Type, right.Type, syntax.Span,
                IsTemporal(left) && IsTemporal(right) ? "Use DATEDIFF." : "Use DATEADD."));
        return null;
    }

    /// <summary>A date stays a date unless an amount is shorter than a day; a time takes only those.</summary>
    private static SqlType? IntervalResult(SqlType type, TypedInterval interval)
    {
        var ofTime = false;
        var ofDate = false;
        foreach (var part in interval.Parts)
        {
            ofTime |= DateParts.IsOfTime(part.Part);
            ofDate |= !DateParts.IsOfTime(part.Part);
        }

        return type.Kind switch
        {
            SqlTypeKind.Time => ofDate ? null : type,
            SqlTypeKind.Date => ofTime ? SqlType.Timestamp : type,
            _ => type,
        };
    }

    private TypedCast? BindCast(CastSyntax syntax)
    {
        var operand = BindValue(syntax.Operand);
        var type = BindType(syntax.Type);
        if (operand is null || type is not { } target)
        {
            return null;
        }

        if (!TypeRules.CanCast(operand.Type.Kind, target.Kind))
        {
            diagnostics.Add(ExpressionDiagnostics.NoCast(operand.Type, target, syntax.Span));
            return null;
        }

        if (syntax.Try && operand.Type.Kind is not (SqlTypeKind.Varchar or SqlTypeKind.Unknown))
        {
            diagnostics.Add(ExpressionDiagnostics.TryCastNeedsText(operand.Type, syntax.Span));
            return null;
        }

        return new TypedCast(operand, syntax.Try, false, target, operand.Nullable || syntax.Try || operand.Type.Kind == SqlTypeKind.Variant, syntax.Span);
    }

    private SqlType? BindType(TypeSyntax syntax)
    {
        // An empty name was reported by the parser.
        if (syntax.Name.Length == 0)
        {
            return null;
        }

        if (!TypeNames.TryFind(syntax.Name, out var type))
        {
            diagnostics.Add(ExpressionDiagnostics.UnknownType(syntax.Name, syntax.Span, EditDistance.Nearest(syntax.Name, TypeNames.All)));
            return null;
        }

        if (type.Kind != SqlTypeKind.Number || syntax.First is not { } precision)
        {
            return type;
        }

        var scale = syntax.Second ?? 0;
        if (precision is < 1 or > NumberRules.MaxPrecision || scale < 0 || scale > Math.Min(precision, 37))
        {
            diagnostics.Add(ExpressionDiagnostics.InvalidType("A NUMBER has 1 to 38 digits, at most 37 of them behind the point.", syntax.Span));
            return null;
        }

        return SqlType.Number(precision, scale);
    }

    /// <summary>Brings a value to a type that Snowflake converts to by itself; constants convert here and now where that is certain.</summary>
    internal static TypedExpression Coerce(TypedExpression value, SqlType type)
    {
        if (value.Type == type || type.Kind == SqlTypeKind.Unknown || value.Type.Kind == SqlTypeKind.Unknown)
        {
            return value;
        }

        // Every NUMBER is compared and combined with every other as it is, and so is a NUMBER with a FLOAT.
        if (value.Type.Kind == type.Kind && type.Kind == SqlTypeKind.Number && value.Type.Scale <= type.Scale)
        {
            return value;
        }

        return value.Type.Kind == type.Kind && type.Kind != SqlTypeKind.Number
            ? value
            : new TypedCast(value, false, true, type, value.Nullable || value.Type.Kind == SqlTypeKind.Variant, value.Span);
    }

    /// <summary>
    /// Brings a value to the type of a choice among several (CASE, COALESCE). Where NUMBER's 38 digits are used up this is written out: DuckDB would take the digits
    /// behind the point away to make room for those before it.
    /// </summary>
    private static TypedExpression Choose(TypedExpression value, SqlType type) =>
        value.Type.Kind == SqlTypeKind.Number && type is { Kind: SqlTypeKind.Number, Precision: NumberRules.MaxPrecision } && value.Type.Scale < type.Scale
            ? new TypedCast(value, false, true, type, value.Nullable, value.Span)
            : Coerce(value, type);

    private TypedExpression? ToCondition(TypedExpression value)
    {
        if (IsMisplaced(value))
        {
            return null;
        }

        switch (value.Type.Kind)
        {
            case SqlTypeKind.Boolean or SqlTypeKind.Unknown:
                return value;
            case SqlTypeKind.Variant:
                return Coerce(value, SqlType.Boolean);
            default:
                diagnostics.Add(ExpressionDiagnostics.NotABoolean(value.Type, value.Span));
                return null;
        }
    }

    private static TypedExpression? ToNumber(TypedExpression value) => value.Type.Kind switch
    {
        SqlTypeKind.Number or SqlTypeKind.Float or SqlTypeKind.Unknown => value,
        SqlTypeKind.Varchar => Coerce(value, NumberRules.FromText),
        SqlTypeKind.Variant => Coerce(value, SqlType.Float),
        _ => null,
    };

    private static TypedBinary Boolean(BinarySyntax syntax, TypedExpression left, TypedExpression right) =>
        new(syntax.Operator, left, right, SqlType.Boolean, left.Nullable || right.Nullable, syntax.Span);

    private static bool IsTemporal(TypedExpression value) => TypeRules.IsDateOrTimestamp(value.Type) || value.Type.Kind == SqlTypeKind.Time;

    private static bool IsText(TypedExpression left, TypedExpression right) =>
        left.Type.Kind == SqlTypeKind.Varchar || right.Type.Kind == SqlTypeKind.Varchar;

    private static bool IsZero(TypedExpression value) =>
        value is TypedLiteral { Kind: LiteralKind.Number } literal && literal.Text.AsSpan().IndexOfAnyExcept("-0.") < 0;

    internal static string Symbol(BinaryOperator operation) => operation switch
    {
        BinaryOperator.Or => "OR",
        BinaryOperator.And => "AND",
        BinaryOperator.Equal => "=",
        BinaryOperator.NotEqual => "<>",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.IsDistinct => "IS DISTINCT FROM",
        BinaryOperator.IsNotDistinct => "IS NOT DISTINCT FROM",
        BinaryOperator.Concat => "||",
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        _ => "%",
    };
}
