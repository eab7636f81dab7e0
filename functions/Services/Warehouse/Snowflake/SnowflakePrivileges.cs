using System.Data.Common;
using Handover.Core.Sql;

namespace Handover.Services.Warehouse;

/// <summary>Who may do what, as Snowflake shows it.</summary>
internal static class SnowflakePrivileges
{
    private const string Ownership = "OWNERSHIP";
    private static readonly string[] OfAnyKind = ["SELECT", "REFERENCES"];

    private sealed record Shown(string Privilege, string GrantedTo, string Grantee, bool CanPassOn);

    /// <summary>
    /// Whether the session's role may create tables or views in a schema. Who is granted that is looked up on the schema, and whether the role
    /// has it through other roles is asked of Snowflake. Creating something for a try would change what it only asks about.
    /// </summary>
    public static async Task<bool> CanCreateAsync(SnowflakeSession session, string database, string schema, CancellationToken cancellation)
    {
        List<Shown> grants;
        try
        {
            grants = await ShowAsync(session, SnowflakeGrantStatements.ShowOnSchema(database, schema), cancellation);
        }
        catch (WarehouseException refused) when (refused.Failure is WarehouseFailure.NotFound or WarehouseFailure.NotAuthorized)
        {
            return false;
        }
        var creators = await HeldAsync(session, database, [.. grants.Where(grant => grant.Privilege is Ownership or "CREATE TABLE" or "CREATE VIEW")], cancellation);
        if (creators.Any(grant => grant.Privilege == Ownership))
        {
            return true;
        }
        // Nothing can be created in what cannot be entered.
        return creators.Count > 0 && (await HeldAsync(session, database, [.. grants.Where(grant => grant.Privilege == "USAGE")], cancellation)).Count > 0;
    }

    /// <summary>
    /// Gives the grants of one object to another, and takes from it what only future grants of its schema gave: whoever could read the one, and
    /// nobody else, can read the other. Ownership stays.
    /// </summary>
    public static async Task CarryAsync(SnowflakeSession session, SnowflakeObject from, SnowflakeObject to, CancellationToken cancellation)
    {
        var wanted = await GrantsAsync(session, from, cancellation);
        if (from.IsView != to.IsView)
        {
            // INSERT and its like mean nothing on a view.
            wanted = [.. wanted.Where(grant => OfAnyKind.Contains(grant.Privilege))];
        }
        var present = await GrantsAsync(session, to, cancellation);
        foreach (var grant in present.Except(wanted))
        {
            await session.ExecuteAsync(SnowflakeGrantStatements.Take(grant, to.Name, to.IsView), cancellation);
        }
        foreach (var grant in wanted.Except(present))
        {
            await session.ExecuteAsync(SnowflakeGrantStatements.Give(grant, to.Name, to.IsView), cancellation);
        }
    }

    private static async Task<List<SnowflakeGrant>> GrantsAsync(SnowflakeSession session, SnowflakeObject on, CancellationToken cancellation)
    {
        var shown = await ShowAsync(session, SnowflakeGrantStatements.Show(on.Name, on.IsView), cancellation);
        return [.. shown.Where(grant => grant.Privilege != Ownership).Select(grant => Read(grant, on.Name)).Distinct()];
    }

    private static SnowflakeGrant Read(Shown grant, TableName on)
    {
        SnowflakeGranteeKind kind = grant.GrantedTo switch
        {
            "ROLE" => SnowflakeGranteeKind.Role,
            "DATABASE_ROLE" => SnowflakeGranteeKind.DatabaseRole,
            "SHARE" => SnowflakeGranteeKind.Share,
            "USER" => SnowflakeGranteeKind.User,
            "APPLICATION" => SnowflakeGranteeKind.Application,
            var other => throw new WarehouseException(WarehouseFailure.InvalidStatement,
                $"{on} is granted to {grant.Grantee}, a {other.ToLowerInvariant().Replace('_', ' ')}, which cannot be granted what replaces it: revoke that grant, then try again."),
        };
        return new SnowflakeGrant(grant.Privilege, kind, Grantee(kind, grant.Grantee, on.Database), grant.CanPassOn);
    }

    /// <summary>Those of the grants whose grantee the session's role has, directly, through other roles, or through roles of the database.</summary>
    private static async Task<List<Shown>> HeldAsync(SnowflakeSession session, string database, IReadOnlyCollection<Shown> grants, CancellationToken cancellation)
    {
        List<(string Role, Shown Grant)> roles = [];
        HashSet<(string Role, Shown Grant)> seen = [];
        Queue<(Shown Grantee, Shown Grant)> waiting = new(grants.Select(grant => (grant, grant)));
        while (waiting.TryDequeue(out var next))
        {
            if (next.Grantee.GrantedTo == "ROLE")
            {
                roles.Add((Grantee(SnowflakeGranteeKind.Role, next.Grantee.Grantee, database), next.Grant));
            }
            else if (next.Grantee.GrantedTo == "DATABASE_ROLE" && Grantee(SnowflakeGranteeKind.DatabaseRole, next.Grantee.Grantee, database) is var role && seen.Add((role, next.Grant)))
            {
                // Whether a session has a database role can be asked only for its current database, and changing that would cost the pooled session.
                foreach (var holder in await ShowAsync(session, SnowflakeGrantStatements.ShowOfDatabaseRole(database, role), cancellation))
                {
                    waiting.Enqueue((holder, next.Grant));
                }
            }
        }
        if (roles.Count == 0)
        {
            return [];
        }
        string[] names = [.. roles.Select(role => role.Role).Distinct()];
        var held = (await session.ReadAsync(SnowflakeGrantStatements.AreInSession(names),
            reader => names.Where((_, index) => !reader.IsDBNull(index) && reader.GetBoolean(index)).ToHashSet(StringComparer.Ordinal), cancellation)).Single();
        return [.. roles.Where(role => held.Contains(role.Role)).Select(role => role.Grant).Distinct()];
    }

    private static Task<List<Shown>> ShowAsync(SnowflakeSession session, string statement, CancellationToken cancellation) =>
        session.ReadAsync(statement, reader => new Shown(
            Text(reader, "privilege"), Text(reader, "granted_to"), Text(reader, "grantee_name"),
            string.Equals(Text(reader, "grant_option"), "true", StringComparison.OrdinalIgnoreCase)), cancellation);

    /// <summary>SHOW GRANTS OF says neither privilege nor grant option.</summary>
    private static string Text(DbDataReader reader, string column)
    {
        for (var i = 0; i < reader.FieldCount; i++)
        {
            if (string.Equals(reader.GetName(i), column, StringComparison.OrdinalIgnoreCase))
            {
                return reader.IsDBNull(i) ? "" : Convert.ToString(reader.GetValue(i)) ?? "";
            }
        }
        return "";
    }

    // Snowflake gives names of database roles and shares sometimes with the name of what they are in, and quotes what needs quoting.
    private static string Grantee(SnowflakeGranteeKind kind, string name, string database)
    {
        var bare = kind switch
        {
            SnowflakeGranteeKind.DatabaseRole when name.StartsWith(database + ".", StringComparison.Ordinal) => name[(database.Length + 1)..],
            SnowflakeGranteeKind.DatabaseRole when name.StartsWith(SqlIdentifier.Quote(database) + ".", StringComparison.Ordinal) => name[(SqlIdentifier.Quote(database).Length + 1)..],
            SnowflakeGranteeKind.Share => name[(name.LastIndexOf('.') + 1)..],
            _ => name,
        };
        return bare is ['"', _, .., '"'] ? bare[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : bare;
    }
}
