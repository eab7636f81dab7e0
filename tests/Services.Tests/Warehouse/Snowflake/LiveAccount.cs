using System.Data.Common;
using System.Reflection;
using System.Runtime.Loader;
using Handover.Services.Warehouse;

namespace Handover.Services.Tests.Warehouse.Snowflake;

/// <summary>A real account, reached through the driver that a published function app has beside it: the tests themselves need no package for it.</summary>
internal static class LiveAccount
{
    private const string Connection = "HANDOVER_SNOWFLAKE";
    private const string Driver = "HANDOVER_SNOWFLAKE_DRIVER";
    private const string Place = "HANDOVER_SNOWFLAKE_SCHEMA";

    /// <summary>The connection string (with ROLE and WAREHOUSE), the path of Snowflake.Data.dll, and DATABASE.SCHEMA in which the role may create tables and views.</summary>
    public static string[] Settings { get; } = [Connection, Driver, Place];

    public static string Database => Setting(Place).Split('.')[0];

    public static string Schema => Setting(Place).Split('.')[1];

    public static Session Session
    {
        get
        {
            var settings = new DbConnectionStringBuilder { ConnectionString = Setting(Connection) };
            return new Session((string)settings["role"], (string)settings["warehouse"], "handover-live-tests");
        }
    }

    public static SnowflakeWarehouse Warehouse()
    {
        var factory = Factory();
        return new SnowflakeWarehouse(new SnowflakeConnector(
            async (_, cancellation) =>
            {
                var connection = factory.CreateConnection() ?? throw new InvalidOperationException("The driver makes no connections.");
                connection.ConnectionString = Setting(Connection);
                await connection.OpenAsync(cancellation);
                return connection;
            },
            reader => (string?)reader.GetType().GetMethod("GetQueryId")!.Invoke(reader, null),
            (command, cancellation) => (Task<string>)command.GetType().GetMethod("ExecuteAsyncInAsyncMode")!.Invoke(command, [cancellation])!,
            HasEndedAsync));
    }

    private static async Task<bool> HasEndedAsync(DbCommand command, string query, CancellationToken cancellation)
    {
        var asked = (Task)command.GetType().GetMethod("GetQueryStatusAsync")!.Invoke(command, [query, cancellation])!;
        await asked;
        var status = asked.GetType().GetProperty("Result")!.GetValue(asked)!.ToString();
        if (status is not ("FailedWithError" or "FailedWithIncident" or "Aborted" or "Disconnected"))
        {
            return status == "Success";
        }
        await using var failed = await (Task<DbDataReader>)command.GetType().GetMethod("GetResultsFromQueryIdAsync")!.Invoke(command, [query, cancellation])!;
        throw new InvalidOperationException($"{query} has failed ({status}), and the driver says nothing.");
    }

    private static DbProviderFactory Factory()
    {
        var path = Path.GetFullPath(Setting(Driver));
        var dependencies = Directory.GetFiles(Path.GetDirectoryName(path)!, "*.dll").ToDictionary(file => Path.GetFileNameWithoutExtension(file), StringComparer.OrdinalIgnoreCase);
        AssemblyLoadContext.Default.Resolving += (context, name) => dependencies.TryGetValue(name.Name!, out var file) ? context.LoadFromAssemblyPath(file) : null;
        var type = AssemblyLoadContext.Default.LoadFromAssemblyPath(path).GetType("Snowflake.Data.Client.SnowflakeDbFactory", throwOnError: true)!;
        return (DbProviderFactory)type.GetField("Instance", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
    }

    private static string Setting(string name) => Environment.GetEnvironmentVariable(name)!;
}
