using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Handover.Core.Compilation;
using Handover.Core.Deployments;
using Handover.Core.Flows;
using Handover.Core.Operations;
using Handover.Core.Promotions;
using Handover.Core.Sql;
using Handover.Services.Projects;
using Handover.Services.Storage;

namespace Handover.Services.Promotions;

/// <summary>
/// What IT receives of a promotion: one full SQL statement a deployment that runs as it is in a worksheet, the DDL around it, the plan that was
/// approved, and a manifest of hashes to check it against.
/// </summary>
public sealed class HandoverPack(StorageClients clients)
{
    // Zip entries carry a time; a fixed one makes equal contents an equal file.
    private static readonly DateTimeOffset EntryTime = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly NamedBlobs blobs = new(clients, "handover/");

    /// <summary>Writes the pack and returns its name.</summary>
    public async Task<string> WriteAsync(Operation operation, PromotionPlan plan, CompiledFlow compiled, CancellationToken cancellation)
    {
        var name = $"{operation.Id}.zip";
        using var zip = new MemoryStream(Zip(Files(operation, plan, compiled)));
        await blobs.PutAsync(name, zip, "application/zip", cancellation);
        return name;
    }

    /// <summary>The pack's bytes; null if it is not there.</summary>
    public async Task<Stream?> OpenAsync(string name, CancellationToken cancellation) => (await blobs.OpenAsync(name, cancellation))?.Content;

    public Task DeleteAsync(string name, CancellationToken cancellation) => blobs.DeleteAsync(name, cancellation);

    private static SortedDictionary<string, string> Files(Operation operation, PromotionPlan plan, CompiledFlow compiled)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["plan.json"] = JsonSerializer.Serialize(plan, HandoverJson.Options),
            ["README.md"] = ReadMe(operation, plan),
            ["statements.sql"] = Statements(plan),
        };
        foreach (var deployment in compiled.Flow.Deployments.Where(node => node.Target is not null))
        {
            var select = FlowService.TextOf(compiled.Sql(deployment.Id, SqlDialectKind.Snowflake));
            var statements = new PublicationStatements(SqlDialect.Snowflake);
            files[$"sql/{deployment.Id}.sql"] = select + ";\n";
            files[$"ddl/{deployment.Id}.sql"] = (deployment.Type is DeploymentType.View
                ? statements.CreateView(deployment.Target!, select)
                : statements.CreateTable(deployment.Target!, select)) + ";\n";
        }

        return files;
    }

    /// <summary>What the promotion says to the warehouse, in order: the very statements that were approved.</summary>
    private static string Statements(PromotionPlan plan)
    {
        var text = new StringBuilder();
        foreach (var step in plan.Steps)
        {
            text.Append("-- ").Append(step.Name).Append("\n\n");
            foreach (var statement in step.Statements)
            {
                text.Append(statement.Sql).Append(";\n\n");
            }
        }

        return text.ToString();
    }

    private static string ReadMe(Operation operation, PromotionPlan plan)
    {
        var text = new StringBuilder();
        text.AppendLine($"# {plan.Target.Name}: handover to {plan.Target.Environment}").AppendLine();
        text.AppendLine($"Revision {plan.Source.Revision} of '{plan.Source.Name}' ({plan.Source.Environment}), promotion {operation.Promotion}, plan {operation.Plan}.").AppendLine();
        text.AppendLine($"Owner: {plan.Ownership.After}").AppendLine();
        text.AppendLine("| deployment | type | target | role | warehouse |").AppendLine("|---|---|---|---|---|");
        foreach (var deployment in plan.Deployments.Where(item => item.Action is not DeploymentAction.Drop))
        {
            text.AppendLine($"| {deployment.Node} | {deployment.Type.ToString().ToLowerInvariant()} | {Cell(deployment.Target.ToString())} | {Cell(deployment.Role)} | {Cell(deployment.Warehouse)} |");
        }

        text.AppendLine().AppendLine("- `sql/`: one SELECT a deployment with everything upstream of it; runs as it is in a worksheet.");
        text.AppendLine("- `ddl/`: the same as CREATE statements.").AppendLine("- `statements.sql`: what the promotion ran: staging, data tests and the swap.").AppendLine("- `plan.json`: the plan that was approved.");
        text.AppendLine("- `MANIFEST.sha256`: check with `sha256sum -c MANIFEST.sha256`.");
        return text.ToString();
    }

    // Names are user input: a bar or a line break would break out of its cell.
    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");

    private static byte[] Zip(SortedDictionary<string, string> files)
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
