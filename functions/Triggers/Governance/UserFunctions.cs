using Handover.Core.Diagnostics;
using Handover.Core.Projects;
using Handover.Services.Identity;
using Handover.Services.Projects;
using Handover.Services.Storage;
using Handover.Triggers.Http;
using Handover.Triggers.Notifications;
using Handover.Triggers.Projects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handover.Triggers.Governance;

/// <summary>A new user.</summary>
public sealed record NewUser(string Email, string Name, WorkspaceRole Role = WorkspaceRole.Member, IReadOnlyList<string>? WarehouseRoles = null);

/// <summary>The user directory.</summary>
public sealed class UserFunctions(UserDirectory users, UserService service, WorkspaceAudit audit, EventTelling telling)
{
    [Function("ListUsers"), Requires(Audience.Administrator)]
    [Documented("The user directory", Query = ["limit", "continuation"])]
    public async Task<Ok<ListView<User>>> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "users")] HttpRequest request, CancellationToken cancellation)
    {
        var (limit, continuation) = request.Paging(200);
        return TypedResults.Ok(ListView.Of(await users.ListAsync(limit, continuation, cancellation), stored => stored.Value));
    }

    [Function("AddUser"), Requires(Audience.Administrator)]
    [Documented("Add a user", Body = typeof(NewUser))]
    public async Task<Created<User>> Add(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "users")] HttpRequest request, CancellationToken cancellation)
    {
        var body = await request.ReadAsync<NewUser>(cancellation);
        var added = await users.AddAsync(new User(body.Email, body.Name, body.Role, body.WarehouseRoles ?? []), cancellation);
        await audit.NoteAsync(request.Caller(), "user-added", $"Added user {added.Value.Email}", null, added.Value, cancellation);
        return TypedResults.Created($"/api/users/{Uri.EscapeDataString(added.Value.Email)}", View(request, added));
    }

    [Function("GetUser"), Requires(Audience.Administrator)]
    [Documented("A user")]
    public async Task<Ok<User>> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "users/{email}")] HttpRequest request, string email, CancellationToken cancellation) =>
        TypedResults.Ok(View(request, await users.FindAsync(email, cancellation) ?? throw Refusal.NotFound("user", email)));

    [Function("ChangeUser"), Requires(Audience.Administrator)]
    [Documented("Change a user", Body = typeof(UserPatch), Conditional = true)]
    public async Task<Ok<User>> Change(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "users/{email}")] HttpRequest request, string email, CancellationToken cancellation)
    {
        var found = await service.RequireAsync(email, cancellation);
        request.RequireVersion(found.ETag);
        var body = await request.ReadAsync<UserPatch>(cancellation);
        var changed = await service.ChangeAsync(request.Caller(), found, body, cancellation);
        await audit.NoteAsync(request.Caller(), "user-changed", $"Changed user {found.Value.Email}", found.Value, changed.Value, cancellation);
        return TypedResults.Ok(View(request, changed));
    }

    [Function("RemoveUser"), Requires(Audience.Administrator)]
    [Documented("Take a user out of the directory who owns no project any more", Conditional = true)]
    public async Task<NoContent> Remove(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "users/{email}")] HttpRequest request, string email, CancellationToken cancellation)
    {
        var found = await service.RequireAsync(email, cancellation);
        request.RequireVersion(found.ETag);
        await service.RemoveAsync(request.Caller(), found, cancellation);
        await audit.NoteAsync(request.Caller(), "user-removed", $"Removed user {found.Value.Email}", found.Value, null, cancellation);
        return TypedResults.NoContent();
    }

    [Function("HandOnProjects"), Requires(Audience.Administrator)]
    [Documented("Give the projects of a user to another one, all or some", Body = typeof(HandOnRequest))]
    public async Task<Ok<HandedOn>> HandOn(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "users/{email}/hand-on")] HttpRequest request,
        string email, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var body = await request.ReadAsync<HandOnRequest>(cancellation);
        var handed = await service.HandOnAsync(request.Caller(), email, body, cancellation);
        await telling.NowAsync(client, cancellation);
        return TypedResults.Ok(handed);
    }

    private static User View(HttpRequest request, Stored<User> stored)
    {
        request.SetETag(Versions.Of(stored.ETag));
        return stored.Value;
    }
}
