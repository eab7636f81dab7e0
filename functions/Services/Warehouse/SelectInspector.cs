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
        "SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE",
        "JOIN", "SUBQUERY", "EMPTY", "EXPRESSION_LIST", "PIVOT", "TABLE_FUNCTION",
        "ORDER_MODIFIER", "LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER", "DISTINCT_MODIFIER",
        "ORDER_DEFAULT", "ASCENDING", "DESCENDING",
    ], StringComparer.Ordinal);

    private readonly HashSet<TableName> tables = [];
    private readonly Stack<(JsonElement Element, Scope Scope)> waiting = [];

    private SelectInspector()
    {
    }

    /// <summary>The tables and views that the SELECT names; not what the views read, which is their owner's business.</summary>
    public static IReadOnlyCollection<TableName> TablesOf(DuckDbSession session, string select)
    {
        if (select.Contains('\0'))
        {
            // The engine runs what comes before it: not what was looked through.
            throw Invalid("The SQL holds the character U+0000, which no warehouse takes.");
        }
        var json = session.Read("SELECT json_serialize_sql($1::VARCHAR)", reader => reader.GetString(0), select).Single();
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 100_000 });
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
        inspector.Walk(statements[0]);
        return inspector.tables;
    }

    // Not recursive: how deep a statement nests is its author's choice, a thread's stack is not.
    private void Walk(JsonElement statement)
    {
        waiting.Push((statement, Scope.Empty));
        while (waiting.TryPop(out var next))
        {
            var (element, scope) = next;
            if (element.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in element.EnumerateArray())
                {
                    waiting.Push((item, scope));
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
                        waiting.Push((member.Value, OfMember(element, member, inner)));
                    }
                }
            }
        }
    }

    /// <summary>
    /// What the rest of a query sees behind its WITH clause. Each part sees those before it and not itself: its own name there means whatever
    /// it means outside, which may be a view of the engine.
    /// </summary>
    private Scope Ctes(JsonElement element, Scope scope)
    {
        if (element.TryGetProperty("cte_map", out var map) && map.TryGetProperty("map", out var entries))
        {
            foreach (var entry in entries.EnumerateArray())
            {
                waiting.Push((entry.GetProperty("value"), scope));
                scope = scope.With(Text(entry, "key") ?? "");
            }
        }
        return scope;
    }

    /// <summary>A recursive query's own name is known in its repeated half alone.</summary>
    private static Scope OfMember(JsonElement element, JsonProperty member, Scope scope) =>
        member.NameEquals("right") && Text(element, "type") == "RECURSIVE_CTE_NODE" && Text(element, "cte_name") is { } own ? scope.With(own) : scope;

    private void Check(JsonElement element, Scope scope)
    {
        if (Text(element, "class") is { } expression)
        {
            CheckExpression(element, expression);
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

    private static void CheckExpression(JsonElement element, string expression)
    {
        if (expression == "PARAMETER")
        {
            throw Invalid("The SQL has a parameter: write its value.");
        }
        if (Text(element, "function_name") is not { } name)
        {
            return;
        }
        if (RefusedFunctions.Contains(name) || RefusedPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
        {
            throw Invalid($"The function {name} is not allowed: it looks at the engine instead of at data.");
        }
        // A function of a schema is a macro that someone made, and may read what the role may not.
        if (Text(element, "schema") is { Length: > 0 } schema && !DuckDbNames.IsEngineSchema(schema))
        {
            throw Invalid($"The function {schema}.{name} is not allowed: only built-in functions are.");
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
