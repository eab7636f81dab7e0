using System.Text.Json;

namespace Handover.Services.Identity;

/// <summary>
/// Reads the <c>x-ms-client-principal</c> header: written by Static Web Apps (userDetails) or by App Service authentication (claims).
/// It is believed only where the host says that nobody else can have written it.
/// </summary>
public static class ClientPrincipal
{
    public const string Header = "x-ms-client-principal";

    private static readonly string[] NameClaims =
    [
        "preferred_username",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
        "email",
        "upn",
        "http://schemas.microsoft.com/identity/claims/objectidentifier",
        "oid",
    ];

    /// <summary>The directory key of who calls (an email or an application's object id), or null if the header names nobody.</summary>
    public static string? KeyOf(string? header)
    {
        if (string.IsNullOrEmpty(header))
        {
            return null;
        }

        try
        {
            using var principal = JsonDocument.Parse(Convert.FromBase64String(header));
            var root = principal.RootElement;
            if (root.ValueKind is not JsonValueKind.Object)
            {
                return null;
            }

            return root.TryGetProperty("userDetails", out var details) && details.GetString() is { Length: > 0 } name
                ? name.ToLowerInvariant()
                : FromClaims(root)?.ToLowerInvariant();
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException or InvalidOperationException)
        {
            // A header that nobody of ours wrote names nobody: the request goes on unauthenticated.
            return null;
        }
    }

    private static string? FromClaims(JsonElement root)
    {
        if (!root.TryGetProperty("claims", out var claims) || claims.ValueKind is not JsonValueKind.Array)
        {
            return null;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var claim in claims.EnumerateArray())
        {
            if (claim.TryGetProperty("typ", out var type) && claim.TryGetProperty("val", out var value))
            {
                values.TryAdd(type.GetString() ?? "", value.GetString() ?? "");
            }
        }

        return NameClaims.Select(name => values.GetValueOrDefault(name)).FirstOrDefault(value => !string.IsNullOrEmpty(value));
    }
}
