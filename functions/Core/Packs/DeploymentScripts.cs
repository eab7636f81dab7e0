using System.Text;
using Handover.Core.Compilation;
using Handover.Core.Deployments;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Packs;

/// <summary>The statements around a deployment's SELECT: what creates it, what its role needs, and what computes it on time.</summary>
internal static class DeploymentScripts
{
    /// <summary>Who a script runs as, and where: the object belongs to the role that creates it.</summary>
    public static string Session(DeploymentNode node) =>
        (node.Role is { } role ? $"USE ROLE {SqlIdentifier.Quote(role)};\n" : "") + (node.Warehouse is { } warehouse ? $"USE WAREHOUSE {SqlIdentifier.Quote(warehouse)};\n" : "");

    /// <summary>CREATE OR REPLACE of the object, without a closing semicolon.</summary>
    public static string Ddl(HandedDeployment deployment)
    {
        var statements = PublicationStatements.In(deployment.Dialect);
        return deployment.Node.Type is DeploymentType.View
            ? statements.CreateView(deployment.Node.Target!, deployment.Select)
            : statements.CreateTable(deployment.Node.Target!, deployment.Select);
    }

    /// <summary>The one statement that brings the table up to date as its schedule does: all rows anew, those that are new, or those that are new or changed.</summary>
    public static string Refresh(HandedDeployment deployment)
    {
        var node = deployment.Node;
        var increments = new IncrementStatements(SqlDialect.Of(deployment.Dialect), [.. deployment.Columns.Select(static one => one.Column.Name)]);
        return node.Materialization switch
        {
            { Mode: MaterializationMode.Append, Watermark: { } watermark } => increments.Append(node.Target!, deployment.Select, watermark),
            { Mode: MaterializationMode.Merge, Key: { Count: > 0 } key, Watermark: var watermark } => increments.MergeRows(node.Target!, deployment.Select, watermark, [.. key.Distinct()]),
            _ => Ddl(deployment),
        };
    }

    /// <summary>A SELECT a data test, each of which gives 0 if the test holds; null if there are none.</summary>
    public static string? Checks(HandedDeployment deployment)
    {
        // What compares with the table before needs both.
        var tests = deployment.Node.Tests.Where(static test => test is not RowCountChangeTest).ToList();
        return tests.Count == 0 ? null : string.Concat(tests.Select(test =>
            $"-- {OneLine(DataTestText.Of(test))}\n{DataTestSql.Write(test, deployment.Node.Target!, [.. deployment.Columns.Select(static one => one.Column)], null, deployment.Dialect)};\n\n"));
    }

    /// <summary>The least that a role needs to create the object and to read all that its SELECT reads.</summary>
    /// <remarks>https://docs.snowflake.com/en/user-guide/security-access-control-privileges</remarks>
    public static string Grants(CompiledFlow flow, DeploymentNode node, string role, string warehouse, bool hasTask)
    {
        var to = $" TO ROLE {SqlIdentifier.Quote(role)};";
        var text = new List<string>
        {
            "-- Run by a role that may grant these, such as SECURITYADMIN.",
            $"GRANT USAGE ON WAREHOUSE {SqlIdentifier.Quote(warehouse)}{to}",
            $"GRANT USAGE ON DATABASE {SqlIdentifier.Quote(node.Target!.Database)}{to}",
            $"GRANT USAGE ON SCHEMA {Schema(node.Target)}{to}",
            $"GRANT CREATE {(node.Type is DeploymentType.View ? "VIEW" : "TABLE")} ON SCHEMA {Schema(node.Target)}{to}",
        };
        var tables = Reads(flow, node);
        text.AddRange(tables.Select(table => SqlIdentifier.Quote(table.Database)).Distinct().Select(database => $"GRANT USAGE ON DATABASE {database}{to}"));
        text.AddRange(tables.Select(Schema).Distinct().Select(schema => $"GRANT USAGE ON SCHEMA {schema}{to}"));
        // Snowflake takes TABLE for a view here as well, but not the other way round.
        text.AddRange(tables.Select(table => $"GRANT SELECT ON TABLE {Name(table)}{to}"));
        if (hasTask)
        {
            text.AddRange([$"GRANT CREATE TASK ON SCHEMA {Schema(node.Target)}{to}", "-- The next one is for ACCOUNTADMIN.", $"GRANT EXECUTE TASK ON ACCOUNT{to}"]);
        }

        return string.Join('\n', text.Distinct()) + "\n";
    }

    /// <summary>The tables that a deployment's SELECT reads.</summary>
    public static IReadOnlyList<TableName> Reads(CompiledFlow flow, DeploymentNode node) =>
    [
        .. flow.Graph.WithAncestors(flow.Graph.IndexOf(node.Id)).Select(index => flow.Nodes[index].Node).OfType<SourceNode>()
            .Select(static source => source.Table).Distinct().OrderBy(static table => table.ToString(), StringComparer.Ordinal),
    ];

    private static string Schema(TableName table) => $"{SqlIdentifier.Quote(table.Database)}.{SqlIdentifier.Quote(table.Schema)}";

    public static string Name(TableName table)
    {
        var text = new StringBuilder();
        SqlIdentifier.Append(text, table);
        return text.ToString();
    }

    // A line break in a name would end the comment.
    public static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
