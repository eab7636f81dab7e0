using System.Collections.Immutable;
using Handover.Core.Flows;
using Handover.Core.Packs;
using Handover.Core.Schedules;
using Handover.Core.Sql;
using Handover.Core.Tests.Compilation;

namespace Handover.Core.Tests.Packs;

/// <summary>Schedules as Snowflake's tasks.</summary>
public sealed class TaskScriptTests
{
    private static readonly Schedule Daily = new() { Cron = "0 6 * * 1-5", TimeZone = "Europe/Zurich", Retries = new RetryRule(2), SuspendAfter = 3 };

    [Fact]
    public void A_scheduled_table_becomes_a_task_that_computes_it_on_time()
    {
        var task = Files(("a", Daily))["schedule/a.sql"];
        Assert.Contains("""
            USE ROLE "ANALYST";
            USE WAREHOUSE "WH";

            -- a: 0 6 * * 1-5 (Europe/Zurich)
            CREATE OR REPLACE TASK "MART"."OUT"."A__TASK"
              WAREHOUSE = "WH"
              SCHEDULE = 'USING CRON 0 6 * * 1-5 Europe/Zurich'
              ALLOW_OVERLAPPING_EXECUTION = FALSE
              SUSPEND_TASK_AFTER_NUM_FAILURES = 3
              TASK_AUTO_RETRY_ATTEMPTS = 2
            AS
            CREATE OR REPLACE TABLE "MART"."OUT"."A" COPY GRANTS AS
            """, task, StringComparison.Ordinal);
        Assert.EndsWith("\nALTER TASK \"MART\".\"OUT\".\"A__TASK\" RESUME;\n", task, StringComparison.Ordinal);
        var paused = Files(("a", Daily with { Paused = true }))["schedule/a.sql"];
        Assert.DoesNotContain("\nALTER", paused, StringComparison.Ordinal);
        Assert.Contains("-- Paused in Handover; this starts it: ALTER TASK", paused, StringComparison.Ordinal);
    }

    [Fact]
    public void What_follows_another_table_is_a_task_behind_its_task_created_after_it_and_started_before()
    {
        var files = Files(("c", After("b")), ("b", After("a")), ("a", Daily));
        Assert.Equal(["schedule/a.sql"], files.Keys.Where(path => path.StartsWith("schedule/", StringComparison.Ordinal)));
        var script = files["schedule/a.sql"];
        Assert.Contains("TASK \"MART\".\"OUT\".\"B__TASK\"\n  WAREHOUSE = \"WH\"\n  AFTER \"MART\".\"OUT\".\"A__TASK\"\nAS\n", script, StringComparison.Ordinal);
        Assert.Equal(["CREATE A", "CREATE B", "CREATE C", "ALTER C", "ALTER B", "ALTER A"], script.Split('\n')
            .Where(line => line.Contains("__TASK\"", StringComparison.Ordinal) && !line.StartsWith(' ')).Select(line => $"{line.Split(' ')[0]} {line[line.IndexOf("__TASK", StringComparison.Ordinal) - 1]}"));
    }

    [Fact]
    public void Where_no_task_can_say_it_the_first_page_says_why()
    {
        var circle = Files(("a", After("b")), ("b", After("a")), ("c", new Schedule { After = new AfterDeployment("p-2", "x") }), ("d", new Schedule { Cron = "0 6 13 * 5" }));
        Assert.DoesNotContain(circle.Keys, path => path.StartsWith("schedule/", StringComparison.Ordinal));
        var readme = circle["README.md"];
        Assert.Contains("no task: it follows b, which has no task", readme, StringComparison.Ordinal);
        Assert.Contains("no task: it follows a deployment of another project", readme, StringComparison.Ordinal);
        Assert.Contains("no task: in a task's cron the day of the month or the day of the week is enough", readme, StringComparison.Ordinal);
        var elsewhere = Files(node => node.Id == "b" ? node with { Target = new TableName("MART", "ELSEWHERE", "B") } : node, ("a", Daily), ("b", After("a")));
        Assert.Contains("no task: it follows a in another schema", elsewhere["README.md"], StringComparison.Ordinal);
        Assert.Contains("no task: it follows a in another schema", Files(node => node.Id == "b" ? node with { Role = "OTHER" } : node, ("a", Daily), ("b", After("a")))["README.md"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_brings_a_table_up_to_date_as_its_schedule_does()
    {
        var appended = Files(node => node with { Materialization = new Materialization(MaterializationMode.Append) { Watermark = "ID" } }, ("a", Daily))["schedule/a.sql"];
        Assert.Contains("\nAS\nINSERT INTO \"MART\".\"OUT\".\"A\" (", appended, StringComparison.Ordinal);
        Assert.Contains("WHERE COALESCE(\"source\".\"ID\" > (SELECT MAX(\"ID\") FROM \"MART\".\"OUT\".\"A\")", appended, StringComparison.Ordinal);
        var merged = Files(node => node with { Materialization = new Materialization(MaterializationMode.Merge) { Key = ["ID"] } }, ("a", Daily))["schedule/a.sql"];
        Assert.Contains("\nAS\nMERGE INTO \"MART\".\"OUT\".\"A\" AS \"stage\"\nUSING (\n", merged, StringComparison.Ordinal);
        Assert.Contains("-- Handover refuses rows whose ID is null or comes twice. A task does not look.", merged, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ORDERED_ON")]
    public void The_one_statement_that_merges_gives_what_a_full_build_gives(string? watermark)
    {
        using var warehouse = EmbeddedWarehouse.WithShop();
        var target = new TableName("RAW", "SHOP", "MERGED");
        var select = "SELECT \"ID\", \"ORDERED_ON\", \"AMOUNT\" FROM \"RAW\".\"SHOP\".\"ORDERS\"";
        warehouse.Run($"CREATE TABLE \"RAW\".\"SHOP\".\"MERGED\" AS SELECT \"ID\", \"ORDERED_ON\", 0 * \"AMOUNT\" AS \"AMOUNT\" FROM \"RAW\".\"SHOP\".\"ORDERS\" WHERE \"ORDERED_ON\" = (SELECT MIN(\"ORDERED_ON\") FROM \"RAW\".\"SHOP\".\"ORDERS\")");
        warehouse.Run(new IncrementStatements(SqlDialect.Of(SqlDialectKind.DuckDb), ["ID", "ORDERED_ON", "AMOUNT"]).MergeRows(target, select, watermark, ["ID"]));
        Assert.Equal(warehouse.Query(select).Order(StringComparer.Ordinal), warehouse.Query("SELECT * FROM \"RAW\".\"SHOP\".\"MERGED\"").Order(StringComparer.Ordinal));
    }

    private static Schedule After(string node) => new() { After = new AfterDeployment("p-1", node) };

    private static ImmutableSortedDictionary<string, string> Files(params (string Node, Schedule Schedule)[] schedules) => Files(static node => node, schedules);

    private static ImmutableSortedDictionary<string, string> Files(Func<DeploymentNode, DeploymentNode> change, params (string Node, Schedule Schedule)[] schedules)
    {
        FlowNode[] nodes = [.. schedules.Select(one => change(new DeploymentNode(one.Node, "orders", DeploymentType.Table)
        {
            Target = new TableName("MART", "OUT", one.Node.ToUpperInvariant()),
            Role = "ANALYST",
            Warehouse = "WH",
        }))];
        return PackSample.Files(PackSample.Subject(Shop.Flow(nodes)) with { Schedules = schedules.ToImmutableDictionary(one => one.Node, one => HandoverSchedule.Of(one.Schedule)) });
    }
}
