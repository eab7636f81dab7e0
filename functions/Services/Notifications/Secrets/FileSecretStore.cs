using System.Text.Json;
using Handover.Services.Storage;

namespace Handover.Services.Notifications.Secrets;

/// <summary>Secrets on one machine: a file each, which only this user can read.</summary>
public sealed class FileSecretStore(string folder) : SecretStore
{
    public override async Task PutAsync(string name, SubscriberSecret secret, CancellationToken cancellation)
    {
        CreateFolder();
        var path = PathOf(name);
        var written = $"{path}.{Guid.NewGuid():N}.new";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using (var file = new FileStream(written, options))
        {
            await JsonSerializer.SerializeAsync(file, secret, StorageJson.Options, cancellation);
            file.Flush(flushToDisk: true);
        }

        File.Move(written, path, overwrite: true);
    }

    public override async Task<SubscriberSecret?> FindAsync(string name, CancellationToken cancellation)
    {
        try
        {
            await using var file = File.OpenRead(PathOf(name));
            return await JsonSerializer.DeserializeAsync<SubscriberSecret>(file, StorageJson.Options, cancellation);
        }
        catch (IOException missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public override Task DeleteAsync(string name, CancellationToken cancellation)
    {
        if (Directory.Exists(folder))
        {
            File.Delete(PathOf(name));
        }

        return Task.CompletedTask;
    }

    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private string PathOf(string name) => name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
        ? Path.Combine(folder, $"{name}.json")
        : throw new ArgumentException("The name of a secret is letters, digits and hyphens.", nameof(name));
}
