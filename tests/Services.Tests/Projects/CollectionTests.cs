using Azure.Core;
using Azure.Core.Pipeline;
using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Projects;
using Handover.Core.Sql;
using Handover.Services.Identity;
using Handover.Services.Projects;
using Handover.Services.Promotions;
using Handover.Services.Storage;
using Handover.Services.Tests.Storage;
using Handover.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Handover.Services.Tests.Projects;

/// <summary>What is deleted for good, and that nothing is that anybody refers to.</summary>
public sealed class CollectionTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    // More than either side ever sends: the last rounds run without anything coming between.
    private const int Steps = 40;
    private static readonly Actor Someone = new(new User("a@example.com", "A", WorkspaceRole.Administrator, ["*"]), "request");

    [Fact]
    public async Task What_nothing_refers_to_goes_when_its_time_is_over()
    {
        await using var place = new Place(storage.Connection);
        var source = await place.SourceAsync();
        var young = await place.Get<FlowStore>().PutAsync(Reading("YOUNG"), default);
        Assert.Equal(new Collected(0, 0, 0, 0), await place.CollectAsync());
        await place.AgeAsync();
        var used = await place.Get<FlowStore>().PutAsync(Reading("USED"), default);
        var collected = await place.CollectAsync();
        Assert.Equal(0, collected.Kept);
        Assert.Equal((true, false), (await place.HasAsync(used), await place.HasAsync(young)));
        Assert.Equal((true, false), (await place.ExistsAsync(source.FlowHash), await place.ExistsAsync(source.CloneHash)));
    }

    [Fact]
    public async Task What_anything_refers_to_stays()
    {
        await using var place = new Place(storage.Connection);
        var source = await place.SourceAsync();
        var (planned, kept) = (await place.Get<FlowStore>().PutAsync(Reading("PLANNED"), default), await place.Get<FlowStore>().PutAsync(Reading("KEPT"), default));
        await place.Get<PlanStore>().PutAsync(new { flowHash = planned.Hash }, default);
        await place.Get<PlanStore>().PutBackupAsync(new { target = new { kept.Hash, kept.CloneHash, kept.ReadsHash, kept.WordsHash, kept.CloneWordsHash } }, default);
        await place.AgeAsync();
        await place.CollectAsync();
        await place.RequireAllAsync();
        Assert.True(await place.ExistsAsync(source.FlowHash));
        Assert.True(await place.ExistsAsync(planned.Hash));
        Assert.True(await place.HasAsync(kept));
    }

    [Fact]
    public async Task A_plan_goes_when_nothing_refers_to_it_and_its_time_is_over()
    {
        await using var place = new Place(storage.Connection);
        var source = await place.SourceAsync();
        var plans = place.Get<PlanStore>();
        var (forgotten, asked) = (await plans.PutAsync(new { plan = "forgotten" }, default), await plans.PutAsync(new { plan = "asked for" }, default));
        var row = new DocumentTable(place.Get<StorageClients>(), "Promotions");
        await row.InsertAsync("workspace", "promotion-1", new { plan = asked }, default);
        Assert.Equal(0, await place.Get<PlanCollector>().CollectAsync(default));
        await place.AgeAsync();
        Assert.Equal(1, await place.Get<PlanCollector>().CollectAsync(default));
        Assert.Equal((false, true), (await place.HasPlanAsync(forgotten), await place.HasPlanAsync(asked)));
        Assert.True(await place.ExistsAsync(source.FlowHash));
    }

    [Fact]
    public async Task Whoever_asks_for_a_plan_between_any_two_steps_of_a_collection_has_it_or_is_told_that_it_is_gone()
    {
        var kept = 0;
        for (var step = 0; step < 12; step++)
        {
            await using var place = new Place(storage.Connection);
            await place.SourceAsync();
            var plan = await place.Get<PlanStore>().PutAsync(new { plan = "asked for" }, default);
            await place.AgeAsync();
            var refused = false;
            place.Interruption.Arm(step, AskAsync);
            await place.Get<PlanCollector>().CollectAsync(default);
            if (!place.Interruption.Disarm())
            {
                await AskAsync();
            }

            Assert.Equal(!refused, await place.HasPlanAsync(plan));
            kept += refused ? 0 : 1;

            async Task AskAsync()
            {
                try
                {
                    await place.Get<PlanStore>().KeepAsync(plan, default);
                }
                catch (RefusalException gone) when (gone.Refusal.Code == "plan-not-found")
                {
                    refused = true;
                }
            }
        }

        Assert.InRange(kept, 1, 11);
    }

    [Fact]
    public async Task A_clone_between_any_two_steps_of_a_collection_has_all_that_it_needs() =>
        await EveryStepAsync((place, source) => (() => place.CollectAsync(), () => place.CloneAsync(source)));

    [Fact]
    public async Task A_collection_between_any_two_steps_of_a_clone_takes_nothing_from_it() =>
        await EveryStepAsync((place, source) => (() => place.CloneAsync(source), () => place.CollectAsync()));

    [Fact]
    public async Task A_project_that_was_deleted_long_ago_goes_with_its_flows_and_leaves_its_audit()
    {
        await using var place = new Place(storage.Connection);
        var source = await place.SourceAsync();
        await place.DeleteAsync(source, place.Clock.Now);
        place.Clock.Now += TimeSpan.FromDays(30.5);
        Assert.Equal(0, await place.Get<ProjectPurge>().PurgeAsync(default));
        place.Clock.Now += TimeSpan.FromDays(1);
        Assert.Equal(1, await place.Get<ProjectPurge>().PurgeAsync(default));
        Assert.Equal(0, await place.Get<ProjectPurge>().PurgeAsync(default));
        var projects = place.Get<ProjectStore>();
        Assert.Null(await projects.FindAsync(source.Id, default));
        Assert.True(await projects.IsPurgedAsync(source.Id, default));
        Assert.False(await projects.IsPurgedAsync("p-never", default));
        Assert.Null(await place.Get<ProjectIndex>().EntryAsync(source.Id, default));
        Assert.Empty(await projects.AllRevisionsAsync(source.Id, default).ToListAsync());
        var verdict = await projects.VerifyAuditAsync(source.Id, default);
        Assert.True(verdict.Valid, verdict.Reason);
        Assert.Equal("project-purged", (await projects.AuditAsync(source.Id, new AuditFilter(), 1, null, default)).Items[0].Action);
        await place.AgeAsync();
        await place.CollectAsync();
        Assert.False(await place.ExistsAsync(source.FlowHash));
    }

    [Fact]
    public async Task A_project_in_which_something_runs_or_that_was_restored_is_not_purged()
    {
        await using var place = new Place(storage.Connection);
        var source = await place.SourceAsync();
        await place.DeleteAsync(source, place.Clock.Now);
        place.Clock.Now += TimeSpan.FromDays(40);
        var projects = place.Get<ProjectStore>();
        await projects.ClaimAsync(source.Id, new Claim("op-1", "deploy", "a@example.com", place.Clock.Now), default);
        Assert.Equal(0, await place.Get<ProjectPurge>().PurgeAsync(default));
        await projects.ReleaseAsync(source.Id, "op-1", default);
        var deleted = await projects.RequireAsync(source.Id, default);
        Assert.False(await projects.PurgeAsync(source.Id, deleted.Project.DeletedAt!.Value, place.Clock.Now, default));
        Assert.Null(await projects.FindClaimAsync(source.Id, default));
    }

    private async Task EveryStepAsync(Func<Place, Project, (Func<Task> Main, Func<Task> Between)> race)
    {
        var fired = await Task.WhenAll(Enumerable.Range(0, Steps).Select(async step =>
        {
            await using var place = new Place(storage.Connection);
            var source = await place.SourceAsync();
            await place.AgeAsync();
            var (main, between) = race(place, source);
            place.Interruption.Arm(step, between);
            await main();
            var came = place.Interruption.Disarm();
            if (!came)
            {
                await between();
            }

            await place.RequireAllAsync();
            return came;
        }));
        Assert.True(fired[0]);
        Assert.False(fired[^1]);
    }

    private static Flow Reading(string table) => new(
        new SourceNode("orders", new TableName("RAW", "SHOP", table)) { Columns = [new Column("ID", SqlType.Varchar)] },
        new FilterNode("f", "orders", "ID IS NOT NULL"),
        new DeploymentNode("out", "f", DeploymentType.Table) { Target = new TableName("DEV", "SHOP", table) });

    /// <summary>An installation of its own, with a clock that can stand where everything so far is old.</summary>
    private sealed class Place : IAsyncDisposable
    {
        private readonly ServiceProvider services;

        public Place(string connection)
        {
            var options = new StorageOptions { ConnectionString = connection, Prefix = AzuriteFixture.UniqueName("gc") };
            services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Clock).AddSingleton(options).AddHandover()
                .AddSingleton(new StorageClients(options, Interruption.Install)).BuildServiceProvider();
        }

        public FixedClock Clock { get; } = new();

        public Interruption Interruption { get; } = new();

        public T Get<T>() where T : notnull => services.GetRequiredService<T>();

        /// <summary>A project as somebody has read it; it has changed since, and nothing else refers to what its clones got.</summary>
        public async Task<Project> SourceAsync()
        {
            var flows = Get<FlowStore>();
            var (first, then) = (await flows.PutAsync(Reading("FIRST"), default), await flows.PutAsync(Reading("THEN"), default));
            var project = new Project
            {
                Id = Ids.New("p"),
                Name = "Source",
                Environment = "development",
                Owner = Someone.Email,
                Revision = 1,
                CreatedBy = Someone.Email,
                CreatedAt = Clock.Now,
                UpdatedBy = Someone.Email,
                UpdatedAt = Clock.Now,
            }.On(first);
            var made = await Get<ProjectStore>().CreateAsync(
                project, new Revision(1, first.Hash, Someone.Email, Clock.Now, "Made"), Audit.Entry(Someone, project.Id, "made", "Made", Clock.Now), default);
            await Get<ProjectStore>().SaveAsync(
                made, project.On(then) with { Revision = 2 }, Audit.Entry(Someone, project.Id, "changed", "Changed", Clock.Now), default,
                new Revision(2, then.Hash, Someone.Email, Clock.Now, "Changed"));
            return project;
        }

        public async Task DeleteAsync(Project project, DateTimeOffset at)
        {
            var found = await Get<ProjectStore>().RequireAsync(project.Id, default);
            await Get<ProjectStore>().SaveAsync(found, ProjectRules.Deleted(found.Project, at), Audit.Entry(Someone, project.Id, "deleted", "Deleted", at), default);
        }

        /// <summary>Makes all that was stored so far old, and what is stored from now on young. Storage tells times in whole seconds.</summary>
        public async Task AgeAsync()
        {
            var now = DateTimeOffset.UtcNow;
            var next = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero).AddSeconds(1);
            await Task.Delay(next - now + TimeSpan.FromMilliseconds(20));
            Clock.Now = next + TimeSpan.FromDays(new CollectionOptions().GraceDays);
        }

        public Task<Collected> CollectAsync() => Get<FlowCollector>().CollectAsync(default);

        public Task<LoadedProject> CloneAsync(Project source) => Get<ProjectService>().CloneAsync(Someone, source, new CloneRequest(), default);

        public Task<bool> ExistsAsync(string hash) => new ContentBlobs(Get<StorageClients>(), "flows/").ExistsAsync(hash, default);

        public Task<bool> HasPlanAsync(string hash) => new ContentBlobs(Get<StorageClients>(), "plans/").ExistsAsync(hash, default);

        public async Task<bool> HasAsync(FlowAddress flow) =>
            await ExistsAsync(flow.Hash) && await ExistsAsync(flow.CloneHash) && await Get<TableLists>().KeepAsync(flow.ReadsHash, default)
            && await HasWordsAsync(flow.WordsHash) && await HasWordsAsync(flow.CloneWordsHash);

        private async Task<bool> HasWordsAsync(string hash) => await Get<WordStore>().CheckAsync(hash, default) is null;

        public async Task RequireAllAsync()
        {
            var projects = await Get<ProjectStore>().AllAsync(default).ToListAsync();
            Assert.NotEmpty(projects);
            foreach (var project in projects)
            {
                Assert.True(await HasAsync(project.Flow()), $"{project.Name} has lost its flow");
                foreach (var revision in await Get<ProjectStore>().AllRevisionsAsync(project.Id, default).ToListAsync())
                {
                    Assert.True(await ExistsAsync(revision.FlowHash), $"{project.Name} has lost revision {revision.Number}");
                }
            }
        }

        public ValueTask DisposeAsync() => services.DisposeAsync();
    }

    private sealed class FixedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    /// <summary>Lets something happen just before a request of somebody else goes out.</summary>
    private sealed class Interruption : HttpPipelinePolicy
    {
        private int left = -1;
        private Func<Task> between = () => Task.CompletedTask;

        public void Install(ClientOptions options) => options.AddPolicy(this, HttpPipelinePosition.PerRetry);

        public void Arm(int after, Func<Task> action) => (left, between) = (after, action);

        /// <returns>Whether it happened.</returns>
        public bool Disarm() => Interlocked.Exchange(ref left, -1) < 0;

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            if (left >= 0 && Interlocked.Decrement(ref left) == -1)
            {
                await between();
            }

            await ProcessNextAsync(message, pipeline);
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();
    }
}
