using Handover.Core.Deployments;
using Handover.Core.Governance;
using Handover.Core.Operations;
using Handover.Core.Projects;
using Handover.Core.Sql;
using Handover.Services.Deployments;
using Handover.Services.Governance;
using Handover.Services.Projects;
using Handover.Services.Storage;
using Handover.Services.Tests.Storage;
using Handover.Services.Tests.Warehouse;
using Handover.Services.Warehouse;
using Microsoft.Extensions.DependencyInjection;
using static Handover.Services.Tests.Warehouse.WarehouseFixture;

namespace Handover.Services.Tests.Deployments;

/// <summary>What is dropped when: seen through what is left in the warehouse.</summary>
public sealed class RetentionTests : IAsyncLifetime
{
    private const string ProjectId = "p-retention";
    private static readonly TableName Target = new("PROD", "SHOP", "T");
    private readonly WarehouseFixture warehouse = new();
    private readonly StorageFixture storage = new();
    private readonly Clock clock = new();
    private ServiceProvider services = null!;
    private int number;

    private RetentionService Retention => services.GetRequiredService<RetentionService>();

    public async Task InitializeAsync()
    {
        await warehouse.InitializeAsync();
        await storage.InitializeAsync();
        services = new ServiceCollection().AddLogging()
            .AddSingleton<TimeProvider>(clock).AddSingleton<IWarehouse>(warehouse.Warehouse)
            .AddSingleton(new StorageOptions { ConnectionString = storage.Connection, Prefix = storage.Prefix }).AddHandover().BuildServiceProvider();
        await services.GetRequiredService<EnvironmentStore>().AddAsync(Production(days: 7), default);
        var project = new Project
        {
            Id = ProjectId,
            Name = "P",
            Environment = "production",
            Owner = "a@example.com",
            Revision = 1,
            FlowHash = "f",
            CloneHash = "f",
            ReadsHash = "f",
            CreatedBy = "a@example.com",
            CreatedAt = clock.Now,
            UpdatedBy = "a@example.com",
            UpdatedAt = clock.Now,
        };
        var audit = Audit.Entry("a@example.com", "r", ProjectId, "created", "Created", clock.Now);
        await services.GetRequiredService<ProjectStore>().CreateAsync(project, new Revision(1, "f", "a@example.com", clock.Now, "", null), audit, default);
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await storage.DisposeAsync();
        await warehouse.DisposeAsync();
    }

    [Fact]
    public async Task A_replaced_table_goes_when_its_time_and_a_day_are_over_and_not_before()
    {
        await PublishAsync();
        var (second, _) = await PublishAsync();
        Assert.Equal(clock.Now.AddDays(7), await Retention.EndsAsync(ProjectId, clock.Now, default));
        foreach (var hours in new[] { 1, 24 * 7, 23 })
        {
            clock.Now += TimeSpan.FromHours(hours - 0.5);
            Assert.Equal(0, await Retention.DropDueAsync(default));
        }
        clock.Now += TimeSpan.FromHours(2);
        Assert.Equal(1, await Retention.DropDueAsync(default));
        Assert.Equal(["T"], await NamesAsync());
        Assert.Equal(0, await Retention.DropDueAsync(default));
        Assert.Equal((long)second, await warehouse.ValueAsync(Deployer, "SELECT V FROM PROD.SHOP.T"));
    }

    [Fact]
    public async Task A_name_that_a_later_operation_uses_again_lives_as_long_as_that_one_needs_it()
    {
        await PublishAsync();
        await PublishAsync();
        clock.Now += TimeSpan.FromDays(5);
        var (_, third) = await PublishAsync();
        var older = PublicationNames.OlderPrevious(Target, third.Token).Name;
        clock.Now += TimeSpan.FromDays(4);
        Assert.Equal(0, await Retention.DropDueAsync(default));
        Assert.Equal(["T", "T__PREVIOUS", older], await NamesAsync());
        clock.Now += TimeSpan.FromDays(5);
        Assert.Equal(2, await Retention.DropDueAsync(default));
        Assert.Equal(["T"], await NamesAsync());
    }

    [Fact]
    public async Task What_a_rollback_puts_aside_again_is_not_forgotten()
    {
        await PublishAsync();
        await PublishAsync();
        var (_, third) = await PublishAsync();
        clock.Now += TimeSpan.FromDays(1);
        var operation = NewOperation();
        await services.GetRequiredService<DeploymentSteps>().UnswapAsync(operation, new DeploymentSet { Token = third.Token, Deployments = [], Swap = third }, keep: true, default);
        await warehouse.Warehouse.DiscardStageAsync(Deployer, third.Publications[0].Publication, default);
        Assert.Equal(["T", "T__PREVIOUS"], await NamesAsync());
        clock.Now += TimeSpan.FromDays(7.5);
        Assert.Equal(0, await DroppedAsync());
        Assert.Equal(["T", "T__PREVIOUS"], await NamesAsync());
        clock.Now += TimeSpan.FromDays(1);
        await DroppedAsync();
        Assert.Equal(["T"], await NamesAsync());
    }

    [Fact]
    public async Task The_environment_decides_and_may_change_its_mind()
    {
        await PublishAsync();
        await PublishAsync();
        var environments = services.GetRequiredService<EnvironmentStore>();
        var stored = await environments.RequireAsync("production", default);
        await environments.ReplaceAsync(Production(days: 30), stored.ETag, default);
        clock.Now += TimeSpan.FromDays(20);
        Assert.Equal(0, await Retention.DropDueAsync(default));
        Assert.Contains("T__PREVIOUS", await NamesAsync());
        clock.Now += TimeSpan.FromDays(12);
        Assert.Equal(1, await Retention.DropDueAsync(default));
    }

    [Fact]
    public async Task Nothing_is_dropped_under_an_operation_and_a_refusal_does_not_hold_up_the_others()
    {
        await PublishAsync();
        await PublishAsync();
        clock.Now += TimeSpan.FromDays(9);
        var projects = services.GetRequiredService<ProjectStore>();
        await projects.ClaimAsync(ProjectId, new Claim("op-x", "deploy", "a@example.com", clock.Now), default);
        Assert.Equal(0, await Retention.DropDueAsync(default));
        await projects.ReleaseAsync(ProjectId, "op-x", default);
        var mine = new KeptObject(new TableName("PROD", "FINANCE", "X"), "op-y", ProjectId, "DEPLOYER", "WH", clock.Now.AddDays(-9));
        await services.GetRequiredService<RetentionStore>().PutAsync([(mine, DateOnly.FromDateTime(clock.Now.UtcDateTime.AddDays(-3)))], default);
        Assert.Equal(1, await Retention.DropDueAsync(default));
        Assert.Equal(["T"], await NamesAsync());
    }

    private async Task<int> DroppedAsync()
    {
        var before = (await NamesAsync()).Length;
        await Retention.DropDueAsync(default);
        return before - (await NamesAsync()).Length;
    }

    private async Task<(int Value, Swap Swap)> PublishAsync()
    {
        var value = ++number;
        var publication = new Publication(Target, IsView: false, "DEPLOYER", "WH", $"SELECT {value} AS V", $"ROUND{value:D6}");
        await warehouse.Warehouse.StageAsync(Deployer, publication, default);
        var swap = await warehouse.Warehouse.PlanSwapAsync(Deployer, [publication], default);
        var set = new DeploymentSet { Token = swap.Token, Deployments = [], Swap = swap };
        await services.GetRequiredService<DeploymentSteps>().SwapAsync(NewOperation(), set, keep: true, default);
        return (value, swap);
    }

    private Operation NewOperation() => new()
    {
        Id = $"op-{++number}",
        Kind = OperationKind.Deploy,
        Project = ProjectId,
        RequestedBy = "a@example.com",
        Plan = "",
        Steps = [],
        CreatedAt = clock.Now,
    };

    private async Task<string[]> NamesAsync() => [.. (await warehouse.Warehouse.TablesAsync(Deployer, "PROD", "SHOP", default)).Select(table => table.Name.Name)];

    private static DeploymentEnvironment Production(int days) => new()
    {
        Id = "production",
        Name = "Production",
        Role = "DEPLOYER",
        Warehouse = "WH",
        Target = new TargetLocation("PROD"),
        Policies = new EnvironmentPolicies { RetentionDays = days },
    };

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
