using System.Text.RegularExpressions;

namespace Handover.Services.Storage;

/// <summary>
/// Where storage is. Either a connection string (Azurite on one machine), or the two endpoints, reached with this process's identity
/// and without any key.
/// </summary>
public sealed partial class StorageOptions
{
    /// <summary>Connection string of the emulator.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Table endpoint of the account, <c>https://…table.core.windows.net</c>.</summary>
    public Uri? TableEndpoint { get; set; }

    /// <summary>Blob endpoint of the account, <c>https://…blob.core.windows.net</c>.</summary>
    public Uri? BlobEndpoint { get; set; }

    /// <summary>Client id of a user-assigned managed identity; without it the default chain of credentials is tried (developer's sign-in, system-assigned identity).</summary>
    public string? ManagedIdentityClientId { get; set; }

    /// <summary>First part of every table's name and, in lower case, the blob container's name: keeps installations and tests in one account apart. 3 to 30 letters and digits.</summary>
    public string Prefix { get; set; } = "handover";

    /// <summary>Time for one attempt of one request.</summary>
    public TimeSpan NetworkTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Attempts after the first one; with the delays (0.2 s doubling to 4 s) five cover a fail-over of a storage partition.</summary>
    public int MaxRetries { get; set; } = 5;

    /// <summary>Memory for contents that were read, in MiB, for each kind of them (flows, plans, words …); they never change, so the last ones used are kept.</summary>
    public int CacheMiB { get; set; } = 32;

    /// <exception cref="InvalidOperationException">A value cannot be used; the message says which, and what is allowed.</exception>
    public void Validate()
    {
        if (CacheMiB < 0)
        {
            throw new InvalidOperationException($"The memory for contents is {CacheMiB} MiB: it must be 0 or more.");
        }
        if (!PrefixPattern.IsMatch(Prefix))
        {
            throw new InvalidOperationException($"The storage prefix '{Prefix}' must be 3 to 30 letters and digits that begin with a letter.");
        }
        if (ConnectionString is null && (TableEndpoint is null || BlobEndpoint is null))
        {
            throw new InvalidOperationException("Storage is not configured: set a connection string, or both the table and the blob endpoint.");
        }
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{2,29}$")]
    private static partial Regex PrefixPattern { get; }
}
