using System.Data.Common;
using System.Security;
using Azure.Core;
using Azure.Identity;
using Handover.Services.Warehouse;
using Snowflake.Data.Client;

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
            new SnowflakeConnector(connections.OpenAsync, reader => ((SnowflakeDbDataReader)reader).GetQueryId()),
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
