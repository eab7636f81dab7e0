using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Handover.Core.Projects;

namespace Handover.Core.Governance;

/// <summary>The end of a project's audit.</summary>
/// <param name="Count">How many entries there are.</param>
/// <param name="Hash">Hash of the last one.</param>
public sealed record AuditHead(long Count, string Hash)
{
    /// <summary>Before the first entry.</summary>
    public static readonly AuditHead None = new(0, new string('0', 64));
}

/// <summary>What checking a chain found.</summary>
/// <param name="Project">Id of the project.</param>
/// <param name="Valid">Whether every entry is what was written, none is missing and none was put between.</param>
/// <param name="Count">Entries that were found.</param>
/// <param name="Hash">Hash of the last one: kept elsewhere, it proves later that nothing before it has changed.</param>
/// <param name="Broken">Place in the chain of the first entry that is wrong or missing; null if all is well.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record AuditVerdict(string Project, bool Valid, long Count, string Hash, long? Broken = null, string? Reason = null);

/// <summary>
/// Chains a project's audit entries: each holds the hash of the one before and its own, SHA-256 over its canonical JSON. Changing, removing or inserting
/// an entry breaks the chain at that place. It does not stop who can rewrite the whole storage; for that, keep a verdict's hash elsewhere.
/// </summary>
public static class AuditChain
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Puts an entry at the end.</summary>
    /// <returns>The new end, and the entry with its place and hashes.</returns>
    public static (AuditHead Head, AuditEntry Entry) Append(AuditHead head, AuditEntry entry)
    {
        var placed = entry with { Sequence = head.Count + 1, Previous = head.Hash };
        var chained = placed with { Hash = HashOf(placed) };
        return (new AuditHead(chained.Sequence, chained.Hash), chained);
    }

    /// <summary>The hash that an entry must have: 64 lower-case hexadecimal digits.</summary>
    public static string HashOf(AuditEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            Text(json, "project", entry.Project);
            json.WriteNumber("sequence", entry.Sequence);
            Text(json, "previous", entry.Previous);
            Text(json, "at", entry.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            Text(json, "by", entry.By);
            Text(json, "action", entry.Action);
            Text(json, "summary", entry.Summary);
            Text(json, "request", entry.Request);
            Text(json, "address", entry.Client?.Address);
            Text(json, "userAgent", entry.Client?.UserAgent);
            json.WriteStartObject("data");
            foreach (var (name, value) in entry.Data.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                Text(json, name, value);
            }

            json.WriteEndObject();
            json.WriteStartObject("changes");
            foreach (var (name, change) in (entry.Changes ?? ImmutableSortedDictionary<string, AuditChange>.Empty).OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                json.WriteStartArray(Whole(name)!);
                json.WriteStringValue(Whole(change.Before));
                json.WriteStringValue(Whole(change.After));
                json.WriteEndArray();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    /// <summary>Checks a project's whole chain.</summary>
    /// <param name="project">Id of the project.</param>
    /// <param name="entries">All its entries, in any order.</param>
    /// <param name="head">The end as it was stored before the entries were read; null if there is none.</param>
    public static AuditVerdict Verify(string project, IEnumerable<AuditEntry> entries, AuditHead? head)
    {
        var last = AuditHead.None;
        foreach (var entry in entries.OrderBy(entry => entry.Sequence))
        {
            if (Problem(project, last, entry) is { } reason)
            {
                return new AuditVerdict(project, false, last.Count, last.Hash, entry.Sequence > last.Count ? last.Count + 1 : Math.Max(1, entry.Sequence), reason);
            }

            last = new AuditHead(entry.Sequence, entry.Hash!);
            if (head is not null && last.Count == head.Count && last.Hash != head.Hash)
            {
                return new AuditVerdict(project, false, last.Count, last.Hash, last.Count, $"Entry {last.Count} is not the one that was last when the end of the chain was written.");
            }
        }

        return last.Count < (head?.Count ?? 0)
            ? new AuditVerdict(project, false, last.Count, last.Hash, last.Count + 1, $"Entry {last.Count + 1} is missing: the chain had {head!.Count}.")
            : head is null && last.Count > 0
            ? new AuditVerdict(project, false, last.Count, last.Hash, last.Count, "The end of the chain is missing: entries may have been cut off.")
            : new AuditVerdict(project, true, last.Count, last.Hash);
    }

    private static string? Problem(string project, AuditHead last, AuditEntry entry) => entry switch
    {
        { Sequence: <= 0 } => $"'{entry.Summary}' by {entry.By} at {entry.At:u} is not part of the chain.",
        _ when entry.Sequence == last.Count => $"There are two entries {entry.Sequence}.",
        _ when entry.Sequence != last.Count + 1 => $"Entry {last.Count + 1} is missing.",
        _ when entry.Previous != last.Hash => $"Entry {entry.Sequence} ('{entry.Action}') does not follow on the one before it.",
        _ when entry.Project != project => $"Entry {entry.Sequence} ('{entry.Action}') is of another project.",
        _ when entry.Hash != HashOf(entry) => $"Entry {entry.Sequence} ('{entry.Action}') was changed after it was written.",
        _ => null,
    };

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(Whole(name)!, Whole(value));
        }
    }

    // What storage gives back: half a character does not survive being stored.
    private static string? Whole(string? text) => text is null ? null : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
