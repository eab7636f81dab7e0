using System.Data.Common;
using Handover.Core.Sql;
using Handover.Services.Warehouse;

namespace Handover.Functions;

/// <summary>How the function app proves to Snowflake who it is.</summary>
internal enum SnowflakeAuthentication
{
    /// <summary>Workload identity federation: the managed identity's token is the proof, and Snowflake's user names that identity. No secret anywhere.</summary>
    WorkloadIdentity,
    /// <summary>A key pair whose private key comes from a Key Vault reference.</summary>
    KeyPair,
    /// <summary>An access token of the managed identity for a scope that an external OAuth integration of Snowflake accepts.</summary>
    OAuth,
}

/// <summary>The settings <c>Snowflake__…</c>.</summary>
internal sealed class SnowflakeSettings
{
    /// <summary>Account identifier, as ORGANISATION-ACCOUNT.</summary>
    public string Account { get; set; } = "";

    /// <summary>The host, where it does not follow from the account (private link).</summary>
    public string? Host { get; set; }

    public SnowflakeAuthentication Authentication { get; set; }

    /// <summary>Snowflake's user; for a key pair and for OAuth.</summary>
    public string? User { get; set; }

    /// <summary>The private key in PEM: the value of a Key Vault reference.</summary>
    public string? PrivateKey { get; set; }

    /// <summary>What the private key is encrypted with, if it is: a Key Vault reference too.</summary>
    public string? PrivateKeyPassphrase { get; set; }

    /// <summary>The scope of the OAuth token: <c>api://…/.default</c>.</summary>
    public string? OAuthScope { get; set; }

    /// <summary>The resource of the managed identity's token, where Snowflake's default one is not wanted.</summary>
    public string? EntraResource { get; set; }

    /// <summary>Connections at most for each role and virtual warehouse.</summary>
    public int MaxPoolSize { get; set; } = 10;

    /// <summary>
    /// The user-assigned identity. The driver reads this very environment variable and has no connection property for it; without it, the
    /// platform gives the token of the system-assigned identity.
    /// </summary>
    public string? ManagedIdentityClientId { get; private set; }

    public static SnowflakeSettings Of(IConfiguration configuration)
    {
        var settings = configuration.GetSection("Snowflake").Get<SnowflakeSettings>() ?? new SnowflakeSettings();
        settings.ManagedIdentityClientId = configuration["MANAGED_IDENTITY_CLIENT_ID"];
        string[] missing = [.. settings.Missing()];
        return missing.Length == 0
            ? settings
            : throw new InvalidOperationException($"Settings for Snowflake are missing: {string.Join(", ", missing)}.");
    }

    /// <summary>
    /// The driver's connection string for a role and a virtual warehouse. Each one has a pool: the driver ends a session whose role or
    /// warehouse a statement has changed, and here no statement ever does.
    /// </summary>
    public string ConnectionString(Session session)
    {
        var text = new DbConnectionStringBuilder
        {
            ["account"] = Account,
            ["application"] = "Handover",
            ["poolingenabled"] = true,
            ["minpoolsize"] = 0,
            ["maxpoolsize"] = MaxPoolSize,
            ["changedsession"] = "Destroy",
            ["connection_timeout"] = 60,
            // A virtual warehouse that the role may not use is said by the statement that chooses it, not by a failed sign-in.
            ["validate_default_parameters"] = false,
            ["allow_number_overflow_as_string"] = true,
        };
        Add(text, "host", Host);
        Add(text, "role", Name(session.Role));
        Add(text, "warehouse", Name(session.Warehouse));
        switch (Authentication)
        {
            case SnowflakeAuthentication.WorkloadIdentity:
                text["authenticator"] = "workload_identity";
                text["workload_identity_provider"] = "azure";
                Add(text, "workload_identity_entra_resource", EntraResource);
                break;
            case SnowflakeAuthentication.KeyPair:
                text["authenticator"] = "snowflake_jwt";
                text["user"] = User!;
                text["private_key"] = PrivateKey!;
                Add(text, "private_key_pwd", PrivateKeyPassphrase);
                break;
            case SnowflakeAuthentication.OAuth:
                text["authenticator"] = "oauth";
                text["user"] = User!;
                break;
            default:
                throw new InvalidOperationException($"No such authentication: {Authentication}.");
        }
        return text.ConnectionString;
    }

    private IEnumerable<string> Missing()
    {
        if (Account.Length == 0)
        {
            yield return "Snowflake__Account";
        }
        if (Authentication != SnowflakeAuthentication.WorkloadIdentity && string.IsNullOrEmpty(User))
        {
            yield return "Snowflake__User";
        }
        if (Authentication == SnowflakeAuthentication.KeyPair && string.IsNullOrEmpty(PrivateKey))
        {
            yield return "Snowflake__PrivateKey (a Key Vault reference)";
        }
        if (Authentication == SnowflakeAuthentication.OAuth && string.IsNullOrEmpty(OAuthScope))
        {
            yield return "Snowflake__OAuthScope";
        }
    }

    // Snowflake reads a name at sign-in as it reads one in SQL: one that is not in capitals needs its quotes.
    private static string Name(string name) =>
        name.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter == '_') ? name : SqlIdentifier.Quote(name);

    private static void Add(DbConnectionStringBuilder text, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            text[name] = value;
        }
    }
}
