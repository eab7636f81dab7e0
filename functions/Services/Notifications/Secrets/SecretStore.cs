namespace Handover.Services.Notifications.Secrets;

/// <summary>What a subscriber is reached by. It lies in the store of secrets alone: no table, log or route has it.</summary>
/// <param name="Address">Where to post.</param>
/// <param name="SigningKey">What its messages are signed with.</param>
public sealed record SubscriberSecret(string Address, string? SigningKey = null)
{
    /// <summary>Says nothing, so that nothing can log it by mistake.</summary>
    public override string ToString() => "(secret)";
}

/// <summary>Keeps secrets by name. Tables hold the name.</summary>
public abstract class SecretStore
{
    public abstract Task PutAsync(string name, SubscriberSecret secret, CancellationToken cancellation);

    /// <summary>The secret, or null if there is none of this name.</summary>
    public abstract Task<SubscriberSecret?> FindAsync(string name, CancellationToken cancellation);

    /// <summary>Deletes it; one that is not there is no error.</summary>
    public abstract Task DeleteAsync(string name, CancellationToken cancellation);
}

/// <summary>The store of secrets does not answer, or refuses this identity.</summary>
public sealed class SecretStoreException(string message, Exception inner) : Exception(message, inner);
