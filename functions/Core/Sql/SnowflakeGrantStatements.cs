using System.Text;

namespace Handover.Core.Sql;

/// <summary>Who holds a privilege in Snowflake.</summary>
public enum SnowflakeGranteeKind
{
    /// <summary>A role of the account.</summary>
    Role,
    /// <summary>A role of the object's own database.</summary>
    DatabaseRole,
    /// <summary>A share to other accounts.</summary>
    Share,
    /// <summary>A user.</summary>
    User,
    /// <summary>An installed application.</summary>
    Application,
}

/// <summary>One privilege on an object.</summary>
/// <param name="Privilege">Its name: SELECT, INSERT …</param>
/// <param name="Kind">What kind of grantee.</param>
/// <param name="Grantee">The grantee's name exactly as stored, a database role's without its database.</param>
/// <param name="CanPassOn">WITH GRANT OPTION.</param>
public sealed record SnowflakeGrant(string Privilege, SnowflakeGranteeKind Kind, string Grantee, bool CanPassOn);

/// <summary>The statements that read, give and take privileges.</summary>
public static class SnowflakeGrantStatements
{
    /// <summary>What is granted on a table or view.</summary>
    public static string Show(TableName name, bool isView) => "SHOW GRANTS ON " + Object(name, isView);

    /// <summary>What is granted on a schema.</summary>
    public static string ShowOnSchema(string database, string schema) =>
        $"SHOW GRANTS ON SCHEMA {SqlIdentifier.Quote(database)}.{SqlIdentifier.Quote(schema)}";

    /// <summary>Who has a database role.</summary>
    public static string ShowOfDatabaseRole(string database, string role) =>
        $"SHOW GRANTS OF DATABASE ROLE {SqlIdentifier.Quote(database)}.{SqlIdentifier.Quote(role)}";

    /// <summary>One row: for each role of the account whether the session has it, directly or through the role that it uses.</summary>
    /// <param name="roles">At least one.</param>
    public static string AreInSession(IReadOnlyList<string> roles)
    {
        ArgumentOutOfRangeException.ThrowIfZero(roles.Count, nameof(roles));
        return "SELECT " + string.Join(", ", roles.Select(role => $"IS_ROLE_IN_SESSION({SqlIdentifier.QuoteString(role, SqlDialectKind.Snowflake)})"));
    }

    /// <summary>Gives a privilege.</summary>
    public static string Give(SnowflakeGrant grant, TableName on, bool isView) =>
        $"GRANT {Privilege(grant)} ON {Object(on, isView)} TO {Grantee(grant, on)}{(grant.CanPassOn ? " WITH GRANT OPTION" : "")}";

    /// <summary>Takes a privilege.</summary>
    public static string Take(SnowflakeGrant grant, TableName on, bool isView) =>
        $"REVOKE {Privilege(grant)} ON {Object(on, isView)} FROM {Grantee(grant, on)}";

    // A privilege is written as it was read, unquoted: so it must be nothing but words.
    private static string Privilege(SnowflakeGrant grant) =>
        grant.Privilege.Length > 0 && grant.Privilege.All(letter => char.IsAsciiLetterUpper(letter) || letter is ' ' or '_')
            ? grant.Privilege
            : throw new ArgumentException($"'{grant.Privilege}' is no privilege.", nameof(grant));

    private static string Grantee(SnowflakeGrant grant, TableName on) => grant.Kind switch
    {
        SnowflakeGranteeKind.Role => "ROLE " + SqlIdentifier.Quote(grant.Grantee),
        SnowflakeGranteeKind.DatabaseRole => $"DATABASE ROLE {SqlIdentifier.Quote(on.Database)}.{SqlIdentifier.Quote(grant.Grantee)}",
        SnowflakeGranteeKind.Share => "SHARE " + SqlIdentifier.Quote(grant.Grantee),
        SnowflakeGranteeKind.User => "USER " + SqlIdentifier.Quote(grant.Grantee),
        SnowflakeGranteeKind.Application => "APPLICATION " + SqlIdentifier.Quote(grant.Grantee),
        _ => throw new ArgumentOutOfRangeException(nameof(grant), grant.Kind, "No such kind of grantee."),
    };

    private static string Object(TableName name, bool isView)
    {
        var text = new StringBuilder(isView ? "VIEW " : "TABLE ");
        SqlIdentifier.Append(text, name);
        return text.ToString();
    }
}
