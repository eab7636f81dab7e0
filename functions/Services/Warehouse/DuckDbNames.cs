using System.Text.RegularExpressions;

namespace Handover.Services.Warehouse;

/// <summary>Which names are the embedded engine's own, and which can be a database's.</summary>
internal static partial class DuckDbNames
{
    /// <summary>The engine's own catalogue and schemas, which hold nothing of a project.</summary>
    private static readonly HashSet<string> EngineCatalogs = new(["MEMORY", "SYSTEM", "TEMP", "MAIN"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> EngineSchemas = new(["MAIN", "INFORMATION_SCHEMA", "PG_CATALOG"], StringComparer.OrdinalIgnoreCase);

    public static bool IsEngineCatalog(string database) => EngineCatalogs.Contains(database);

    public static bool IsEngineSchema(string schema) => EngineSchemas.Contains(schema);

    /// <summary>A database is a file name and a catalogue at once: capitals, digits and underscores, as Snowflake stores an unquoted name.</summary>
    public static bool IsDatabase(string name) => DatabasePattern.IsMatch(name) && !IsEngineCatalog(name);

    [GeneratedRegex("^[A-Z_][A-Z0-9_]{0,99}$")]
    private static partial Regex DatabasePattern { get; }
}
