using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Handover.Core.Annotations;
using Handover.Core.Compilation;
using Handover.Core.Diagnostics;
using Handover.Core.Operations;
using Handover.Core.Packs;
using Handover.Core.Projects;
using Handover.Core.Promotions;
using Handover.Services.Projects;
using Handover.Services.Reviews;
using Handover.Services.Schedules;
using Handover.Services.Storage;

namespace Handover.Services.Promotions;

/// <summary>
/// What IT receives: the texts that Core writes of a project's flow, the plan that was approved, and a manifest of hashes to check them against, as one
/// zip. The same project gives the same bytes.
/// </summary>
public sealed class HandoverPack(StorageClients clients, FlowStore flows, ScheduleBinding schedules, PropertyStore properties)
{
    // Zip entries carry a time; a fixed one makes equal contents an equal file.
    private static readonly DateTimeOffset EntryTime = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly NamedBlobs blobs = new(clients, "handover/");

    /// <summary>Writes the pack of a promotion and returns its name.</summary>
    /// <param name="operation">The operation that promotes.</param>
    /// <param name="plan">What it does.</param>
    /// <param name="compiled">The flow that the target will have.</param>
    /// <param name="about">The project that says what the target is about: itself, or the source as long as it is not there.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<string> WriteAsync(Operation operation, PromotionPlan plan, CompiledFlow compiled, Project about, CancellationToken cancellation)
    {
        var (definitions, _) = await properties.ReadAsync(cancellation);
        var name = $"{operation.Id}.zip";
        var subject = new HandoverSubject
        {
            Project = plan.Target.Project,
            Name = plan.Target.Name,
            Description = about.Description,
            Tags = about.Tags,
            Properties = PropertyRules.Visible(definitions, PropertySubject.Project, about.Properties),
            KnownProperties = Known(definitions),
            IsInPlace = true,
            Environment = plan.Target.Environment,
            Owner = plan.Ownership.After,
            Revision = plan.RevisionAfter(),
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
        var (definitions, _) = await properties.ReadAsync(cancellation);
        return Zip(Files(new HandoverSubject
        {
            Project = project.Id,
            Name = project.Name,
            Description = project.Description,
            Tags = project.Tags,
            Properties = PropertyRules.Visible(definitions, PropertySubject.Project, project.Properties),
            KnownProperties = Known(definitions),
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

    private static ImmutableHashSet<string> Known(IEnumerable<PropertyDefinition> definitions) =>
        [.. definitions.Where(static one => one.On is PropertySubject.Deployment).Select(static one => one.Name)];

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
