using Handover.Api.Tests;

namespace Handover.Bench;

/// <summary>A start of the local host on data that is there, from the process's beginning to its first answer: under 2 s. And the memory that it holds at rest.</summary>
internal static class StartBench
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(string storage)
    {
        Environment.SetEnvironmentVariable("HANDOVER_AZURITE", storage);
        await using var host = await HostProcess.StartAsync();
        using var client = new HttpClient();
        var times = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            await host.KillAsync();
            times.Add(await Measure.TimeAsync(async () =>
            {
                host.Launch();
                while (true)
                {
                    try
                    {
                        (await client.GetAsync(new Uri(host.Address + "/.auth/me"))).EnsureSuccessStatusCode();
                        return;
                    }
                    catch (HttpRequestException) when (!host.HasExited)
                    {
                        await Task.Delay(10);
                    }
                }
            }));
        }

        await Task.Delay(Rest);
        Console.WriteLine($"start   {Times.Of(times)}  target < 2,000 ms");
        Console.WriteLine($"rest    {host.WorkingSet / 1024.0 / 1024:0} MiB after {Rest.TotalSeconds:0} s");
    }
}
