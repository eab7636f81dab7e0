namespace Handover.Core;

/// <summary>Text that has to fit.</summary>
internal static class ShortText
{
    /// <summary>The text, or so much of it that it has, with an ellipsis, at most a number of characters; no surrogate pair is cut in two.</summary>
    public static string Of(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1)] + "…";
}
