using System.Collections.Immutable;
using System.Text.Json;
using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Projects;
using Handover.Core.Schedules;
using Handover.Services.Identity;
using Handover.Services.Operations;
using Handover.Services.Projects;
using Handover.Services.Storage;

namespace Handover.Services.Schedules;

/// <summary>An unsaved schedule.</summary>
/// <param name="Schedule">The schedule.</param>
/// <param name="Count">How many runs to show; 1 to 100.</param>
public sealed record SchedulePreview(Schedule Schedule, int Count = 10);

/// <summary>What an unsaved schedule would do.</summary>
public sealed record PreviewedSchedule(IReadOnlyList<DateTimeOffset> NextRuns, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>An execution that was asked for.</summary>
public sealed record StartedRun(string Operation, string Execution);

/// <summary>Writing schedules, and running now.</summary>
public sealed class ScheduleService(
    ScheduleStore store, DueIndex due, ProjectStore projects, FlowStore flows, FreshnessWatch freshness, RunDispatch dispatch, OperationStore operations,
    RunLimits limits, TimeProvider clock)
{
    private const int LongestChain = 50;

    /// <summary>The schedule and runs of a deployment node; the schedule may be absent.</summary>
    public Task<LoadedRuns> LoadAsync(Project project, string node, CancellationToken cancellation) => store.LoadAsync(project.Id, node, cancellation);

    /// <exception cref="RefusalException"><c>schedule-not-found</c>.</exception>
    public async Task<LoadedRuns> RequireAsync(Project project, string node, CancellationToken cancellation) =>
        await store.LoadAsync(project.Id, node, cancellation) is { Schedule: not null } found ? found : throw Refusal.NotFound("schedule", node);

    public Task<Page<Execution>> HistoryAsync(Project project, string node, ExecutionFilter filter, int limit, string? continuation, CancellationToken cancellation) =>
        store.HistoryAsync(project.Id, node, filter, limit, continuation, cancellation);

    /// <exception cref="RefusalException"><c>execution-not-found</c>.</exception>
    public async Task<Execution> ExecutionAsync(Project project, string node, string execution, CancellationToken cancellation)
    {
        var found = (await store.FindAsync(project.Id, node, execution, cancellation))?.Value ?? throw Refusal.NotFound("execution", execution);
        // One that failed keeps the statement that ran; otherwise it is the version's.
        return found.Sql is not null || found.Version is not { } version
            ? found
            : found with { Sql = (await projects.FindVersionAsync(project.Id, node, version, cancellation))?.Sql };
    }

    public async Task<Page<FreshnessEntry>> FreshnessAsync(Project project, string node, int limit, string? continuation, CancellationToken cancellation)
    {
        var page = await store.FreshnessAsync(project.Id, node, limit, continuation, cancellation);
        return new Page<FreshnessEntry>([.. page.Items.Select(item => item.Value)], page.Continuation);
    }

    public PreviewedSchedule Preview(SchedulePreview request)
    {
        if (request.Count is < 1 or > 100)
        {
            throw Refusal.Invalid("count-invalid", "1 to 100 runs can be shown.");
        }

        var now = clock.GetUtcNow();
        var schedule = Begun(request.Schedule, now);
        var problems = ScheduleRules.Check(schedule, now, limits.Least);
        return new PreviewedSchedule(problems.IsEmpty ? [.. ScheduleTimes.Of(schedule).Next(now, request.Count)] : [], problems);
    }

    /// <summary>Writes a schedule: from now on this is what is due.</summary>
    /// <exception cref="RefusalException"><c>schedule-invalid</c>, <c>schedule-on-view</c>, <c>deployment-not-found</c>, <c>project-locked</c>, <c>project-busy</c>.</exception>
    public async Task<LoadedRuns> PutAsync(Actor actor, Project project, LoadedRuns read, Schedule schedule, CancellationToken cancellation)
    {
        project.RequireChangeable();
        await projects.RequireFreeAsync(project.Id, cancellation);
        await RequireTableAsync(project, read.Node, cancellation);
        var begun = Begun(schedule, clock.GetUtcNow());
        var problems = ScheduleRules.Check(begun, clock.GetUtcNow(), limits.Least);
        if (!problems.IsEmpty)
        {
            throw Refusal.Unprocessable("schedule-invalid", "This schedule cannot be saved. " + problems[0].Message, problems);
        }

        await RequireFollowableAsync(actor, new AfterDeployment(project.Id, read.Node), begun, cancellation);
        return await WriteAsync(actor, project, read, begun, "schedule-saved", $"Scheduled {read.Node}", resumed: false, cancellation);
    }

    /// <summary>Stops or goes on: nothing of what was promoted changes, so a locked project allows it.</summary>
    public Task<LoadedRuns> PauseAsync(Actor actor, Project project, LoadedRuns read, bool paused, CancellationToken cancellation) => WriteAsync(
        actor, project, read, read.Schedule!.Value.Schedule with { Paused = paused },
        paused ? "schedule-paused" : "schedule-resumed", paused ? $"Paused the schedule of {read.Node}" : $"Resumed the schedule of {read.Node}", resumed: !paused, cancellation);

    public async Task DeleteAsync(Actor actor, Project project, LoadedRuns read, CancellationToken cancellation)
    {
        project.RequireChangeable();
        await projects.RequireFreeAsync(project.Id, cancellation);
        var now = clock.GetUtcNow();
        await store.Change(read, read.Runs.Rescheduled(null, now)).Schedule(read.Schedule, null)
            .Audit(Audit.Entry(actor, project.Id, "schedule-deleted", $"Deleted the schedule of {read.Node}", now, ("node", read.Node)) with { Changes = Changed(read.Schedule?.Value.Schedule, null) })
            .SubmitAsync(cancellation);
        await due.RemoveAsync(project.Id, read.Node, cancellation);
    }

    private static ImmutableSortedDictionary<string, AuditChange> Changed(Schedule? before, Schedule? after) =>
        ImmutableSortedDictionary<string, AuditChange>.Empty.Add("schedule", new AuditChange(Json(before), Json(after)));

    private static string? Json(Schedule? schedule) => schedule is null ? null : JsonSerializer.Serialize(schedule, HandoverJson.Options);

    /// <summary>Materialises a deployed table now. It waits for runs of the same deployment that are under way.</summary>
    public async Task<StartedRun> RunAsync(Actor actor, Project project, string node, string? key, StartOperation start, CancellationToken cancellation)
    {
        var state = (await projects.DeploymentsAsync(project.Id, cancellation)).Value.Items.GetValueOrDefault(node)
            ?? throw Refusal.NotFound("deployment", node);
        if (state.IsView)
        {
            throw Refusal.Unprocessable("deployment-not-a-table", $"{state.Target} is a view: it always shows what its sources hold, so there is nothing to run.");
        }

        var now = clock.GetUtcNow();
        var id = ScheduleStore.ExecutionId(now, Ids.New("m").Replace("-", "", StringComparison.Ordinal));
        id = await operations.ClaimAsync(actor.Email, key, new { run = project.Id, node }, id, cancellation);
        var run = dispatch.NewTry(project.Id, node, id, now);
        if (await store.FindAsync(project.Id, node, id, cancellation) is not null)
        {
            return new StartedRun(run.Operation, id);
        }

        // Where the next tick looks, should this process end before the run is begun.
        await due.PutAsync(new DueEntry(DueKind.Retry, project.Id, node, now, id), cancellation);
        await AdmitAsync(actor, project, node, run, cancellation);
        await dispatch.StartAsync(project.Id, node, run, actor.Email, actor.RequestId, start, cancellation);
        return new StartedRun(run.Operation, id);
    }

    private async Task AdmitAsync(Actor actor, Project project, string node, OpenRun run, CancellationToken cancellation)
    {
        var execution = new Execution
        {
            Id = run.Execution,
            Project = project.Id,
            Node = node,
            Trigger = RunTrigger.Manual,
            Due = run.Due,
            Status = ExecutionStatus.Waiting,
            Operation = run.Operation,
            RequestedBy = actor.Email,
            CreatedAt = run.Claimed,
        };
        for (var attempt = 1; ; attempt++)
        {
            var read = await store.LoadAsync(project.Id, node, cancellation);
            var admission = read.Runs.Admit(run, OverlapPolicy.Queue);
            if (admission.Status is not ExecutionStatus.Waiting)
            {
                throw Refusal.Conflict("runs-waiting", admission.Note!);
            }

            try
            {
                await store.Change(read, admission.Next).Add(execution)
                    .Audit(Audit.Entry(actor, project.Id, "run-requested", $"Asked for a run of {node}", run.Claimed, ("node", node), ("execution", run.Execution)))
                    .SubmitAsync(cancellation);
                return;
            }
            catch (StorageException raced) when (raced.Kind is StorageFailure.Stale or StorageFailure.Conflict && attempt < 10)
            {
                // A run has ended or another was asked for meanwhile; perhaps this very one, by a repeated request.
                if (await store.FindAsync(project.Id, node, run.Execution, cancellation) is not null)
                {
                    return;
                }
            }
        }
    }

    private async Task<LoadedRuns> WriteAsync(
        Actor actor, Project project, LoadedRuns read, Schedule schedule, string action, string summary, bool resumed, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var now = clock.GetUtcNow();
            var next = new NodeSchedule(read.Node, schedule, actor.Email, now, read.Schedule?.Value.Promotion);
            var runs = read.Runs.Rescheduled(schedule, now, resumed);
            var target = (await projects.DeploymentsAsync(project.Id, cancellation)).Value.Items.GetValueOrDefault(read.Node)?.Target;
            await due.ArmAsync(project.Id, next, runs, target, now, cancellation);
            try
            {
                await store.Change(read, runs).Schedule(read.Schedule, next)
                    .Audit(Audit.Entry(actor, project.Id, action, summary, now, ("node", read.Node)) with { Changes = Changed(read.Schedule?.Value.Schedule, schedule) }).SubmitAsync(cancellation);
                await freshness.LookAsync(project.Id, read.Node, cancellation);
                return await store.LoadAsync(project.Id, read.Node, cancellation);
            }
            catch (StorageException raced) when (raced.Kind is StorageFailure.Stale or StorageFailure.Conflict && attempt < 10)
            {
                // A run may have begun or ended meanwhile. That the schedule itself has changed is the caller's to know.
                var again = await store.LoadAsync(project.Id, read.Node, cancellation);
                if (again.Schedule?.ETag != read.Schedule?.ETag)
                {
                    throw Refusal.Stale();
                }

                read = again;
            }
        }
    }

    private async Task RequireTableAsync(Project project, string node, CancellationToken cancellation)
    {
        var inFlow = (await flows.GetAsync(project.FlowHash, cancellation)).Deployments.FirstOrDefault(item => item.Id == node);
        var deployed = (await projects.DeploymentsAsync(project.Id, cancellation)).Value.Items.GetValueOrDefault(node);
        if (inFlow is null && deployed is null)
        {
            throw Refusal.NotFound("deployment", node);
        }

        if (deployed?.IsView ?? inFlow!.Type is DeploymentType.View)
        {
            throw Refusal.Unprocessable("schedule-on-view", $"'{node}' is a view: it always shows what its sources hold, so there is nothing to schedule.");
        }
    }

    /// <summary>The deployment that is followed can be seen, and does not follow this one.</summary>
    private async Task RequireFollowableAsync(Actor actor, AfterDeployment self, Schedule schedule, CancellationToken cancellation)
    {
        var visited = new HashSet<AfterDeployment> { self };
        for (var (after, step) = (schedule.After, 0); after is not null && step < LongestChain; step++)
        {
            if (!visited.Add(after))
            {
                throw Refusal.Unprocessable("schedule-after-cycle", $"'{self.Node}' would follow itself, through {after.Node}. Break the circle.");
            }

            if (step == 0)
            {
                var source = await projects.FindAsync(after.Project, cancellation);
                if (source is not { Project.DeletedAt: null } || !Access.Allows(actor.User, source.Project, Right.See))
                {
                    throw Refusal.NotFound("project", after.Project);
                }

                await RequireTableAsync(source.Project, after.Node, cancellation);
            }

            after = (await store.LoadAsync(after.Project, after.Node, cancellation)).Schedule?.Value.Schedule.After;
        }
    }

    /// <summary>An interval counts from its start; without one, from the minute in which it is written.</summary>
    private static Schedule Begun(Schedule schedule, DateTimeOffset now) => schedule is { Every: not null, Start: null }
        ? schedule with { Start = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero) }
        : schedule with { Start = schedule.Start?.ToUniversalTime(), End = schedule.End?.ToUniversalTime() };
}
