using Handover.Core.Flows;
using Handover.Core.Sql;
using Handover.Core.Tests.Compilation;

namespace Handover.Core.Tests.Packs;

/// <summary>The dbt project of the sample that comes with Handover, run on tables like the sample's.</summary>
public class SampleDbtTests
{
    [Fact]
    public void The_dbt_project_of_the_sample_gives_the_rows_of_its_deployments()
    {
        var flow = Sample();
        var files = PackSample.Files(PackSample.Subject(flow), SqlDialectKind.DuckDb);
        var dbt = new DbtRendering(files);
        using var warehouse = Warehouse();
        Assert.Equal(3, flow.Deployments.Count());
        foreach (var deployment in flow.Deployments)
        {
            var full = warehouse.Query(files[$"sql/{deployment.Id}.sql"].TrimEnd(';', '\n'));
            Assert.True(full.Count > 3, deployment.Id);
            Assert.Equal(full.Order(StringComparer.Ordinal), warehouse.Query(dbt.Select(deployment.Id)).Order(StringComparer.Ordinal));
        }
    }

    private static Flow Sample()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Serverless.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The repository is not above the tests.");
        }

        var json = File.ReadAllBytes(Path.Combine(folder.FullName, "functions", "Hosts", "Local", "Sample", "flight-punctuality.json"));
        var flow = FlowJson.Parse(json).Flow!;
        return flow.MapNodes(node => node is SourceNode source ? source with { Columns = Columns(source.Table.Name) } : node);
    }

    private static ValueList<Column> Columns(string table) => table == "FLIGHTS"
        ?
        [
            new Column("FLIGHT_DATE", SqlType.Timestamp), new Column("DELAY", SqlType.Integer), new Column("DISTANCE", SqlType.Integer),
            new Column("ORIGIN", SqlType.Varchar), new Column("DESTINATION", SqlType.Varchar),
        ]
        : [.. new[] { "IATA", "NAME", "CITY", "STATE", "COUNTRY" }.Select(name => new Column(name, SqlType.Varchar))];

    private static EmbeddedWarehouse Warehouse()
    {
        var warehouse = new EmbeddedWarehouse();
        warehouse.Run("""
            ATTACH ':memory:' AS "RAW_DEV"; CREATE SCHEMA "RAW_DEV"."US_FLIGHTS";
            CREATE TABLE "RAW_DEV"."US_FLIGHTS"."AIRPORTS" AS SELECT * FROM (VALUES
              ('ATL', 'Hartsfield', 'Atlanta', 'GA', 'USA'), ('ORD', 'O''Hare', 'Chicago', 'IL', 'USA'), ('SFO', 'International', 'San Francisco', 'CA', 'USA'))
              AS t("IATA", "NAME", "CITY", "STATE", "COUNTRY");
            CREATE TABLE "RAW_DEV"."US_FLIGHTS"."FLIGHTS" AS SELECT
              TIMESTAMP '2001-01-01 00:00:00' + INTERVAL (i * 5) HOUR AS "FLIGHT_DATE",
              CASE WHEN i % 17 = 0 THEN NULL ELSE (i * 7) % 90 - 10 END::DECIMAL(38,0) AS "DELAY",
              (i % 50)::DECIMAL(38,0) AS "DISTANCE",
              CASE i % 3 WHEN 0 THEN 'ATL' WHEN 1 THEN 'ORD' ELSE 'SFO' END AS "ORIGIN",
              CASE i % 2 WHEN 0 THEN 'SFO' ELSE 'ATL' END AS "DESTINATION"
            FROM range(600) AS r(i);
            """);
        return warehouse;
    }
}
