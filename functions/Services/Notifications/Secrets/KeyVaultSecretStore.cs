using System.Text.Json;
using Azure;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Handover.Services.Storage;

namespace Handover.Services.Notifications.Secrets;

/// <summary>Secrets in Azure: in the installation's Key Vault, read and written by the app's own identity.</summary>
public sealed class KeyVaultSecretStore(SecretClient vault) : SecretStore
{
    public override Task PutAsync(string name, SubscriberSecret secret, CancellationToken cancellation) =>
        AskAsync(() => vault.SetSecretAsync(
            new KeyVaultSecret(name, JsonSerializer.Serialize(secret, StorageJson.Options)) { Properties = { ContentType = "application/json" } }, cancellation));

    public override Task<SubscriberSecret?> FindAsync(string name, CancellationToken cancellation) => AskAsync(async () =>
    {
        try
        {
            var found = await vault.GetSecretAsync(name, cancellationToken: cancellation);
            return JsonSerializer.Deserialize<SubscriberSecret>(found.Value.Value, StorageJson.Options);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    });

    public override Task DeleteAsync(string name, CancellationToken cancellation) => AskAsync(async () =>
    {
        try
        {
            return await vault.StartDeleteSecretAsync(name, cancellation);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    });

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (RequestFailedException refused)
        {
            throw new SecretStoreException($"The Key Vault answered {refused.Status} ({refused.ErrorCode}). The function app's identity needs the role Key Vault Secrets Officer there.", refused);
        }
        catch (AuthenticationFailedException nobody)
        {
            throw new SecretStoreException("The function app's identity gave no token for the Key Vault.", nobody);
        }
    }
}
