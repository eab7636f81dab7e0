namespace Handover.Core.Expressions;

/// <summary>Walks over typed trees.</summary>
public static class TypedChildren
{
    /// <summary>The expressions directly inside an expression, in the order of the text; queries inside it are their owner's.</summary>
    public static IEnumerable<TypedExpression> Of(TypedExpression expression) => expression switch
    {
        TypedUnary unary => [unary.Operand],
        TypedBinary binary => [binary.Left, binary.Right],
        TypedCall call => OfCall(call),
        TypedCase choice => OfCase(choice),
        TypedCast cast => [cast.Operand],
        TypedIn list => [list.Operand, .. list.Values],
        TypedLike like => [like.Operand, .. like.Patterns],
        TypedBetween between => [between.Operand, between.Low, between.High],
        TypedIsNull isNull => [isNull.Operand],
        TypedAccess access => [access.Operand],
        TypedSubquery { Operand: { } operand } => [operand],
        _ => [],
    };

    internal static bool HoldsSubquery(TypedExpression expression)
    {
        if (expression is TypedSubquery)
        {
            return true;
        }

        foreach (var child in Of(expression))
        {
            if (HoldsSubquery(child))
            {
                return true;
            }
        }

        return false;
    }

    internal static bool HoldsWindow(TypedExpression expression) =>
        expression is TypedCall { Window: not null } || Of(expression).Any(HoldsWindow);

    private static IEnumerable<TypedExpression> OfCall(TypedCall call)
    {
        foreach (var argument in call.Arguments)
        {
            yield return argument;
        }

        foreach (var item in call.WithinGroup)
        {
            yield return item.Value;
        }

        if (call.Window is not { } window)
        {
            yield break;
        }

        foreach (var item in window.PartitionBy)
        {
            yield return item;
        }

        foreach (var item in window.OrderBy)
        {
            yield return item.Value;
        }
    }

    private static IEnumerable<TypedExpression> OfCase(TypedCase choice)
    {
        if (choice.Operand is { } operand)
        {
            yield return operand;
        }

        foreach (var branch in choice.Branches)
        {
            yield return branch.When;
            yield return branch.Then;
        }

        if (choice.Else is { } otherwise)
        {
            yield return otherwise;
        }
    }
}
