using System.Collections.Immutable;
using System.Text.Json;
using System.Xml.Linq;
using Handover.Core.Flows;
using Handover.Core.Packs;
using Handover.Core.Sql;
using Handover.Core.Tests.Compilation;

namespace Handover.Core.Tests.Packs;

public sealed class HandoverFilesTests
{
    [Fact]
    public void A_pack_holds_what_it_takes_to_run_schedule_and_understand_the_deployments()
    {
        var files = PackSample.Files(PackSample.Subject(PackSample.Wide));
        Assert.Superset(
            new HashSet<string>(["README.md", "documentation.html", "documentation.md", "flow.svg", "lineage.json", "sql/out-table.sql", "ddl/out-table.sql", "ddl/out-view.sql", "checks/out-table.sql", "grants/out-table.sql", "schedule/out-table.sql", "dbt/dbt_project.yml"]),
            files.Keys.ToHashSet());
        Assert.DoesNotContain("schedule/out-view.sql", files.Keys);
        Assert.StartsWith("WITH", files["sql/out-table.sql"], StringComparison.Ordinal);
        Assert.StartsWith("USE ROLE \"ANALYST\";\nUSE WAREHOUSE \"WH\";\nCREATE OR REPLACE TABLE \"MART\".\"OUT\".\"TOTALS\" COPY GRANTS AS\nWITH", files["ddl/out-table.sql"], StringComparison.Ordinal);
        Assert.DoesNotContain("checks/out-view.sql", files.Keys);
        Assert.Equal(files, PackSample.Files(PackSample.Subject(PackSample.Wide)));
    }

    [Fact]
    public void The_flow_itself_is_in_the_pack_byte_for_byte_as_its_hash_says()
    {
        var subject = PackSample.Subject(PackSample.Wide);
        var files = PackSample.Files(subject);
        Assert.Equal(FlowJson.Write(subject.Flow.Flow), System.Text.Encoding.UTF8.GetBytes(files["flow.json"]));
        Assert.Equal(subject.Flow.Flow, FlowJson.Parse(System.Text.Encoding.UTF8.GetBytes(files["flow.json"])).Flow);
        Assert.Contains("the flow itself", files["README.md"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_grants_are_the_least_that_the_role_needs()
    {
        Assert.Equal("""
            -- Run by a role that may grant these, such as SECURITYADMIN.
            GRANT USAGE ON WAREHOUSE "WH" TO ROLE "ANALYST";
            GRANT USAGE ON DATABASE "MART" TO ROLE "ANALYST";
            GRANT USAGE ON SCHEMA "MART"."OUT" TO ROLE "ANALYST";
            GRANT CREATE VIEW ON SCHEMA "MART"."OUT" TO ROLE "ANALYST";
            GRANT USAGE ON DATABASE "RAW" TO ROLE "ANALYST";
            GRANT USAGE ON SCHEMA "RAW"."SHOP" TO ROLE "ANALYST";
            GRANT SELECT ON TABLE "RAW"."SHOP"."CUSTOMERS" TO ROLE "ANALYST";
            GRANT SELECT ON TABLE "RAW"."SHOP"."ORDERS" TO ROLE "ANALYST";

            """, PackSample.Files(PackSample.Subject(PackSample.Wide))["grants/out-view.sql"]);
        Assert.EndsWith("""
            GRANT CREATE TASK ON SCHEMA "MART"."OUT" TO ROLE "ANALYST";
            -- The next one is for ACCOUNTADMIN.
            GRANT EXECUTE TASK ON ACCOUNT TO ROLE "ANALYST";

            """, PackSample.Files(PackSample.Subject(PackSample.Wide))["grants/out-table.sql"], StringComparison.Ordinal);
    }

    [Fact]
    public void Lineage_names_the_columns_of_tables_behind_each_deployed_column()
    {
        using var json = JsonDocument.Parse(PackSample.Files(PackSample.Subject(PackSample.Wide))["lineage.json"]);
        var total = json.RootElement.GetProperty("deployments")[0].GetProperty("columns").EnumerateArray().Single(column => column.GetProperty("name").GetString() == "TOTAL");
        Assert.True(total.GetProperty("exact").GetBoolean());
        Assert.Equal("AMOUNT", Assert.Single(total.GetProperty("sources").EnumerateArray().ToList()).GetProperty("column").GetString());
        Assert.Contains(total.GetProperty("steps").EnumerateArray(), step => step.TryGetProperty("expression", out var text) && text.GetString() == "sum(amount)");
        Assert.Contains(total.GetProperty("rows").EnumerateArray(), rule => rule.TryGetProperty("expression", out var text) && text.GetString() == "status = 'paid'");
    }

    [Fact]
    public void No_name_or_description_becomes_markup()
    {
        const string Hostile = "</title><script>alert(1)</script>\u0001\uD800 & \"x\" 'y' ]]> `[a](javascript:x)` | \n# h";
        var flow = PackSample.Wide.MapNodes(node => node with { Name = Hostile, Description = Hostile });
        var files = PackSample.Files(PackSample.Subject(flow) with { Name = Hostile, Description = Hostile, Owner = Hostile, Tags = [Hostile] });
        var svg = XDocument.Parse(files["flow.svg"]);
        Assert.Equal(flow.Nodes.Count, svg.Descendants().Count(element => element.Name.LocalName == "rect"));
        Assert.All(svg.Descendants(), element => Assert.Contains(element.Name.LocalName, new[] { "svg", "path", "g", "title", "rect", "text" }));
        var html = files["documentation.html"];
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        // All tags are the writer's own: the document without its first line is well-formed XML but for the two void elements.
        XDocument.Parse(html["<!doctype html>\n".Length..].Replace("<meta charset=\"utf-8\">", "", StringComparison.Ordinal)
            .Replace("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">", "", StringComparison.Ordinal)
            .Replace("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">", "", StringComparison.Ordinal));
        Assert.All(files["documentation.md"].Split("```")[0].Split('\n'), line => Assert.DoesNotMatch(@"(?<!\\)<|(?<!\\)\[a|^\s*# h", line));
    }

    [Fact]
    public void The_documentation_says_what_people_have_said_and_asked()
    {
        var flow = PackSample.Wide with
        {
            Groups = [new FlowGroup("g", "Paid orders", "What is paid.", ["paid", "j"])],
            Explorations = [new Exploration("e", "totals", "Best customers", new ExplorationQuery(["NAME"], [new ExplorationMeasure("SUM", MeasureFunction.Sum, "TOTAL")], "total > 0", [new SortColumn("SUM", true)], 5))],
        };
        flow = flow.MapNodes(node => node is DeploymentNode { Id: "out-table" } table
            ? table with { Annotation = new Annotation("First line\nsecond line\n\nnew paragraph", ["daily"], [new AnnotationProperty("Class", "secret"), new AnnotationProperty("Gone", "hidden")]) }
            : node);
        var files = PackSample.Files(PackSample.Subject(flow) with
        {
            Properties = ImmutableSortedDictionary<string, string>.Empty.Add("Cost center", "4711"),
            KnownProperties = ["Class"],
        });
        var markdown = files["documentation.md"];
        Assert.Contains("First line\\\nsecond line\n\nnew paragraph\n", markdown, StringComparison.Ordinal);
        Assert.Contains("| Best customers | totals | NAME | SUM = sum(TOTAL) | where total \\> 0, at most 5 | SUM descending |", markdown, StringComparison.Ordinal);
        Assert.Contains("| paid | where | status = 'paid' |", markdown, StringComparison.Ordinal);
        foreach (var text in new[] { "| Cost center | 4711 |", "| Tags | daily |", "| Class | secret |", "Nodes: paid, j." })
        {
            Assert.Contains(text, markdown, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("hidden", string.Concat(files["documentation.md"], files["documentation.html"], files["dbt/models/schema.yml"]), StringComparison.Ordinal);
        Assert.Contains("<summary>What paid does</summary>", files["documentation.html"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_page_says_what_to_do_first_in_an_order_that_works()
    {
        // What the first deployment reads, the second one writes.
        var made = new SourceNode("made", new TableName("MART", "OUT", "B")) { Columns = [new Column("ID", SqlType.Integer)] };
        var flow = Shop.Flow(made, new FilterNode("some", "made", "id > 0"), Shop.Deployment("a", "some", "A"), Shop.Deployment("b", "orders", "B"));
        var readme = PackSample.Files(PackSample.Subject(flow))["README.md"];
        Assert.Contains("1. See that the pack is whole", readme, StringComparison.Ordinal);
        Assert.Contains("   ddl/b.sql\n   ddl/a.sql\n", readme, StringComparison.Ordinal);
        Assert.Contains("pause or remove the schedules there", readme, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("orders", "orders")]
    [InlineData("../../etc/passwd", "n_______etc_passwd")]
    [InlineData("a/b\\c", "a_b_c")]
    [InlineData("con", "con_")]
    [InlineData("", "n_")]
    [InlineData("ÄRGER", "n__rger")]
    [InlineData("1st", "n_1st")]
    public void A_file_is_named_safely_whatever_the_id(string id, string name) => Assert.Equal(name, new FileNames().Of(id));

    [Fact]
    public void Two_ids_never_share_a_file()
    {
        var names = new FileNames(hyphens: false);
        Assert.Equal(["a_b", "a_b_2", "a_b_3"], new[] { "a-b", "a_b", "a.b" }.Select(names.Of));
    }

    [Fact]
    public void A_flow_with_errors_gives_the_problems_instead_of_a_pack()
    {
        var subject = PackSample.Subject(Shop.Flow(new FilterNode("f", "orders", "nothing = 1"), Shop.Deployment("d", "f", "T")));
        var content = HandoverFiles.Of(subject);
        Assert.Empty(content.Files);
        Assert.Contains(content.Problems, problem => problem.Code == "unknown-column");
    }

    [Fact]
    public void A_deployment_that_points_nowhere_has_its_select_and_no_more()
    {
        var subject = PackSample.Subject(Shop.Flow(Shop.Deployment("d", "orders", "T").Unpointed()));
        var files = PackSample.Files(subject, SqlDialectKind.Snowflake);
        Assert.Contains("sql/d.sql", files.Keys);
        Assert.DoesNotContain(files.Keys, path => path.StartsWith("ddl/", StringComparison.Ordinal) || path.StartsWith("grants/", StringComparison.Ordinal));
    }
}
