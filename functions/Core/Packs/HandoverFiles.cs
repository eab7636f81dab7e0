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
        var names = new FileNames();
        foreach (var node in subject.Flow.Flow.Deployments)
        {
            var sql = subject.Flow.Sql(node.Id, dialect);
            problems.AddRange(sql.Problems);
            if (sql.Text is { } select)
            {
                deployments.Add(new HandedDeployment(
                    node, names.Of(node.Id), select, dialect, subject.Schedules.GetValueOrDefault(node.Id),
                    [.. subject.Flow.Find(node.Id)!.Columns.Select(column => (column, LineageTracer.Upstream(subject.Flow, node.Id, column.Name)!))]));
            }
        }

        return problems.Count > 0
            ? new HandoverContent(ImmutableSortedDictionary<string, string>.Empty, [.. problems.Distinct()])
            : new HandoverContent(Write(subject, [.. deployments], dialect), []);
    }

    private static ImmutableSortedDictionary<string, string> Write(HandoverSubject subject, ImmutableArray<HandedDeployment> deployments, SqlDialectKind dialect)
    {
        var files = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var tasks = TaskScripts.Of(dialect is SqlDialectKind.Snowflake ? deployments : [], subject.Project);
        foreach (var (name, text) in tasks.Files)
        {
            files[$"schedule/{name}.sql"] = text;
        }

        foreach (var deployment in deployments)
        {
            files[$"sql/{deployment.File}.sql"] = deployment.Select + ";\n";
            if (deployment.Node.Target is not null)
            {
                AddScripts(files, subject, deployment, tasks);
            }
        }

        var drawing = FlowDrawing.Of(subject.Flow);
        files["flow.json"] = Encoding.UTF8.GetString(FlowJson.Write(subject.Flow.Flow));
        files["lineage.json"] = LineageJson.Write(subject, deployments);
        files["flow.svg"] = drawing + "\n";
        var document = Documentation.Of(subject, deployments, drawing, dialect);
        files["documentation.md"] = MarkdownText.Write(document);
        files["documentation.html"] = HtmlText.Write(document);
        files["README.md"] = ReadMe.Write(subject, deployments, tasks.Tasks, files.Keys);
        foreach (var (path, text) in DbtProject.Of(subject, deployments, dialect))
        {
            files["dbt/" + path] = text;
        }

        return files.ToImmutable();
    }

    private static void AddScripts(ImmutableSortedDictionary<string, string>.Builder files, HandoverSubject subject, HandedDeployment deployment, TaskScripts tasks)
    {
        var (node, isSnowflake) = (deployment.Node, deployment.Dialect is SqlDialectKind.Snowflake);
        var session = isSnowflake ? DeploymentScripts.Session(node) : "";
        files[$"ddl/{deployment.File}.sql"] = session + DeploymentScripts.Ddl(deployment) + ";\n";
        if (DeploymentScripts.Checks(deployment) is { } checks)
        {
            files[$"checks/{deployment.File}.sql"] = session + checks;
        }

        if (isSnowflake && node is { Role: { } role, Warehouse: { } warehouse })
        {
            files[$"grants/{deployment.File}.sql"] = DeploymentScripts.Grants(subject.Flow, node, role, warehouse, tasks.Tasks.GetValueOrDefault(node.Id)?.File is not null);
        }
    }
}
