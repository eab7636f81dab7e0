using System.Collections.Frozen;
using System.Reflection;
using System.Threading.RateLimiting;
using Handover.Core.Diagnostics;
using Handover.Core.Projects;
using Handover.Services.Identity;
using Handover.Services.Projects;

namespace Handover.Triggers.Http;

/// <summary>How many requests one user may send.</summary>
/// <param name="Burst">At once.</param>
/// <param name="PerSecond">For long.</param>
public sealed record RateLimits(int Burst = 300, int PerSecond = 100);

/// <summary>Finds out who calls and whether they meet the function's requirement.</summary>
public sealed class AccessCheck(UserDirectory users, ProjectStore projects, RateLimits limits, HostTrust trust) : IDisposable
{
    private static readonly FrozenDictionary<string, RequiresAttribute> Requirements = Functions()
        .Where(function => function.Requires is not null)
        .ToFrozenDictionary(function => function.Name, function => function.Requires!, StringComparer.OrdinalIgnoreCase);

    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(user =>
        RateLimitPartition.GetTokenBucketLimiter(user, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = limits.Burst,
            TokensPerPeriod = limits.PerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));

    public async Task LetInAsync(HttpContext http, string function, string requestId, CancellationToken cancellation)
    {
        if (!Requirements.TryGetValue(function, out var requires))
        {
            throw Refusal.Forbidden("access-undefined", "Nobody has said who may call this, so nobody may.");
        }

        if (requires.Audience is Audience.Anyone)
        {
            return;
        }

        var actor = await IdentifyAsync(http, requestId, cancellation);
        Throttle(http, actor);
        http.Set(actor);
        if (requires.Audience is Audience.Administrator && !actor.User.IsAdministrator)
        {
            throw Refusal.Forbidden("administrator-required", "Only an administrator may do this.");
        }

        if (requires.Audience is Audience.ProjectMember && !(requires.IncludePurged && actor.User.IsAdministrator && await projects.IsPurgedAsync(IdOf(http), cancellation)))
        {
            http.Set(await ProjectAsync(http, actor.User, requires, cancellation));
        }
    }

    public void Dispose() => limiter.Dispose();

    private async Task<Actor> IdentifyAsync(HttpContext http, string requestId, CancellationToken cancellation)
    {
        var key = ClientPrincipal.KeyOf(http.Request.Headers[ClientPrincipal.Header])
            ?? throw new Refusal(RefusalKind.Unauthenticated, "sign-in-required", "Sign in first, at /.auth/login.").ToException();
        var user = await users.FindAsync(key, cancellation);
        return user is { Value.Active: true }
            ? new Actor(user.Value, requestId, trust.ClientOf(http))
            : throw Refusal.Forbidden("user-unknown", $"'{key}' is not an active user of this workspace. Ask an administrator to add you.");
    }

    private void Throttle(HttpContext http, Actor actor)
    {
        using var lease = limiter.AttemptAcquire(actor.Email);
        if (!lease.IsAcquired)
        {
            http.Response.Headers.RetryAfter = "1";
            throw new Refusal(RefusalKind.TooManyRequests, "rate-limited", "Too many requests in a short time. Wait a second, then go on.").ToException();
        }
    }

    private async Task<LoadedProject> ProjectAsync(HttpContext http, User user, RequiresAttribute requires, CancellationToken cancellation)
    {
        var id = IdOf(http);
        var found = await projects.FindAsync(id, cancellation);
        if (found is null || !Access.Allows(user, found.Project, Right.See))
        {
            throw Refusal.NotFound("project", id);
        }

        if (found.Project.DeletedAt is { } deleted && !requires.IncludeDeleted)
        {
            throw new Refusal(
                RefusalKind.NotFound, "project-not-found",
                $"'{found.Project.Name}' was deleted on {deleted:yyyy-MM-dd}. Its owner, {found.Project.Owner}, can restore it until {deleted.AddDays(ProjectRules.RestoreDays):yyyy-MM-dd}.").ToException();
        }

        return Access.Allows(user, found.Project, requires.Right) ? found : throw Refusal.Forbidden("project-right-missing", Missing(user, found.Project, requires.Right));
    }

    /// <summary>What somebody lacks, and who can help.</summary>
    private static string Missing(User user, Project project, Right right) => right switch
    {
        Right.Administer => $"In '{project.Name}' only an administrator may do this.",
        Right.Manage => $"Only the owner of '{project.Name}', {project.Owner}, or an administrator may do this.",
        _ => $"You are {project.RoleOf(user.Email)?.ToString().ToLowerInvariant()} of '{project.Name}', and this takes the role {(right is Right.Edit ? "editor" : "reviewer")}. Ask its owner, {project.Owner}.",
    };

    private static string IdOf(HttpContext http) => http.Request.RouteValues["id"]?.ToString() ?? "";

    /// <summary>Every function of this assembly, with its access requirement if it has one.</summary>
    public static IEnumerable<(string Name, MethodInfo Method, RequiresAttribute? Requires)> Functions() =>
        from type in typeof(AccessCheck).Assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        select (function.Name, method, method.GetCustomAttribute<RequiresAttribute>());
}
