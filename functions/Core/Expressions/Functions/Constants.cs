using System.Collections.Immutable;

namespace Handover.Core.Expressions;

/// <summary>Reads arguments that are constants.</summary>
internal static class Constants
{
    public static int? Integer(TypedExpression argument) =>
        argument is TypedLiteral { Kind: LiteralKind.Number } literal && int.TryParse(literal.Text, out var value) ? value : null;

    public static string? Text(TypedExpression argument) => argument is TypedLiteral { Kind: LiteralKind.String } literal ? literal.Text : null;

    public static bool IsEmptyText(ImmutableArray<TypedExpression> arguments, int position) => position < arguments.Length && Text(arguments[position]) == "";
}
