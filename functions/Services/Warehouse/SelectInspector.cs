using System.Text.Json;
using Handover.Core.Sql;

namespace Handover.Services.Warehouse;

/// <summary>
/// Finds the tables that a SELECT names, in the tree that DuckDB itself parses it into, and refuses what is no plain SELECT over named tables.
/// What is not known here is refused: a later DuckDB may read data in ways that this does not know.
/// </summary>
internal sealed class SelectInspector
{
    private static readonly HashSet<string> TableFunctions = new(["unnest", "range", "generate_series", "json_each", "json_tree"], StringComparer.OrdinalIgnoreCase);

    // Functions that look at the engine, at other sessions or at settings, or that change something. Their families follow by prefix.
    private static readonly HashSet<string> RefusedFunctions = new(
    [
        "getenv", "getvariable", "current_setting", "current_query", "nextval", "currval", "setseed", "write_log", "sleep_ms", "stats", "txid_current",
        "current_connection_id", "current_transaction_id", "current_query_id", "in_search_path", "col_description", "obj_description", "shobj_description",
        "parse_duckdb_log_message", "json_execute_serialized_sql", "query", "query_table",
    ], StringComparer.OrdinalIgnoreCase);
    private static readonly string[] RefusedPrefixes = ["pg_", "duckdb_", "pragma_", "read_", "has_", "inet_", "map_to_pg", "parquet_", "sniff_"];

    private static readonly HashSet<string> Containers = new(
    [
        "SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE",
        "JOIN", "SUBQUERY", "EMPTY", "EXPRESSION_LIST", "PIVOT", "TABLE_FUNCTION",
        "ORDER_MODIFIER", "LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER", "DISTINCT_MODIFIER",
        "ORDER_DEFAULT", "ASCENDING", "DESCENDING",
    ], StringComparer.Ordinal);

    private readonly HashSet<TableName> tables = [];

    private SelectInspector()
    {
    }

    /// <summary>The tables and views that the SELECT names; not what the views read, which is their owner's business.</summary>
    public static IReadOnlyCollection<TableName> TablesOf(DuckDbSession session, string select)
    {
        var json = session.Read("SELECT json_serialize_sql($1::VARCHAR)", reader => reader.GetString(0), select).Single();
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 2000 });
        var root = document.RootElement;
        if (root.GetProperty("error").GetBoolean())
        {
            throw root.GetProperty("error_type").GetString() == "parser"
                ? Invalid($"The SQL cannot be read{Position(root)}: {root.GetProperty("error_message").GetString()}.")
                : Invalid("Only a single SELECT is taken here, and this is another statement.");
        }
        var statements = root.GetProperty("statements");
        if (statements.GetArrayLength() != 1)
        {
            throw Invalid($"Only a single SELECT is taken here, and these are {statements.GetArrayLength()} statements.");
        }
        var inspector = new SelectInspector();
        inspector.Walk(statements[0], Scope.Empty);
        return inspector.tables;
    }

    private void Walk(JsonElement element, Scope scope)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Walk(item, scope);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            Check(element, scope);
            var inner = Ctes(element, scope);
            foreach (var member in element.EnumerateObject())
            {
                if (!member.NameEquals("cte_map"))
                {
                    Walk(member.Value, inner);
                }
            }
        }
    }

    /// <summary>Walks the WITH clause, each part seeing itself (it may be recursive) and those before it; returns what the rest sees.</summary>
    private Scope Ctes(JsonElement element, Scope scope)
    {
        if (Text(element, "type") is "CTE_NODE" or "RECURSIVE_CTE_NODE" && Text(element, "cte_name") is { Length: > 0 } own)
        {
            scope = scope.With(own);
        }
        if (element.TryGetProperty("cte_map", out var map) && map.TryGetProperty("map", out var entries))
        {
            foreach (var entry in entries.EnumerateArray())
            {
                scope = scope.With(Text(entry, "key") ?? "");
                Walk(entry.GetProperty("value"), scope);
            }
        }
        return scope;
    }

    private void Check(JsonElement element, Scope scope)
    {
        if (Text(element, "class") is { } expression)
        {
            if (expression == "FUNCTION")
            {
                CheckFunction(Text(element, "function_name") ?? "");
            }
            return;
        }
        switch (Text(element, "type"))
        {
            case null:
                break;
            case "BASE_TABLE":
                AddTable(element, scope);
                break;
            case "TABLE_FUNCTION":
                var function = Text(element.GetProperty("function"), "function_name") ?? "";
                if (!TableFunctions.Contains(function))
                {
                    throw Invalid($"The table function {function} is not allowed: read named tables only.");
                }
                break;
            case { } type when !Containers.Contains(type) && !type.EndsWith("_TYPE_INFO", StringComparison.Ordinal):
                throw Invalid($"The SQL uses what is not taken here ({type.ToLowerInvariant().Replace('_', ' ')}): write a SELECT over named tables.");
        }
    }

    private static void CheckFunction(string name)
    {
        if (RefusedFunctions.Contains(name) || RefusedPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
        {
            throw Invalid($"The function {name} is not allowed: it looks at the engine instead of at data.");
        }
    }

    private void AddTable(JsonElement element, Scope scope)
    {
        var table = new TableName(Text(element, "catalog_name") ?? "", Text(element, "schema_name") ?? "", Text(element, "table_name") ?? "");
        if (table.Database.Length == 0 && table.Schema.Length == 0)
        {
            if (!scope.Has(table.Name))
            {
                throw Invalid($"{table.Name} is not a full name: write DATABASE.SCHEMA.{table.Name}.");
            }
            return;
        }
        if (table.Database.Length == 0)
        {
            throw Invalid($"{table.Schema}.{table.Name} is not a full name: write DATABASE.{table.Schema}.{table.Name}.");
        }
        if (DuckDbNames.IsEngineCatalog(table.Database) || DuckDbNames.IsEngineSchema(table.Schema))
        {
            throw new WarehouseException(WarehouseFailure.NotAuthorized, $"{table} does not exist or is not authorized.");
        }
        tables.Add(table);
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Position(JsonElement root) => Text(root, "position") is { } position ? $" at character {position}" : "";

    private static WarehouseException Invalid(string message) => new(WarehouseFailure.InvalidStatement, message);

    /// <summary>The names that a WITH clause has given so far, found whatever their case, as DuckDB does.</summary>
    private sealed class Scope
    {
        private readonly Scope? outer;
        private readonly string? name;

        private Scope(Scope? outer, string? name) => (this.outer, this.name) = (outer, name);

        public static readonly Scope Empty = new(null, null);

        public Scope With(string added) => new(this, added);

        public bool Has(string wanted)
        {
            for (var scope = this; scope is not null; scope = scope.outer)
            {
                if (string.Equals(scope.name, wanted, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
            return false;
        }
    }
}
