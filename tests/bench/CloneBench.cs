using Handover.Core.Flows;
using Handover.Core.Governance;
using Handover.Core.Projects;
using Handover.Services;
using Handover.Services.Governance;
using Handover.Services.Identity;
using Handover.Services.Projects;
using Handover.Services.Storage;
using Handover.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Handover.Bench;

/// <summary>Cloning a project of 10,000 nodes against one of 10: at most 1.5 times the time.</summary>
internal static class CloneBench
{
    public static async Task RunAsync(string storage)
    {
        var services = new ServiceCollection().AddLogging()
            .AddSingleton(new StorageOptions { ConnectionString = storage, Prefix = AzuriteFixture.UniqueName("bench") }).AddHandover().BuildServiceProvider();
        await using var scope = services;
        var actor = new Actor(new User("bench@example.com", "Bench", WorkspaceRole.Administrator, ["*"]), "bench");
        await services.GetRequiredService<EnvironmentStore>().AddAsync(
            new DeploymentEnvironment { Id = "development", Name = "Development", Role = "R", Warehouse = "W", Target = new TargetLocation("DB") }, default);
        var small = await ProjectAsync(services, actor, Flows.Of(10));
        var large = await ProjectAsync(services, actor, Flows.Of(10_000));
        var projects = services.GetRequiredService<ProjectService>();
        var (ten, tenThousand) = await Measure.InTurnsAsync(
            20, 100,
            () => projects.CloneAsync(actor, small, new CloneRequest("clone"), default),
            () => projects.CloneAsync(actor, large, new CloneRequest("clone"), default));
        Console.WriteLine($"clone       10 nodes  {ten}");
        Console.WriteLine($"clone   10,000 nodes  {tenThousand}");
        Console.WriteLine($"clone ratio           {tenThousand.Median / ten.Median,9:0.00} x  target <= 1.5 x");
    }

    private static async Task<Project> ProjectAsync(ServiceProvider services, Actor actor, Flow flow)
    {
        var stored = await services.GetRequiredService<FlowStore>().PutAsync(flow, default);
        var projects = services.GetRequiredService<ProjectService>();
        var made = await projects.CreateAsync(actor, new NewProject("bench", "development"), default);
        var now = DateTimeOffset.UtcNow;
        var next = made.Project.On(stored) with { Revision = 2 };
        var saved = await services.GetRequiredService<ProjectStore>().SaveAsync(
            made, next, Audit.Entry(actor, next.Id, "flow-saved", "Saved", now), default, new Revision(2, stored.Hash, actor.Email, now, "Saved"));
        return saved.Project;
    }
}
