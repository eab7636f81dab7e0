using Handover.Services;
using Handover.Services.Projects;
using Handover.Services.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Handover.Api.Tests;

/// <summary>What the audit says when a process dies before it could say it, and when its project is no more.</summary>
/// <remarks>Each test has a host and data of its own, so that nothing is owed but what the test decides.</remarks>
[Trait("Host", "own")]
public sealed class AuditFailureTests
{
    // The audit is owed these one after the other.
    private static readonly string[] Told = ["promotion-requested", "promotion-approved", "promoted", "rollback-requested", "promotion-rolled-back"];

    [Theory]
    [InlineData("promotion-requested", "before")]
    [InlineData("promotion-approved", "before")]
    [InlineData("promotion-approved", "after")]
    [InlineData("promoted", "before")]
    [InlineData("promotion-rolled-back", "before")]
    public async Task A_process_that_dies_between_a_decision_and_its_audit_entry_leaves_exactly_one(string action, string when)
    {
        await using var host = await DyingHostAsync(action, when);
        var (analyst, id) = await DyingAsync(host, async (analyst, reviewer, id) =>
        {
            var (promotion, location, _) = await Sample.PromoteAsync(analyst, reviewer, id);
            await analyst.FollowAsync(location);
            await analyst.FollowAsync((await (await Api.SignInAsync(host.Address, "it@example.com")).PostAsync($"promotions/{promotion}/rollback")).Expect(202).Location);
        });
        await RequireOnceAsync(analyst, id, [.. Told.TakeWhile(one => one != action), action]);
    }

    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    public async Task A_rejection_whose_process_died_is_in_the_audit_once(string when)
    {
        await using var host = await DyingHostAsync("promotion-rejected", when);
        var (analyst, id) = await DyingAsync(host, async (analyst, reviewer, id) =>
        {
            var plan = (await analyst.PostAsync("plans", new { project = id, environment = "production" })).Expect(200).Text("hash");
            var promotion = (await analyst.PostAsync("promotions", new { plan })).Expect(202).Text("id");
            await reviewer.PostAsync($"promotions/{promotion}/reject", new { comment = "Not now" });
        });
        await RequireOnceAsync(analyst, id, ["promotion-requested", "promotion-rejected"]);
        Assert.Equal("rejected", (await analyst.GetAsync($"promotions?project={id}")).Expect(200).Items[0]!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_audit_of_a_purged_project_is_read_and_verified_by_administrators_and_not_found_by_others()
    {
        await using var host = await HostProcess.StartAsync();
        var (analyst, administrator) = (await Api.SignInAsync(host.Address, "analyst@example.com"), await Api.SignInAsync(host.Address, "admin@example.com"));
        var (id, _) = await Sample.SmallAsync(analyst);
        var before = (await analyst.GetAsync($"audit?project={id}")).Expect(200).Items.Count;
        (await analyst.DeleteAsync($"projects/{id}", "*")).Expect(204);
        Assert.Equal(1, await PurgeInFortyDaysAsync(host));

        (await administrator.GetAsync($"projects/{id}")).ExpectProblem(404, "project-not-found");
        var said = (await administrator.GetAsync($"audit?project={id}")).Expect(200).Items;
        Assert.Equal(before + 2, said.Count);
        Assert.Equal(["project-purged", "project-deleted"], said.Take(2).Select(entry => entry!["action"]!.GetValue<string>()));
        var verdict = (await administrator.GetAsync($"projects/{id}/audit/verify")).Expect(200).Body;
        Assert.True(verdict["valid"]!.GetValue<bool>());
        Assert.Equal(said[0]!["hash"]!.GetValue<string>(), verdict["hash"]!.GetValue<string>());
        foreach (var other in new[] { analyst, await Api.SignInAsync(host.Address, "reviewer@example.com") })
        {
            (await other.GetAsync($"audit?project={id}")).ExpectProblem(404, "project-not-found");
            (await other.GetAsync($"audit?project={id}&format=csv")).ExpectProblem(404, "project-not-found");
            (await other.GetAsync($"projects/{id}/audit/verify")).ExpectProblem(404, "project-not-found");
        }
    }

    private static async Task<HostProcess> DyingHostAsync(string action, string when)
    {
        var host = await HostProcess.StartAsync();
        host.Fault("audit", when, "kill", action);
        return host;
    }

    /// <summary>Does something until the process dies in the middle, and starts it again.</summary>
    private static async Task<(Api Analyst, string Project)> DyingAsync(HostProcess host, Func<Api, Api, string, Task> act)
    {
        var (analyst, reviewer) = (await Api.SignInAsync(host.Address, "analyst@example.com"), await Api.SignInAsync(host.Address, "reviewer@example.com"));
        var (id, _) = await Sample.SmallAsync(analyst);
        await Assert.ThrowsAsync<HttpRequestException>(() => act(analyst, reviewer, id));
        await host.WaitForExitAsync();
        await host.StartAgainAsync();
        return (analyst, id);
    }

    private static async Task RequireOnceAsync(Api analyst, string id, IReadOnlyList<string> told)
    {
        await Poll.UntilAsync(async () => (await ActionsAsync()).Contains(told[^1]), TimeSpan.FromSeconds(90), $"{told[^1]} to be in the audit");
        var actions = await ActionsAsync();
        Assert.All(told, one => Assert.Equal(1, actions.Count(action => action == one)));
        Assert.True((await analyst.GetAsync($"projects/{id}/audit/verify")).Expect(200).Body["valid"]!.GetValue<bool>());

        async Task<List<string>> ActionsAsync() =>
            [.. (await analyst.GetAsync($"audit?project={id}&limit=500")).Expect(200).Items.Select(entry => entry!["action"]!.GetValue<string>())];
    }

    /// <summary>Does what the nightly timer does, forty days from now.</summary>
    private static async Task<int> PurgeInFortyDaysAsync(HostProcess host)
    {
        await using var later = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(new Later(TimeSpan.FromDays(40)))
            .AddSingleton(new StorageOptions { ConnectionString = host.Storage, Prefix = host.Prefix }).AddHandover().BuildServiceProvider();
        return await later.GetRequiredService<ProjectPurge>().PurgeAsync(default);
    }

    private sealed class Later(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
