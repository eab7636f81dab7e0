using Handover.Cli;
using Handover.Core.Compilation;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Tests.CommandLine;

public sealed class CompileCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("handover-cli-").FullName;
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_statement_of_every_deployment_is_written()
    {
        var flow = Orders("AMOUNT > 3", "big", "small");

        Assert.Equal(0, Run(flow));

        var compiled = FlowCompiler.Compile(flow);
        Assert.Equal($"-- big\n{compiled.Sql("big", SqlDialectKind.Snowflake).Text};\n\n-- small\n{compiled.Sql("small", SqlDialectKind.Snowflake).Text};\n", output.ToString());
        Assert.Empty(errors.ToString());
    }

    [Fact]
    public void One_node_is_written_alone_and_in_the_dialect_that_was_asked_for()
    {
        var flow = Orders("DATEDIFF('day', PLACED, PLACED) = 0", "big");

        Assert.Equal(0, Run(flow, SqlDialectKind.DuckDb, "f"));

        Assert.Equal(FlowCompiler.Compile(flow).Sql("f", SqlDialectKind.DuckDb).Text + ";\n", output.ToString());
    }

    [Fact]
    public void A_folder_gets_one_file_a_deployment()
    {
        var target = Path.Combine(folder, "made", "here");

        Assert.Equal(0, Run(Orders("AMOUNT > 3", "big", "small"), into: target));

        Assert.Equal(["big.sql", "small.sql"], Directory.GetFiles(target).Select(Path.GetFileName).Order());
        Assert.Equal("2 statements in " + target + Environment.NewLine, output.ToString());
    }

    [Fact]
    public void A_mistake_is_told_with_its_node_and_field_and_nothing_is_written()
    {
        Assert.Equal(1, Run(Orders("AMONT > 3", "big"), into: Path.Combine(folder, "out")));

        Assert.Equal($"{Document}: error unknown-column: f.where: There is no column AMONT. Did you mean AMOUNT?{Environment.NewLine}", errors.ToString());
        Assert.Empty(output.ToString());
        Assert.False(Directory.Exists(Path.Combine(folder, "out")));
    }

    [Fact]
    public void What_is_not_a_flow_is_told_with_its_place()
    {
        File.WriteAllText(Document, "{ \"$schema\": \"handover/flow/1\",\n  \"nodes\": [], \"colour\": 1 }");

        Assert.Equal(1, new CompileCommand(Document, output, errors).Run(SqlDialectKind.Snowflake, null, null));

        Assert.StartsWith($"{Document}(2,", errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("colour", errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody", "unknown-node")]
    [InlineData(null, "nothing-to-compile")]
    public void A_node_that_is_not_there_and_a_flow_without_deployments_are_told(string? node, string code)
    {
        Assert.Equal(1, Run(Orders("AMOUNT > 3"), node: node));

        Assert.Contains($"error {code}:", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_told()
    {
        Assert.Equal(1, new CompileCommand(Path.Combine(folder, "nothing.json"), output, errors).Run(SqlDialectKind.Snowflake, null, null));

        Assert.Contains("error file-unusable:", errors.ToString(), StringComparison.Ordinal);
    }

    private string Document => Path.Combine(folder, "flow.json");

    private int Run(Flow flow, SqlDialectKind dialect = SqlDialectKind.Snowflake, string? node = null, string? into = null)
    {
        File.WriteAllBytes(Document, FlowJson.Write(flow));
        return new CompileCommand(Document, output, errors).Run(dialect, node, into);
    }

    private static Flow Orders(string where, params IEnumerable<string> deployments) => new(
        [
            new SourceNode("s", new TableName("RAW", "SHOP", "ORDERS")) { Columns = [new Column("AMOUNT", SqlType.Number(12, 2)), new Column("PLACED", SqlType.Date)] },
            new FilterNode("f", "s", where),
            .. deployments.Select(static id => new DeploymentNode(id, "f", DeploymentType.Table) { Target = new TableName("ANALYTICS", "MARTS", id.ToUpperInvariant()), Role = "DEPLOYER", Warehouse = "WH" }),
        ],
        [],
        []);
}
