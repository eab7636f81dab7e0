using System.Text.Json.Nodes;
using Xunit.Abstractions;

namespace Handover.Api.Tests;

/// <summary>The sample's tables, every minute for ten minutes, with the process killed twice: <c>HANDOVER_SHOW=1 dotnet test tests/Api.Tests --filter ScheduleShow</c>.</summary>
[Trait("Host", "own")]
public sealed class ScheduleShowTests(ITestOutputHelper output)
{
    private const int Minutes = 10;
    private const int FirstKill = 3;
    private const int SecondKill = 7;

    [ShowFact]
    public async Task Ten_minutes_with_two_kills_are_in_the_history_minute_by_minute()
    {
        await using var host = await HostProcess.StartAsync();
        var analyst = await Api.SignInAsync(host.Address, "analyst@example.com");
        var id = await Sample.FlightPunctualityAsync(analyst);
        Assert.Equal("succeeded", (await analyst.FollowAsync((await analyst.PostAsync($"projects/{id}/deploy")).Expect(202).Location))["status"]!.GetValue<string>());
        var deployed = (await analyst.GetAsync($"projects/{id}/deployments")).Expect(200).Items;
        List<string> tables = [.. deployed.Where(item => item!["type"]!.GetValue<string>() == "table").Select(item => item!["node"]!.GetValue<string>())];
        Assert.NotEmpty(tables);
        var first = new Dictionary<string, DateTimeOffset>();
        foreach (var node in tables)
        {
            var made = (await analyst.PutAsync($"projects/{id}/deployments/{node}/schedule", new { cron = "* * * * *" }, null)).Expect(200);
            first.Add(node, made.Body["nextRuns"]![0]!.GetValue<DateTimeOffset>());
        }

        var begin = first.Values.Max();
        // Once in the middle of a run, if one can be met, and once so that nobody is there when the next one is due.
        await UntilAsync(begin.AddMinutes(FirstKill - 1));
        await MeetRunAsync(analyst, id, tables, begin.AddMinutes(FirstKill).AddSeconds(-20));
        await KillAsync(host, down: TimeSpan.Zero);
        await UntilAsync(begin.AddMinutes(SecondKill).AddSeconds(-3));
        await KillAsync(host, down: TimeSpan.FromSeconds(8));
        await UntilAsync(begin.AddMinutes(Minutes - 1).AddSeconds(30));
        foreach (var node in tables)
        {
            (await analyst.PostAsync($"projects/{id}/deployments/{node}/schedule/pause")).Expect(200);
        }

        foreach (var node in tables)
        {
            List<JsonNode> history = [];
            await Poll.UntilAsync(
                async () => (history = await HistoryAsync(analyst, id, node)).All(entry => entry["endedAt"] is not null), TimeSpan.FromMinutes(2), "all runs to end");
            foreach (var entry in history)
            {
                Say($"{node} due {entry["due"]} {entry["status"]} attempt {entry["attempt"]} {entry["startedAt"]} to {entry["endedAt"]}, {entry["rows"]} rows");
            }

            var due = history.Select(entry => entry["due"]!.GetValue<DateTimeOffset>()).ToList();
            Assert.Equal(Enumerable.Range(0, due.Count).Select(minute => first[node].AddMinutes(minute)), due);
            Assert.True(due.Count >= Minutes, $"{node}: {due.Count} due times");
            Assert.All(history, entry => Assert.Equal("succeeded", entry["status"]!.GetValue<string>()));
        }
    }

    private async Task MeetRunAsync(Api analyst, string id, List<string> tables, DateTimeOffset limit)
    {
        while (DateTimeOffset.UtcNow < limit)
        {
            foreach (var node in tables)
            {
                if ((await HistoryAsync(analyst, id, node)).FirstOrDefault(entry => entry["endedAt"] is null) is { } under)
                {
                    Say($"Met {node} due {under["due"]}, {under["status"]}.");
                    return;
                }
            }
        }

        Say("Met no run.");
    }

    private async Task KillAsync(HostProcess host, TimeSpan down)
    {
        await host.KillAsync();
        Say($"{DateTimeOffset.UtcNow:HH:mm:ss} killed");
        await Task.Delay(down);
        await host.StartAgainAsync();
        Say($"{DateTimeOffset.UtcNow:HH:mm:ss} up again");
    }

    private static async Task UntilAsync(DateTimeOffset time)
    {
        if (time - DateTimeOffset.UtcNow is { Ticks: > 0 } wait)
        {
            await Task.Delay(wait);
        }
    }

    private static async Task<List<JsonNode>> HistoryAsync(Api api, string id, string node) =>
    [
        .. (await api.GetAsync($"projects/{id}/deployments/{node}/executions?trigger=schedule&limit=100")).Expect(200).Items
            .Select(item => item!).OrderBy(entry => entry["due"]!.GetValue<DateTimeOffset>()),
    ];

    private void Say(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }
}
