using Handover.Core.Projects;
using Handover.Core.Schedules;
using Handover.Services.Schedules;
using Handover.Triggers.Http;
using Handover.Triggers.Operations;
using Handover.Triggers.Projects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handover.Triggers.Schedules;

/// <summary>A schedule with where its runs stand.</summary>
public sealed record ScheduleView(
    string Node, Schedule Schedule, string By, DateTimeOffset At, IReadOnlyList<DateTimeOffset> NextRuns, DateTimeOffset? SuspendedAt, int Failures,
    LastRun? Last, IReadOnlyList<OpenRun> Open, FreshnessStatus? Freshness);

/// <summary>A run that was begun.</summary>
public sealed record StartedRunView(string Id, string Execution);

/// <summary>The schedule of a deployment, running it now, and the Execution History.</summary>
public sealed class ScheduleFunctions(ScheduleService service)
{
    private const int NextRuns = 10;

    [Function("GetSchedule"), Requires(Right.See)]
    [Documented("The schedule of a deployment, with its next runs", Answer = typeof(ScheduleView))]
    public async Task<Ok<ScheduleView>> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{id}/deployments/{node}/schedule")] HttpRequest request,
        string node, CancellationToken cancellation) =>
        TypedResults.Ok(ViewOf(request, await service.RequireAsync(request.Project().Project, node, cancellation)));

    [Function("PutSchedule"), Requires(Right.Manage)]
    [Documented("Schedule a table deployment; If-Match is required once there is a schedule", Body = typeof(Schedule))]
    public async Task<Ok<ScheduleView>> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "projects/{id}/deployments/{node}/schedule")] HttpRequest request,
        string node, CancellationToken cancellation)
    {
        var project = request.Project().Project;
        var read = await service.LoadAsync(project, node, cancellation);
        if (read.Schedule is { } existing)
        {
            request.RequireVersion(existing.ETag);
        }

        var schedule = await request.ReadAsync<Schedule>(cancellation);
        return TypedResults.Ok(ViewOf(request, await service.PutAsync(request.Caller(), project, read, schedule, cancellation)));
    }

    [Function("DeleteSchedule"), Requires(Right.Manage)]
    [Documented("Remove the schedule of a deployment; its history stays", Conditional = true)]
    public async Task<NoContent> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "projects/{id}/deployments/{node}/schedule")] HttpRequest request,
        string node, CancellationToken cancellation)
    {
        var project = request.Project().Project;
        var read = await service.RequireAsync(project, node, cancellation);
        request.RequireVersion(read.Schedule!.ETag);
        await service.DeleteAsync(request.Caller(), project, read, cancellation);
        return TypedResults.NoContent();
    }

    [Function("PauseSchedule"), Requires(Right.Manage)]
    [Documented("Pause a schedule: nothing is due until it is resumed", Answer = typeof(ScheduleView))]
    public Task<Ok<ScheduleView>> Pause(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "projects/{id}/deployments/{node}/schedule/pause")] HttpRequest request,
        string node, CancellationToken cancellation) => SetPausedAsync(request, node, paused: true, cancellation);

    [Function("ResumeSchedule"), Requires(Right.Manage)]
    [Documented("Resume a paused or suspended schedule; what would have been due meanwhile is not made up for", Answer = typeof(ScheduleView))]
    public Task<Ok<ScheduleView>> Resume(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "projects/{id}/deployments/{node}/schedule/resume")] HttpRequest request,
        string node, CancellationToken cancellation) => SetPausedAsync(request, node, paused: false, cancellation);

    [Function("RunDeployment"), Requires(Right.Manage)]
    [Documented("Materialise a deployed table now", Answer = typeof(StartedRunView), LongRunning = true)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "projects/{id}/deployments/{node}/run")] HttpRequest request,
        string node, [DurableClient] DurableTaskClient client)
    {
        var started = await service.RunAsync(request.Caller(), request.Project().Project, node, request.IdempotencyKey(), client.StartAsync, CancellationToken.None);
        return TypedResults.Accepted(request.FollowOperation(started.Operation), new StartedRunView(started.Operation, started.Execution));
    }

    [Function("ListExecutions"), Requires(Right.See)]
    [Documented("The Execution History of a deployment, newest first", Query = ["status", "trigger", "from", "to", "limit", "continuation"])]
    public async Task<Ok<ListView<Execution>>> Executions(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{id}/deployments/{node}/executions")] HttpRequest request,
        string node, CancellationToken cancellation)
    {
        var (limit, continuation) = request.Paging();
        var filter = new ExecutionFilter(request.QueryWord<ExecutionStatus>("status"), request.QueryWord<RunTrigger>("trigger"), request.QueryTime("from"), request.QueryTime("to"));
        return TypedResults.Ok(ListView.Of(await service.HistoryAsync(request.Project().Project, node, filter, limit, continuation, cancellation)));
    }

    [Function("GetExecution"), Requires(Right.See)]
    [Documented("One execution, with the statement that it ran")]
    public async Task<Ok<Execution>> Execution(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{id}/deployments/{node}/executions/{execution}")] HttpRequest request,
        string node, string execution, CancellationToken cancellation) =>
        TypedResults.Ok(await service.ExecutionAsync(request.Project().Project, node, execution, cancellation));

    [Function("ListFreshness"), Requires(Right.See)]
    [Documented("How the freshness of a deployment has changed, newest first", Query = ["limit", "continuation"])]
    public async Task<Ok<ListView<FreshnessEntry>>> Freshness(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{id}/deployments/{node}/freshness")] HttpRequest request,
        string node, CancellationToken cancellation)
    {
        var (limit, continuation) = request.Paging();
        return TypedResults.Ok(ListView.Of(await service.FreshnessAsync(request.Project().Project, node, limit, continuation, cancellation)));
    }

    private async Task<Ok<ScheduleView>> SetPausedAsync(HttpRequest request, string node, bool paused, CancellationToken cancellation)
    {
        var project = request.Project().Project;
        var read = await service.RequireAsync(project, node, cancellation);
        return TypedResults.Ok(ViewOf(request, await service.PauseAsync(request.Caller(), project, read, paused, cancellation)));
    }

    private static ScheduleView ViewOf(HttpRequest request, LoadedRuns read)
    {
        var (schedule, runs) = (read.Schedule!.Value, read.Runs);
        request.SetETag(Versions.Of(read.Schedule.ETag));
        IReadOnlyList<DateTimeOffset> next = runs.NextDue is { } due ? [.. ScheduleTimes.Of(schedule.Schedule).Next(due.AddTicks(-1), NextRuns)] : [];
        return new ScheduleView(
            schedule.Node, schedule.Schedule, schedule.By, schedule.At, next, runs.SuspendedAt, runs.Failures, runs.Last, runs.Open, runs.Freshness);
    }
}

/// <summary>The schedules of all projects.</summary>
public sealed class ScheduleListFunctions(ScheduleService service, ScheduleOverview overview)
{
    [Function("ListSchedules"), Requires(Audience.User)]
    [Documented("All schedules that the caller may see, with next run and freshness", Query = ["project", "freshness", "limit", "continuation"])]
    public async Task<Ok<ListView<ScheduleEntry>>> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "schedules")] HttpRequest request, CancellationToken cancellation)
    {
        var (limit, continuation) = request.Paging();
        return TypedResults.Ok(ListView.Of(await overview.ListAsync(
            request.Caller().User, request.QueryText("project"), request.QueryWord<FreshnessState>("freshness"), limit, continuation, cancellation)));
    }

    [Function("GetFreshness"), Requires(Audience.User)]
    [Documented("How many deployments are fresh, at risk, late, failed or paused, and those that are not as they have to be")]
    public async Task<Ok<FreshnessSummary>> Summary(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "freshness")] HttpRequest request, CancellationToken cancellation) =>
        TypedResults.Ok(await overview.SummaryAsync(request.Caller().User, cancellation));

    [Function("PreviewSchedule"), Requires(Audience.User)]
    [Documented("The next runs of a schedule that is not saved, and its problems", Body = typeof(SchedulePreview))]
    public async Task<Ok<PreviewedSchedule>> Preview(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "schedules/preview")] HttpRequest request, CancellationToken cancellation) =>
        TypedResults.Ok(service.Preview(await request.ReadAsync<SchedulePreview>(cancellation)));
}
