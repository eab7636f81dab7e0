using System.Reflection;
using System.Text.Json.Nodes;

namespace Handover.Infra.Tests;

/// <summary>Files of the repository that these tests are built from.</summary>
public static class Repository
{
    public static string Root { get; } = Metadata("Repository");

    public static string BicepFolder { get; } = Metadata("BicepFolder");

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static string Text(string relative) => File.ReadAllText(PathOf(relative));

    public static JsonObject Json(string relative) => JsonNode.Parse(Text(relative))!.AsObject();

    /// <summary>Files of a folder, relative to the repository.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(PathOf(folder), pattern, SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal);

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
