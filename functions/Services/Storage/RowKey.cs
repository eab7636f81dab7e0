using System.Globalization;
using System.Text;

namespace Handover.Services.Storage;

/// <summary>
/// Builds keys of parts joined by <c>:</c>, such as <c>deployment:orders</c>. What is special in a part is escaped, so that user input cannot
/// leave its part, a key reads back into the parts that made it, and every key is one that Azure Tables takes.
/// </summary>
public static class RowKey
{
    private const char Separator = ':';
    private const char Mark = '~';
    private const int NumberDigits = 10;
    private const int TickDigits = 19;

    /// <summary>Azure's limit of 1 KiB a key, counted in UTF-16 as the service stores it.</summary>
    public const int MaxLength = 512;

    /// <summary>Whether a text can be a key by itself: there is some, and escaped it is not too long.</summary>
    public static bool CanBe(string text) => text.Length is > 0 and <= MaxLength && Escape(text).Length <= MaxLength;

    /// <summary>The key of these parts.</summary>
    /// <exception cref="StorageException"><see cref="StorageFailure.InvalidKey"/> if the key is empty or too long.</exception>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        var key = new StringBuilder();
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0)
            {
                key.Append(Separator);
            }
            AppendEscaped(key, parts[i]);
        }
        var text = key.ToString();
        Validate(text, "row key");
        return text;
    }

    /// <summary>What every key that begins with these whole parts begins with: the parts and the separator.</summary>
    public static string Prefix(params ReadOnlySpan<string> parts) => Of(parts) + Separator;

    /// <summary>The parts that <see cref="Of"/> made the key of.</summary>
    public static string[] Parts(string key) => [.. key.Split(Separator).Select(Unescape)];

    /// <summary>One part, escaped: <c>~</c> and four hexadecimal digits for each character that is special in a key, in a URL or in a filter.</summary>
    public static string Escape(string part)
    {
        var escaped = new StringBuilder(part.Length);
        AppendEscaped(escaped, part);
        return escaped.ToString();
    }

    /// <summary>Undoes <see cref="Escape"/>.</summary>
    /// <exception cref="StorageException"><see cref="StorageFailure.InvalidKey"/> if it was not made by <see cref="Escape"/>.</exception>
    public static string Unescape(string escaped)
    {
        if (!escaped.Contains(Mark))
        {
            return escaped;
        }
        var part = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != Mark)
            {
                part.Append(escaped[i]);
                continue;
            }
            if (i + 4 >= escaped.Length
                || !ushort.TryParse(escaped.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            {
                throw new StorageException(StorageFailure.InvalidKey, $"The key part '{escaped}' was not written by RowKey.Escape.");
            }
            part.Append((char)unit);
            i += 4;
        }
        return part.ToString();
    }

    /// <summary>A number as a key part that sorts as numbers do.</summary>
    /// <param name="number">0 to 9,999,999,999.</param>
    public static string Number(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 9_999_999_999);
        return number.ToString("D" + NumberDigits, CultureInfo.InvariantCulture);
    }

    /// <summary>A number as a key part that sorts the largest first: what is numbered as it comes begins with the newest.</summary>
    public static string LargestFirst(int number) => Number((long)int.MaxValue - number);

    /// <summary>A time as a key part that sorts the newest first; the suffix tells apart what happened in the same 100 ns.</summary>
    public static string NewestFirst(DateTimeOffset time, string suffix) =>
        (DateTimeOffset.MaxValue.UtcTicks - time.UtcTicks).ToString("D" + TickDigits, CultureInfo.InvariantCulture) + Separator + Escape(suffix);

    internal static void Validate(string key, string what)
    {
        if (key.Length == 0)
        {
            throw new StorageException(StorageFailure.InvalidKey, $"The {what} is empty.");
        }
        if (key.Length > MaxLength)
        {
            throw new StorageException(StorageFailure.InvalidKey, $"The {what} '{key[..40]}…' is {key.Length} characters long; Azure Tables takes {MaxLength}.");
        }
        for (var i = 0; i < key.Length; i++)
        {
            if (key[i] is '/' or '\\' or '#' or '?' || char.IsControl(key[i]) || IsLoneSurrogate(key, i))
            {
                throw new StorageException(StorageFailure.InvalidKey,
                    $"The {what} holds the character U+{(int)key[i]:X4}, which Azure Tables does not take: build keys with RowKey.Of.");
            }
        }
    }

    private static void AppendEscaped(StringBuilder key, string part)
    {
        for (var i = 0; i < part.Length; i++)
        {
            if (IsPlain(part, i))
            {
                key.Append(part[i]);
            }
            else
            {
                key.Append(Mark).Append(((int)part[i]).ToString("X4", CultureInfo.InvariantCulture));
            }
        }
    }

    // Beside what Azure forbids: the separator and the mark for reading back, and % + ' which clients and emulators have mistaken in URLs and filters.
    private static bool IsPlain(string text, int i) =>
        text[i] is not ('/' or '\\' or '#' or '?' or Separator or Mark or '%' or '+' or '\'' or '\uFFFE' or '\uFFFF')
        && !char.IsControl(text[i])
        && !IsLoneSurrogate(text, i);

    private static bool IsLoneSurrogate(string text, int i) =>
        char.IsSurrogate(text[i])
        && !(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
        && !(char.IsLowSurrogate(text[i]) && i > 0 && char.IsHighSurrogate(text[i - 1]));
}
