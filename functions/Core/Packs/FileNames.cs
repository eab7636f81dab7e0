using System.Text;

namespace Handover.Core.Packs;

/// <summary>
/// Gives names to files and to dbt's things: lower-case letters, digits and <c>_</c> (a file's also <c>-</c>), each name once. Node ids are such names
/// already; this holds whatever comes, so that no name leaves its folder or means a device.
/// </summary>
/// <param name="hyphens">Whether <c>-</c> may stay.</param>
public sealed class FileNames(bool hyphens = true)
{
    private const int MaxLength = 80;

    // Names that Windows keeps for devices, whatever follows the dot.
    private static readonly HashSet<string> Devices =
    [
        "con", "prn", "aux", "nul", .. Enumerable.Range(0, 10).SelectMany(i => new[] { $"com{i}", $"lpt{i}" }),
    ];

    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <summary>A name for a text that no other text was given.</summary>
    public string Of(string text)
    {
        var safe = Safe(text);
        var name = safe;
        for (var i = 2; !taken.Add(name); i++)
        {
            name = $"{safe}_{i}";
        }

        return name;
    }

    private string Safe(string text)
    {
        var name = new StringBuilder();
        foreach (var character in text.ToLowerInvariant())
        {
            if (name.Length == MaxLength)
            {
                break;
            }

            name.Append(char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || (hyphens && character == '-') ? character : '_');
        }

        if (name.Length == 0 || !char.IsAsciiLetterLower(name[0]))
        {
            name.Insert(0, "n_");
        }

        return Devices.Contains(name.ToString()) ? name.Append('_').ToString() : name.ToString();
    }
}
