using System.Collections.Immutable;
using System.Text;
using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Lineage;
using Handover.Core.Sql;

namespace Handover.Core.Packs;

/// <summary>Writes the texts of a handover pack: the same texts for the same project.</summary>
public static class HandoverFiles
{
    /// <summary>All texts.</summary>
    /// <param name="subject">What is handed over.</param>
    /// <param name="dialect">The warehouse's dialect; what only Snowflake knows (grants, tasks) is written for it alone.</param>
    public static HandoverContent Of(HandoverSubject subject, SqlDialectKind dialect = SqlDialectKind.Snowflake)
    {
        var deployments = new List<HandedDeployment>();
        var problems = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var node in subject.Flow.Flow.Deployments)
        {
            var sql = subject.Flow.Sql(node.Id, dialect);
            problems.AddRange(sql.Problems);
            if (sql.Text is { } select)
            {
                deployments.Add(new HandedDeployment(
                    node, select, dialect, subject.Schedules.GetValueOrDefault(node.Id),
                    [.. subject.Flow.Find(node.Id)!.Columns.Select(column => (column, LineageTracer.Upstream(subject.Flow, node.Id, column.Name)!))]));
            }
        }

        return problems.Count > 0
            ? new HandoverContent(ImmutableSortedDictionary<string, string>.Empty, [.. problems.Distinct()])
            : new HandoverContent(Write(subject, deployments, dialect), []);
    }

    private static ImmutableSortedDictionary<string, string> Write(HandoverSubject subject, List<HandedDeployment> deployments, SqlDialectKind dialect)
    {
        var files = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var names = new FileNames();
        foreach (var deployment in deployments)
        {
            var name = names.Of(deployment.Node.Id);
            files[$"sql/{name}.sql"] = deployment.Select + ";\n";
            if (deployment.Node.Target is null)
            {
                continue;
            }

            files[$"ddl/{name}.sql"] = DeploymentScripts.Ddl(deployment) + ";\n";
            if (dialect is SqlDialectKind.Snowflake && deployment.Node is { Role: { } role, Warehouse: { } warehouse })
            {
                files[$"grants/{name}.sql"] = DeploymentScripts.Grants(subject.Flow, deployment.Node, role, warehouse);
                if (deployment is { Schedule.Snowflake: not null, Node.Type: DeploymentType.Table })
                {
                    files[$"schedule/{name}.sql"] = DeploymentScripts.ScheduledTask(deployment, warehouse);
                }
            }
        }

        var drawing = FlowDrawing.Of(subject.Flow);
        files["flow.json"] = Encoding.UTF8.GetString(FlowJson.Write(subject.Flow.Flow));
        files["lineage.json"] = LineageJson.Write(deployments);
        files["flow.svg"] = drawing + "\n";
        var document = Documentation.Of(subject, deployments, drawing);
        files["documentation.md"] = MarkdownText.Write(document);
        files["documentation.html"] = HtmlText.Write(document);
        files["README.md"] = ReadMe.Write(subject, deployments, files.Keys);
        foreach (var (path, text) in DbtProject.Of(subject, deployments, dialect))
        {
            files["dbt/" + path] = text;
        }

        return files.ToImmutable();
    }
}
