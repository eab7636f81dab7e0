using Handover.Core.Diagnostics;
using Handover.Core.Projects;
using Handover.Services.Identity;
using Handover.Services.Storage;
using Handover.Triggers.Http;
using Handover.Triggers.Projects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handover.Triggers.Governance;

/// <summary>A new user.</summary>
public sealed record NewUser(string Email, string Name, WorkspaceRole Role = WorkspaceRole.Member, IReadOnlyList<string>? WarehouseRoles = null);

/// <summary>What changes of a user; what is absent stays.</summary>
public sealed record UserPatch(string? Name = null, WorkspaceRole? Role = null, IReadOnlyList<string>? WarehouseRoles = null, bool? Active = null);

/// <summary>The user directory.</summary>
public sealed class UserFunctions(UserDirectory users)
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
        var found = await users.FindAsync(email, cancellation) ?? throw Refusal.NotFound("user", email);
        request.RequireVersion(found.ETag);
        var body = await request.ReadAsync<UserPatch>(cancellation);
        if (found.Value.Email == request.Caller().Email && (body.Active is false || body.Role is WorkspaceRole.Member))
        {
            throw Refusal.Conflict("user-is-yourself", "You cannot take your own administration away. Ask another administrator.");
        }

        var next = found.Value with
        {
            Name = body.Name ?? found.Value.Name,
            Role = body.Role ?? found.Value.Role,
            WarehouseRoles = body.WarehouseRoles ?? found.Value.WarehouseRoles,
            Active = body.Active ?? found.Value.Active,
        };
        return TypedResults.Ok(View(request, await users.ReplaceAsync(next, found.ETag, cancellation)));
    }

    private static User View(HttpRequest request, Stored<User> stored)
    {
        request.SetETag(Versions.Of(stored.ETag));
        return stored.Value;
    }
}
