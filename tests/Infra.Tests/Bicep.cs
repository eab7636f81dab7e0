using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Handover.Infra.Tests;

/// <summary>The Bicep CLI.</summary>
public static class Bicep
{
    private const string Subscription = "00000000-0000-0000-0000-000000000001";
    private const string Tenant = "00000000-0000-0000-0000-000000000002";

    private static readonly Lazy<JsonObject> LazyTemplate = new(() => JsonNode.Parse(Succeed("build", Repository.PathOf("infra/main.bicep"), "--stdout").Output)!.AsObject());

    private sealed record Run(int Code, string Output, string Errors);

    /// <summary>The compiled main.bicep.</summary>
    public static JsonObject Template => LazyTemplate.Value;

    /// <summary>What compiler and linter say of a file, one line each.</summary>
    public static IReadOnlyList<string> Lint(string file)
    {
        var sarif = JsonNode.Parse(Start("lint", Repository.PathOf(file), "--diagnostics-format", "sarif").Output)!;
        return [.. sarif["runs"]![0]!["results"]!.AsArray().Select(result => $"{result!["level"]} {result["ruleId"]}: {result["message"]!["text"]}")];
    }

    /// <summary>The resources that a deployment with these parameters would have, with conditions, loops and expressions evaluated as far as they can be before it.</summary>
    public static JsonObject Predict(string file, IReadOnlyDictionary<string, string> parameters)
    {
        var folder = Directory.CreateTempSubdirectory("handover-infra-");
        try
        {
            var source = Path.Combine(folder.FullName, "test.bicepparam");
            var template = Path.GetRelativePath(folder.FullName, Repository.PathOf(file)).Replace('\\', '/');
            File.WriteAllLines(source, [$"using '{template}'", .. parameters.Select(parameter => $"param {parameter.Key} = {parameter.Value}")]);
            Succeed("snapshot", source, "--mode", "overwrite", "--subscription-id", Subscription, "--tenant-id", Tenant, "--location", "westeurope");
            return JsonNode.Parse(File.ReadAllText(Path.Combine(folder.FullName, "test.snapshot.json")))!.AsObject();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Run Succeed(params string[] arguments)
    {
        var run = Start(arguments);
        Assert.True(run.Code == 0, $"bicep {string.Join(' ', arguments)} ended with {run.Code}:\n{run.Output}{run.Errors}");
        return run;
    }

    private static Run Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.BicepFolder, OperatingSystem.IsWindows() ? "bicep.exe" : "bicep"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Run(process.ExitCode, output, errors.GetAwaiter().GetResult());
    }
}
