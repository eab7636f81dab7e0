using Handover.Core.Projects;
using Handover.Triggers.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handover.Triggers.Governance;

/// <summary>Who is signed in.</summary>
public sealed record MeView(string Email, string Name, WorkspaceRole Role, IReadOnlyList<string> WarehouseRoles);

/// <summary>Who am I.</summary>
public sealed class MeFunctions
{
    [Function("GetMe"), Requires(Audience.User)]
    [Documented("Who is signed in")]
    public Ok<MeView> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "me")] HttpRequest request)
    {
        var user = request.Caller().User;
        return TypedResults.Ok(new MeView(user.Email, user.Name, user.Role, user.WarehouseRoles));
    }
}
