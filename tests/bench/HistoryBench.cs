using Handover.Core.Flows;
using Handover.Core.Projects;
using Handover.Services;
using Handover.Services.Identity;
using Handover.Services.Projects;
using Handover.Services.Storage;
using Handover.Services.Warehouse;
using Handover.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Handover.Bench;

/// <summary>A project of 2,000 nodes with 500 revisions: listing, comparing and restoring them stays below a second each.</summary>
internal static class HistoryBench
{
    private const int Nodes = 2_000;
    private const int Revisions = 500;

    public static async Task RunAsync(string storage)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(new DuckDbOptions { Folder = Directory.CreateTempSubdirectory("bench").FullName }).AddSingleton<IWarehouse, DuckDbWarehouse>()
            .AddSingleton(new StorageOptions { ConnectionString = storage, Prefix = AzuriteFixture.UniqueName("bench") }).AddHandover().BuildServiceProvider();
        await using var scope = services;
        var actor = new Actor(new User("bench@example.com", "Bench", WorkspaceRole.Administrator, ["*"]), "bench");
        var (projects, flows) = (services.GetRequiredService<ProjectStore>(), services.GetRequiredService<FlowStore>());
        var loaded = await ProjectAsync(services, actor);
        Console.WriteLine($"history               {Nodes} nodes, {loaded.Project.Revision} revisions");
        var id = loaded.Project.Id;
        Print("list 500", await TimesAsync(() => projects.RevisionsAsync(id, 500, null, default)));
        var next = 1;
        Print("diff, first time", await TimesAsync(() => DiffAsync(projects, flows, id, next++, Revisions)));
        Print("diff, again", await TimesAsync(() => DiffAsync(projects, flows, id, 1, Revisions)));
        var service = services.GetRequiredService<FlowService>();
        var revision = 1;
        Print("restore", await TimesAsync(async () => await service.RestoreAsync(actor, await projects.RequireAsync(id, default), revision++, "*", default)));
    }

    private static async Task<FlowComparison> DiffAsync(ProjectStore projects, FlowStore flows, string id, int from, int to)
    {
        var (before, after) = (await projects.RevisionAsync(id, from, default), await projects.RevisionAsync(id, to, default));
        return FlowComparison.Between(await flows.CompiledAsync(before.FlowHash, default), await flows.CompiledAsync(after.FlowHash, default));
    }

    private static async Task<LoadedProject> ProjectAsync(ServiceProvider services, Actor actor)
    {
        var (flows, projects) = (services.GetRequiredService<FlowStore>(), services.GetRequiredService<ProjectStore>());
        var now = DateTimeOffset.UtcNow;
        var flow = Flows.Of(Nodes);
        var stored = await flows.PutAsync(flow, default);
        var project = new Project
        {
            Id = Ids.New("p"),
            Name = "History",
            Environment = "development",
            Owner = actor.Email,
            Revision = 1,
            CreatedBy = actor.Email,
            CreatedAt = now,
            UpdatedBy = actor.Email,
            UpdatedAt = now,
        }.On(stored);
        var loaded = await projects.CreateAsync(project, new Revision(1, stored.Hash, actor.Email, now, "Made"), Audit.Entry(actor, project.Id, "made", "Made", now), default);
        for (var number = 2; number <= Revisions; number++)
        {
            var changed = number;
            flow = flow.MapNodes(node => node is FilterNode filter && filter.Id == $"c{changed % 90}_3" ? filter with { Where = $"AMOUNT > {changed}" } : node);
            stored = await flows.PutAsync(flow, default);
            loaded = await projects.SaveAsync(
                loaded, loaded.Project.On(stored) with { Revision = number }, Audit.Entry(actor, project.Id, "flow-saved", "Saved", now.AddSeconds(number)), default,
                new Revision(number, stored.Hash, actor.Email, now, $"Change {number}"));
        }

        return loaded;
    }

    private static async Task<List<double>> TimesAsync(Func<Task> action)
    {
        var times = new List<double>();
        for (var i = 0; i < 7; i++)
        {
            times.Add(await Measure.TimeAsync(action));
        }

        return times;
    }

    private static void Print(string what, List<double> times) =>
        Console.WriteLine($"history {what,-17} {times.Order().ElementAt(times.Count / 2),9:0.00} ms (most {times.Max():0.00})  target < 1000 ms");
}
