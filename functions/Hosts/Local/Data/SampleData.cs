using System.Diagnostics;
using DuckDB.NET.Data;
using Handover.Local.Node;

namespace Handover.Local.Data;

/// <summary>
/// The sample's raw data, real US flights of 2001 and the airports (npm package vega-datasets), in one DuckDB file a database:
/// RAW_DEV has 20,000 flights, RAW three million, ANALYTICS_DEV and ANALYTICS receive. Loaded once, before the warehouse attaches the files.
/// A database is built beside its place and renamed into it, so a file that is there is complete and is never touched again.
/// </summary>
public static class SampleData
{
    /// <summary>A database, and the statements that fill it from the folder of the raw files.</summary>
    private sealed record Database(string Name, Func<string, string[]> Statements);

    private static readonly Database[] Databases =
    [
        new("RAW_DEV", folder => RawTables(folder, "strptime(date, '%Y/%m/%d %H:%M')",
            $"read_json({Text(folder + "/flights-20k.json")}, format = 'array', columns = {{date: 'VARCHAR', delay: 'BIGINT', distance: 'BIGINT', origin: 'VARCHAR', destination: 'VARCHAR'}})")),
        new("RAW", folder => RawTables(folder, "date", $"read_parquet({Text(folder + "/flights-3m.parquet")})")),
        new("ANALYTICS_DEV", _ => ["CREATE SCHEMA \"MARTS\""]),
        new("ANALYTICS", _ => ["CREATE SCHEMA \"MARTS\""]),
    ];

    /// <summary>Loads what is missing into <see cref="LocalPaths.Warehouse"/> and writes the sample's grants if there are none.</summary>
    public static async Task LoadAsync(LocalPaths paths, NodeRuntime node, Action<string> say, CancellationToken cancellation)
    {
        LocalPaths.CreatePrivateFolder(paths.Warehouse);
        SampleGrants.WriteIfMissing(paths.Warehouse);
        var missing = Databases.Where(database => !File.Exists(FileOf(paths, database.Name))).ToList();
        if (missing.Count == 0)
        {
            return;
        }
        await node.InstallAsync(paths.Host, "the storage emulator and the sample's data", cancellation);
        var datasets = Path.Combine(paths.Host, "node_modules", "vega-datasets", "data");
        await Task.Run(
            () =>
            {
                using var connection = new DuckDBConnection("DataSource=:memory:");
                connection.Open();
                foreach (var database in missing)
                {
                    cancellation.ThrowIfCancellationRequested();
                    Load(connection, FileOf(paths, database.Name), database.Name, database.Statements(datasets), say);
                }
            },
            cancellation);
    }

    private static void Load(DuckDBConnection connection, string file, string database, string[] statements, Action<string> say)
    {
        var watch = Stopwatch.StartNew();
        var building = file + ".loading";
        File.Delete(building);
        File.Delete(building + ".wal");
        Run(connection, $"ATTACH {Text(building)} AS \"{database}\"");
        Run(connection, $"USE \"{database}\"");
        var rows = statements.Sum(statement => Run(connection, statement));
        Run(connection, $"CHECKPOINT \"{database}\"");
        Run(connection, "USE memory");
        Run(connection, $"DETACH \"{database}\"");
        File.Move(building, file);
        say(rows == 0 ? $"Created database {database}." : $"Loaded database {database}: {rows:N0} rows in {watch.Elapsed.TotalSeconds:0.0} s.");
    }

    private static int Run(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Math.Max(0, command.ExecuteNonQuery());
    }

    // The same names and types in both raw databases: a promotion exchanges one for the other.
    private static string[] RawTables(string folder, string date, string flights) =>
    [
        "CREATE SCHEMA \"US_FLIGHTS\"",
        "CREATE TABLE \"US_FLIGHTS\".\"FLIGHTS\" (\"FLIGHT_DATE\" TIMESTAMP, \"DELAY\" BIGINT, \"DISTANCE\" BIGINT, \"ORIGIN\" VARCHAR, \"DESTINATION\" VARCHAR)",
        $"INSERT INTO \"US_FLIGHTS\".\"FLIGHTS\" SELECT {date}, delay, distance, origin, destination FROM {flights}",
        "CREATE TABLE \"US_FLIGHTS\".\"AIRPORTS\" (\"IATA\" VARCHAR, \"NAME\" VARCHAR, \"CITY\" VARCHAR, \"STATE\" VARCHAR, \"COUNTRY\" VARCHAR, \"LATITUDE\" DOUBLE, \"LONGITUDE\" DOUBLE)",
        $"INSERT INTO \"US_FLIGHTS\".\"AIRPORTS\" SELECT iata, name, city, state, country, latitude, longitude FROM read_csv({Text(folder + "/airports.csv")}, header = true, nullstr = 'NA')",
    ];

    private static string FileOf(LocalPaths paths, string database) => Path.Combine(paths.Warehouse, database + ".duckdb");

    private static string Text(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
