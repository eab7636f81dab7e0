using System.Runtime.CompilerServices;

namespace Handover.Core.Tests.Compilation;

/// <summary>Texts that were reviewed once and must not change unnoticed.</summary>
internal static class GoldenFile
{
    private const string AcceptVariable = "HANDOVER_ACCEPT";

    public static string Root { get; } = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(ThisFile()))!, "Golden");

    public static void Check(string relativePath, string actual)
    {
        var path = Path.Combine(Root, relativePath);
        actual = actual.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }

        var expected = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        Assert.True(
            expected == actual,
            $"{relativePath} is not what it was. Look at the difference, and if it is right accept it with:\n"
            + $"  {AcceptVariable}=1 dotnet test tests/Core.Tests\n--- expected\n{expected}\n--- actual\n{actual}");
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
