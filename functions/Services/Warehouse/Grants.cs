using System.Text.Json;
using System.Text.Json.Serialization;

namespace Handover.Services.Warehouse;

/// <summary>What one role may do in a schema. <c>*</c> stands for every database or every schema.</summary>
public sealed record Grant(string Database, string Schema = Grant.Any, bool Read = false, bool Write = false)
{
    internal const string Any = "*";

    // The engine finds names whatever their case, so a grant has to as well.
    internal bool Covers(string database, string schema) => Matches(Database, database) && Matches(Schema, schema);

    internal bool CoversDatabase(string database) => Matches(Database, database);

    private static bool Matches(string granted, string name) => granted == Any || string.Equals(granted, name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>The roles and virtual warehouses of the embedded warehouse, as <c>grants.json</c> gives them: <c>{ "warehouses": […], "roles": { "ANALYST": [ { "database": "RAW", "schema": "*", "read": true } ] } }</c>.</summary>
public sealed record Grants(IReadOnlyList<string> Warehouses, IReadOnlyDictionary<string, IReadOnlyList<Grant>> Roles)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        // A misspelt "write" must not pass as no write, nor a misspelt "schema" as every schema.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        WriteIndented = true,
    };

    public static Grants Parse(string json) => JsonSerializer.Deserialize<Grants>(json, Json) ?? throw new JsonException("The file is empty.");

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    internal void RequireRole(string role)
    {
        if (!Roles.ContainsKey(role))
        {
            throw new WarehouseException(WarehouseFailure.NotAuthorized, $"The role {role} does not exist or is not authorized.");
        }
    }

    internal void RequireWarehouse(string warehouse)
    {
        if (!Warehouses.Contains(warehouse, StringComparer.Ordinal))
        {
            throw new WarehouseException(WarehouseFailure.NotFound, $"The virtual warehouse {warehouse} does not exist or is not authorized.");
        }
    }

    internal bool CanRead(string role, string database, string schema) => Any(role, grant => grant.Read && grant.Covers(database, schema));

    internal bool CanWrite(string role, string database, string schema) => Any(role, grant => grant.Write && grant.Covers(database, schema));

    internal bool CanSee(string role, string database, string schema) => Any(role, grant => (grant.Read || grant.Write) && grant.Covers(database, schema));

    internal bool CanSeeDatabase(string role, string database) => Any(role, grant => (grant.Read || grant.Write) && grant.CoversDatabase(database));

    private bool Any(string role, Func<Grant, bool> covers)
    {
        RequireRole(role);
        return Roles[role].Any(covers);
    }
}

/// <summary>The grants file, read again when it has changed. While it cannot be read nobody is let in: the last state that could be may grant what has been taken away since.</summary>
internal sealed class GrantsFile(string path)
{
    private readonly Lock gate = new();
    private (DateTime Written, long Length, Grants Grants)? read;

    public Grants Current()
    {
        lock (gate)
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                throw Unavailable("is missing: create it beside the databases", null);
            }
            if (read is { } last && last.Written == file.LastWriteTimeUtc && last.Length == file.Length)
            {
                return last.Grants;
            }
            try
            {
                var grants = Grants.Parse(File.ReadAllText(path));
                read = (file.LastWriteTimeUtc, file.Length, grants);
                return grants;
            }
            catch (JsonException error)
            {
                throw Unavailable($"is not valid: correct it near line {error.LineNumber + 1}", error);
            }
            catch (IOException error)
            {
                throw Unavailable("cannot be read", error);
            }
        }
    }

    private static WarehouseException Unavailable(string why, Exception? inner) =>
        new(WarehouseFailure.Unavailable, $"The embedded warehouse's grants file {why}.", inner: inner);
}
