using Handover.Core.Diagnostics;
using Handover.Core.Sql;

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

    public static Diagnostic NumberTooLarge(TextSpan span) =>
        Error("invalid-number", "The number has more than 38 digits.", span, "Write it with an exponent to get a FLOAT.");

    public static Diagnostic InvalidLiteral(string text, string type, TextSpan span) =>
        Error("invalid-literal", $"'{text}' is not a {type}.", span, $"Write it as {type switch { "DATE" => "'2024-12-31'", "TIME" => "'23:59:59'", _ => "'2024-12-31 23:59:59'" }}.");

    public static Diagnostic InvalidInterval(string text, TextSpan span) =>
        Error("invalid-literal", $"'{text}' is not an interval.", span, "Write it as '1 year, 3 months, 2 days'.");

    public static Diagnostic TooLong(int length, int most) =>
        Error("expression-too-long", $"The text has {length:N0} characters; {most:N0} are allowed.", new TextSpan(most, length - most), "Split it over several formulas.");

    public static Diagnostic TooDeep(TextSpan span) =>
        Error("expression-too-deep", $"The expression is nested more than {ExpressionParser.MaxDepth} levels deep.", span, "Split it over several formulas.");

    public static Diagnostic SubqueryNotAllowed(TextSpan span) =>
        Error("subquery-not-allowed", "A query cannot stand here.", span, "Join the other table first, or use an sql node.");

    public static Diagnostic SubqueryColumns(int count, TextSpan span) =>
        Error("subquery-columns", $"The query must have one column, it has {count}.", span);

    public static Diagnostic UnknownColumn(string name, TextSpan span, string? near) =>
        Error("unknown-column", $"There is no column {name}.", span, DidYouMean(near));

    public static Diagnostic UnknownRelation(string name, TextSpan span, string? near) =>
        Error("unknown-relation", $"There is no input {name} here.", span, DidYouMean(near));

    public static Diagnostic AmbiguousColumn(string name, TextSpan span, string suggestion) =>
        Error("ambiguous-column", $"Several columns are called {name}.", span, suggestion);

    public static Diagnostic UnknownFunction(string name, TextSpan span, string? near) =>
        Error("unknown-function", $"There is no function {name}.", span, DidYouMean(near));

    public static Diagnostic UnknownType(string name, TextSpan span, string? near) =>
        Error("unknown-type", $"There is no type {name}.", span, DidYouMean(near));

    public static Diagnostic InvalidType(string message, TextSpan span) => Error("invalid-type", message, span);

    public static Diagnostic WrongArgumentCount(FunctionDefinition function, int count, TextSpan span) =>
        Error("wrong-argument-count", $"{function.Name} takes {function.CountText}, not {count}.", span, $"Write {function.Signature}.");

    public static Diagnostic ArgumentType(FunctionDefinition function, FunctionParameter parameter, SqlType found, TextSpan span) =>
        Error("type-mismatch", $"{function.Name} needs {ArgumentRules.Describe(parameter.Type)} as {parameter.Name}, not {found}.", span, $"Write {function.Signature}.");

    public static Diagnostic ArgumentValue(FunctionDefinition function, FunctionParameter parameter, string needed, TextSpan span) =>
        Error("invalid-argument", $"{function.Name} needs {needed} as {parameter.Name}.", span);

    public static Diagnostic OperatorTypes(string operation, SqlType left, SqlType right, TextSpan span, string? suggestion = null) =>
        Error("type-mismatch", $"{operation} cannot work on {left} and {right}.", span, suggestion);

    public static Diagnostic OperatorType(string operation, SqlType operand, TextSpan span) =>
        Error("type-mismatch", $"{operation} cannot work on {operand}.", span);

    public static Diagnostic NoCommonType(SqlType left, SqlType right, TextSpan span) =>
        Error("type-mismatch", $"{left} and {right} have no common type.", span, "Convert one of them with CAST.");

    public static Diagnostic NotABoolean(SqlType found, TextSpan span) =>
        Error("type-mismatch", $"A condition must be TRUE or FALSE; this is {found}.", span, "Compare it with something.");

    public static Diagnostic NoCast(SqlType from, SqlType to, TextSpan span) =>
        Error("type-mismatch", $"{from} does not convert to {to}.", span);

    public static Diagnostic TryCastNeedsText(SqlType from, TextSpan span) =>
        Error("type-mismatch", $"TRY_CAST converts text only, not {from}.", span, "Use CAST.");

    public static Diagnostic MisplacedInterval(TextSpan span) =>
        Error("type-mismatch", "An INTERVAL can only be added to or subtracted from a date or time.", span);

    public static Diagnostic AggregateNotAllowed(string name, TextSpan span) =>
        Error("aggregate-not-allowed", $"The aggregate function {name} cannot stand here.", span, "Use an aggregate node, or add OVER (…) in a formula.");

    public static Diagnostic AggregateRequired(TextSpan span) =>
        Error("aggregate-required", "A measure must aggregate.", span, "Put the value into a function such as SUM, MIN or COUNT.");

    public static Diagnostic ColumnNotGrouped(string name, TextSpan span) =>
        Error("column-not-grouped", $"The column {name} is neither grouped nor inside an aggregate function.", span, $"Group by it, or write ANY_VALUE({name}).");

    public static Diagnostic NestedAggregate(string name, TextSpan span) =>
        Error("nested-aggregate", $"The aggregate function {name} stands inside another.", span, "Aggregate in two nodes, one after the other.");

    public static Diagnostic WindowNotAllowed(string name, TextSpan span) =>
        Error("window-not-allowed", $"The window function {name} cannot stand here.", span, "Compute it in a formula first.");

    public static Diagnostic NestedWindow(string name, TextSpan span) =>
        Error("nested-window", $"The window function {name} stands inside another.", span, "Compute the inner one in a formula first.");

    public static Diagnostic WindowRequired(string name, TextSpan span) =>
        Error("window-required", $"{name} is a window function.", span, $"Write {name}(…) OVER (PARTITION BY … ORDER BY …).");

    public static Diagnostic OrderRequired(string name, TextSpan span) =>
        Error("order-required", $"{name} needs an ORDER BY.", span);

    public static Diagnostic ClauseNotAllowed(string clause, string name, TextSpan span) =>
        Error("clause-not-allowed", $"{clause} does not go with {name}.", span);

    public static Diagnostic NotSupported(string what, SqlDialectKind dialect, TextSpan span, string? suggestion = null) =>
        Error("not-supported-by-dialect", $"{what} cannot be run on {(dialect == SqlDialectKind.DuckDb ? "the embedded warehouse (DuckDB)" : "Snowflake")}.", span, suggestion);

    public static Diagnostic DivisionByZero(TextSpan span) =>
        new("division-by-zero", Severity.Warning, "This divides by zero, which is an error when it runs.", null, null, span, "Use DIV0 to get 0 instead.");

    public static Diagnostic NullComparison(TextSpan span) =>
        new("null-comparison", Severity.Warning, "A comparison with NULL is never true.", null, null, span, "Write IS NULL or IS NOT NULL.");

    private static Diagnostic Error(string code, string message, TextSpan? span, string? suggestion = null) =>
        new(code, Severity.Error, message, null, null, span, suggestion);

    private static string? DidYouMean(string? near) => near is null ? null : $"Did you mean {near}?";
}
