using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Handover.Services.Storage;

/// <summary>
/// The list that a continuation belongs to. A continuation is the last row key and a checksum over it and the list, so one that was cut,
/// edited or taken from another list is refused. It is no secret and grants nothing: the range is applied to what it leads to all the same.
/// </summary>
internal sealed class ContinuationScope(string table, string partition, RowRange range, string? filter)
{
    private const int ChecksumBytes = 12;

    public string Seal(string row) => Base64Url.EncodeToString([.. Checksum(row), .. Encoding.UTF8.GetBytes(row)]);

    public string Open(string continuation)
    {
        if (Base64Url.IsValid(continuation))
        {
            var bytes = Base64Url.DecodeFromChars(continuation);
            if (bytes.Length > ChecksumBytes)
            {
                var row = Encoding.UTF8.GetString(bytes.AsSpan(ChecksumBytes));
                if (bytes.AsSpan(0, ChecksumBytes).SequenceEqual(Checksum(row)) && range.Contains(row))
                {
                    return row;
                }
            }
        }
        throw new StorageException(StorageFailure.InvalidContinuation, "The continuation does not belong to this list: start again from its first page.");
    }

    private ReadOnlySpan<byte> Checksum(string row)
    {
        // Lengths keep neighbouring values from running into one another.
        var text = string.Concat(new[] { "1", table, partition, range.From, range.To, range.IsExact ? "=" : "", filter, row }
            .Select(part => part is null ? "-;" : $"{part.Length}:{part};"));
        return SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, ChecksumBytes);
    }
}
