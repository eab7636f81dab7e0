namespace Handover.Api.Tests;

/// <summary>Two people at once.</summary>
public sealed class ConcurrencyTests(Installation installation) : IClassFixture<Installation>
{
    private const int Rounds = 200;

    [Fact]
    public async Task Of_two_people_saving_one_flow_at_once_one_wins_and_no_revision_is_lost_or_doubled()
    {
        var analyst = await installation.AnalystAsync();
        var second = await installation.AnalystAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        var etag = (await analyst.GetAsync($"projects/{id}/flow")).ETag;
        for (var round = 0; round < Rounds; round++)
        {
            var one = analyst.PutAsync($"projects/{id}/flow?message=one%20{round}", Sample.SmallFlow(table, $"COUNT(*) + {round}").ToJsonString(), etag);
            var two = second.PutAsync($"projects/{id}/flow?message=two%20{round}", Sample.SmallFlow(table, $"COUNT(*) - {round + 1}").ToJsonString(), etag);
            var answers = await Task.WhenAll(one, two);
            var winner = Assert.Single(answers, answer => answer.Status == 200);
            Assert.Single(answers, answer => answer.Status == 412);
            Assert.Equal(round + 3, winner.Body["revision"]!.GetValue<int>());
            etag = winner.ETag;
        }

        Assert.Equal(Enumerable.Range(1, Rounds + 2).Reverse(), await RevisionsAsync(analyst, id));
    }

    [Fact]
    public async Task A_repeated_request_with_the_same_key_is_the_first_one()
    {
        var analyst = await installation.AnalystAsync();
        var (id, _) = await Sample.SmallAsync(analyst);
        var key = Guid.NewGuid().ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => analyst.PostAsync($"projects/{id}/deploy", new { }, key)));
        Assert.All(answers, answer => answer.Expect(202));
        var location = Assert.Single(answers.Select(answer => answer.Location).Distinct());
        Assert.Equal("succeeded", (await analyst.FollowAsync(location))["status"]!.GetValue<string>());
        Assert.Equal(location, (await analyst.PostAsync($"projects/{id}/deploy", new { }, key)).Expect(202).Location);
        (await analyst.PostAsync($"projects/{id}/deploy", new { nodes = new[] { "out_view" } }, key)).ExpectProblem(422, "idempotency-key-reused");
        Assert.Single((await analyst.GetAsync($"projects/{id}/deployments/out_table/versions")).Expect(200).Items);
    }

    private static async Task<List<int>> RevisionsAsync(Api api, string id)
    {
        var numbers = new List<int>();
        string? continuation = null;
        do
        {
            var page = (await api.GetAsync($"projects/{id}/revisions?limit=60{(continuation is null ? "" : $"&continuation={Uri.EscapeDataString(continuation)}")}")).Expect(200);
            numbers.AddRange(page.Items.Select(item => item!["number"]!.GetValue<int>()));
            continuation = page.Body["continuation"]?.GetValue<string>();
        }
        while (continuation is not null);
        return numbers;
    }
}
