using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;

namespace Handover.Local;

/// <summary>What the terminal shows: the host's own words and everybody's warnings, not a line a request.</summary>
public static class HostLogging
{
    private static readonly Dictionary<string, string?> Levels = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        ["Logging:LogLevel:Azure"] = "Warning",
        // Its keys lie in a folder that only this user can read; it warns that there is no key store to encrypt them with.
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
    };

    /// <summary>Sets the levels beneath all other configuration, so that settings, environment and command line override them.</summary>
    public static void UseQuietLogging(this IConfigurationBuilder configuration) =>
        configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Levels });

    /// <summary>Writes entries that nobody can forge by what they type.</summary>
    public static void AddSafeConsole(this ILoggingBuilder logging) => logging
        .AddConsole(static options => options.FormatterName = SafeConsoleFormatter.FormatterName)
        .AddConsoleFormatter<SafeConsoleFormatter, ConsoleFormatterOptions>();
}
