using System.Text;
using System.Text.RegularExpressions;
using DiffPlex;
using DiffPlex.Chunkers;

namespace Handover.Core.Flows;

/// <summary>What happened to a piece of a text.</summary>
public enum TextChange
{
    /// <summary>Both texts have it.</summary>
    Same,
    /// <summary>Only the earlier text has it.</summary>
    Removed,
    /// <summary>Only the later text has it.</summary>
    Added,
}

/// <summary>A piece of a text that was changed: the pieces that are same or removed make the earlier text, those that are same or added the later one.</summary>
/// <param name="Change">What happened to it.</param>
/// <param name="Text">The piece.</param>
public sealed record TextEdit(TextChange Change, string Text);

/// <summary>Compares two texts.</summary>
public static partial class TextDiff
{
    // The comparison takes time by pieces times changes; beyond this many characters whole lines are compared.
    private const int WordsUpTo = 20_000;

    /// <summary>The pieces of both texts in order: words, spaces and signs, of long texts lines.</summary>
    public static ValueList<TextEdit> Between(string before, string after)
    {
        IChunker chunker = before.Length + after.Length <= WordsUpTo ? new WordPieces() : LineEndingsPreservingChunker.Instance;
        var found = Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, chunker);
        var edits = new List<TextEdit>();
        var place = 0;
        foreach (var block in found.DiffBlocks)
        {
            Add(edits, TextChange.Same, found.PiecesOld, place, block.DeleteStartA);
            Add(edits, TextChange.Removed, found.PiecesOld, block.DeleteStartA, block.DeleteStartA + block.DeleteCountA);
            Add(edits, TextChange.Added, found.PiecesNew, block.InsertStartB, block.InsertStartB + block.InsertCountB);
            place = block.DeleteStartA + block.DeleteCountA;
        }

        Add(edits, TextChange.Same, found.PiecesOld, place, found.PiecesOld.Count);
        return ValueList.From(edits);
    }

    private static void Add(List<TextEdit> edits, TextChange change, IReadOnlyList<string> pieces, int from, int to)
    {
        if (from < to)
        {
            var text = new StringBuilder();
            for (var i = from; i < to; i++)
            {
                text.Append(pieces[i]);
            }

            edits.Add(new TextEdit(change, text.ToString()));
        }
    }

    private sealed class WordPieces : IChunker
    {
        public IReadOnlyList<string> Chunk(string text) => [.. Pieces().Matches(text).Select(static piece => piece.Value)];
    }

    [GeneratedRegex(@"\w+|\s+|[^\w\s]", RegexOptions.CultureInvariant)]
    private static partial Regex Pieces();
}
