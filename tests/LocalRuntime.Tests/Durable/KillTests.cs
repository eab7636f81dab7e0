using System.Diagnostics;
using Handover.LocalRuntime.Tests.Support;
using Xunit.Abstractions;

namespace Handover.LocalRuntime.Tests.Durable;

public sealed class KillTests(AzuriteFixture azurite, ITestOutputHelper output) : IClassFixture<AzuriteFixture>, IDisposable
{
    /// <summary>One start, one episode of two events, then for each step: its answer, an episode, and the next step or the end.</summary>
    private const int EventsOfTenSteps = 1 + 2 + (3 * KillableFunctions.Steps);
    private readonly string root = Directory.CreateTempSubdirectory("handover-kill").FullName;

    [Fact]
    public async Task A_whole_run_writes_the_events_that_the_kills_go_through()
    {
        var (code, told) = await ChildHost.RunToEnd(
            azurite.ConnectionString, AzuriteFixture.UniqueName("hub"), nameof(KillableFunctions.TenSteps), Folder("whole"), "never");
        Assert.Equal((0, $"{EventsOfTenSteps} Completed 55"), (code, told));
    }

    [Fact]
    public Task Killed_after_any_event_of_ten_steps_it_runs_to_the_end() =>
        KillAndRecover(Enumerable.Range(1, EventsOfTenSteps).Select(n => $"after:{n}"));

    /// <summary>Before a commit its step's effect has happened and its answer is lost; within a commit all events are one.</summary>
    [Fact]
    public Task Killed_before_any_commit_of_ten_steps_it_runs_to_the_end() =>
        KillAndRecover(Enumerable.Range(0, KillableFunctions.Steps).Select(step => 4 + (3 * step)).Prepend(2).Prepend(1).Select(n => $"before:{n}"));

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Killed_again_and_again_with_every_kind_of_action_it_runs_to_the_end(int survives)
    {
        var hub = AzuriteFixture.UniqueName("hub");
        var folder = Folder(hub);
        for (var kills = 0; ; kills++)
        {
            Assert.True(kills < 40, "It does not get on.");
            var (code, told) = await ChildHost.RunToEnd(
                azurite.ConnectionString, hub, nameof(KillableFunctions.AllKinds), folder, $"after:{survives}");
            if (code == 0)
            {
                break;
            }

            Assert.Equal(ChildHost.Killed, code);
            Assert.Equal("", told);
        }

        await using var host = await TestHost.StartAsync(azurite.ConnectionString, [typeof(KillableFunctions)], hub: hub);
        var ended = await host.Completed(hub);
        Assert.Equal("106", ended.SerializedOutput);
        Assert.All([1, 2, 3], step => Assert.True(KillableFunctions.CallsOf(folder, step) >= 1));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private async Task KillAndRecover(IEnumerable<string> kills)
    {
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            kills, new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (kill, _) => await KillAndRecover(kill));
        output.WriteLine($"{Stopwatch.GetElapsedTime(started)}");
    }

    private async Task KillAndRecover(string kill)
    {
        var hub = AzuriteFixture.UniqueName("hub");
        var folder = Folder(hub);
        var (code, _) = await ChildHost.RunToEnd(azurite.ConnectionString, hub, nameof(KillableFunctions.TenSteps), folder, kill);
        Assert.Equal(ChildHost.Killed, code);

        await using var host = await TestHost.StartAsync(azurite.ConnectionString, [typeof(KillableFunctions)], hub: hub);
        if (kill == "before:1")
        {
            Assert.Null(await host.Client.GetInstanceAsync(hub));
            return;
        }

        var ended = await host.Completed(hub);
        Assert.Equal((OrchestrationRuntimeStatus.Completed, "55"), (ended.RuntimeStatus, ended.SerializedOutput));
        var calls = Enumerable.Range(1, KillableFunctions.Steps).Select(step => KillableFunctions.CallsOf(folder, step)).ToList();
        Assert.All(calls, count => Assert.InRange(count, 1, 2));
        Assert.True(calls.Sum() <= KillableFunctions.Steps + 1, "A kill may repeat the step in progress, and no other.");
    }

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(root, name)).FullName;
}
