using Handover.Triggers.Http;

namespace Handover.Functions;

/// <summary>
/// The platform does not strip a client's own principal header unless App Service authentication is on: without it every request is refused.
/// </summary>
internal static class PrincipalTrust
{
    public static HostTrust Of(IConfiguration configuration) =>
        IsTrue(configuration["WEBSITE_AUTH_ENABLED"]) || IsTrue(configuration["Identity:TrustClientPrincipal"])
            // App Service's front end stands before every request there, and before none on a developer's machine.
            ? new HostTrust(Reason: null, FrontEnd: IsTrue(configuration["WEBSITE_AUTH_ENABLED"]))
            : new HostTrust("App Service authentication is off, so nobody vouches for who calls. Turn it on for this function app.");

    private static bool IsTrue(string? value) => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}
