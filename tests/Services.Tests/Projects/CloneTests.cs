using System.Collections.Immutable;
using Azure.Core;
using Azure.Core.Pipeline;
using Handover.Core.Flows;
using Handover.Core.Projects;
using Handover.Core.Sql;
using Handover.Services.Identity;
using Handover.Services.Projects;
using Handover.Services.Storage;
using Handover.Services.Tests.Storage;
using Handover.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Handover.Services.Tests.Projects;

/// <summary>What cloning costs, and the rules whose source needs more than a request can give it; the others are in <c>Api.Tests</c>.</summary>
public sealed class CloneTests : IClassFixture<StorageFixture>, IAsyncDisposable
{
    private static readonly Actor Owner = new(new User("a@example.com", "A", WorkspaceRole.Administrator, ["*"]), "request");
    private readonly Traffic traffic = new();
    private readonly ServiceProvider services;

    public CloneTests(StorageFixture storage)
    {
        var options = new StorageOptions { ConnectionString = storage.Connection, Prefix = AzuriteFixture.UniqueName("clone") };
        services = new ServiceCollection().AddLogging().AddSingleton(options).AddHandover()
            .AddSingleton(new StorageClients(options, client => client.AddPolicy(traffic, HttpPipelinePosition.PerCall))).BuildServiceProvider();
    }

    [Fact]
    public async Task A_clone_costs_the_same_for_10_nodes_and_for_10_000()
    {
        var (small, large) = (await MakeAsync(10), await MakeAsync(10_000));
        await CloneAsync(small);
        var (ofSmall, ofLarge) = (await CostAsync(() => CloneAsync(small)), await CostAsync(() => CloneAsync(large)));
        Assert.Equal(ofSmall.Requests, ofLarge.Requests);
        // Nothing that grows with the flow is sent: rows differ by a few digits.
        Assert.InRange(ofLarge.Bytes, 1, ofSmall.Bytes + 200);
    }

    [Fact]
    public async Task Custom_properties_are_not_carried_and_are_by_option()
    {
        var source = await MakeAsync(3) with { Properties = ImmutableSortedDictionary<string, string>.Empty.Add("Team", "Finance") };
        Assert.Empty((await CloneAsync(source)).Project.Properties);
        Assert.Equal("Finance", (await CloneAsync(source, keep: true)).Project.Properties["Team"]);
    }

    [Fact]
    public async Task A_clone_is_on_the_flow_that_the_source_has_now_whatever_it_had_before_and_gets_later()
    {
        var source = await MakeAsync(3);
        var clone = await CloneAsync(source);
        Assert.Equal(source.CloneHash, clone.Project.FlowHash);
        var flows = services.GetRequiredService<FlowStore>();
        Assert.Equal(FlowClone.Of(await flows.GetAsync(source.FlowHash, default)), await flows.GetAsync(clone.Project.FlowHash, default));
    }

    public async ValueTask DisposeAsync() => await services.DisposeAsync();

    private Task<LoadedProject> CloneAsync(Project source, bool keep = false) =>
        services.GetRequiredService<ProjectService>().CloneAsync(Owner, source, new CloneRequest("Clone", keep), default);

    private async Task<(int Requests, long Bytes)> CostAsync(Func<Task> act)
    {
        traffic.Reset();
        await act();
        return (traffic.Requests, traffic.Bytes);
    }

    private async Task<Project> MakeAsync(int nodes)
    {
        var source = new SourceNode("orders", new TableName("RAW", "SHOP", "ORDERS")) { Columns = [new Column("ID", SqlType.Varchar)] };
        var flow = new Flow(
            ValueList.From<FlowNode>([
                source, .. Enumerable.Range(1, nodes - 2).Select(i => new FilterNode($"n{i}", i == 1 ? "orders" : $"n{i - 1}", "ID IS NOT NULL") { Description = $"Step {i}" }),
                new DeploymentNode("out", $"n{nodes - 2}", DeploymentType.Table) { Target = new TableName("DEV", "SHOP", $"T{nodes}") }]),
            [], []);
        var stored = await services.GetRequiredService<FlowStore>().PutAsync(flow, default);
        var (id, now) = (Ids.New("p"), DateTimeOffset.UtcNow);
        var project = new Project
        {
            Id = id,
            Name = "Source",
            Environment = "development",
            Owner = Owner.Email,
            Revision = 1,
            CreatedBy = Owner.Email,
            CreatedAt = now,
            UpdatedBy = Owner.Email,
            UpdatedAt = now,
        }.On(stored);
        await services.GetRequiredService<ProjectStore>().CreateAsync(
            project, new Revision(1, stored.Hash, Owner.Email, now, "Made"), Audit.Entry(Owner, id, "made", "Made", now), default);
        return project;
    }

    /// <summary>What is sent to storage.</summary>
    private sealed class Traffic : HttpPipelineSynchronousPolicy
    {
        private int requests;
        private long bytes;

        public int Requests => requests;

        public long Bytes => bytes;

        public void Reset() => (requests, bytes) = (0, 0);

        public override void OnSendingRequest(HttpMessage message)
        {
            Interlocked.Increment(ref requests);
            Interlocked.Add(ref bytes, message.Request.Content is { } content && content.TryComputeLength(out var length) ? length : 0);
        }
    }
}
