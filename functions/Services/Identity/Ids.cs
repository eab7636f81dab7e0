using System.Security.Cryptography;
using System.Text;

namespace Handover.Services.Identity;

/// <summary>Makes ids: lower-case letters and digits, safe in a URL, a table key, a blob name and a durable instance id.</summary>
public static class Ids
{
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>An id that nobody can guess, with a prefix that tells what it names.</summary>
    public static string New(string prefix) => $"{prefix}-{Encode(RandomNumberGenerator.GetBytes(10))}";

    /// <summary>An id that sorts before all that were made earlier.</summary>
    public static string NewestFirst(string prefix, DateTimeOffset now)
    {
        var left = BitConverter.GetBytes(DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() - now.ToUnixTimeMilliseconds());
        Array.Reverse(left);
        return $"{prefix}-{Encode(left.AsSpan(2, 6))}{Encode(RandomNumberGenerator.GetBytes(5))}";
    }

    /// <summary>The same id for the same parts, for what must exist once.</summary>
    public static string Derived(string prefix, params ReadOnlySpan<string> parts) =>
        $"{prefix}-{Encode(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts!))).AsSpan(0, 10))}";

    private static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder((bytes.Length * 8 + 4) / 5);
        int bits = 0, pending = 0;
        foreach (var value in bytes)
        {
            pending = (pending << 8) | value;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                text.Append(Digits[(pending >> bits) & 31]);
            }
        }

        if (bits > 0)
        {
            text.Append(Digits[(pending << (5 - bits)) & 31]);
        }

        return text.ToString();
    }
}
