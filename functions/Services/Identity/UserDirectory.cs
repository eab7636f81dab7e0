using Handover.Core.Diagnostics;
using Handover.Core.Projects;
using Handover.Services.Storage;
using ETag = Azure.ETag;

namespace Handover.Services.Identity;

/// <summary>The people and applications that may use this workspace.</summary>
public sealed class UserDirectory(StorageClients clients)
{
    private const string Partition = "workspace";
    private readonly DocumentTable table = new(clients, "Users");

    /// <summary>The user with this email, or null.</summary>
    public async Task<Stored<User>?> FindAsync(string email, CancellationToken cancellation) =>
        RowKey.CanBe(NameOf(email)) ? await table.GetAsync<User>(Partition, KeyOf(email), cancellation) : null;

    /// <summary>The users, by email.</summary>
    public Task<Page<Stored<User>>> ListAsync(int limit, string? continuation, CancellationToken cancellation) =>
        table.QueryAsync<User>(Partition, RowRange.All, limit, continuation, cancellation);

    /// <summary>Adds a user.</summary>
    /// <exception cref="RefusalException"><c>user-exists</c>, <c>user-invalid</c>.</exception>
    public async Task<Stored<User>> AddAsync(User user, CancellationToken cancellation)
    {
        var entry = Valid(user);
        try
        {
            var etag = await table.InsertAsync(Partition, KeyOf(entry.Email), entry, cancellation);
            return new Stored<User>(entry, etag);
        }
        catch (StorageException taken) when (taken.Kind is StorageFailure.Conflict)
        {
            throw Refusal.Conflict("user-exists", $"'{entry.Email}' is in the directory already.");
        }
    }

    /// <summary>Changes a user.</summary>
    public async Task<Stored<User>> ReplaceAsync(User user, ETag etag, CancellationToken cancellation)
    {
        var entry = Valid(user);
        return new Stored<User>(entry, await table.ReplaceAsync(Partition, KeyOf(entry.Email), entry, etag, cancellation));
    }

    /// <summary>Takes a user out of the directory.</summary>
    public Task RemoveAsync(Stored<User> read, CancellationToken cancellation) => table.DeleteAsync(Partition, KeyOf(read.Value.Email), read.ETag, cancellation);

    /// <summary>Refuses unless there is an active user with this email.</summary>
    /// <exception cref="RefusalException"><c>user-unknown</c>.</exception>
    public async Task<User> RequireAsync(string email, CancellationToken cancellation)
    {
        var found = await FindAsync(email, cancellation);
        return found is { Value.Active: true }
            ? found.Value
            : throw Refusal.Unprocessable("user-unknown", $"There is no active user '{email}'. Add them to the directory first.");
    }

    private static User Valid(User user)
    {
        var email = NameOf(user.Email);
        if (email.Length is 0 or > 200 || !RowKey.CanBe(email) || email.Any(char.IsWhiteSpace) || email.Any(char.IsControl))
        {
            throw Refusal.Invalid("user-invalid", "A user needs an email address (or an application's object id) of at most 200 characters.");
        }

        if (string.IsNullOrWhiteSpace(user.Name) || user.Name.Length > 200)
        {
            throw Refusal.Invalid("user-invalid", "A user needs a name of at most 200 characters.");
        }

        return user with { Email = email, Name = user.Name.Trim() };
    }

    private static string NameOf(string email) => email.Trim().ToLowerInvariant();

    private static string KeyOf(string email) => RowKey.Of(NameOf(email));
}
