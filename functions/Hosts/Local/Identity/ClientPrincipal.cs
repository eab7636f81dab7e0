using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Handover.Local.Identity;

/// <summary>Who is signed in, in the words of Azure Static Web Apps: the answer of <c>/.auth/me</c> and the header that the functions read.</summary>
internal sealed record ClientPrincipal(string IdentityProvider, string UserId, string UserDetails, IReadOnlyList<string> UserRoles)
{
    public const string Header = "x-ms-client-principal";

    public static ClientPrincipal Of(string email) =>
        new("local", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email)))[..32], email, ["anonymous", "authenticated"]);

    public string ToHeader() => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web));
}
