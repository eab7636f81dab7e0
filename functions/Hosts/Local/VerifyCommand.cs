using System.Text.Json.Nodes;
using Handover.Local.Client;
using Handover.Local.Demo;
using Handover.Local.Identity;
using Handover.Local.Sample;

namespace Handover.Local;

/// <summary><c>./run verify</c>: checks the audit chain of every project, through the public API, on a running host or one of its own.</summary>
public static class VerifyCommand
{
    /// <returns>0 if every chain is whole, 2 if one is broken.</returns>
    public static async Task<int> RunAsync(string[] args, Action<string> say)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        var administrator = configuration["FirstAdministrator"] ?? SampleWorkspace.Administrator;
        var address = (configuration["urls"] ?? LoopbackGuard.DefaultAddress).Split(';')[0];
        var broken = 0;
        if (await DemoCommand.AnswersAsync(address))
        {
            broken = await VerifyAsync(address, administrator, say, CancellationToken.None);
        }
        else
        {
            await LocalHost.RunAsync(args, async (_, started, ending) => broken = await VerifyAsync(started, administrator, say, ending));
        }

        return broken == 0 ? 0 : 2;
    }

    private static async Task<int> VerifyAsync(string address, string administrator, Action<string> say, CancellationToken cancellation)
    {
        using var client = await new HandoverClient(address).SignInAsync(administrator, cancellation);
        int whole = 0, broken = 0;
        foreach (var deleted in new[] { "false", "true" })
        {
            string? continuation = null;
            do
            {
                var next = continuation is null ? "" : $"&continuation={Uri.EscapeDataString(continuation)}";
                var page = (await client.GetAsync($"projects?limit=200&deleted={deleted}{next}", cancellation)).Body;
                foreach (var project in page["items"]!.AsArray().OfType<JsonObject>())
                {
                    var verdict = (await client.GetAsync($"projects/{project["id"]}/audit/verify", cancellation)).Body;
                    if (verdict["valid"]!.GetValue<bool>())
                    {
                        whole++;
                        continue;
                    }

                    broken++;
                    say($"BROKEN  {project["name"]} ({project["id"]}) at entry {verdict["broken"]}: {verdict["reason"]}");
                }

                continuation = page["continuation"]?.GetValue<string>();
            }
            while (continuation is not null);
        }

        say($"{whole} audit chains are whole, {broken} broken.");
        return broken;
    }
}
