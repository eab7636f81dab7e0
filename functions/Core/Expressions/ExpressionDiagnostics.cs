using Handover.Core.Diagnostics;

namespace Handover.Core.Expressions;

/// <summary>Every problem that the expression language reports, one method a message.</summary>
internal static class ExpressionDiagnostics
{
    public const string SyntaxError = "syntax-error";

    public static Diagnostic Syntax(string message, TextSpan span, string? suggestion = null) => Error(SyntaxError, message, span, suggestion);

    public static Diagnostic UnexpectedCharacter(string character, TextSpan span) =>
        Syntax($"The character '{character}' has no meaning here.", span, "Remove it, or put it in quotes.");

    public static Diagnostic Unterminated(string quote, TextSpan span) =>
        Error("unterminated-string", $"The text that starts here has no closing {quote}.", span, $"Add {quote} where it ends.");

    public static Diagnostic UnterminatedComment(TextSpan span) =>
        Error("unterminated-comment", "The comment that starts here has no end.", span, "Add */ where it ends.");

    public static Diagnostic InvalidNumber(string text, TextSpan span) =>
        Error("invalid-number", $"'{text}' is not a number.", span, "A name that starts with a digit needs double quotes.");

    public static Diagnostic TooLong(int length, int most) =>
        Error("expression-too-long", $"The text has {length:N0} characters; {most:N0} are allowed.", new TextSpan(most, length - most), "Split it over several formulas.");

    public static Diagnostic TooDeep(TextSpan span) =>
        Error("expression-too-deep", $"The expression is nested more than {ExpressionParser.MaxDepth} levels deep.", span, "Split it over several formulas.");

    private static Diagnostic Error(string code, string message, TextSpan? span, string? suggestion = null) =>
        new(code, Severity.Error, message, null, null, span, suggestion);
}
