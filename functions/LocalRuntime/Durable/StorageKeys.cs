using System.Globalization;
using System.Text;

namespace Handover.LocalRuntime.Durable;

/// <summary>Instance ids as table keys and blob path segments: what a key may not hold becomes <c>!xxxx</c>.</summary>
internal static class StorageKeys
{
    public const string StateRow = "state";
    private const int MaxKeyLength = 512;

    public static string Encode(string id)
    {
        var key = new StringBuilder(id.Length);
        foreach (var c in id)
        {
            if (c is '/' or '\\' or '#' or '?' or '!' or '%' or '+' or '.' or '~' || c >= 0x7f || char.IsControl(c))
            {
                key.Append('!').Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                key.Append(c);
            }
        }

        return key.Length <= MaxKeyLength
            ? key.ToString()
            : throw new ArgumentException($"An instance id may have {MaxKeyLength} characters as a storage key; this one has {key.Length}.");
    }

    public static string Decode(string key)
    {
        if (!key.Contains('!'))
        {
            return key;
        }

        var id = new StringBuilder(key.Length);
        for (var i = 0; i < key.Length; i++)
        {
            if (key[i] == '!')
            {
                id.Append((char)int.Parse(key.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                id.Append(key[i]);
            }
        }

        return id.ToString();
    }

    public static string HistoryRow(string executionId, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"history:{executionId}:{number:D8}");
}
