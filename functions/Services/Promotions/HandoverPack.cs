using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Handover.Core.Compilation;
using Handover.Core.Diagnostics;
using Handover.Core.Operations;
using Handover.Core.Packs;
using Handover.Core.Projects;
using Handover.Core.Promotions;
using Handover.Services.Projects;
using Handover.Services.Schedules;
using Handover.Services.Storage;

namespace Handover.Services.Promotions;

/// <summary>
/// What IT receives: the texts that Core writes of a project's flow, the plan that was approved, and a manifest of hashes to check them against, as one
/// zip. The same project gives the same bytes.
/// </summary>
public sealed class HandoverPack(StorageClients clients, FlowStore flows, ScheduleBinding schedules)
{
    // Zip entries carry a time; a fixed one makes equal contents an equal file.
    private static readonly DateTimeOffset EntryTime = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly NamedBlobs blobs = new(clients, "handover/");

    /// <summary>Writes the pack of a promotion and returns its name.</summary>
    public async Task<string> WriteAsync(Operation operation, PromotionPlan plan, CompiledFlow compiled, CancellationToken cancellation)
    {
        var name = $"{operation.Id}.zip";
        var subject = new HandoverSubject
        {
            Project = plan.Target.Project,
            Name = plan.Target.Name,
            Environment = plan.Target.Environment,
            Owner = plan.Ownership.After,
            Revision = plan.Source.Revision,
            Flow = compiled,
            Schedules = plan.Schedules.Where(one => one.Action is not ScheduleAction.Remove).ToImmutableDictionary(one => one.Node, one => HandoverSchedule.Of(one.Schedule)),
            Facts =
            [
                ("Source", $"{plan.Source.Name} ({plan.Source.Environment}), revision {plan.Source.Revision}"),
                ("Promotion", operation.Promotion ?? ""),
                ("Plan", operation.Plan),
            ],
        };
        var files = Files(subject).Add("plan.json", JsonSerializer.Serialize(plan, HandoverJson.Options));
        using var zip = new MemoryStream(Zip(files));
        await blobs.PutAsync(name, zip, "application/zip", cancellation);
        return name;
    }

    /// <summary>The pack of a project as it is now.</summary>
    /// <exception cref="RefusalException"><c>flow-has-errors</c>.</exception>
    public async Task<byte[]> BuildAsync(Project project, CancellationToken cancellation)
    {
        var compiled = await flows.CompiledAsync(project.FlowHash, cancellation);
        var scheduled = await schedules.OfAsync(project.Id, cancellation);
        return Zip(Files(new HandoverSubject
        {
            Project = project.Id,
            Name = project.Name,
            Description = project.Description,
            Tags = project.Tags,
            Environment = project.Environment,
            Owner = project.Owner,
            Revision = project.Revision,
            Flow = compiled,
            Schedules = scheduled.ToImmutableDictionary(pair => pair.Key, pair => HandoverSchedule.Of(pair.Value.Schedule)),
        }));
    }

    /// <summary>The bytes of a promotion's pack; null if it is not there.</summary>
    public async Task<Stream?> OpenAsync(string name, CancellationToken cancellation) => (await blobs.OpenAsync(name, cancellation))?.Content;

    public Task DeleteAsync(string name, CancellationToken cancellation) => blobs.DeleteAsync(name, cancellation);

    private static ImmutableSortedDictionary<string, string> Files(HandoverSubject subject)
    {
        var content = HandoverFiles.Of(subject);
        return content.Problems.IsEmpty
            ? content.Files
            : throw Refusal.Unprocessable("flow-has-errors", "A deployment of this flow has no SQL. See the diagnostics.", content.Problems);
    }

    private static byte[] Zip(ImmutableSortedDictionary<string, string> files)
    {
        var manifest = new StringBuilder();
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                var bytes = Encoding.UTF8.GetBytes(content);
                Add(zip, name, bytes);
                manifest.Append(Convert.ToHexStringLower(SHA256.HashData(bytes))).Append("  ").Append(name).Append('\n');
            }

            Add(zip, "MANIFEST.sha256", Encoding.UTF8.GetBytes(manifest.ToString()));
        }

        return stream.ToArray();
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = EntryTime;
        using var body = entry.Open();
        body.Write(content);
    }
}
