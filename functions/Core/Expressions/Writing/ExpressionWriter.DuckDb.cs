using System.Text;
using Handover.Core.Sql;

namespace Handover.Core.Expressions;

/// <content>Operators whose meaning differs between the dialects.</content>
public sealed partial class ExpressionWriter
{
    private static readonly DuckDbTemplate FloatQuotient = new("CASE WHEN {1} = 0 AND {0} IS NOT NULL THEN error('Division by zero') ELSE {0} / {1} END");

    private static readonly DuckDbTemplate Remainder = new("CASE WHEN {1} = 0 AND {0} IS NOT NULL THEN error('Division by zero') ELSE {0} % {1} END");

    private static readonly DuckDbTemplate DaysLater = new("({0} + CAST({1} AS INTEGER))");

    private static readonly DuckDbTemplate DaysEarlier = new("({0} - CAST({1} AS INTEGER))");

    private static readonly DuckDbTemplate RLike = new("regexp_full_match({0}, {1})");

    /// <summary>Whether an operator becomes a call, a CASE or something in parentheses on DuckDB.</summary>
    private static bool IsSpelledOut(TypedBinary binary) => binary.Operator switch
    {
        BinaryOperator.Divide => true,
        BinaryOperator.Modulo => !IsNonZero(binary.Right) || IsFraction(binary.Type),
        BinaryOperator.Add or BinaryOperator.Subtract => TypeRules.IsDateOrTimestamp(binary.Left.Type) || binary.Left.Type.Kind == SqlTypeKind.Time,
        _ => false,
    };

    private bool WriteBinaryForDuckDb(TypedBinary binary)
    {
        switch (binary.Operator)
        {
            case BinaryOperator.Divide:
                WriteQuotient(binary.Left, binary.Right, binary.Type);
                return true;
            case BinaryOperator.Modulo when !IsNonZero(binary.Right) || IsFraction(binary.Type):
                WriteRemainder(binary.Left, binary.Right, binary.Type);
                return true;
            case BinaryOperator.Add or BinaryOperator.Subtract when binary.Right is TypedInterval interval:
                WriteShift(binary.Left, interval, binary.Operator == BinaryOperator.Subtract, binary.Type);
                return true;
            case BinaryOperator.Add or BinaryOperator.Subtract when binary.Left.Type.Kind == SqlTypeKind.Date:
                WriteDateArithmetic(binary);
                return true;
            case BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply when binary.Type.Kind == SqlTypeKind.Number:
                WriteExact(binary);
                return true;
            default:
                return false;
        }
    }

    /// <summary>
    /// Sums and products of NUMBER. Whole numbers are widened first: a column may be a 32-bit INTEGER in the file, where Snowflake has 38 digits.
    /// A product with more digits behind the point than Snowflake keeps is rounded to Snowflake's scale.
    /// </summary>
    private void WriteExact(TypedBinary binary)
    {
        var narrow = binary.Left.Type.Scale == 0 && binary.Right.Type.Scale == 0 && !IsWide(binary.Left) && !IsWide(binary.Right);
        var tooFine = binary.Operator == BinaryOperator.Multiply && binary.Left.Type.Scale + binary.Right.Type.Scale > binary.Type.Scale;
        Output.Append(tooFine ? "CAST(" : "");
        if (narrow)
        {
            Output.Append("CAST(");
            Write(binary.Left);
            Output.Append(" AS HUGEINT) ").Append(Binder.Symbol(binary.Operator)).Append(' ');
            WriteOperand(binary.Right, binary.Operator == BinaryOperator.Multiply ? Precedence.Sign : Precedence.Product);
        }
        else
        {
            WriteBinaryAsIs(binary);
        }

        if (tooFine)
        {
            Output.Append(" AS ");
            Write(SqlType.Number(NumberRules.MaxPrecision, binary.Type.Scale));
            Output.Append(')');
        }
    }

    /// <summary>Whether a whole number is 128 bits wide already.</summary>
    private static bool IsWide(TypedExpression value) => value switch
    {
        TypedBinary { Operator: BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply } binary => binary.Left.Type.Kind == SqlTypeKind.Number,
        TypedCast cast => cast.Type == SqlType.Integer,
        TypedUnary unary => IsWide(unary.Operand),
        _ => false,
    };

    /// <summary>A quotient: an error on zero, exact for NUMBER, where DuckDB's own is a DOUBLE and infinite.</summary>
    internal void WriteQuotient(TypedExpression left, TypedExpression right, SqlType type)
    {
        if (type.Kind != SqlTypeKind.Number)
        {
            WriteTemplate(FloatQuotient, [left, right]);
            return;
        }

        WriteTemplate(ExactQuotient(left.Type, right.Type, type.Scale, "error('Division by zero')"), [left, right]);
    }

    /// <summary>A remainder: an error on zero, exact for NUMBER, where DuckDB's own is a DOUBLE as soon as the digits are many.</summary>
    internal void WriteRemainder(TypedExpression left, TypedExpression right, SqlType type)
    {
        if (!IsFraction(type))
        {
            WriteTemplate(Remainder, [left, right]);
            return;
        }

        var whole = $"{Whole("{0}", left.Type.Scale, type.Scale)} % ({Whole("{1}", right.Type.Scale, type.Scale)})";
        WriteTemplate(
            new DuckDbTemplate($"CASE WHEN {{1}} = 0 AND {{0}} IS NOT NULL THEN error('Division by zero') ELSE {Pointed($"({whole})", type.Scale)} END"), [left, right]);
    }

    /// <summary>
    /// The template of <c>{0} / {1}</c> in whole-number arithmetic: both sides become whole numbers, the quotient is rounded half away from zero as Snowflake does,
    /// and put back behind the point by multiplying, which DuckDB does exactly.
    /// </summary>
    /// <param name="left">Type of the dividend.</param>
    /// <param name="right">Type of the divisor.</param>
    /// <param name="scale">Digits behind the point of the quotient.</param>
    /// <param name="onZero">The value where the divisor is zero and the dividend is not NULL.</param>
    internal static DuckDbTemplate ExactQuotient(SqlType left, SqlType right, int scale, string onZero)
    {
        var dividend = Whole("{0}", left.Scale, left.Scale + (scale - left.Scale + right.Scale));
        var divisor = Whole("{1}", right.Scale, right.Scale);
        var sign = "(sign({0}) * sign({1}))";
        var rounded = $"((abs({dividend}) * 2 + abs({divisor})) // (abs({divisor}) * 2)) * {sign}";
        return new DuckDbTemplate($"CASE WHEN {{1}} = 0 AND {{0}} IS NOT NULL THEN {onZero} ELSE {Pointed(rounded, scale)} END");
    }

    /// <summary>The text of a whole number moved behind the point by <paramref name="scale"/> digits.</summary>
    internal static string Pointed(string whole, int scale) =>
        scale == 0 ? $"CAST({whole} AS HUGEINT)" : $"CAST({whole} AS DECIMAL(38,0)) * CAST(0.{new string('0', scale - 1)}1 AS DECIMAL({scale},{scale}))";

    private static string Whole(string value, int scale, int shift)
    {
        // First to a whole number, exactly, in the value's own scale; then further, with 128 bits of room.
        var whole = scale == 0 ? $"CAST({value} AS HUGEINT)" : $"CAST({value} * 1{new string('0', scale)} AS HUGEINT)";
        return shift == scale ? whole : $"{whole} * 1{new string('0', shift - scale)}";
    }

    private static bool IsFraction(SqlType type) => type is { Kind: SqlTypeKind.Number, Scale: > 0 };

    private static bool IsNonZero(TypedExpression value) =>
        value is TypedLiteral { Kind: LiteralKind.Number } literal && literal.Text.AsSpan().IndexOfAnyExcept("-0.e") >= 0;

    private void WriteDateArithmetic(TypedBinary binary)
    {
        if (binary.Right.Type.Kind == SqlTypeKind.Date)
        {
            Output.Append('(');
            WriteBinaryAsIs(binary);
            Output.Append(')');
            return;
        }

        WriteTemplate(binary.Operator == BinaryOperator.Add ? DaysLater : DaysEarlier, [binary.Left, binary.Right]);
    }

    /// <summary>Adds the parts of an interval one after the other, as Snowflake does: the order of months and days matters at a month's end.</summary>
    private void WriteShift(TypedExpression value, TypedInterval interval, bool subtract, SqlType type)
    {
        var castToDate = type.Kind == SqlTypeKind.Date;
        Output.Append(castToDate ? "CAST(" : "").Append('(', interval.Parts.Length);
        WriteOperand(value, Precedence.Operand);
        foreach (var part in interval.Parts)
        {
            if (!DuckDbDates.TryInterval(part.Part, out var function, out var factor))
            {
                Unsupported("An interval of nanoseconds", interval.Span);
            }

            Output.Append(subtract ? " - " : " + ").Append(function).Append('(').Append(part.Amount * factor).Append("))");
        }

        Output.Append(castToDate ? " AS DATE)" : "");
    }

    private void WriteRLikeForDuckDb(TypedLike like)
    {
        Output.Append(like.Negated ? "NOT " : "");
        WriteTemplate(RLike, [like.Operand, like.Patterns[0]]);
    }

    private void WriteLikeManyForDuckDb(TypedLike like)
    {
        // The operand is the first argument, the patterns follow it, the escape character comes last.
        var separator = like.Quantifier == LikeQuantifier.Any ? " OR " : " AND ";
        var template = new StringBuilder("(");
        for (var i = 0; i < like.Patterns.Length; i++)
        {
            template.Append(i == 0 ? "" : separator).Append("{0} ").Append(Keyword(like.Operator)).Append(" {").Append(i + 1).Append('}');
            if (like.Escape is not null)
            {
                template.Append(" ESCAPE {").Append(like.Patterns.Length + 1).Append('}');
            }
        }

        TypedExpression escape = new TypedLiteral(LiteralKind.String, like.Escape ?? "", SqlType.Varchar, like.Span);
        Output.Append(like.Negated ? "NOT " : "");
        WriteTemplate(new DuckDbTemplate(template.Append(')').ToString()), [like.Operand, .. like.Patterns, escape]);
    }

    /// <summary>A path of plain keys in one step; a key that JSON paths cannot spell as a JSON pointer of its own.</summary>
    private void WriteAccessForDuckDb(TypedAccess access)
    {
        var pointers = 0;
        foreach (var step in access.Steps)
        {
            pointers += DuckDbJson.IsPlain(step) ? 0 : 1;
        }

        if (pointers == 0)
        {
            Output.Append("json_extract(");
            Write(access.Operand);
            Output.Append(", ");
            WriteString(DuckDbJson.Path(access.Steps.AsSpan()));
            Output.Append(')');
            return;
        }

        foreach (var _ in access.Steps)
        {
            Output.Append("json_extract(");
        }

        Write(access.Operand);
        foreach (var step in access.Steps)
        {
            Output.Append(", ");
            WriteString(DuckDbJson.IsPlain(step) ? DuckDbJson.Path([step]) : DuckDbJson.Pointer(step.Key!));
            Output.Append(')');
        }
    }
}
