using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Handover.Services.Notifications.Secrets;

namespace Handover.Functions;

/// <summary>The installation's Key Vault, which the setting <c>KeyVault__Uri</c> names. The app's identity reads and writes secrets there.</summary>
internal static class Vault
{
    public static KeyVaultSecretStore Of(IConfiguration configuration) => Uri.TryCreate(configuration["KeyVault:Uri"], UriKind.Absolute, out var vault)
        ? new KeyVaultSecretStore(new SecretClient(vault, new ManagedIdentityCredential(Identity(configuration["Storage:ManagedIdentityClientId"]))))
        : throw new InvalidOperationException("The setting KeyVault__Uri is missing: it names the Key Vault that keeps the addresses of channels.");

    private static ManagedIdentityId Identity(string? client) =>
        string.IsNullOrEmpty(client) ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(client);
}
