using System.Text.RegularExpressions;
using Handover.Core.Flows;
using Handover.Core.Sql;
using Handover.Core.Tests.Compilation;
using YamlDotNet.RepresentationModel;

namespace Handover.Core.Tests.Packs;

public sealed partial class DbtProjectTests
{
    [Fact]
    public void The_models_give_the_same_rows_as_the_full_statements_of_the_deployments()
    {
        var subject = PackSample.Subject(PackSample.Wide);
        var files = PackSample.Files(subject, SqlDialectKind.DuckDb);
        var dbt = new DbtRendering(files);
        using var warehouse = EmbeddedWarehouse.WithShop();
        foreach (var deployment in subject.Flow.Flow.Deployments)
        {
            var full = warehouse.Query(files[$"sql/{deployment.Id}.sql"].TrimEnd(';', '\n'));
            var model = warehouse.Query(dbt.Select(deployment.Id.Replace('-', '_')));
            Assert.True(full.Count > 1, deployment.Id);
            Assert.Equal(full.Order(StringComparer.Ordinal), model.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Every_node_is_one_model_and_the_project_has_the_keys_that_dbt_documents()
    {
        var subject = PackSample.Subject(PackSample.Wide);
        var files = PackSample.Files(subject);
        var models = files.Keys.Where(path => path.StartsWith("dbt/models/", StringComparison.Ordinal) && path.EndsWith(".sql", StringComparison.Ordinal)).ToList();
        Assert.Equal(subject.Flow.Nodes.Length, models.Count);
        var project = DbtRendering.Parse(files["dbt/dbt_project.yml"]);
        var name = DbtRendering.Value(project["name"]);
        Assert.Matches(ModelName(), name);
        Assert.Equal(name, DbtRendering.Value(project["profile"]));
        Assert.Equal("2", DbtRendering.Value(project["config-version"]));
        Assert.Equal("ephemeral", DbtRendering.Value(project["models"][name]["+materialized"]));
        Assert.NotNull(DbtRendering.Parse(files["dbt/profiles.example.yml"])[name]["outputs"]["handover"]["account"]);

        var schema = Items(files["dbt/models/schema.yml"], "models");
        Assert.Equal(models.Select(Path.GetFileNameWithoutExtension).Order(), schema.Select(model => DbtRendering.Value(model["name"])).Order());
        Assert.All(schema, model => Assert.Matches(ModelName(), DbtRendering.Value(model["name"])));
        var table = schema.Single(model => DbtRendering.Value(model["name"]) == "out_table");
        Assert.Equal(
            ["table", "MART", "OUT", "TOTALS"],
            new[] { "materialized", "database", "schema", "alias" }.Select(key => DbtRendering.Value(table["config"][key])));
        var exposure = Items(files["dbt/models/exposures.yml"], "exposures")[0];
        Assert.Equal(["application", "owner@example.com", "ref('out_table')"], [
            DbtRendering.Value(exposure["type"]), DbtRendering.Value(exposure["owner"]["email"]), DbtRendering.Value(exposure["depends_on"][0])]);
    }

    [Fact]
    public void Data_tests_are_dbts_own_where_they_mean_the_same_and_a_select_where_not()
    {
        var files = PackSample.Files(PackSample.Subject(PackSample.Wide), SqlDialectKind.DuckDb);
        var table = Items(files["dbt/models/schema.yml"], "models").Single(model => DbtRendering.Value(model["name"]) == "out_table");
        var name = ((YamlSequenceNode)table["columns"]).Children.Single(column => DbtRendering.Value(column["name"]) == "NAME");
        Assert.Equal(["unique", "not_null"], ((YamlSequenceNode)name["data_tests"]).Children.Select(DbtRendering.Value));
        var region = ((YamlSequenceNode)table["columns"]).Children.Single(column => DbtRendering.Value(column["name"]) == "REGION");
        Assert.Equal(["North", "South"], ((YamlSequenceNode)region["data_tests"][0]["accepted_values"]["arguments"]["values"]).Children.Select(DbtRendering.Value));
        Assert.Contains("Tested by Handover only", DbtRendering.Value(table["description"]), StringComparison.Ordinal);

        using var warehouse = EmbeddedWarehouse.WithShop();
        var dbt = new DbtRendering(files);
        var selects = files.Where(file => file.Key.StartsWith("dbt/tests/", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, selects.Count);
        Assert.All(selects, test => Assert.Single(warehouse.Query(dbt.Render(test.Value))));
        // The same tests find what is wrong.
        warehouse.Run("""DELETE FROM "RAW"."SHOP"."ORDERS";""");
        Assert.Equal(2, warehouse.Query(dbt.Render(selects.Single(test => test.Key.EndsWith("not_empty.sql", StringComparison.Ordinal)).Value)).Count);
    }

    [Fact]
    public void What_is_appended_or_merged_is_an_incremental_model_that_takes_what_the_schedule_takes()
    {
        var flow = Shop.Flow(
            Shop.Deployment("appended", "orders", "A") with { Materialization = new Materialization(MaterializationMode.Append) { Watermark = "ORDERED_ON" } },
            Shop.Deployment("merged", "orders", "M") with { Materialization = new Materialization(MaterializationMode.Merge) { Key = ["ID"], Watermark = "ORDERED_ON" } });
        flow = flow.MapNodes(node => node is DeploymentNode one ? one with { Type = DeploymentType.Table } : node);
        var files = PackSample.Files(PackSample.Subject(flow));
        Assert.Equal(
            "SELECT *\nFROM {{ ref('orders') }}\n{% if is_incremental() %}\nWHERE COALESCE(\"ORDERED_ON\" > (SELECT MAX(\"ORDERED_ON\") FROM {{ this }}), \"ORDERED_ON\" IS NOT NULL)\n{% endif %}\n",
            files["dbt/models/appended.sql"]);
        Assert.Contains("WHERE COALESCE(\"ORDERED_ON\" >= (SELECT MAX(\"ORDERED_ON\") FROM {{ this }}), TRUE)", files["dbt/models/merged.sql"], StringComparison.Ordinal);
        var models = Items(files["dbt/models/schema.yml"], "models");
        var merged = models.Single(model => DbtRendering.Value(model["name"]) == "merged")["config"];
        Assert.Equal(["incremental", "merge", "\"ID\"", "fail"], [
            DbtRendering.Value(merged["materialized"]), DbtRendering.Value(merged["incremental_strategy"]), DbtRendering.Value(merged["unique_key"][0]), DbtRendering.Value(merged["on_schema_change"])]);
        var key = ((YamlSequenceNode)models.Single(model => DbtRendering.Value(model["name"]) == "merged")["columns"]).Children.Single(column => DbtRendering.Value(column["name"]) == "ID");
        Assert.Equal(["not_null", "unique"], ((YamlSequenceNode)key["data_tests"]).Children.Select(DbtRendering.Value));
        Assert.Equal("append", DbtRendering.Value(models.Single(model => DbtRendering.Value(model["name"]) == "appended")["config"]["incremental_strategy"]));
        Assert.Contains("dbt build --full-refresh", files["dbt/README.md"], StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_of_a_user_becomes_a_template_or_leaves_its_quotes()
    {
        const string Hostile = "{{ env_var('SECRET') }} {% do x %} {# \" ' }} \n: - &a *b #";
        var table = new TableName("RA\"W", "SH{{OP", "T{%");
        var source = new SourceNode("orders", table) { Columns = [new Column("a\"{{b", SqlType.Varchar)], Description = Hostile };
        var filter = new FilterNode("f-1", "orders", "\"a\"\"{{b\" <> '{{ ref(''x'') }} handover_relation_0_'");
        var other = new FilterNode("f_1", "f-1", "true") { Name = Hostile };
        var deployment = Shop.Deployment("d", "f_1", "OUT") with { Annotation = new Annotation(Hostile, [Hostile], [new AnnotationProperty(Hostile, Hostile)]) };
        var subject = PackSample.Subject(new Flow(source, filter, other, deployment)) with { Name = Hostile, Owner = Hostile };
        var files = PackSample.Files(subject, SqlDialectKind.DuckDb);
        using var warehouse = new EmbeddedWarehouse();
        warehouse.Run("""ATTACH ':memory:' AS "RA""W"; CREATE SCHEMA "RA""W"."SH{{OP"; CREATE TABLE "RA""W"."SH{{OP"."T{%" AS SELECT 'x' AS "a""{{b";""");
        Assert.Equal(["a\"{{b", "x"], warehouse.Query(new DbtRendering(files).Select("d")));
        Assert.Contains("dbt/models/f_1.sql", files.Keys);
        Assert.Contains("dbt/models/f_1_2.sql", files.Keys);
        var model = Items(files["dbt/models/schema.yml"], "models").Single(one => DbtRendering.Value(one["name"]) == "d");
        Assert.Equal(Hostile, DbtRendering.Value(model["description"]));
        Assert.Equal(Hostile, DbtRendering.Value(model["config"]["tags"][0]));
        Assert.Equal(Hostile, DbtRendering.Value(Items(files["dbt/models/sources.yml"], "sources")[0]["tables"][0]["description"]));
        foreach (var (path, text) in files.Where(file => file.Key.StartsWith("dbt/models", StringComparison.Ordinal)))
        {
            Assert.All(Opening().Matches(text), match => Assert.True(Known().IsMatch(text[match.Index..]), $"{path}: {text[match.Index..]}"));
        }
    }

    private static List<YamlMappingNode> Items(string text, string key) => [.. ((YamlSequenceNode)DbtRendering.Parse(text)[key]).Children.Cast<YamlMappingNode>()];

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex ModelName();

    [GeneratedRegex(@"(?<!')\{[{%#]")]
    private static partial Regex Opening();

    [GeneratedRegex(@"^\{\{ (ref\('\w+'\)|source\('\w+', '\w+'\)|'\{[{%#]') \}\}")]
    private static partial Regex Known();
}
