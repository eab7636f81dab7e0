using System.Text;
using Handover.Core.Compilation;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Packs;

/// <summary>The statements around a deployment's SELECT: what creates it, what its role needs, and what computes it on time.</summary>
internal static class DeploymentScripts
{
    /// <summary>CREATE OR REPLACE of the object, without a closing semicolon.</summary>
    public static string Ddl(HandedDeployment deployment)
    {
        var statements = PublicationStatements.In(deployment.Dialect);
        return deployment.Node.Type is DeploymentType.View
            ? statements.CreateView(deployment.Node.Target!, deployment.Select)
            : statements.CreateTable(deployment.Node.Target!, deployment.Select);
    }

    /// <summary>The least that a role needs to create the object and to read all that its SELECT reads.</summary>
    /// <remarks>https://docs.snowflake.com/en/user-guide/security-access-control-privileges</remarks>
    public static string Grants(CompiledFlow flow, DeploymentNode node, string role, string warehouse)
    {
        var to = $" TO ROLE {SqlIdentifier.Quote(role)};";
        var text = new List<string>
        {
            $"GRANT USAGE ON WAREHOUSE {SqlIdentifier.Quote(warehouse)}{to}",
            $"GRANT USAGE ON DATABASE {SqlIdentifier.Quote(node.Target!.Database)}{to}",
            $"GRANT USAGE ON SCHEMA {Schema(node.Target)}{to}",
            $"GRANT CREATE {(node.Type is DeploymentType.View ? "VIEW" : "TABLE")} ON SCHEMA {Schema(node.Target)}{to}",
        };
        var tables = flow.Graph.WithAncestors(flow.Graph.IndexOf(node.Id)).Select(index => flow.Nodes[index].Node).OfType<SourceNode>()
            .Select(source => source.Table).Distinct().OrderBy(table => table.ToString(), StringComparer.Ordinal).ToList();
        text.AddRange(tables.Select(table => SqlIdentifier.Quote(table.Database)).Distinct().Select(database => $"GRANT USAGE ON DATABASE {database}{to}"));
        text.AddRange(tables.Select(Schema).Distinct().Select(schema => $"GRANT USAGE ON SCHEMA {schema}{to}"));
        // Snowflake takes TABLE for a view here as well, but not the other way round.
        text.AddRange(tables.Select(table => $"GRANT SELECT ON TABLE {Name(table)}{to}"));
        return string.Join('\n', text.Distinct()) + "\n";
    }

    /// <summary>A Snowflake task that computes a table again on time; it is created suspended, as Snowflake does, and resumed unless the schedule is paused.</summary>
    /// <remarks>https://docs.snowflake.com/en/sql-reference/sql/create-task</remarks>
    public static string ScheduledTask(HandedDeployment deployment, string warehouse)
    {
        var schedule = deployment.Schedule!;
        var target = deployment.Node.Target!;
        var task = Name(target with { Name = target.Name + "__TASK" });
        var when = SqlIdentifier.QuoteString(schedule.Snowflake!, SqlDialectKind.Snowflake);
        var text = new StringBuilder()
            .Append("CREATE OR REPLACE TASK ").Append(task).Append('\n')
            .Append("  WAREHOUSE = ").Append(SqlIdentifier.Quote(schedule.Warehouse ?? warehouse)).Append('\n')
            .Append("  SCHEDULE = ").Append(when).Append('\n')
            .Append("  ALLOW_OVERLAPPING_EXECUTION = FALSE\n")
            .Append("AS\n").Append(Ddl(deployment)).Append(";\n\n");
        return (schedule.Paused
            ? text.Append("-- The schedule is paused. To start it:\n-- ALTER TASK ")
            : text.Append("ALTER TASK ")).Append(OneLine(task)).Append(" RESUME;\n").ToString();
    }

    private static string Schema(TableName table) => $"{SqlIdentifier.Quote(table.Database)}.{SqlIdentifier.Quote(table.Schema)}";

    private static string Name(TableName table)
    {
        var text = new StringBuilder();
        SqlIdentifier.Append(text, table);
        return text.ToString();
    }

    // A line break in a name would end the comment.
    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
