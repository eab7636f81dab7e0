using Handover.Core.Sql;
using Handover.Core.Tests.Compilation;

namespace Handover.Core.Tests.Snowflake;

/// <summary>Every text that goes to Snowflake beside compiled flows, as it was reviewed.</summary>
public sealed class SnowflakeStatementsTests
{
    private static readonly TableName Target = new("PROD", "SHOP", "T");
    private static readonly TableName Odd = new("A\"b", "c d", "e'\\");

    [Fact]
    public void A_session_is_set_up_with_these() => Check("session.sql",
        SnowflakeStatements.UseRole("ANALYST"),
        SnowflakeStatements.UseRole("my \"role\""),
        SnowflakeStatements.NoSecondaryRoles,
        SnowflakeStatements.AllSecondaryRoles,
        SnowflakeStatements.UseWarehouse("COMPUTE_WH"),
        SnowflakeStatements.SetSession("handover 4711", 30, 101),
        SnowflakeStatements.SetSession("it's \\ odd", 1500, 0));

    [Fact]
    public void What_goes_on_by_itself_is_followed_and_stopped_with_these() => Check("submitted.sql",
        SnowflakeStatements.SetSession("handover op-1 stage out", 21600, 0, isDetached: true),
        SnowflakeStatements.UnendedQueries("A\"b", "it's \\ odd"),
        SnowflakeStatements.CancelQuery("01b2-0000"),
        SnowflakeStatements.CancelQuery("it's"),
        SnowflakeStatements.Computed("A\"b", "it's \\ odd"));

    [Fact]
    public void The_catalogue_is_read_with_these() => Check("catalogue.sql",
        SnowflakeStatements.AvailableRoles,
        SnowflakeStatements.ShowWarehouses,
        SnowflakeStatements.ShowDatabases,
        SnowflakeStatements.ShowSchemas("A\"b"),
        SnowflakeStatements.Tables("RAW", "SHOP"),
        SnowflakeStatements.Tables("A\"b", "c'd", ["T", "e'\\"]),
        SnowflakeStatements.Columns("RAW", "SHOP", ["ORDERS"]),
        SnowflakeStatements.Columns(Odd.Database, Odd.Schema, ["T", Odd.Name]),
        SnowflakeStatements.CountRows(Odd),
        SnowflakeStatements.Bytes(Odd),
        SnowflakeStatements.Shape("SELECT 1 AS A -- one"));

    [Fact]
    public void Objects_are_published_with_these()
    {
        var statements = PublicationStatements.In(SqlDialectKind.Snowflake);
        var stage = PublicationNames.Stage(Target, "OP000001");
        var previous = PublicationNames.Previous(Target);
        Check("publishing.sql",
            statements.CreateTable(stage, "SELECT 1 AS A", copyGrants: false),
            statements.CreateView(stage, "SELECT 1 AS A", copyGrants: false),
            statements.Comment(stage, isView: false, "Published by Handover, operation OP000001"),
            statements.Rename(previous, PublicationNames.OlderPrevious(Target, "OP000001"), isView: true),
            statements.Rename(stage, previous, isView: false),
            SnowflakeStatements.Exchange(Target, previous),
            statements.Drop(stage, isView: false));
    }

    [Fact]
    public void Privileges_are_read_and_changed_with_these() => Check("privileges.sql",
        SnowflakeGrantStatements.Show(Target, isView: false),
        SnowflakeGrantStatements.Show(Odd, isView: true),
        SnowflakeGrantStatements.ShowOnSchema("PROD", "c d"),
        SnowflakeGrantStatements.ShowOfDatabaseRole("PROD", "reader"),
        SnowflakeGrantStatements.AreInSession(["ANALYST", "o'role"]),
        SnowflakeGrantStatements.Give(new("SELECT", SnowflakeGranteeKind.Role, "ANALYST", CanPassOn: false), Target, isView: false),
        SnowflakeGrantStatements.Give(new("SELECT", SnowflakeGranteeKind.Role, "ANALYST", CanPassOn: true), Target, isView: true),
        SnowflakeGrantStatements.Give(new("INSERT", SnowflakeGranteeKind.DatabaseRole, "reader", CanPassOn: false), Target, isView: false),
        SnowflakeGrantStatements.Give(new("SELECT", SnowflakeGranteeKind.Share, "PARTNERS", CanPassOn: false), Target, isView: false),
        SnowflakeGrantStatements.Take(new("SELECT", SnowflakeGranteeKind.User, "ANA", CanPassOn: false), Target, isView: false),
        SnowflakeGrantStatements.Take(new("SELECT", SnowflakeGranteeKind.Application, "APP", CanPassOn: false), Target, isView: true));

    [Fact]
    public void What_is_no_privilege_is_never_written() => Assert.Throws<ArgumentException>(() =>
        SnowflakeGrantStatements.Give(new("SELECT ON x TO ROLE y; --", SnowflakeGranteeKind.Role, "R", CanPassOn: false), Target, isView: false));

    [Fact]
    public void A_long_tag_is_cut_to_what_Snowflake_takes() =>
        Assert.Contains($"'{new string('x', SnowflakeStatements.MaxTag)}'", SnowflakeStatements.SetSession(new string('x', 5000), 1, 0), StringComparison.Ordinal);

    private static void Check(string file, params string[] statements) =>
        GoldenFile.Check(Path.Combine("Snowflake", file), string.Join("\n\n", statements.Select(statement => statement + ";")));
}
