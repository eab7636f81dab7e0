namespace Handover.Core.Diagnostics;

/// <summary>How much a <see cref="Diagnostic"/> weighs: an error forbids deploying and promoting, the others do not.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing to do.</summary>
    Information,
    /// <summary>Probably not what was meant; the flow still runs.</summary>
    Warning,
    /// <summary>The flow cannot be deployed or promoted.</summary>
    Error,
}

/// <summary>A stretch of characters in a text that a user wrote.</summary>
/// <param name="Start">Zero-based offset of the first character, in UTF-16 units.</param>
/// <param name="Length">Number of UTF-16 units; 0 marks a place between two characters.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The offset just behind the last character.</summary>
    public int End => Start + Length;
}

/// <summary>A problem found in what a user built: a value, never an exception.</summary>
/// <param name="Code">Stable name of the problem, kebab-case (<c>unknown-column</c>); safe to branch on.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Message">What is wrong, in a sentence for the analyst.</param>
/// <param name="Node">Id of the flow node that it belongs to, if any.</param>
/// <param name="Field">The node's field in JSON words (<c>columns[2].expression</c>), if any.</param>
/// <param name="Span">The place inside that field's text, if the field is an expression or SQL.</param>
/// <param name="Suggestion">What to do next ("Did you mean DELAY?"), if something can be said.</param>
public sealed record Diagnostic(
    string Code,
    Severity Severity,
    string Message,
    string? Node = null,
    string? Field = null,
    TextSpan? Span = null,
    string? Suggestion = null);
