using System.Collections.Immutable;
using Handover.Core.Sql;

namespace Handover.Core.Expressions;

/// <content>CASE, IN, BETWEEN, LIKE, IS NULL and access.</content>
internal sealed partial class Binder
{
    private TypedCase? BindCase(CaseSyntax syntax)
    {
        var operand = syntax.Operand is null ? null : BindValue(syntax.Operand);
        var failed = syntax.Operand is not null && operand is null;
        var whens = new TypedExpression[syntax.Branches.Length];
        var thens = new TypedExpression[syntax.Branches.Length];
        SqlType? compared = operand?.Type;
        SqlType? type = SqlType.Unknown;
        for (var i = 0; i < whens.Length; i++)
        {
            var when = BindValue(syntax.Branches[i].When);
            var then = BindValue(syntax.Branches[i].Then);
            if (when is not null && syntax.Operand is null)
            {
                when = ToCondition(when);
            }

            if (when is null || then is null)
            {
                failed = true;
                continue;
            }

            whens[i] = when;
            thens[i] = then;
            compared = compared is { } known ? Combine(known, when, TypeRules.Comparable) : null;
            type = type is { } before ? Combine(before, then, TypeRules.Common) : null;
        }

        var otherwise = syntax.Else is null ? null : BindValue(syntax.Else);
        failed |= syntax.Else is not null && otherwise is null;
        if (otherwise is not null && type is { } soFar)
        {
            type = Combine(soFar, otherwise, TypeRules.Common);
        }

        if (failed || type is not { } result || (operand is not null && compared is null))
        {
            return null;
        }

        var branches = ImmutableArray.CreateBuilder<TypedCaseBranch>(whens.Length);
        var nullable = otherwise?.Nullable ?? true;
        for (var i = 0; i < whens.Length; i++)
        {
            nullable |= thens[i].Nullable;
            branches.Add(new TypedCaseBranch(compared is { } side ? Coerce(whens[i], side) : whens[i], Choose(thens[i], result)));
        }

        return new TypedCase(
            operand is null ? null : Coerce(operand, compared!.Value),
            branches.MoveToImmutable(),
            otherwise is null ? null : Choose(otherwise, result),
            result,
            nullable,
            syntax.Span);
    }

    /// <summary>The common type of what came before and one more value; reports if there is none.</summary>
    private SqlType? Combine(SqlType before, TypedExpression value, Func<SqlType, SqlType, SqlType?> rule)
    {
        var common = rule(before, value.Type);
        if (common is null)
        {
            diagnostics.Add(ExpressionDiagnostics.NoCommonType(before, value.Type, value.Span));
        }

        return common;
    }

    private TypedIn? BindIn(InSyntax syntax)
    {
        var operand = BindValue(syntax.Operand);
        var common = operand?.Type;
        var nullable = operand?.Nullable ?? true;
        var failed = operand is null;
        var values = ImmutableArray.CreateBuilder<TypedExpression>(syntax.Values.Length);
        foreach (var item in syntax.Values)
        {
            var value = BindValue(item);
            if (value is null)
            {
                failed = true;
                continue;
            }

            values.Add(value);
            nullable |= value.Nullable;
            common = common is { } before ? Combine(before, value, TypeRules.Comparable) : null;
        }

        if (failed || common is not { } type)
        {
            return null;
        }

        for (var i = 0; i < values.Count; i++)
        {
            values[i] = Coerce(values[i], type);
        }

        return new TypedIn(Coerce(operand!, type), values.DrainToImmutable(), syntax.Negated, nullable, syntax.Span);
    }

    private TypedBetween? BindBetween(BetweenSyntax syntax)
    {
        var operand = BindValue(syntax.Operand);
        var low = BindValue(syntax.Low);
        var high = BindValue(syntax.High);
        if (operand is null || low is null || high is null
            || Combine(operand.Type, low, TypeRules.Comparable) is not { } first
            || Combine(first, high, TypeRules.Comparable) is not { } common)
        {
            return null;
        }

        return new TypedBetween(
            Coerce(operand, common), Coerce(low, common), Coerce(high, common), syntax.Negated, operand.Nullable || low.Nullable || high.Nullable, syntax.Span);
    }

    private TypedLike? BindLike(LikeSyntax syntax)
    {
        var operand = BindText(syntax.Operand);
        var nullable = operand?.Nullable ?? true;
        var patterns = ImmutableArray.CreateBuilder<TypedExpression>(syntax.Patterns.Length);
        foreach (var item in syntax.Patterns)
        {
            if (BindText(item) is { } pattern)
            {
                patterns.Add(pattern);
                nullable |= pattern.Nullable;
            }
        }

        string? escape = null;
        if (syntax.Escape is not null && BindValue(syntax.Escape) is { } bound)
        {
            if (bound is not TypedLiteral { Kind: LiteralKind.String, Text.Length: 1 } literal)
            {
                diagnostics.Add(ExpressionDiagnostics.Syntax("ESCAPE needs one character in quotes.", bound.Span, "Write ESCAPE '\\\\' for the backslash."));
                return null;
            }

            escape = literal.Text;
        }

        return operand is null || patterns.Count != syntax.Patterns.Length
            ? null
            : new TypedLike(operand, patterns.DrainToImmutable(), escape, syntax.Operator, syntax.Quantifier, syntax.Negated, nullable, syntax.Span);
    }

    private TypedExpression? BindText(ExpressionSyntax syntax)
    {
        var bound = BindValue(syntax);
        if (bound is null)
        {
            return null;
        }

        if (bound.Type.Kind is SqlTypeKind.Array or SqlTypeKind.Object or SqlTypeKind.Binary)
        {
            diagnostics.Add(ExpressionDiagnostics.OperatorType("LIKE", bound.Type, bound.Span));
            return null;
        }

        return Coerce(bound, SqlType.Varchar);
    }

    private TypedIsNull? BindIsNull(IsNullSyntax syntax) =>
        BindValue(syntax.Operand) is { } operand ? new TypedIsNull(operand, syntax.Negated, syntax.Span) : null;

    private TypedAccess? BindAccess(AccessSyntax syntax)
    {
        var operand = BindValue(syntax.Operand);
        if (operand is null)
        {
            return null;
        }

        if (!TypeRules.IsSemiStructured(operand.Type))
        {
            diagnostics.Add(ExpressionDiagnostics.OperatorType("Access by : or []", operand.Type, syntax.Span));
            return null;
        }

        return new TypedAccess(operand, syntax.Steps, syntax.Span);
    }
}
