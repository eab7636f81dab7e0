using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Handover.Core.Flows;

namespace Handover.Bench;

/// <summary>
/// One graph compiled by <c>handover compile</c> and by Dataform's command line, each in a process of its own from its start to its last byte of output: at least 50 times faster for 1,000 nodes,
/// 10,000 nodes in less than a second. Needs the .NET native tool chain, npm and its registry; what it installs goes to a temporary folder.
/// </summary>
internal static class DataformBench
{
    // The fastest of its releases: 3.0.69 takes four times as long.
    private const string Version = "3.0.8";

    public static void Run()
    {
        var folder = Directory.CreateTempSubdirectory("handover-dataform-").FullName;
        try
        {
            var handover = PublishHandover(Path.Combine(folder, "handover"));
            foreach (var (nodes, runs) in new[] { (100, 5), (1_000, 5), (10_000, 1) })
            {
                var flow = Flows.Of(nodes);
                var document = Path.Combine(folder, $"{nodes}.json");
                File.WriteAllBytes(document, FlowJson.Write(flow));
                var project = WriteProject(Path.Combine(folder, $"dataform-{nodes}"), flow);
                var theirs = Fastest(runs, "node", project, Path.Combine("node_modules", "@dataform", "cli", "bundle.js"), "compile", ".", "--json", "--timeout", "30m");
                var ours = Fastest(Math.Max(runs * 2, 5), handover, folder, "compile", document);
                Console.WriteLine($"{nodes,6:N0} nodes  Dataform {Version} {theirs.TotalMilliseconds,9:N0} ms  handover compile {ours.TotalMilliseconds,6:N0} ms  ratio {theirs / ours,7:N0} x{(nodes == 1_000 ? "  target >= 50 x" : "")}{(nodes == 10_000 ? "  target < 1,000 ms" : "")}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string PublishHandover(string folder)
    {
        Execute("dotnet", ".", "publish", "functions/Hosts/Cli", "-r", RuntimeInformation.RuntimeIdentifier.StartsWith("linux", StringComparison.Ordinal) ? $"linux-{Architecture}" : RuntimeInformation.RuntimeIdentifier, "-o", folder, "-nologo", "-v", "quiet");
        return Path.Combine(folder, OperatingSystem.IsWindows() ? "handover.exe" : "handover");
    }

    private static string Architecture => RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();

    private static string WriteProject(string folder, Flow flow)
    {
        var definitions = Directory.CreateDirectory(Path.Combine(folder, "definitions")).FullName;
        File.WriteAllText(Path.Combine(folder, "package.json"), $$"""{ "private": true, "dependencies": { "@dataform/core": "{{Version}}", "@dataform/cli": "{{Version}}" } }""");
        File.WriteAllText(Path.Combine(folder, "workflow_settings.yaml"), "defaultProject: shop\ndefaultLocation: EU\ndefaultDataset: marts\n");
        foreach (var node in flow.Nodes)
        {
            File.WriteAllText(Path.Combine(definitions, node.Id + ".sqlx"), node switch
            {
                SourceNode source => $$"""config { type: "declaration", database: "raw", schema: "shop", name: "{{source.Id}}" }""",
                FormulaNode formula => Query("view", string.Join(", ", formula.Columns.Select(static column => $"{column.Expression} AS {column.Name}").Prepend("*")), formula.Input, ""),
                FilterNode filter => Query("view", "*", filter.Input, $"\nWHERE {filter.Where}"),
                DeploymentNode deployment => Query("table", "*", deployment.Input, ""),
                _ => throw new InvalidOperationException(node.Kind),
            });
        }

        Execute("npm", folder, "install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error");
        return folder;
    }

    private static string Query(string type, string columns, string input, string rest) => $$"""
        config { type: "{{type}}" }
        SELECT {{columns}}
        FROM ${ref("{{input}}")}{{rest}}
        """;

    private static TimeSpan Fastest(int runs, string program, string folder, params string[] arguments)
    {
        Execute(program, folder, arguments);
        return Enumerable.Range(0, runs).Min(_ =>
        {
            var watch = Stopwatch.StartNew();
            Execute(program, folder, arguments);
            return watch.Elapsed;
        });
    }

    private static void Execute(string program, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var length = process.StandardOutput.ReadToEnd().Length;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode} after {length} characters."));
        }
    }
}
