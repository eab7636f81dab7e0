using System.Collections.Immutable;

namespace Handover.Core.Expressions;

/// <summary>Walks over syntax trees.</summary>
internal static class SyntaxChildren
{
    /// <summary>The expressions directly inside an expression; queries inside it are their owner's.</summary>
    public static IEnumerable<ExpressionSyntax> Of(ExpressionSyntax syntax) => syntax switch
    {
        UnarySyntax unary => [unary.Operand],
        BinarySyntax binary => [binary.Left, binary.Right],
        CallSyntax call => [.. call.Arguments, .. Values(call.WithinGroup), .. call.Window?.PartitionBy ?? [], .. Values(call.Window?.OrderBy ?? [])],
        CaseSyntax choice => OfCase(choice),
        CastSyntax cast => [cast.Operand],
        InSyntax list => [list.Operand, .. list.Values],
        LikeSyntax like => [like.Operand, .. like.Patterns],
        BetweenSyntax between => [between.Operand, between.Low, between.High],
        IsNullSyntax isNull => [isNull.Operand],
        AccessSyntax access => [access.Operand],
        SubquerySyntax { Operand: { } operand } => [operand],
        _ => [],
    };

    private static IEnumerable<ExpressionSyntax> OfCase(CaseSyntax choice)
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

    private static IEnumerable<ExpressionSyntax> Values(ImmutableArray<OrderItemSyntax> items)
    {
        foreach (var item in items)
        {
            yield return item.Value;
        }
    }
}
