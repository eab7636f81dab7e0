namespace Handover.Local;

/// <summary>Where things are on this machine. Independent of the working directory, so that an IDE and a terminal start the same thing.</summary>
/// <param name="Root">The repository: the folder that holds Serverless.sln.</param>
/// <param name="Data">Everything that the host writes; deleting it starts over.</param>
public sealed record LocalPaths(string Root, string Data)
{
    public string Host => Path.Combine(Root, "functions", "Hosts", "Local");
    public string Web => Path.Combine(Root, "web");
    public string AzuriteData => Path.Combine(Data, "azurite");
    public string Warehouse => Path.Combine(Data, "warehouse");
    public string Secrets => Path.Combine(Data, "secrets");
    public string Keys => Path.Combine(Data, "keys");

    /// <summary>Finds the repository upwards from the program; <c>Data:Folder</c> overrides where data goes (relative to the repository).</summary>
    public static LocalPaths Find(IConfiguration configuration)
    {
        var root = RootAbove(AppContext.BaseDirectory) ?? RootAbove(Directory.GetCurrentDirectory())
            ?? throw new HostStartException("The local host runs from a clone of the repository, but no Serverless.sln is above it. Start it with `dotnet run --project functions/Hosts/Local`.");
        var paths = new LocalPaths(root, Path.GetFullPath(configuration["Data:Folder"] ?? ".data", root));
        // `reset` deletes this folder with all that is in it: never take one that holds something else.
        if (Directory.Exists(paths.Data) && Directory.EnumerateFileSystemEntries(paths.Data).Any() && !File.Exists(Path.Combine(paths.Data, HostLock.FileName)))
        {
            throw new HostStartException($"{paths.Data} has files in it but is not a data folder of Handover. Name an empty or a new folder: --Data:Folder=.data2");
        }
        CreatePrivateFolder(paths.Data);
        return paths;
    }

    /// <summary>A folder that only this user can read: it holds sign-in keys and the storage key.</summary>
    public static void CreatePrivateFolder(string folder)
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

    private static string? RootAbove(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Serverless.sln")))
            {
                return at.FullName;
            }
        }
        return null;
    }
}
