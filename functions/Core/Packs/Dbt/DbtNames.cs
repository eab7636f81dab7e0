using Handover.Core.Compilation;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Packs;

/// <summary>A table as dbt names it.</summary>
/// <param name="Source">Name of the dbt source: a database and schema.</param>
/// <param name="Table">Name of the table in it.</param>
internal readonly record struct DbtTable(string Source, string Table);

/// <summary>The names that dbt knows the parts of a flow by: letters, digits and underscores, each once.</summary>
internal sealed class DbtNames
{
    private readonly Dictionary<string, string> models = new(StringComparer.Ordinal);
    private readonly Dictionary<TableName, DbtTable> tables = [];

    public DbtNames(HandoverSubject subject)
    {
        Project = new FileNames(hyphens: false).Of(string.Join('_', new FileNames(hyphens: false).Of("handover_" + subject.Name).Split('_', StringSplitOptions.RemoveEmptyEntries)));
        var names = new FileNames(hyphens: false);
        foreach (var node in subject.Flow.Nodes)
        {
            models[node.Node.Id] = names.Of(node.Node.Id);
        }

        var sources = new FileNames(hyphens: false);
        foreach (var schema in subject.Flow.Flow.Sources.Select(source => source.Table).Distinct().GroupBy(table => (table.Database, table.Schema)))
        {
            var source = sources.Of($"{schema.Key.Database}_{schema.Key.Schema}");
            var members = new FileNames(hyphens: false);
            foreach (var table in schema)
            {
                tables[table] = new DbtTable(source, members.Of(table.Name));
            }
        }
    }

    public string Project { get; }

    public string Model(string node) => models[node];

    public IReadOnlyDictionary<TableName, DbtTable> Tables => tables;

    /// <summary>An identifier as dbt wants it: dbt puts quotes around it and does not look inside.</summary>
    public static string Identifier(string name) => name.Replace("\"", "\"\"", StringComparison.Ordinal);

    /// <summary>A node's own SQL as a dbt model: its inputs are <c>ref</c>s, its tables <c>source</c>s; null if it has none.</summary>
    public string? Sql(CompiledFlow flow, int index, SqlDialectKind dialect)
    {
        var inputs = flow.Nodes[index].Node.InputIds.ToHashSet(StringComparer.Ordinal);
        return Template(relations => flow.OwnSql(index, dialect, relations), table => tables.TryGetValue(table, out var name) ? Source(name) : null, input => inputs.Contains(input) ? Ref(input) : null);
    }

    /// <summary>A query in which one table stands for a model.</summary>
    public string Test(SqlQuery query, TableName stands, string node, SqlDialectKind dialect) => Template(
        relations =>
        {
            var writer = new SqlWriter(SqlDialect.Of(dialect), relations);
            writer.Write(query);
            return writer.ToString();
        },
        table => table == stands ? Ref(node) : null,
        _ => null)!;

    /// <summary>
    /// A deployment as a dbt model: all rows, or as its materialisation says only those that are new since the greatest watermark in place.
    /// </summary>
    /// <remarks>https://docs.getdbt.com/docs/build/incremental-models</remarks>
    public string Deployment(DeploymentNode node)
    {
        var sql = $"SELECT *\nFROM {Ref(node.Input)}";
        if (node.Type is DeploymentType.View || node.Materialization is not { Mode: not MaterializationMode.Full, Watermark: { } watermark })
        {
            return sql;
        }

        var column = Jinja.Escape(SqlIdentifier.Quote(watermark));
        var (comparison, otherwise) = node.Materialization.Mode is MaterializationMode.Append ? (">", $"{column} IS NOT NULL") : (">=", "TRUE");
        return $"{sql}\n{{% if is_incremental() %}}\nWHERE COALESCE({column} {comparison} (SELECT MAX({column}) FROM {{{{ this }}}}), {otherwise})\n{{% endif %}}";
    }

    public string Ref(string node) => $"{{{{ ref('{models[node]}') }}}}";

    private static string Source(DbtTable table) => $"{{{{ source('{table.Source}', '{table.Table}') }}}}";

    /// <summary>
    /// Writes SQL with marks in place of templates, escapes the whole, and only then puts the templates in, so that nothing a user wrote can be
    /// one. The mark is one that the text itself does not hold.
    /// </summary>
    private static string? Template(Func<RelationNames?, string?> write, Func<TableName, string?> table, Func<string, string?> common)
    {
        if (write(null) is not { } plain)
        {
            return null;
        }

        var mark = "handover_relation_";
        while (plain.Contains(mark, StringComparison.Ordinal))
        {
            mark += "x_";
        }

        var templates = new List<string>();
        var text = Jinja.Escape(write(new RelationNames(name => Marked(table(name)), name => Marked(common(name))))!);
        for (var i = 0; i < templates.Count; i++)
        {
            text = text.Replace(Mark(i), templates[i], StringComparison.Ordinal);
        }

        return text;

        string Mark(int number) => $"{mark}{number}_";

        string? Marked(string? template)
        {
            if (template is null)
            {
                return null;
            }

            templates.Add(template);
            return Mark(templates.Count - 1);
        }
    }
}
