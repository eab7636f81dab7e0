using System.Collections.Immutable;
using Handover.Core.Diagnostics;
using Handover.Core.Sql;

namespace Handover.Core.Expressions;

/// <content>Function calls and windows.</content>
internal sealed partial class Binder
{
    private TypedCall? BindCall(CallSyntax syntax)
    {
        var function = FunctionCatalog.Find(syntax.Name.Text);
        if (function is null)
        {
            var name = syntax.Name.Text;
            diagnostics.Add(ExpressionDiagnostics.UnknownFunction(name.ToUpperInvariant(), syntax.Name.Span, EditDistance.Nearest(name, FunctionCatalog.Names)));
            BindForProblems(syntax);
            return null;
        }

        var allowed = CheckPlace(function, syntax) & CheckClauses(function, syntax);
        var (wasInAggregate, wasInWindow) = (inAggregate, inWindow);
        if (syntax.Window is not null)
        {
            inWindow = true;
        }
        else if (function.Kind == FunctionKind.Aggregate)
        {
            inAggregate = true;
        }

        var arguments = BindArguments(function, syntax);
        var withinGroup = BindOrder(syntax.WithinGroup);
        var window = syntax.Window is null ? null : BindWindow(syntax.Window);
        (inAggregate, inWindow) = (wasInAggregate, wasInWindow);
        if (!allowed || arguments.IsDefault || withinGroup.IsDefault || (syntax.Window is not null && window is null))
        {
            return null;
        }

        if (function.Check?.Invoke(arguments) is var (position, needed))
        {
            diagnostics.Add(ExpressionDiagnostics.ArgumentValue(function, function.ParameterAt(position, arguments.Length), needed, arguments[position].Span));
            return null;
        }

        // The value that PERCENTILE_CONT and its kin speak of stands in their ORDER BY.
        var type = function.Returns(function.Clauses.HasFlag(FunctionClauses.WithinGroupRequired) ? [withinGroup[0].Value] : arguments);
        return new TypedCall(function, arguments, syntax.Distinct, withinGroup, syntax.IgnoreNulls, window, type, IsNullable(function, arguments), syntax.Span);
    }

    private static bool IsNullable(FunctionDefinition function, ImmutableArray<TypedExpression> arguments)
    {
        if (function.Nulls is NullRule.Always or NullRule.Never)
        {
            return function.Nulls == NullRule.Always;
        }

        var all = true;
        var any = false;
        foreach (var argument in arguments)
        {
            all &= argument.Nullable;
            any |= argument.Nullable;
        }

        return function.Nulls == NullRule.WithAllArguments ? all : any;
    }

    /// <summary>Whether an aggregate or window function may stand here.</summary>
    private bool CheckPlace(FunctionDefinition function, CallSyntax syntax)
    {
        var span = syntax.Name.Span;
        Diagnostic? problem = null;
        if (syntax.Window is not null)
        {
            HasWindow = true;
            problem = function.Kind == FunctionKind.Scalar ? ExpressionDiagnostics.ClauseNotAllowed("OVER", function.Name, syntax.Window.Span)
                : !context.Windows ? ExpressionDiagnostics.WindowNotAllowed(function.Name, span)
                : inAggregate || inWindow ? ExpressionDiagnostics.NestedWindow(function.Name, span)
                : null;
        }
        else if (function.Kind == FunctionKind.Window)
        {
            problem = ExpressionDiagnostics.WindowRequired(function.Name, span);
        }
        else if (function.Kind == FunctionKind.Aggregate)
        {
            HasAggregate = true;
            problem = inAggregate ? ExpressionDiagnostics.NestedAggregate(function.Name, span)
                : context.Aggregates == AggregateUse.Forbidden ? ExpressionDiagnostics.AggregateNotAllowed(function.Name, span)
                : null;
        }

        if (problem is not null)
        {
            diagnostics.Add(problem);
        }

        return problem is null;
    }

    private bool CheckClauses(FunctionDefinition function, CallSyntax syntax)
    {
        var clauses = function.Clauses;
        var before = diagnostics.Count;
        Require(!syntax.Star || clauses.HasFlag(FunctionClauses.Star), "*");
        Require(!syntax.Distinct || clauses.HasFlag(FunctionClauses.Distinct), "DISTINCT");
        Require(!syntax.IgnoreNulls || clauses.HasFlag(FunctionClauses.IgnoreNulls), "IGNORE NULLS");
        Require(syntax.WithinGroup.IsEmpty || (clauses & (FunctionClauses.WithinGroup | FunctionClauses.WithinGroupRequired)) != 0, "WITHIN GROUP");
        if (clauses.HasFlag(FunctionClauses.WithinGroupRequired) && syntax.WithinGroup.Length != 1)
        {
            diagnostics.Add(ExpressionDiagnostics.OrderRequired($"{function.Name}(…) WITHIN GROUP", syntax.Span));
        }

        if (syntax.Window is { } window)
        {
            Require(!clauses.HasFlag(FunctionClauses.NoWindow), "OVER");
            Require(window.OrderBy.IsEmpty || !clauses.HasFlag(FunctionClauses.NoOrder), "ORDER BY in OVER");
            Require(window.OrderBy.IsEmpty || !syntax.Distinct, "ORDER BY in OVER, beside DISTINCT,");
            Require(window.Frame is null || clauses.HasFlag(FunctionClauses.Frame), "A window frame");
            Require(window.Frame is null || !window.OrderBy.IsEmpty, "A window frame without ORDER BY");
            if (window.OrderBy.IsEmpty && clauses.HasFlag(FunctionClauses.OrderRequired))
            {
                diagnostics.Add(ExpressionDiagnostics.OrderRequired($"{function.Name}(…) OVER", window.Span));
            }
        }

        return diagnostics.Count == before;

        void Require(bool satisfied, string clause)
        {
            if (!satisfied)
            {
                diagnostics.Add(ExpressionDiagnostics.ClauseNotAllowed(clause, function.Name, syntax.Span));
            }
        }
    }

    /// <summary>The arguments in their parameters' types; default after a report.</summary>
    private ImmutableArray<TypedExpression> BindArguments(FunctionDefinition function, CallSyntax syntax)
    {
        var count = syntax.Arguments.Length;
        if (syntax.Star)
        {
            return [];
        }

        if (count < function.MinimumArguments || (function.Repeating == 0 && count > function.Parameters.Length)
            || (function.Repeating > 1 && !function.TrailingDefault && count > function.Parameters.Length && (count - function.Parameters.Length) % function.Repeating != 0))
        {
            // An argument that is missing between commas was reported as such.
            if (!HoldsMissing(syntax.Arguments))
            {
                diagnostics.Add(ExpressionDiagnostics.WrongArgumentCount(function, count, syntax.Span));
            }

            BindForProblems(syntax);
            return default;
        }

        var arguments = new TypedExpression[count];
        var failed = false;
        for (var i = 0; i < count; i++)
        {
            var argument = BindArgument(function, function.ParameterAt(i, count), syntax.Arguments[i]);
            failed |= argument is null;
            arguments[i] = argument!;
        }

        return failed
            || !Unify(function, arguments, ParameterType.Common, TypeRules.Common)
            || !Unify(function, arguments, ParameterType.Result, TypeRules.Common)
                ? default
                : ImmutableArray.Create(arguments);
    }

    private TypedExpression? BindArgument(FunctionDefinition function, FunctionParameter parameter, ExpressionSyntax syntax)
    {
        if (parameter.Type == ParameterType.DatePart)
        {
            return BindDatePart(function, parameter, syntax);
        }

        var bound = BindValue(syntax);
        if (bound is null)
        {
            return null;
        }

        var coerced = ArgumentRules.Coerce(bound, parameter.Type);
        if (coerced is null)
        {
            diagnostics.Add(ExpressionDiagnostics.ArgumentType(function, parameter, bound.Type, bound.Span));
        }

        return coerced;
    }

    private TypedDatePart? BindDatePart(FunctionDefinition function, FunctionParameter parameter, ExpressionSyntax syntax)
    {
        var text = syntax switch
        {
            ColumnSyntax { Relation: null } name => name.Name.Text,
            LiteralSyntax { Kind: LiteralKind.String } literal => literal.Text,
            _ => null,
        };
        if (text is not null && DateParts.TryFind(text.Trim(), out var part))
        {
            return new TypedDatePart(part, syntax.Span);
        }

        var near = text is null ? null : EditDistance.Nearest(text, DateParts.All);
        diagnostics.Add(ExpressionDiagnostics.ArgumentValue(
            function, parameter, near is null ? ArgumentRules.Describe(ParameterType.DatePart) : $"a date or time part (did you mean {near.ToUpperInvariant()}?)", syntax.Span));
        return null;
    }

    /// <summary>Brings all arguments of one kind of parameter to their common type.</summary>
    private bool Unify(FunctionDefinition function, TypedExpression[] arguments, ParameterType kind, Func<SqlType, SqlType, SqlType?> rule)
    {
        SqlType? common = null;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (function.ParameterAt(i, arguments.Length).Type == kind)
            {
                common = common is { } before ? Combine(before, arguments[i], rule) : arguments[i].Type;
                if (common is null)
                {
                    return false;
                }
            }
        }

        for (var i = 0; common is { } type && i < arguments.Length; i++)
        {
            if (function.ParameterAt(i, arguments.Length).Type == kind)
            {
                arguments[i] = Choose(arguments[i], type);
            }
        }

        return true;
    }

    private TypedWindow? BindWindow(WindowSyntax syntax)
    {
        var partitionBy = ImmutableArray.CreateBuilder<TypedExpression>(syntax.PartitionBy.Length);
        var failed = false;
        foreach (var item in syntax.PartitionBy)
        {
            if (BindValue(item) is { } value)
            {
                partitionBy.Add(value);
            }
            else
            {
                failed = true;
            }
        }

        var orderBy = BindOrder(syntax.OrderBy);
        return failed || orderBy.IsDefault ? null : new TypedWindow(partitionBy.DrainToImmutable(), orderBy, syntax.Frame);
    }

    private ImmutableArray<TypedOrderItem> BindOrder(ImmutableArray<OrderItemSyntax> items)
    {
        if (items.IsEmpty)
        {
            return [];
        }

        var bound = ImmutableArray.CreateBuilder<TypedOrderItem>(items.Length);
        foreach (var item in items)
        {
            if (BindValue(item.Value) is { } value)
            {
                bound.Add(new TypedOrderItem(value, item.Descending, item.NullsFirst ?? item.Descending));
            }
        }

        return bound.Count == items.Length ? bound.MoveToImmutable() : default;
    }

    private static bool HoldsMissing(ImmutableArray<ExpressionSyntax> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument is MissingSyntax)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Binds what stands in a call that is wrong anyway, so that its own problems show too.</summary>
    private void BindForProblems(CallSyntax syntax)
    {
        foreach (var argument in syntax.Arguments)
        {
            if (argument is not ColumnSyntax { Relation: null } word || !DateParts.TryFind(word.Name.Text, out _))
            {
                Bind(argument);
            }
        }
    }
}
