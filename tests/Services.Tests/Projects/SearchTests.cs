using Handover.Core.Annotations;
using Handover.Core.Flows;
using Handover.Core.Projects;
using Handover.Core.Sql;
using Handover.Services.Identity;
using Handover.Services.Projects;
using Handover.Services.Reviews;
using Handover.Services.Storage;
using Handover.Services.Tests.Storage;
using Handover.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Handover.Services.Tests.Projects;

/// <summary>Projects are found by what is said in their flows, from the revision that says it on and until the one that does not.</summary>
public sealed class SearchTests : IClassFixture<StorageFixture>, IAsyncDisposable
{
    private static readonly Actor Owner = new(new User("a@example.com", "A", WorkspaceRole.Member, []), "request");
    private readonly ServiceProvider services;

    public SearchTests(StorageFixture storage) => services = new ServiceCollection().AddLogging()
        .AddSingleton(new StorageOptions { ConnectionString = storage.Connection, Prefix = AzuriteFixture.UniqueName("search") }).AddHandover().BuildServiceProvider();

    [Fact]
    public async Task A_project_is_found_by_what_its_newest_revision_says()
    {
        var project = await MakeAsync(Saying("Counts the swallows", "birds"));
        var found = Assert.Single(await SearchAsync("SWALLOW"));
        Assert.Equal((project.Id, new FoundNode("filter", "f", "f", FoundIn.Description)), (found.Project.Id, Assert.Single(found.Found)));
        Assert.Equal(FoundIn.Tag, Assert.Single(Assert.Single(await SearchAsync("birds")).Found).In);
        await SaveAsync(project.Id, Saying("Counts the sparrows", "birds"));
        Assert.Empty(await SearchAsync("swallow"));
        Assert.Single(await SearchAsync("sparrow"));
        Assert.Empty(await SearchAsync("sparrow", new User("b@example.com", "B", WorkspaceRole.Member, [])));
    }

    [Fact]
    public async Task A_hidden_property_of_a_deployment_is_not_found_and_is_when_its_definition_is_back()
    {
        await MakeAsync(Saying("Nothing", "none"));
        Assert.Empty(await SearchAsync("Grace"));
        var properties = services.GetRequiredService<PropertyStore>();
        await properties.WriteAsync([new PropertyDefinition("Steward", PropertySubject.Deployment, PropertyKind.Text)], (await properties.ReadAsync(default)).ETag, default);
        Assert.Equal(FoundIn.Property, Assert.Single(Assert.Single(await SearchAsync("Grace")).Found).In);
    }

    [Fact]
    public async Task A_clone_is_found_by_what_it_has_taken_along_alone()
    {
        var source = await MakeAsync(Saying("Counts the herons", "lakes"));
        var clone = (await services.GetRequiredService<ProjectService>().CloneAsync(Owner, source, new CloneRequest("Clone"), default)).Project;
        Assert.Equal(new[] { source.Id, clone.Id }.Order(), (await SearchAsync("heron")).Select(one => one.Project.Id).Order());
        Assert.Equal(source.Id, Assert.Single(await SearchAsync("lakes")).Project.Id);
        Assert.Equal(source.CloneWordsHash, clone.WordsHash);
    }

    [Fact]
    public async Task A_project_whose_words_are_lost_is_found_by_its_own_and_keeps_no_other_from_being_found()
    {
        var (lost, other) = (await MakeAsync(Saying("Counts the storks", "chimneys")), await MakeAsync(Saying("Counts the storks twice", "chimneys")));
        var words = services.GetRequiredService<WordStore>();
        var stored = await words.ListAsync(default).SingleAsync(one => one.Hash == lost.WordsHash);
        Assert.True(await words.DeleteAsync(stored, default));
        Assert.Equal(other.Id, Assert.Single(await SearchAsync("storks")).Project.Id);
        Assert.Contains(await SearchAsync(lost.Name), one => one.Project.Id == lost.Id);
    }

    [Fact]
    public async Task A_flow_of_2_000_nodes_is_found_by_its_last_description_and_names_at_most_five()
    {
        var flow = new Flow(ValueList.From<FlowNode>(Enumerable.Range(0, 2_000).Select(i => new FilterNode($"n{i}", "n0", "TRUE")
        {
            Description = $"Step {i} of the migration of cranes: " + new string('x', 150),
        })), [], []);
        var project = await MakeAsync(flow);
        Assert.Equal(ProjectIndex.MostFound, Assert.Single(await SearchAsync("cranes")).Found.Count);
        Assert.Equal("n1999", Assert.Single(Assert.Single(await SearchAsync("Step 1999 of")).Found).Id);
        var row = await services.GetRequiredService<ProjectIndex>().EntryAsync(project.Id, default);
        Assert.InRange(System.Text.Json.JsonSerializer.Serialize(row, StorageJson.Options).Length, 1, 2_000);
    }

    public async ValueTask DisposeAsync() => await services.DisposeAsync();

    private static Flow Saying(string description, string tag) => new(
        new SourceNode("orders", new TableName("RAW", "SHOP", "ORDERS")) { Columns = [new Column("ID", SqlType.Varchar)] },
        new FilterNode("f", "orders", "ID IS NOT NULL") { Description = description },
        new DeploymentNode("out", "f", DeploymentType.Table)
        {
            Target = new TableName("DEV", "SHOP", "T"),
            Annotation = new Annotation(null, [tag], [new AnnotationProperty("Steward", "Grace")]),
        });

    private async Task<IReadOnlyList<FoundProject>> SearchAsync(string text, User? user = null) =>
        (await services.GetRequiredService<ProjectIndex>().ListAsync(user ?? Owner.User, new ProjectFilter(text), 50, null, default)).Items;

    private async Task<Project> MakeAsync(Flow flow)
    {
        var stored = await services.GetRequiredService<FlowStore>().PutAsync(flow, default);
        var now = DateTimeOffset.UtcNow;
        var id = Ids.New("p");
        var project = new Project
        {
            Id = id,
            Name = $"Project {id}",
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

    private async Task SaveAsync(string id, Flow flow)
    {
        var projects = services.GetRequiredService<ProjectStore>();
        var read = await projects.RequireAsync(id, default);
        var stored = await services.GetRequiredService<FlowStore>().PutAsync(flow, default);
        await projects.SaveAsync(
            read, read.Project.On(stored) with { Revision = 2 }, Audit.Entry(Owner, id, "saved", "Saved", read.Project.CreatedAt), default,
            new Revision(2, stored.Hash, Owner.Email, read.Project.CreatedAt, "Saved"));
    }
}
