using Handover.Core.Diagnostics;
using Handover.Core.Operations;
using Handover.Services.Operations;
using Handover.Triggers.Http;
using Handover.Triggers.Projects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handover.Triggers.Operations;

/// <summary>An operation as the API shows it.</summary>
public sealed record OperationView(
    string Id,
    OperationKind Kind,
    OperationStatus Status,
    string Project,
    string? Promotion,
    string Plan,
    string RequestedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EndedAt,
    IReadOnlyList<OperationStep> Steps,
    IReadOnlyDictionary<string, string> Result,
    Refusal? Problem,
    string? CancelRequestedBy)
{
    public static OperationView Of(Operation operation) => new(
        operation.Id, operation.Kind, operation.Status, operation.Project, operation.Promotion, operation.Plan, operation.RequestedBy,
        operation.CreatedAt, operation.EndedAt, operation.Steps, operation.Result, operation.Problem, operation.CancelRequestedBy);
}

/// <summary>Following long work, and calling it off.</summary>
public sealed class OperationFunctions(OperationService operations)
{
    [Function("GetOperation"), Requires(Audience.User)]
    [Documented("An operation: 202 while it runs, 200 when it has ended", Answer = typeof(OperationView), LongRunning = true)]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "operations/{operation}")] HttpRequest request, string operation, CancellationToken cancellation)
    {
        var found = await operations.FindAsync(request.Caller(), operation, cancellation);
        return found.Ended
            ? TypedResults.Ok(OperationView.Of(found))
            : TypedResults.Accepted(request.FollowOperation(found.Id), OperationView.Of(found));
    }

    [Function("ListOperations"), Requires(Audience.Administrator)]
    [Documented("Everything that is under way or waits for a decision, in all projects: what to wait for before an upgrade")]
    public async Task<Ok<ListView<OperationView>>> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "operations")] HttpRequest request, CancellationToken cancellation)
    {
        _ = request;
        return TypedResults.Ok(new ListView<OperationView>([.. (await operations.OpenAsync(cancellation)).Select(OperationView.Of)], null));
    }

    [Function("CancelOperation"), Requires(Audience.User)]
    [Documented("Call an operation off: what it computes is interrupted, then everything is put back", Answer = typeof(OperationView), LongRunning = true)]
    public async Task<IResult> Cancel(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "operations/{operation}/cancel")] HttpRequest request,
        string operation, [DurableClient] DurableTaskClient client)
    {
        var cancelled = await operations.CancelAsync(request.Caller(), operation, CancellationToken.None);
        await client.NudgeAsync(cancelled.Id);
        return TypedResults.Accepted(request.FollowOperation(cancelled.Id), OperationView.Of(cancelled));
    }
}
