using Handover.Local.Client;
using Handover.Local.Demo;
using Handover.Local.Identity;
using Handover.Local.Sample;

namespace Handover.Local;

/// <summary><c>./run verify</c>: looks at stores and warehouse, through the public API, on a running host or one of its own, and prints what does not fit together.</summary>
public static class VerifyCommand
{
    /// <returns>0 if every rule holds, 1 if one is violated.</returns>
    public static async Task<int> RunAsync(string[] args, Action<string> say)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        var administrator = configuration["FirstAdministrator"] ?? SampleWorkspace.Administrator;
        var address = (configuration["urls"] ?? LoopbackGuard.DefaultAddress).Split(';')[0];
        var query = configuration["project"] is { Length: > 0 } project ? $"?project={Uri.EscapeDataString(project)}" : "";
        var whole = false;
        if (await DemoCommand.AnswersAsync(address))
        {
            whole = await VerifyAsync(address, administrator, query, say, CancellationToken.None);
        }
        else
        {
            await LocalHost.RunAsync(args, async (_, started, ending) => whole = await VerifyAsync(started, administrator, query, say, ending));
        }

        return whole ? 0 : 1;
    }

    private static async Task<bool> VerifyAsync(string address, string administrator, string query, Action<string> say, CancellationToken cancellation)
    {
        using var client = await new HandoverClient(address).SignInAsync(administrator, cancellation);
        var report = (await client.GetAsync($"verify{query}", cancellation)).Body;
        foreach (var (name, count) in report["looked"]!.AsObject())
        {
            say($"{count!.GetValue<int>(),8:N0}  {name}");
        }

        var violations = report["violations"]!.AsArray();
        foreach (var violation in violations)
        {
            say("");
            say($"{violation!["rule"]!.GetValue<string>().ToUpperInvariant()}  {violation["subject"]}");
            say($"  {violation["what"]}");
            say($"  {violation["remedy"]}");
        }

        say("");
        say(violations.Count == 0 ? "Everything fits together." : $"{violations.Count} violations.");
        return violations.Count == 0;
    }
}
