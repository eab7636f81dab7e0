using System.Text.RegularExpressions;
using Handover.Services.Warehouse;

namespace Handover.Services.Tests.Warehouse.Snowflake;

/// <summary>A table or view of the fake, with what goes along when it is renamed or exchanged.</summary>
internal sealed record FakeObject(bool IsView, string Content, string Comment, SortedSet<string> Grants, string? Kind = null);

/// <summary>
/// As much of Snowflake as publishing shows: objects by name, each statement committed by itself. It understands the statements that Handover
/// says and no others, and dies on demand before or after any of them.
/// </summary>
internal sealed partial class FakeAccount
{
    private int toCrash = -1;
    private bool afterwards;

    public SortedDictionary<string, FakeObject> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>Everything that was said, in order.</summary>
    public List<string> Statements { get; } = [];

    /// <summary>What was said that changes objects.</summary>
    public IEnumerable<string> Changes => Statements.Where(IsChange);

    /// <summary>Grants that every new object gets.</summary>
    public List<string> FutureGrants { get; } = [];

    public Action? AfterChange { get; set; }

    public List<Session> Sessions { get; } = [];

    public List<ScriptedConnection> Connections { get; } = [];

    /// <summary>Answers what the account itself does not know.</summary>
    public Func<string, CancellationToken, Task<ScriptedResult>>? Otherwise { get; set; }

    /// <summary>Whether what is submitted takes its time: it has not begun to change anything before <see cref="Let"/> lets it.</summary>
    public bool Holds { get; set; }

    /// <summary>Whether statements that are told to stop go on: only leaving them ends the wait.</summary>
    public bool IsDeaf { get; set; }

    /// <summary>What has been submitted and has not ended, by the id of the query.</summary>
    public SortedDictionary<string, string> Held { get; } = new(StringComparer.Ordinal);

    /// <summary>How submitted queries failed.</summary>
    public Dictionary<string, ScriptedException> Failed { get; } = [];

    /// <summary>What the query history says of the time that computing took; null if the role may not look.</summary>
    public ScriptedResult? Computed { get; set; } = ScriptedResult.Of("WAREHOUSE_SIZE WAREHOUSE_TYPE SUM", ["Medium", "STANDARD", 900_000L], ["X-Small", "STANDARD", 1800L]);

    /// <summary>Ends everything that is held, well.</summary>
    public void Let()
    {
        foreach (var sql in Held.Values)
        {
            Change(sql);
        }
        Held.Clear();
    }

    /// <summary>Ends everything that is held with an error.</summary>
    public void Fail(int code, string state, string text)
    {
        foreach (var query in Held.Keys)
        {
            Failed[query] = new ScriptedException(code, state, text, query);
        }
        Held.Clear();
    }

    public SnowflakeWarehouse Warehouse(SnowflakeOptions? options = null) => new(new SnowflakeConnector(
        (session, _) =>
        {
            Sessions.Add(session);
            Connections.Add(new ScriptedConnection(AnswerAsync, IsDeaf));
            return Task.FromResult<System.Data.Common.DbConnection>(Connections[^1]);
        },
        reader => ((ScriptedReader)reader).QueryId, SubmitAsync,
        (_, query, _) => Failed.TryGetValue(query, out var error) ? throw error : Task.FromResult(!Held.ContainsKey(query))), options);

    private async Task<string> SubmitAsync(System.Data.Common.DbCommand command, CancellationToken cancellation)
    {
        if (Holds)
        {
            Statements.Add(command.CommandText);
            var query = $"01b2-{Statements.Count:0000}";
            Held.Add(query, command.CommandText);
            return query;
        }
        return (await AnswerAsync(command.CommandText, cancellation)).QueryId!;
    }

    /// <summary>The next changing statements succeed, then one kills: before or after it has taken effect.</summary>
    public void CrashAt(int change, bool after) => (toCrash, afterwards) = (change, after);

    public void Put(string name, bool isView, string content, params string[] grants) =>
        Objects[name] = new FakeObject(isView, content, "", new SortedSet<string>(grants, StringComparer.Ordinal));

    /// <summary>Everything there is, a line an object.</summary>
    public string[] Seen() =>
        [.. Objects.Select(item => $"{item.Key} {(item.Value.IsView ? "view" : "table")} {item.Value.Content}{(item.Value.Grants.Count > 0 ? $" [{string.Join(", ", item.Value.Grants)}]" : "")}")];

    private async Task<ScriptedResult> AnswerAsync(string sql, CancellationToken cancellation)
    {
        Statements.Add(sql);
        if (!IsChange(sql))
        {
            return Read(sql) ?? await (Otherwise ?? throw new InvalidOperationException($"The fake does not understand: {sql}"))(sql, cancellation);
        }
        var crash = toCrash-- == 0;
        if (crash && !afterwards)
        {
            throw new HttpRequestException("The connection broke before the statement.");
        }
        Change(sql);
        AfterChange?.Invoke();
        return crash ? throw new HttpRequestException("The connection broke after the statement.") : ScriptedResult.Done;
    }

    private static bool IsChange(string sql) => ChangePattern().IsMatch(sql);

    private ScriptedResult? Read(string sql)
    {
        if (SessionPattern().IsMatch(sql))
        {
            return ScriptedResult.Done;
        }
        if (UnendedPattern().IsMatch(sql))
        {
            return ScriptedResult.Of("QUERY_ID", [.. Held.Keys.Select(query => new object?[] { query })]);
        }
        if (ComputedPattern().IsMatch(sql))
        {
            return Computed ?? throw new ScriptedException(3001, "42501", "SQL access control error: Insufficient privileges to operate on the query history");
        }
        if (CancelPattern().Match(sql) is { Success: true } cancel)
        {
            Held.Remove(cancel.Groups["query"].Value);
            Failed[cancel.Groups["query"].Value] = new ScriptedException(604, "57014", "SQL execution canceled", cancel.Groups["query"].Value);
            return ScriptedResult.Of("SYSTEM$CANCEL_QUERY", ["query terminated."]);
        }
        if (TablesPattern().Match(sql) is { Success: true } tables)
        {
            var names = Literal().Matches(tables.Groups["names"].Value).Select(match => match.Groups[1].Value).ToArray();
            return ScriptedResult.Of("TABLE_NAME TABLE_TYPE ROW_COUNT COMMENT", [.. Objects
                .Where(item => names.Length == 0 || names.Contains(item.Key))
                .Select(item => new object?[] { item.Key, item.Value.Kind ?? (item.Value.IsView ? "VIEW" : "BASE TABLE"), item.Value.IsView ? null : 7L, item.Value.Comment.Length > 0 ? item.Value.Comment : null })]);
        }
        if (ShowGrants().Match(sql) is { Success: true } show)
        {
            var found = Find(show);
            return ScriptedResult.Of("created_on privilege granted_on name granted_to grantee_name grant_option granted_by",
                [.. found.Grants.Prepend("OWNERSHIP ROLE DEPLOYER").Select(grant => grant.Split(' ')).Select(grant => new object?[]
                    { "2026-01-01", grant[0], "TABLE", "PROD.SHOP.T", grant[1], grant[2], grant.Length > 3 ? "true" : "false", "DEPLOYER" })]);
        }
        if (BytesPattern().Match(sql) is { Success: true } bytes)
        {
            Find(bytes);
            return new ScriptedResult([new ScriptedColumn("BYTES", "FIXED", 38)], [[4096L]]);
        }
        if (Count().Match(sql) is { Success: true } count)
        {
            Find(count);
            return new ScriptedResult([new ScriptedColumn("COUNT(*)", "FIXED", 18)], [[7L]]);
        }
        return null;
    }

    private void Change(string sql)
    {
        if (Create().Match(sql) is { Success: true } create)
        {
            var isView = create.Groups["kind"].Value == "VIEW";
            if (Objects.TryGetValue(create.Groups["name"].Value, out var there) && there.IsView != isView)
            {
                throw new ScriptedException(2002, "42710", $"SQL compilation error: Object '{create.Groups["name"].Value}' already exists.");
            }
            Put(create.Groups["name"].Value, isView, create.Groups["select"].Value, [.. FutureGrants]);
        }
        else if (Clone().Match(sql) is { Success: true } clone)
        {
            var copied = Objects.TryGetValue(clone.Groups["to"].Value, out var original) && !original.IsView ? original : throw Missing(clone.Groups["to"].Value);
            // The comment goes along, grants do not.
            Objects[clone.Groups["name"].Value] = copied with { Grants = new SortedSet<string>(FutureGrants, StringComparer.Ordinal) };
        }
        else if (Add().Match(sql) is { Success: true } add)
        {
            Objects[add.Groups["name"].Value] = Find(add, isView: false) with { Content = $"{Find(add).Content}+{add.Groups["verb"].Value}" };
        }
        else if (Rename().Match(sql) is { Success: true } rename)
        {
            var moved = Find(rename, rename.Groups["kind"].Value == "VIEW");
            if (!Objects.TryAdd(rename.Groups["to"].Value, moved))
            {
                throw new ScriptedException(2002, "42710", $"SQL compilation error: Object '{rename.Groups["to"].Value}' already exists.");
            }
            Objects.Remove(rename.Groups["name"].Value);
        }
        else if (Exchange().Match(sql) is { Success: true } exchange)
        {
            var (one, other) = (exchange.Groups["name"].Value, exchange.Groups["to"].Value);
            var first = Find(exchange, isView: false);
            Objects[one] = Objects.TryGetValue(other, out var second) && !second.IsView ? second : throw Missing(other);
            Objects[other] = first;
        }
        else if (Comment().Match(sql) is { Success: true } comment)
        {
            Objects[comment.Groups["name"].Value] = Find(comment, comment.Groups["kind"].Value == "VIEW") with { Comment = comment.Groups["text"].Value };
        }
        else if (Drop().Match(sql) is { Success: true } drop)
        {
            Objects.Remove(drop.Groups["name"].Value);
        }
        else if (Grant().Match(sql) is { Success: true } grant)
        {
            var line = $"{grant.Groups["privilege"].Value} {grant.Groups["granted"].Value.Replace(' ', '_')} {grant.Groups["grantee"].Value}{(grant.Groups["option"].Success ? " +" : "")}";
            var grants = Find(grant).Grants;
            _ = grant.Groups["verb"].Value == "GRANT" ? grants.Add(line) : grants.RemoveWhere(held => held == line || held == line + " +") > 0;
        }
        else
        {
            throw new InvalidOperationException($"The fake does not understand: {sql}");
        }
    }

    private FakeObject Find(Match match, bool? isView = null) =>
        Objects.TryGetValue(match.Groups["name"].Value, out var found) && (isView is null || found.IsView == isView) ? found : throw Missing(match.Groups["name"].Value);

    private static ScriptedException Missing(string name) =>
        new(2003, "42S02", $"SQL compilation error:\nTable 'PROD.SHOP.{name}' does not exist or not authorized.");

    private const string Name = """
        "PROD"\."SHOP"\."(?<name>[^"]+)"
        """;
    private const string To = """
        "PROD"\."SHOP"\."(?<to>[^"]+)"
        """;

    [GeneratedRegex("^(CREATE|ALTER (TABLE|VIEW)|COMMENT|DROP|GRANT|REVOKE|INSERT|MERGE) ")]
    private static partial Regex ChangePattern();

    [GeneratedRegex("^(USE (ROLE|WAREHOUSE|SECONDARY ROLES)|ALTER SESSION) ")]
    private static partial Regex SessionPattern();

    [GeneratedRegex("^SELECT TABLE_NAME, TABLE_TYPE, ROW_COUNT, COMMENT FROM \"PROD\"\\.\"INFORMATION_SCHEMA\"\\.\"TABLES\" WHERE TABLE_SCHEMA = 'SHOP'( AND TABLE_NAME IN \\((?<names>.*)\\))? ORDER BY TABLE_NAME$")]
    private static partial Regex TablesPattern();

    [GeneratedRegex("^SELECT QUERY_ID FROM TABLE\\(\"PROD\"\\.INFORMATION_SCHEMA\\.QUERY_HISTORY_BY_USER\\(RESULT_LIMIT => 10000\\)\\) WHERE QUERY_TAG = 'handover op-1( [^']*)?' ")]
    private static partial Regex UnendedPattern();

    [GeneratedRegex("^SELECT WAREHOUSE_SIZE, WAREHOUSE_TYPE, SUM\\(EXECUTION_TIME\\) FROM TABLE\\(\"PROD\"\\.INFORMATION_SCHEMA\\.QUERY_HISTORY_BY_USER\\(RESULT_LIMIT => 10000\\)\\) WHERE QUERY_TAG = 'handover op-1( [^']*)?' ")]
    private static partial Regex ComputedPattern();

    [GeneratedRegex("^SELECT BYTES FROM \"PROD\"\\.\"INFORMATION_SCHEMA\"\\.\"TABLES\" WHERE TABLE_SCHEMA = 'SHOP' AND TABLE_NAME = '(?<name>[^']+)'$")]
    private static partial Regex BytesPattern();

    [GeneratedRegex("^SELECT SYSTEM\\$CANCEL_QUERY\\('(?<query>[^']*)'\\)$")]
    private static partial Regex CancelPattern();

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Literal();

    [GeneratedRegex($"^SHOW GRANTS ON (TABLE|VIEW) {Name}$")]
    private static partial Regex ShowGrants();

    [GeneratedRegex($"^SELECT COUNT\\(\\*\\) FROM {Name}$")]
    private static partial Regex Count();

    [GeneratedRegex($"^CREATE OR REPLACE (TRANSIENT )?(?<kind>TABLE|VIEW) {Name} AS\n(?<select>.*)$", RegexOptions.Singleline)]
    private static partial Regex Create();

    [GeneratedRegex($"^CREATE OR REPLACE TABLE {Name} CLONE {To}$")]
    private static partial Regex Clone();

    [GeneratedRegex($"^(?<verb>INSERT|MERGE) INTO {Name} ")]
    private static partial Regex Add();

    [GeneratedRegex($"^ALTER (?<kind>TABLE|VIEW) {Name} RENAME TO {To}$")]
    private static partial Regex Rename();

    [GeneratedRegex($"^ALTER TABLE {Name} SWAP WITH {To}$")]
    private static partial Regex Exchange();

    [GeneratedRegex($"^COMMENT ON (?<kind>TABLE|VIEW) {Name} IS '(?<text>[^']*)'$")]
    private static partial Regex Comment();

    [GeneratedRegex($"^DROP (?<kind>TABLE|VIEW) IF EXISTS {Name}$")]
    private static partial Regex Drop();

    [GeneratedRegex($"^(?<verb>GRANT|REVOKE) (?<privilege>[A-Z ]+) ON (TABLE|VIEW) {Name} (TO|FROM) (?<granted>[A-Z ]+) (\"PROD\"\\.)?\"(?<grantee>[^\"]+)\"(?<option> WITH GRANT OPTION)?$")]
    private static partial Regex Grant();
}
