
namespace Handover.Api.Tests;

/// <summary>A host of its own that can be killed: where the suite runs against another installation, these tests are that host's alone all the same.</summary>
public sealed class FaultyHost : IAsyncLifetime
{
    public HostProcess Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await HostProcess.StartAsync();

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();
}

/// <summary>
/// Failure in the middle: each step of a promotion made to fail, to fail passingly, and the process killed before and after its work. Afterwards warehouse
/// and stores are exactly as before, or the promotion has finished; never between.
/// </summary>
/// <remarks>Several classes, each with a host of its own, so that they run side by side.</remarks>
public abstract class FailureTests(FaultyHost faulty) : IClassFixture<FaultyHost>
{
    protected static readonly string[] Steps = ["claim", "check", "backup", "stage", "data-checks", "handover-pack", "swap", "record", "finish"];

    protected HostProcess Host => faulty.Host;

    protected async Task PromoteAsync(string step, string when, string kind)
    {
        var host = Host;
        await host.RunAsync();
        var (analyst, owner) = (await Api.SignInAsync(host.Address, "analyst@example.com"), await Api.SignInAsync(host.Address, "it@example.com"));
        var (id, table) = await Sample.SmallAsync(analyst);
        var plan = (await analyst.PostAsync("plans", new { project = id, environment = "production" })).Expect(200);
        var target = plan.Body["target"]!["project"]!.GetValue<string>();
        var before = await StateAsync(owner, target, table);
        host.Fault(step, when, kind);
        var (promotion, location, _) = await Sample.PromoteAsync(analyst, await Api.SignInAsync(host.Address, "reviewer@example.com"), id, hostDies: kind == "kill");

        if (kind == "kill")
        {
            await host.WaitForExitAsync();
            await host.StartAgainAsync();
        }

        var operation = await analyst.FollowAsync(location);
        Assert.True(host.HasStruck);
        var status = operation["status"]!.GetValue<string>();
        var after = await StateAsync(owner, target, table);
        if (kind == "refuse" && step is not ("record" or "finish"))
        {
            Assert.Equal(step == "claim" ? "cancelled" : "compensated", status);
        }
        else if (kind is "passing" or "kill")
        {
            Assert.Equal("succeeded", status);
        }

        if (status == "succeeded")
        {
            Assert.Equal($"{table} {table}_V", string.Join(' ', await NamesAsync(owner, table)));
            Assert.Equal("applied", (await analyst.GetAsync($"promotions/{promotion}")).Text("status"));
            Assert.Equal(1, (await owner.GetAsync($"projects/{target}")).Expect(200).Body["revision"]!.GetValue<int>());
            Assert.Single((await owner.GetAsync($"projects/{target}/deployments/out_table/versions")).Expect(200).Items);
        }
        else
        {
            Assert.Equal(before, after);
            // Nothing is left behind that stands in the way: the same plan can be promoted at once.
            var (_, again, _) = await Sample.PromoteAsync(analyst, await Api.SignInAsync(host.Address, "reviewer@example.com"), id);
            Assert.Equal("succeeded", (await analyst.FollowAsync(again))["status"]!.GetValue<string>());
        }
    }

    /// <summary>All of it that anybody can see: project, flow, revisions, deployments, versions, audit, tables and their rows.</summary>
    protected static async Task<string> StateAsync(Api owner, string target, string table)
    {
        var parts = new List<string>();
        foreach (var path in new[] { "", "/flow", "/revisions", "/deployments", "/deployments/out_table/versions", "/deployments/out_view/versions", "/collaborators" })
        {
            var answer = await owner.GetAsync($"projects/{target}{path}");
            parts.Add($"{answer.Status} {(answer.Status == 200 ? System.Text.Encoding.UTF8.GetString(answer.Bytes) : "")}");
        }

        return string.Join('\n', parts) + await NamesAndRowsAsync(owner, table);
    }

    protected static async Task<string> NamesAndRowsAsync(Api owner, string table)
    {
        var text = "";
        foreach (var name in await NamesAsync(owner, table))
        {
            var rows = (await owner.GetAsync($"catalog/ANALYTICS/MARTS/{name}/preview?role=DEPLOYER_PROD&limit=1000")).Expect(200).Body["rows"]!.AsArray();
            text += $"\n{name}\n" + string.Join('\n', rows.Select(row => row!.ToJsonString()).Order(StringComparer.Ordinal));
        }

        return text;
    }

    protected static async Task<List<string>> NamesAsync(Api owner, string table)
    {
        var tables = (await owner.GetAsync("catalog/ANALYTICS/MARTS?role=DEPLOYER_PROD&internal=true")).Expect(200).Items;
        return [.. tables.Select(item => item!["name"]!.GetValue<string>()).Where(name => name.StartsWith(table, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }
}

/// <summary>A step that fails for good is taken back; one that fails passingly is tried again.</summary>
[Trait("Host", "own")]
public sealed class FailedStepTests(FaultyHost faulty) : FailureTests(faulty)
{
    public static TheoryData<string, string, string> Cases()
    {
        var cases = new TheoryData<string, string, string>();
        foreach (var step in Steps)
        {
            cases.Add(step, "before", "refuse");
            cases.Add(step, "after", "refuse");
            cases.Add(step, "before", "passing");
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public Task A_promotion_that_fails_in_the_middle_is_wholly_done_or_wholly_undone(string step, string when, string kind) => PromoteAsync(step, when, kind);
}

/// <summary>The process is killed in a step, and started again.</summary>
[Trait("Host", "own")]
public sealed class KilledStepTests(FaultyHost faulty) : FailureTests(faulty)
{
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var step in Steps)
        {
            cases.Add(step, "before");
            cases.Add(step, "after");
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public Task A_promotion_whose_process_is_killed_is_finished_by_the_next(string step, string when) => PromoteAsync(step, when, "kill");
}

[Trait("Host", "own")]
public sealed class RollbackFailureTests(FaultyHost faulty) : FailureTests(faulty)
{
    [Theory]
    [InlineData("unswap", "before", "refuse")]
    [InlineData("unswap", "after", "refuse")]
    [InlineData("record", "before", "refuse")]
    [InlineData("unswap", "before", "kill")]
    [InlineData("unswap", "after", "kill")]
    [InlineData("record", "after", "kill")]
    [InlineData("finish", "before", "kill")]
    public async Task A_rollback_that_fails_in_the_middle_is_wholly_done_or_wholly_undone(string step, string when, string kind)
    {
        var host = Host;
        await host.RunAsync();
        var (analyst, owner) = (await Api.SignInAsync(host.Address, "analyst@example.com"), await Api.SignInAsync(host.Address, "it@example.com"));
        var reviewer = await Api.SignInAsync(host.Address, "reviewer@example.com");
        var (id, table) = await Sample.SmallAsync(analyst);
        var (_, firstLocation, plan) = await Sample.PromoteAsync(analyst, reviewer, id);
        Assert.Equal("succeeded", (await analyst.FollowAsync(firstLocation))["status"]!.GetValue<string>());
        var target = plan["target"]!["project"]!.GetValue<string>();
        var first = await NamesAndRowsAsync(owner, table);
        await Sample.SaveAsync(analyst, id, Sample.SmallFlow(table, "COUNT(DISTINCT CITY)"));
        var (promotion, location, _) = await Sample.PromoteAsync(analyst, reviewer, id);
        Assert.Equal("succeeded", (await analyst.FollowAsync(location))["status"]!.GetValue<string>());
        var second = await StateAsync(owner, target, table);

        host.Fault(step, when, kind);
        var rollback = "";
        try
        {
            rollback = await RollBackAsync();
        }
        catch (HttpRequestException) when (kind == "kill")
        {
            // The workflow may be as far as to kill the host before the request is answered: it is asked again, with the same key.
        }

        if (kind == "kill")
        {
            await host.WaitForExitAsync();
            await host.StartAgainAsync();
        }

        var status = (await owner.FollowAsync(rollback.Length > 0 ? rollback : await RollBackAsync()))["status"]!.GetValue<string>();
        Assert.True(host.HasStruck);
        Assert.Equal(kind == "kill" ? "succeeded" : "compensated", status);
        if (status == "succeeded")
        {
            Assert.Equal(first, await NamesAndRowsAsync(owner, table));
            Assert.Equal("rolledBack", (await owner.GetAsync($"promotions/{promotion}")).Text("status"));
        }
        else
        {
            Assert.Equal(second, await StateAsync(owner, target, table));
            Assert.Equal("applied", (await owner.GetAsync($"promotions/{promotion}")).Text("status"));
        }

        async Task<string> RollBackAsync() => (await owner.PostAsync($"promotions/{promotion}/rollback", key: $"back-{promotion}")).Expect(202).Location;
    }
}

public sealed class RunFailureTests(FaultyHost faulty) : FailureTests(faulty)
{
    [Fact]
    public async Task What_a_run_replaced_and_could_not_drop_is_left_to_the_retention()
    {
        var analyst = await Api.SignInAsync(Host.Address, "analyst@example.com");
        var (id, _) = await Sample.SmallAsync(analyst);
        Assert.Equal("succeeded", (await analyst.FollowAsync((await analyst.PostAsync($"projects/{id}/deploy")).Expect(202).Location))["status"]!.GetValue<string>());
        await Host.KillAsync();
        await Host.StartAgainAsync("--Verification:PatienceSeconds", "0");
        Host.Fault("finish", "before", "refuse");

        analyst = await Api.SignInAsync(Host.Address, "analyst@example.com");
        var run = await analyst.FollowAsync((await analyst.PostAsync($"projects/{id}/deployments/out_table/run")).Expect(202).Location);

        Assert.True(Host.HasStruck);
        Assert.Equal("succeeded", run["status"]!.GetValue<string>());
        Assert.Contains("__PREVIOUS_", string.Join(' ', await TablesAsync(analyst)), StringComparison.Ordinal);
        var administrator = await Api.SignInAsync(Host.Address, "admin@example.com");
        Assert.Empty((await administrator.GetAsync("verify")).Expect(200).Body["violations"]!.AsArray());
    }

    private static async Task<IEnumerable<string>> TablesAsync(Api analyst) =>
        (await analyst.GetAsync("catalog/ANALYTICS_DEV/MARTS?role=ANALYST_DEV&internal=true")).Expect(200).Items.Select(item => item!["name"]!.ToString());
}
