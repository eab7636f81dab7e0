namespace Handover.Core.Expressions;

/// <summary>How tightly a text holds together; from loose to tight.</summary>
internal enum Precedence
{
    Or,
    And,
    Not,
    Comparison,
    Sum,
    Product,
    Sign,
    Operand,
}

/// <content>Operators and predicates, with no more parentheses than they need.</content>
public sealed partial class ExpressionWriter
{
    internal void WriteOperand(TypedExpression operand, Precedence least)
    {
        if (PrecedenceOf(operand) >= least)
        {
            Write(operand);
            return;
        }

        Output.Append('(');
        Write(operand);
        Output.Append(')');
    }

    private Precedence PrecedenceOf(TypedExpression expression)
    {
        switch (expression)
        {
            case TypedLiteral { Kind: LiteralKind.Number } number when number.Text[0] == '-':
                return Precedence.Sign;
            case TypedUnary unary:
                return unary.Operator == UnaryOperator.Not ? Precedence.Not : Precedence.Sign;
            case TypedBinary binary:
                return IsDuckDb && IsSpelledOut(binary) ? Precedence.Operand : PrecedenceOf(binary.Operator);
            case TypedLike like when IsDuckDb && (like.Quantifier != LikeQuantifier.One || like.Operator == LikeOperator.RLike):
                return like.Negated ? Precedence.Not : Precedence.Operand;
            case TypedIn or TypedLike or TypedBetween or TypedIsNull or TypedSubquery { Kind: SubqueryKind.In }:
                return Precedence.Comparison;
            case TypedCast { Implicit: true } cast when !IsDuckDb:
                return PrecedenceOf(cast.Operand);
            default:
                return Precedence.Operand;
        }
    }

    private static Precedence PrecedenceOf(BinaryOperator operation) => operation switch
    {
        BinaryOperator.Or => Precedence.Or,
        BinaryOperator.And => Precedence.And,
        BinaryOperator.Concat or BinaryOperator.Add or BinaryOperator.Subtract => Precedence.Sum,
        BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Modulo => Precedence.Product,
        _ => Precedence.Comparison,
    };

    private void WriteUnary(TypedUnary unary)
    {
        Output.Append(unary.Operator switch { UnaryOperator.Not => "NOT ", UnaryOperator.Negate => "-", _ => "+" });
        // Two signs in a row would start a comment.
        WriteOperand(unary.Operand, unary.Operator == UnaryOperator.Not ? Precedence.Not : Precedence.Operand);
    }

    private void WriteBinary(TypedBinary binary)
    {
        if (IsDuckDb && WriteBinaryForDuckDb(binary))
        {
            return;
        }

        WriteBinaryAsIs(binary);
    }

    private void WriteBinaryAsIs(TypedBinary binary)
    {
        switch (binary.Operator)
        {
            case BinaryOperator.Or or BinaryOperator.And:
                WriteInfix(binary, PrecedenceOf(binary.Operator), PrecedenceOf(binary.Operator));
                break;
            case BinaryOperator.Concat when IsDuckDb && IsKnownNull(binary):
                WriteUntyped(binary);
                break;
            case BinaryOperator.Concat:
                // Dialects disagree on whether || binds like + or looser: never leave it to them.
                WriteInfix(binary, ConcatSide(binary.Left), ConcatSide(binary.Right));
                break;
            case BinaryOperator.Add or BinaryOperator.Subtract:
                WriteInfix(binary, IsConcat(binary.Left) ? Precedence.Product : Precedence.Sum, Precedence.Product);
                break;
            case BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Modulo:
                WriteInfix(binary, Precedence.Product, Precedence.Sign);
                break;
            default:
                WriteInfix(binary, Precedence.Sum, Precedence.Sum);
                break;
        }
    }

    /// <summary>A text joined with a literal NULL has no type on DuckDB, and becomes an INTEGER further on: the whole chain is told its type.</summary>
    private void WriteUntyped(TypedBinary chain)
    {
        Output.Append("CAST(");
        var first = true;
        foreach (var part in Parts(chain))
        {
            Output.Append(first ? "" : " || ");
            WriteOperand(part, Precedence.Product);
            first = false;
        }

        Output.Append(" AS VARCHAR)");
    }

    private static IEnumerable<TypedExpression> Parts(TypedExpression text) =>
        text is TypedBinary { Operator: BinaryOperator.Concat } joined ? Parts(joined.Left).Concat(Parts(joined.Right)) : [text];

    /// <summary>Whether a text is NULL by how it is written: one of what it is joined from is.</summary>
    internal static bool IsKnownNull(TypedExpression text) => text switch
    {
        TypedLiteral { Kind: LiteralKind.Null } => true,
        TypedCast cast => IsKnownNull(cast.Operand),
        TypedBinary { Operator: BinaryOperator.Concat } joined => IsKnownNull(joined.Left) || IsKnownNull(joined.Right),
        TypedCall { Function.Name: "CONCAT" or "CONCAT_WS" } joined => joined.Arguments.Any(IsKnownNull),
        _ => false,
    };

    private Precedence ConcatSide(TypedExpression side) => IsConcat(side) ? Precedence.Sum : Precedence.Product;

    /// <summary>Whether an operand shows as ||; a coercion around it shows on DuckDB only.</summary>
    private bool IsConcat(TypedExpression operand) => operand switch
    {
        TypedCast { Implicit: true } cast when !IsDuckDb => IsConcat(cast.Operand),
        _ => operand is TypedBinary { Operator: BinaryOperator.Concat },
    };

    private void WriteInfix(TypedBinary binary, Precedence left, Precedence right)
    {
        WriteOperand(binary.Left, left);
        Output.Append(' ').Append(Binder.Symbol(binary.Operator)).Append(' ');
        WriteOperand(binary.Right, right);
    }

    private void WriteCase(TypedCase choice)
    {
        Output.Append("CASE");
        if (choice.Operand is { } operand)
        {
            Output.Append(' ');
            Write(operand);
        }

        foreach (var branch in choice.Branches)
        {
            Output.Append(" WHEN ");
            Write(branch.When);
            Output.Append(" THEN ");
            Write(branch.Then);
        }

        if (choice.Else is { } otherwise)
        {
            Output.Append(" ELSE ");
            Write(otherwise);
        }

        Output.Append(" END");
    }

    private void WriteIn(TypedIn list)
    {
        WriteOperand(list.Operand, Precedence.Sum);
        Output.Append(list.Negated ? " NOT IN (" : " IN (");
        for (var i = 0; i < list.Values.Length; i++)
        {
            Output.Append(i == 0 ? "" : ", ");
            Write(list.Values[i]);
        }

        Output.Append(')');
    }

    private void WriteBetween(TypedBetween between)
    {
        WriteOperand(between.Operand, Precedence.Sum);
        Output.Append(between.Negated ? " NOT BETWEEN " : " BETWEEN ");
        WriteOperand(between.Low, Precedence.Sum);
        Output.Append(" AND ");
        WriteOperand(between.High, Precedence.Sum);
    }

    private void WriteLike(TypedLike like)
    {
        if (IsDuckDb && like.Operator == LikeOperator.RLike)
        {
            WriteRLikeForDuckDb(like);
            return;
        }

        if (IsDuckDb && like.Quantifier != LikeQuantifier.One)
        {
            WriteLikeManyForDuckDb(like);
            return;
        }

        WriteOperand(like.Operand, Precedence.Sum);
        Output.Append(like.Negated ? " NOT " : " ").Append(Keyword(like.Operator)).Append(' ');
        if (like.Quantifier == LikeQuantifier.One)
        {
            WriteOperand(like.Patterns[0], Precedence.Sum);
        }
        else
        {
            Output.Append(like.Quantifier == LikeQuantifier.Any ? "ANY (" : "ALL (");
            WriteList(like.Patterns);
            Output.Append(')');
        }

        WriteEscape(like);
    }

    private void WriteEscape(TypedLike like)
    {
        if (like.Escape is { } escape)
        {
            Output.Append(" ESCAPE ");
            WriteString(escape);
        }
    }

    private static string Keyword(LikeOperator operation) => operation switch
    {
        LikeOperator.Like => "LIKE",
        LikeOperator.ILike => "ILIKE",
        _ => "RLIKE",
    };

    private void WriteAccess(TypedAccess access)
    {
        if (IsDuckDb)
        {
            WriteAccessForDuckDb(access);
            return;
        }

        WriteOperand(access.Operand, Precedence.Operand);
        foreach (var step in access.Steps)
        {
            Output.Append('[');
            if (step.Key is { } key)
            {
                WriteString(key);
            }
            else
            {
                Output.Append(step.Index);
            }

            Output.Append(']');
        }
    }
}
