using System.Data.Common;
using System.Security;
using Azure.Core;
using Azure.Identity;
using Handover.Services.Warehouse;
using Snowflake.Data.Client;
using Snowflake.Data.Core;

namespace Handover.Functions;

/// <summary>Connections through Snowflake's driver. No secret is kept here: by default there is none.</summary>
internal sealed class SnowflakeConnections
{
    private readonly SnowflakeSettings settings;
    private readonly TokenCredential credential;

    private SnowflakeConnections(SnowflakeSettings settings)
    {
        this.settings = settings;
        credential = string.IsNullOrEmpty(settings.ManagedIdentityClientId)
            ? new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned)
            : new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(settings.ManagedIdentityClientId));
    }

    /// <summary>The warehouse on the account that the settings <c>Snowflake__…</c> name.</summary>
    public static SnowflakeWarehouse Warehouse(IConfiguration configuration)
    {
        var connections = new SnowflakeConnections(SnowflakeSettings.Of(configuration));
        return new SnowflakeWarehouse(
            new SnowflakeConnector(
                connections.OpenAsync,
                reader => ((SnowflakeDbDataReader)reader).GetQueryId(),
                (command, cancellation) => ((SnowflakeDbCommand)command).ExecuteAsyncInAsyncMode(cancellation),
                HasEndedAsync),
            configuration.GetSection("Snowflake").Get<SnowflakeOptions>());
    }

    private async Task<DbConnection> OpenAsync(Session session, CancellationToken cancellation)
    {
        var connection = new SnowflakeDbConnection(settings.ConnectionString(session));
        try
        {
            if (settings.Authentication == SnowflakeAuthentication.OAuth)
            {
                // Beside the connection string, so that no log of the driver has it.
                connection.Token = Secured((await credential.GetTokenAsync(new TokenRequestContext([settings.OAuthScope!]), cancellation)).Token);
            }
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch (AuthenticationFailedException error)
        {
            await connection.DisposeAsync();
            throw new WarehouseException(WarehouseFailure.Unavailable,
                "Handover cannot sign in to Snowflake: the managed identity gave no token for the setting Snowflake__OAuthScope. An administrator of Handover has to mend this.", inner: error);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task<bool> HasEndedAsync(DbCommand command, string query, CancellationToken cancellation)
    {
        // The driver's own IsStillRunning takes a query that is blocked or being stopped for one that has ended.
        var asked = (SnowflakeDbCommand)command;
        var status = await asked.GetQueryStatusAsync(query, cancellation);
        if (status is not (QueryStatus.FailedWithError or QueryStatus.FailedWithIncident or QueryStatus.Aborted or QueryStatus.Disconnected))
        {
            return status is QueryStatus.Success;
        }

        // Throws why.
        await using var failed = await asked.GetResultsFromQueryIdAsync(query, cancellation);
        throw new WarehouseException(
            WarehouseFailure.Unavailable, $"Snowflake says that the query {query} has failed ({status}), but not why: look at it in the query history, then try again.", query);
    }

    private static SecureString Secured(string text)
    {
        var secured = new SecureString();
        foreach (var character in text)
        {
            secured.AppendChar(character);
        }
        secured.MakeReadOnly();
        return secured;
    }
}
