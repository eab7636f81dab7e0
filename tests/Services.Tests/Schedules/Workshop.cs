using System.Collections.Concurrent;
using System.Collections.Immutable;
using Handover.Core.Deployments;
using Handover.Core.Operations;
using Handover.Core.Projects;
using Handover.Core.Schedules;
using Handover.Core.Sql;
using Handover.Services.Identity;
using Handover.Services.Operations;
using Handover.Services.Projects;
using Handover.Services.Schedules;
using Handover.Services.Storage;
using Handover.Services.Tests.Warehouse.Snowflake;
using Handover.Services.Warehouse;
using Handover.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Handover.Services.Tests.Schedules;

/// <summary>Storage with projects and schedules, a clock that stands until it is moved, and hosts that tick by it. Runs end at once, as the test says.</summary>
internal sealed class Workshop : IAsyncDisposable
{
    public static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly ServiceProvider services;
    private readonly string connection;
    private readonly string prefix;

    public Workshop(string connection, string? prefix = null, SteppedClock? clock = null, RunLimits? limits = null)
    {
        this.connection = connection;
        this.prefix = prefix ?? AzuriteFixture.UniqueName("sched");
        Clock = clock ?? new SteppedClock(Begin);
        services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Clock).AddSingleton(limits ?? new RunLimits())
            .AddSingleton<IWarehouse>(new FakeAccount().Warehouse())
            .AddSingleton(new StorageOptions { ConnectionString = connection, Prefix = this.prefix }).AddHandover().BuildServiceProvider();
    }

    public SteppedClock Clock { get; }

    public ConcurrentQueue<string> Started { get; } = new();

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>Another process on the same storage.</summary>
    public Workshop Beside(RunLimits? limits = null) => new(connection, prefix, Clock, limits);

    public Task<int> TickAsync() => Get<ScheduleTick>().RunAsync(operation => { Started.Enqueue(operation); return Task.CompletedTask; }, default);

    /// <summary>A project with a deployed table and a schedule for it.</summary>
    public async Task<string> ProjectAsync(Schedule schedule, string node = "out")
    {
        var id = Ids.New("p");
        var project = new Project
        {
            Id = id,
            Name = id,
            Environment = "development",
            Owner = "a@example.com",
            Revision = 1,
            FlowHash = new string('0', 64),
            CloneHash = new string('0', 64),
            ReadsHash = new string('0', 64),
            CreatedBy = "a@example.com",
            CreatedAt = Clock.GetUtcNow(),
            UpdatedBy = "a@example.com",
            UpdatedAt = Clock.GetUtcNow(),
        };
        var projects = Get<ProjectStore>();
        var now = Clock.GetUtcNow();
        var audit = Audit.Entry("a@example.com", id, id, "made", "Made", now);
        var made = await projects.CreateAsync(project, new Revision(1, project.FlowHash, project.Owner, now, "Made"), audit, default);
        var state = new DeploymentState
        {
            Node = node,
            IsView = false,
            Target = new TableName("DB", "S", $"{id}_{node}"),
            Role = "R",
            Warehouse = "W",
            Version = 1,
            Latest = 1,
            FlowHash = project.FlowHash,
            Fingerprint = "f",
            Columns = [],
            DeployedBy = project.Owner,
            DeployedAt = now,
            Operation = "o",
        };
        await projects.RecordAsync(
            new RecordedChange(
                made.Project, made.ETag, new ProjectDeployments(ImmutableSortedDictionary<string, DeploymentState>.Empty.Add(node, state)), null, null,
                audit with { Action = "deployed" }), default);
        await ScheduleAsync(id, schedule, node);
        return id;
    }

    public async Task ScheduleAsync(string project, Schedule schedule, string node = "out", bool resumed = false)
    {
        var read = await Get<ScheduleStore>().LoadAsync(project, node, default);
        var known = new NodeSchedule(node, schedule, "a@example.com", Clock.GetUtcNow());
        var runs = read.Runs.Rescheduled(schedule, Clock.GetUtcNow(), resumed);
        await Get<DueIndex>().AddAsync(project, node, known, null, default);
        if (runs.NextDue is { } due)
        {
            await Get<DueIndex>().PutAsync(new DueEntry(DueKind.Schedule, project, node, due), default);
        }

        if (schedule.Freshness is not null)
        {
            await Get<DueIndex>().PutAsync(new DueEntry(DueKind.Freshness, project, node, Clock.GetUtcNow()), default);
        }

        await Get<ScheduleStore>().Change(read, runs).Schedule(read.Schedule, known).SubmitAsync(default);
    }

    public Task<LoadedRuns> LoadAsync(string project, string node = "out") => Get<ScheduleStore>().LoadAsync(project, node, default);

    /// <summary>The whole history, oldest first.</summary>
    public async Task<List<Execution>> HistoryAsync(string project, string node = "out")
    {
        var found = new List<Execution>();
        string? continuation = null;
        do
        {
            var page = await Get<ScheduleStore>().HistoryAsync(project, node, new ExecutionFilter(), 500, continuation, default);
            found.AddRange(page.Items);
            continuation = page.Continuation;
        }
        while (continuation is not null);
        found.Reverse();
        return found;
    }

    /// <summary>Ends what has been started, well or badly.</summary>
    public async Task EndAsync(Func<Operation, bool>? succeeds = null)
    {
        while (Started.TryDequeue(out var id))
        {
            var operation = await Get<OperationStore>().RequireAsync(id, default);
            if (operation.Ended)
            {
                continue;
            }

            var well = succeeds?.Invoke(operation) ?? true;
            var outcomes = Get<RunOutcomes>();
            await outcomes.BeginAsync(operation, null, default);
            if (well)
            {
                await outcomes.SucceededAsync(operation, default);
            }
            else
            {
                operation = operation with { Problem = new(Core.Diagnostics.RefusalKind.Conflict, "made-to-fail", "It was made to fail.") };
                await outcomes.FailedAsync(operation, "SELECT 1", default);
            }

            await outcomes.TellAsync(operation, default);
            await Get<OperationStore>().EndAsync(id, state => state with { Status = well ? OperationStatus.Succeeded : OperationStatus.Compensated }, default);
        }
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}

/// <summary>A clock that stands until it is moved.</summary>
internal sealed class SteppedClock(DateTimeOffset begin) : TimeProvider
{
    private DateTimeOffset now = begin;

    public override DateTimeOffset GetUtcNow() => now;

    public void MoveTo(DateTimeOffset time) => now = time > now ? time : now;

    public void Advance(TimeSpan by) => now += by;
}
