using Handover.Core.Deployments;
using Handover.Core.Flows;
using Handover.Core.Operations;
using Handover.Core.Sql;
using Handover.Services.Warehouse;

namespace Handover.Services.Tests.Warehouse.Snowflake;

/// <summary>What a plan shows is what is said to Snowflake; and a table is brought up to date once, however often it is tried.</summary>
public sealed class SnowflakeIncrementTests
{
    private const string Token = "OP000001";
    private static readonly Session Deployer = new("DEPLOYER", "COMPUTE_WH", "op-1");
    private static readonly TableName Target = new("PROD", "SHOP", "T");
    private static readonly Column[] Columns = [new("ID", SqlType.Integer, false), new("LOADED", SqlType.Timestamp)];
    private static readonly Materialization Append = new(MaterializationMode.Append) { Watermark = "LOADED" };
    private static readonly Materialization Merge = new(MaterializationMode.Merge) { Key = ["ID"], Watermark = "LOADED" };

    private readonly FakeAccount account = new();
    private long violations;
    private string shape = "ID LOADED";

    public SnowflakeIncrementTests() => account.Otherwise = (sql, _) => Task.FromResult(Answer(sql));

    [Theory]
    [InlineData("", DeploymentType.Table, null, false)]
    [InlineData("T", DeploymentType.Table, null, false)]
    [InlineData("T P", DeploymentType.Table, null, false)]
    [InlineData("T", DeploymentType.View, null, false)]
    [InlineData("T", DeploymentType.Table, MaterializationMode.Append, true)]
    [InlineData("T P", DeploymentType.Table, MaterializationMode.Merge, true)]
    [InlineData("T P", DeploymentType.Table, MaterializationMode.Merge, false)]
    public async Task What_a_plan_shows_is_what_is_run(string there, DeploymentType type, MaterializationMode? mode, bool isRun)
    {
        Prepare(there);
        account.FutureGrants.Add("SELECT ROLE EVERYBODY");
        var planned = Planned(type, mode switch { null => null, MaterializationMode.Append => Append, _ => Merge }, isRun);
        var warehouse = account.Warehouse();
        var swap = await warehouse.PlanSwapAsync(Deployer, [DeploymentSet.PublicationOf(planned, Token)], default);
        var plan = PlanStatements.Of([planned], swap, SqlDialectKind.Snowflake);
        account.Statements.Clear();
        await warehouse.StageAsync(Deployer, DeploymentSet.StagingOf(planned, Token), default);
        await warehouse.SwapAsync(Deployer, swap, default);

        Assert.Equal([StepNames.Stage, StepNames.Swap], plan.Select(step => step.Name));
        var shown = plan.SelectMany(step => step.Statements).Select(statement => WithoutComments(statement.Sql)).ToArray();
        Assert.Equal(shown, account.Statements.Where(said => !IsLooking(said) && !IsGrant(said)));
        // What the plan cannot know, it says: grants go from the old one to the new one.
        Assert.Equal(there.Length > 0, account.Statements.Any(IsGrant));
        Assert.Equal(there.Length > 0, plan[1].Statements.Any(statement => statement.Sql.StartsWith("-- What the first has and the second lacks is then granted", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_a_rollback_shows_is_what_is_run()
    {
        Prepare("T P");
        var publication = DeploymentSet.PublicationOf(Planned(DeploymentType.Table, null, isRun: false), Token);
        var warehouse = account.Warehouse();
        await warehouse.StageAsync(Deployer, publication, default);
        var swap = await warehouse.PlanSwapAsync(Deployer, [publication], default);
        await warehouse.SwapAsync(Deployer, swap, default);
        account.Statements.Clear();
        await warehouse.UnswapAsync(Deployer, swap, default);
        Assert.Equal(SwapScript.Of(swap.Publications[0], SqlDialectKind.Snowflake).UndoTexts(SqlDialectKind.Snowflake), account.Changes);
    }

    [Theory]
    [InlineData(MaterializationMode.Append, "old T+INSERT")]
    [InlineData(MaterializationMode.Merge, "old T+MERGE")]
    public async Task However_it_crashes_the_target_is_continued_once(MaterializationMode mode, string expected)
    {
        Prepare("T");
        var planned = Planned(DeploymentType.Table, mode is MaterializationMode.Append ? Append : Merge, isRun: true);
        var statements = StageScript.Of(DeploymentSet.StagingOf(planned, Token), SqlDialectKind.Snowflake).Statements.Count(statement => statement.Violation is null);
        var warehouse = account.Warehouse();
        for (var crash = 0; crash < statements; crash++)
        {
            foreach (var after in new[] { false, true })
            {
                account.CrashAt(crash, after);
                await Assert.ThrowsAsync<WarehouseException>(() => warehouse.StageAsync(Deployer, DeploymentSet.StagingOf(planned, Token), default));
            }
        }
        account.CrashAt(-1, after: false);
        var staged = await warehouse.StageAsync(Deployer, DeploymentSet.StagingOf(planned, Token), default);
        Assert.Equal(new StatementResult(7, "01b2-query", Continued: true) { Bytes = 4096, Credits = 1.0005m }, staged);
        var swap = await warehouse.PlanSwapAsync(Deployer, [DeploymentSet.PublicationOf(planned, Token)], default);
        await warehouse.SwapAsync(Deployer, swap, default);
        await warehouse.StageAsync(Deployer, DeploymentSet.StagingOf(planned, Token), default);
        await warehouse.SwapAsync(Deployer, swap, default);
        Assert.Equal(expected, account.Objects["T"].Content);
        Assert.Equal("old T", account.Objects["T__PREVIOUS"].Content);
    }

    [Fact]
    public async Task A_doubtful_key_is_refused_before_anything_is_merged()
    {
        Prepare("T");
        violations = 3;
        var refused = await Assert.ThrowsAsync<WarehouseException>(() =>
            account.Warehouse().StageAsync(Deployer, DeploymentSet.StagingOf(Planned(DeploymentType.Table, Merge, isRun: true), Token), default));
        Assert.Equal(WarehouseFailure.DataError, refused.Failure);
        Assert.StartsWith("3 rows have no value in the merge key (ID).", refused.Message, StringComparison.Ordinal);
        Assert.Equal("old T", account.Objects["T__STAGE_OP000001"].Content);
        Assert.DoesNotContain("T__DELTA_OP000001", account.Objects.Keys);
    }

    [Fact]
    public async Task What_cannot_be_continued_is_built_in_full_and_says_why()
    {
        var staging = DeploymentSet.StagingOf(Planned(DeploymentType.Table, Append, isRun: true), Token);
        Assert.Equal("the table is not there yet", (await account.Warehouse().StageAsync(Deployer, staging, default)).FullBecause);
        Prepare("T");
        shape = "ID LOADED NEW";
        Assert.Equal("its columns have changed", (await account.Warehouse().StageAsync(Deployer, staging, default)).FullBecause);
        Assert.DoesNotContain(account.Changes, said => said.Contains(" CLONE ", StringComparison.Ordinal));
    }

    private ScriptedResult Answer(string sql) => sql switch
    {
        _ when sql.EndsWith(") LIMIT 0", StringComparison.Ordinal) => new([.. shape.Split(' ').Select(Column)], []),
        _ when sql.Contains("\"INFORMATION_SCHEMA\".\"COLUMNS\"", StringComparison.Ordinal) => ScriptedResult.Of(
            "COLUMN_NAME DATA_TYPE NUMERIC_PRECISION NUMERIC_SCALE IS_NULLABLE TABLE_NAME", ["ID", "NUMBER", 38, 0, "NO", "T"], ["LOADED", "TIMESTAMP_NTZ", null, null, "YES", "T"]),
        _ when sql.Contains("\"VIOLATIONS\"", StringComparison.Ordinal) => new([new ScriptedColumn("VIOLATIONS", "FIXED", 18)], [[violations]]),
        _ => throw new InvalidOperationException($"The fake does not understand: {sql}"),
    };

    private static ScriptedColumn Column(string name) => name == "LOADED" ? new(name, "TIMESTAMP_NTZ") : new(name, "FIXED", 38);

    private static PlannedDeployment Planned(DeploymentType type, Materialization? materialization, bool isRun) => new()
    {
        Node = "out",
        Action = DeploymentAction.Replace,
        Type = type,
        Target = Target,
        Role = "DEPLOYER",
        Warehouse = "COMPUTE_WH",
        Sql = "SELECT \"ID\", \"LOADED\" FROM \"RAW\".\"SHOP\".\"E\"",
        Fingerprint = "f",
        Output = [.. Columns],
        Materialization = materialization,
        Continues = isRun ? true : null,
    };

    private void Prepare(string there)
    {
        foreach (var item in there.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            account.Put(item == "T" ? "T" : "T__PREVIOUS", isView: false, $"old {item}", "SELECT ROLE ANALYST");
        }
    }

    private static string WithoutComments(string sql) => string.Join('\n', sql.Split('\n').Where(line => !line.StartsWith("--", StringComparison.Ordinal)));

    private static bool IsGrant(string said) => said.StartsWith("GRANT ", StringComparison.Ordinal) || said.StartsWith("REVOKE ", StringComparison.Ordinal);

    /// <summary>Setting the session up, and looking at the catalogue.</summary>
    private static bool IsLooking(string said) =>
        said.StartsWith("USE ", StringComparison.Ordinal) || said.StartsWith("ALTER SESSION", StringComparison.Ordinal)
        || said.Contains("INFORMATION_SCHEMA", StringComparison.Ordinal) || said.StartsWith("SELECT COUNT(*) FROM", StringComparison.Ordinal)
        || said.EndsWith(") LIMIT 0", StringComparison.Ordinal);
}
