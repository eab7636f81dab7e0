using Handover.Core.Projects;

namespace Handover.Services.Identity;

/// <summary>Who does something, and the request that it belongs to.</summary>
/// <param name="User">The directory's entry.</param>
/// <param name="RequestId">Correlates the request with its audit entries, operations and queries.</param>
/// <param name="Client">Where the request came from.</param>
public sealed record Actor(User User, string RequestId, ClientOrigin? Client = null)
{
    public string Email => User.Email;
}
