using System.Text;
using Handover.Core.Sql;
using Handover.Core.Tests.Compilation;

namespace Handover.Core.Tests.Statements;

public sealed class PublicationTests
{
    private static readonly TableName Target = new("MART", "OUT", "Sales \"2024\"");

    [Theory]
    [InlineData(SqlDialectKind.Snowflake)]
    [InlineData(SqlDialectKind.DuckDb)]
    public void The_statements_are_what_was_reviewed(SqlDialectKind dialect)
    {
        var text = new StringBuilder();
        foreach (var statement in Statements(dialect))
        {
            text.Append(statement).Append(";\n");
        }

        GoldenFile.Check($"Publication/{dialect.ToString().ToLowerInvariant()}.sql", text.ToString());
    }

    [Fact]
    public void The_statements_run()
    {
        using var warehouse = new EmbeddedWarehouse();
        foreach (var statement in Statements(SqlDialectKind.DuckDb))
        {
            warehouse.Run(statement);
        }

        Assert.Equal(0, warehouse.Scalar("SELECT COUNT(*) FROM duckdb_tables() WHERE database_name = 'MART'"));
    }

    [Fact]
    public void Names_beside_a_target_are_known_as_such()
    {
        Assert.Equal("T__STAGE_AB12CD34", PublicationNames.Stage(Target with { Name = "T" }, "AB12CD34").Name);
        Assert.True(PublicationNames.IsInternal("T__PREVIOUS"));
        Assert.True(PublicationNames.IsInternal("T__PREVIOUS_AB12CD34"));
        Assert.True(PublicationNames.IsInternal("T__STAGE_AB12CD34"));
        Assert.False(PublicationNames.IsInternal("T__STAGE_ab"));
        Assert.False(PublicationNames.IsInternal("PREVIOUS"));
        Assert.Throws<ArgumentException>(static () => PublicationNames.Stage(Target, "x;DROP"));
        var longest = new TableName("A", "B", new string('T', PublicationNames.MaxTargetName));
        Assert.Equal(255, PublicationNames.OlderPrevious(longest, new string('A', 32)).Name.Length);
    }

    [Fact]
    public void A_rename_stays_in_its_schema() =>
        Assert.Throws<ArgumentException>(static () => PublicationStatements.In(SqlDialectKind.Snowflake).Rename(Target, Target with { Schema = "X" }, false));

    private static IEnumerable<string> Statements(SqlDialectKind dialect)
    {
        var statements = PublicationStatements.In(dialect);
        var stage = PublicationNames.Stage(Target, "0A1B2C3D");
        var previous = PublicationNames.Previous(Target);
        var view = Target with { Name = "V" };
        return
        [
            statements.CreateTable(stage, "SELECT 1 AS \"X\""),
            statements.Rename(stage, Target, false),
            statements.Comment(Target, false, "It's \\ what \"IT\" reads"),
            statements.Rename(Target, previous, false),
            statements.CreateTable(previous, "SELECT 2 AS \"X\"", copyGrants: false),
            statements.Drop(previous, false),
            statements.CreateView(view, "SELECT 1 AS \"X\""),
            statements.Comment(view, true, ""),
            statements.Rename(view, PublicationNames.OlderPrevious(view, "0A1B2C3D"), true),
            statements.Drop(PublicationNames.OlderPrevious(view, "0A1B2C3D"), true),
        ];
    }
}
