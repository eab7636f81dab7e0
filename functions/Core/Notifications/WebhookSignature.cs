using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Handover.Core.Notifications;

/// <summary>
/// Proves to a receiver that a request is ours and new: HMAC-SHA256 with a shared key over the time of sending, a full stop and the body's bytes.
/// </summary>
public static class WebhookSignature
{
    /// <summary>Header with the seconds since 1970 of the sending.</summary>
    public const string TimestampHeader = "X-Handover-Timestamp";
    /// <summary>Header with <c>v1=</c> and the signature in lower-case hexadecimal.</summary>
    public const string SignatureHeader = "X-Handover-Signature";
    /// <summary>Header with the delivery's id, the same at every attempt.</summary>
    public const string DeliveryHeader = "X-Handover-Delivery";
    /// <summary>Header with the kind of event.</summary>
    public const string EventHeader = "X-Handover-Event";
    /// <summary>How old a request a receiver should take at most, and how far ahead of its own clock.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>The value of <see cref="TimestampHeader"/>.</summary>
    public static string Timestamp(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>The value of <see cref="SignatureHeader"/>.</summary>
    public static string Of(string key, string timestamp, ReadOnlySpan<byte> body)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(key));
        mac.AppendData(Encoding.UTF8.GetBytes(timestamp + "."));
        mac.AppendData(body);
        return $"v1={Convert.ToHexStringLower(mac.GetHashAndReset())}";
    }

    /// <summary>What a receiver does: whether the signature is right and the time within <see cref="Window"/>.</summary>
    public static bool IsValid(string key, string timestamp, string signature, ReadOnlySpan<byte> body, DateTimeOffset now) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs((decimal)now.ToUnixTimeSeconds() - seconds) <= (decimal)Window.TotalSeconds
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Of(key, timestamp, body)), Encoding.UTF8.GetBytes(signature));
}
