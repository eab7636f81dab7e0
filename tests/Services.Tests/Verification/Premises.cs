using System.Collections.Immutable;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Handover.Core.Deployments;
using Handover.Core.Flows;
using Handover.Core.Operations;
using Handover.Core.Projects;
using Handover.Core.Promotions;
using Handover.Core.Sql;
using Handover.Services.Backups;
using Handover.Services.Identity;
using Handover.Services.Operations;
using Handover.Services.Projects;
using Handover.Services.Promotions;
using Handover.Services.Storage;
using Handover.Services.Tests.Schedules;
using Handover.Services.Tests.Warehouse;
using Handover.Services.Verification;
using Handover.Services.Warehouse;
using Handover.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Handover.Services.Tests.Verification;

/// <summary>An installation in which everything fits together: a project with two revisions, a deployed table, an applied promotion and a backup. Tests break one thing.</summary>
public sealed class Premises : IAsyncDisposable
{
    public const string Owner = "a@example.com";
    public const string Target = "p-target";
    public const string Promotion = "promotion-1";
    private static readonly ImmutableArray<Column> Columns = [new("ID", SqlType.Varchar)];
    private readonly ServiceProvider services;
    private readonly string connection;
    private readonly string prefix = AzuriteFixture.UniqueName("verify");
    private readonly SteppedClock clock = new(DateTimeOffset.UtcNow);

    private Premises(string connection, WarehouseFixture warehouse)
    {
        this.connection = connection;
        Warehouse = warehouse;
        services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddSingleton<IWarehouse>(warehouse.Warehouse)
            .AddSingleton(new VerifyOptions(PatienceSeconds: 60, SecondLookSeconds: 0))
            .AddSingleton(new StorageOptions { ConnectionString = connection, Prefix = prefix }).AddHandover().BuildServiceProvider();
    }

    public WarehouseFixture Warehouse { get; }

    public string Project { get; private set; } = "";

    public DateTimeOffset Now => clock.GetUtcNow();

    public DeploymentState State { get; private set; } = null!;

    public string FlowHash { get; private set; } = "";

    public static async Task<Premises> OpenAsync(string connection, WarehouseFixture warehouse)
    {
        var premises = new Premises(connection, warehouse);
        await premises.FillAsync();
        premises.clock.Advance(TimeSpan.FromHours(1));
        return premises;
    }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public TableClient Table(string name) => new(connection, prefix + name);

    public BlobClient Blob(string name) => new BlobContainerClient(connection, prefix.ToLowerInvariant()).GetBlobClient(name);

    public async Task<IReadOnlyList<Violation>> FindAsync() => (await Get<Verifier>().RunAsync(null, default)).Violations;

    public async Task ChangeAsync(Func<Project, Project> change)
    {
        var read = await Get<ProjectStore>().RequireAsync(Project, default);
        await Get<ProjectStore>().SaveAsync(read, change(read.Project), Audit.Entry(Owner, null, Project, "changed", "Changed", Now), default);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private async Task FillAsync()
    {
        await Get<UserDirectory>().AddAsync(new User(Owner, "A", WorkspaceRole.Member, ["DEPLOYER"]), default);
        var table = AzuriteFixture.UniqueName("T").ToUpperInvariant();
        await Warehouse.Warehouse.ExecuteAdminAsync("PROD", $"CREATE TABLE PROD.SHOP.{table} AS SELECT 'x' AS ID", default);
        var flow = await Get<FlowStore>().PutAsync(
            new Flow(
                new SourceNode("orders", WarehouseFixture.Orders) { Columns = [.. Columns] },
                new DeploymentNode("out", "orders", DeploymentType.Table) { Target = new TableName("PROD", "SHOP", table) }),
            default);
        FlowHash = flow.Hash;
        Project = Ids.New("p");
        var made = await MakeAsync(Project, flow);
        await Get<ProjectStore>().SaveAsync(
            made, made.Project with { Revision = 2 }, Audit.Entry(Owner, null, Project, "saved", "Saved", Now), default, new Revision(2, flow.Hash, Owner, Now, "Saved"));
        State = StateOf(table, "op-deploy");
        await DeployAsync(Project, State);
        await PromoteAsync(flow);
        await Get<BackupTaking>().TakeAsync((await Get<ProjectStore>().RequireAsync(Project, default)).Project, Owner, BackupReason.OnDemand, default);
    }

    private Task<LoadedProject> MakeAsync(string id, FlowAddress flow)
    {
        var project = new Project
        {
            Id = id,
            Name = id,
            Environment = "production",
            Owner = Owner,
            Revision = 1,
            CreatedBy = Owner,
            CreatedAt = Now,
            UpdatedBy = Owner,
            UpdatedAt = Now,
        }.On(flow);
        return Get<ProjectStore>().CreateAsync(project, new Revision(1, flow.Hash, Owner, Now, "Made"), Audit.Entry(Owner, null, id, "made", "Made", Now), default);
    }

    /// <summary>Writes version and state as an operation does.</summary>
    private async Task DeployAsync(string project, DeploymentState state)
    {
        var projects = Get<ProjectStore>();
        await projects.PutVersionAsync(project, VersionOf(state), default);
        var read = await projects.RequireAsync(project, default);
        await projects.RecordAsync(
            new RecordedChange(
                read.Project with { LastOperation = state.Operation }, read.ETag, new ProjectDeployments(ImmutableSortedDictionary<string, DeploymentState>.Empty.Add(state.Node, state)), null, null,
                Audit.Entry(Owner, null, project, "deployed", "Deployed", Now), read.Project), default);
        await EndedAsync(new Operation { Id = state.Operation, Kind = OperationKind.Deploy, Project = project, RequestedBy = Owner, Plan = "", Steps = [], CreatedAt = Now });
    }

    private async Task PromoteAsync(FlowAddress flow)
    {
        var plan = new PromotionPlan
        {
            Empty = false,
            Source = new PlanSource(Project, "P", "development", 2, 2, flow.Hash),
            Target = new PlanTarget("production", Target, "P", false, 0, null),
            FlowHash = flow.Hash,
            Nodes = [],
            Sources = [],
            RemovedSources = [],
            Deployments = [Planned("out"), Planned("other")],
            Ownership = new Change<string>(null, Owner),
            Collaborators = new Change<IReadOnlyList<Collaborator>>(null, []),
            LockedAfter = false,
            Policies = [],
            Problems = [],
            RequiredApprovals = 0,
            Token = "0123456789ABCDEF",
            Steps = [],
        };
        var hash = await Get<PlanStore>().PutAsync(plan, default);
        var operation = PromotionStarting.OperationOf(Promotion);
        await Get<PromotionStore>().AddAsync(
            new Promotion
            {
                Id = Promotion,
                Status = PromotionStatus.Applied,
                Plan = hash,
                Operation = operation,
                SourceProject = Project,
                SourceName = "P",
                SourceRevision = 2,
                TargetProject = Target,
                Environment = "production",
                RequestedBy = Owner,
                RequestedAt = Now,
                ExpiresAt = Now.AddDays(1),
                RequiredApprovals = 0,
                NotByRequester = false,
            },
            default);
        await MakeAsync(Target, flow);
        var backup = await Get<PlanStore>().PutBackupAsync(new { note = "before" }, default);
        await EndedAsync(new Operation
        {
            Id = operation,
            Kind = OperationKind.Promotion,
            Project = Target,
            RequestedBy = Owner,
            Plan = hash,
            Steps = [],
            CreatedAt = Now,
            Promotion = Promotion,
            Result = ImmutableSortedDictionary<string, string>.Empty.Add("backup", backup),
        });
        foreach (var node in new[] { "out", "other" })
        {
            await Get<ProjectStore>().PutVersionAsync(Target, VersionOf(StateOf("GONE", operation) with { Node = node }), default);
        }
    }

    private async Task EndedAsync(Operation operation)
    {
        await Get<OperationStore>().AddAsync(operation, default);
        await Get<OperationStore>().EndAsync(operation.Id, state => state with { Status = OperationStatus.Succeeded }, default);
    }

    private DeploymentState StateOf(string table, string operation) => new()
    {
        Node = "out",
        IsView = false,
        Target = new TableName("PROD", "SHOP", table),
        Role = "DEPLOYER",
        Warehouse = "WH",
        Version = 1,
        Latest = 1,
        FlowHash = FlowHash,
        Fingerprint = "f",
        Columns = Columns,
        DeployedBy = Owner,
        DeployedAt = Now,
        Operation = operation,
    };

    public static DeploymentVersion VersionOf(DeploymentState state) => new()
    {
        Node = state.Node,
        Number = state.Version,
        FlowHash = state.FlowHash,
        Revision = 1,
        IsView = state.IsView,
        Target = state.Target,
        Role = state.Role,
        Warehouse = state.Warehouse,
        Sql = "SELECT 1",
        Columns = state.Columns,
        DeployedBy = state.DeployedBy,
        DeployedAt = state.DeployedAt,
        Operation = state.Operation,
    };

    private static PlannedDeployment Planned(string node) => new()
    {
        Node = node,
        Action = DeploymentAction.Create,
        Type = DeploymentType.Table,
        Target = new TableName("PROD", "SHOP", node.ToUpperInvariant()),
        Role = "DEPLOYER",
        Warehouse = "WH",
        Sql = "SELECT 1",
        Fingerprint = "f",
        Output = Columns,
    };
}
