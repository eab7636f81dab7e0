using Handover.Testing;

namespace Handover.Api.Tests;

/// <summary>How long a promotion can be taken back.</summary>
public sealed class RetentionTests(Installation installation) : IClassFixture<Installation>
{
    [Fact]
    public async Task Data_that_is_no_longer_kept_cannot_be_put_back_and_what_replaced_nothing_can_always_be_taken_back()
    {
        var analyst = await installation.AnalystAsync();
        var owner = await installation.ItOwnerAsync();
        var environment = await EnvironmentWithoutRetentionAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        var first = await ApplyAsync(analyst, id, environment);
        var rollback = (await owner.PostAsync($"promotions/{first}/rollback")).Expect(202);
        Assert.Equal("succeeded", (await owner.FollowAsync(rollback.Location))["status"]!.GetValue<string>());

        await ApplyAsync(analyst, id, environment);
        await Sample.SaveAsync(analyst, id, Sample.SmallFlow(table, "COUNT(DISTINCT CITY)"));
        var second = await ApplyAsync(analyst, id, environment);
        (await owner.PostAsync($"promotions/{second}/rollback")).ExpectProblem(409, "retention-over");
    }

    private async Task<string> EnvironmentWithoutRetentionAsync()
    {
        var administrator = await installation.AdministratorAsync();
        var copy = (await administrator.GetAsync("environments/production")).Expect(200).Body;
        var id = AzuriteFixture.UniqueName("short").ToLowerInvariant();
        copy["id"] = id;
        copy["policies"]!["retentionDays"] = 0;
        copy["policies"]!["approvals"] = 0;
        (await administrator.PostAsync("environments", copy)).Expect(201);
        return id;
    }

    private static async Task<string> ApplyAsync(Api analyst, string id, string environment)
    {
        var plan = (await analyst.PostAsync("plans", new { project = id, environment })).Expect(200);
        var requested = (await analyst.PostAsync("promotions", new { plan = plan.Text("hash") })).Expect(202);
        var operation = await analyst.FollowAsync(requested.Location);
        Assert.True(operation["status"]!.GetValue<string>() == "succeeded", operation.ToJsonString());
        return requested.Text("id");
    }
}
