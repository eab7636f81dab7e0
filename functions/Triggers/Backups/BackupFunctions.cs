using Handover.Services.Backups;
using Handover.Triggers.Http;
using Handover.Triggers.Projects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handover.Triggers.Backups;

/// <summary>The project to back up.</summary>
public sealed record NewBackup(string Project);

/// <summary>Backups of projects.</summary>
public sealed class BackupFunctions(BackupService service, BackupTaking taking, ProjectViews views)
{
    [Function("ListBackups"), Requires(Audience.User)]
    [Documented("The backups of a project, newest first; all of them for an administrator", Query = ["project", "limit", "continuation"])]
    public async Task<Ok<ListView<BackupEntry>>> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "backups")] HttpRequest request, CancellationToken cancellation)
    {
        var (limit, continuation) = request.Paging();
        return TypedResults.Ok(ListView.Of(await service.ListAsync(request.Caller(), request.QueryText("project"), limit, continuation, cancellation)));
    }

    [Function("TakeBackup"), Requires(Audience.User)]
    [Documented("Back up a project now", Body = typeof(NewBackup))]
    public async Task<Created<BackupEntry>> Take(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "backups")] HttpRequest request, CancellationToken cancellation)
    {
        var body = await request.ReadAsync<NewBackup>(cancellation);
        var entry = await service.TakeAsync(request.Caller(), body.Project, cancellation);
        return TypedResults.Created($"/api/backups?project={entry.Project}", entry);
    }

    [Function("RestoreBackup"), Requires(Audience.User)]
    [Documented("Restore a backup into a new project, or as the newest revision of its own (then If-Match names the flow that was read)", Body = typeof(RestoreRequest), Answer = typeof(ProjectView))]
    public async Task<Ok<ProjectView>> Restore(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "backups/{backup}/restore")] HttpRequest request, string backup, CancellationToken cancellation)
    {
        var body = await request.ReadAsync<RestoreRequest>(cancellation);
        var ifMatch = body.Into is RestoreInto.Same ? request.RequireIfMatch() : null;
        return TypedResults.Ok(await views.OfAsync(request, await service.RestoreAsync(request.Caller(), backup, body, ifMatch, cancellation), cancellation));
    }

    [Function("BackUpChangedProjects")]
    public Task Nightly([TimerTrigger("0 37 1 * * *")] TimerInfo timer, CancellationToken cancellation) => taking.NightlyAsync(cancellation);
}
