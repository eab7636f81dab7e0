using System.Collections.Immutable;
using Handover.Core.Compilation;
using Handover.Core.Deployments;
using Handover.Core.Flows;
using Handover.Core.Sql;
using YamlDotNet.RepresentationModel;

namespace Handover.Core.Packs;

/// <summary>
/// A flow as a dbt project: one model a node, of which only the deployments are built (the others are ephemeral: dbt makes them the CTEs that they are
/// here); sources, descriptions, data tests, and an exposure for each deployment.
/// </summary>
/// <remarks>https://docs.getdbt.com/reference/dbt_project.yml, /reference/model-properties, /reference/source-properties, /reference/exposure-properties</remarks>
internal static class DbtProject
{
    /// <summary>Text by path.</summary>
    public static IEnumerable<(string Path, string Text)> Of(HandoverSubject subject, IReadOnlyList<HandedDeployment> deployments, SqlDialectKind dialect)
    {
        var names = new DbtNames(subject);
        yield return ("dbt_project.yml", Yaml.Write(Project(names)));
        yield return ("profiles.example.yml", Yaml.Write(Profile(names, deployments)));
        yield return ("macros/generate_schema_name.sql", SchemaName);
        if (names.Tables.Count > 0)
        {
            yield return ("models/sources.yml", Yaml.Write(Sources(subject, names)));
        }

        var models = new List<YamlNode>();
        for (var i = 0; i < subject.Flow.Nodes.Length; i++)
        {
            if (ModelSql(subject.Flow, i, names, dialect) is not { } sql)
            {
                continue;
            }

            var compiled = subject.Flow.Nodes[i];
            var tests = compiled.Node is DeploymentNode deployment ? DbtTests.Of(deployment, compiled.Columns, names, dialect) : null;
            yield return ($"models/{names.Model(compiled.Node.Id)}.sql", sql + "\n");
            foreach (var (name, text) in tests?.Files ?? [])
            {
                yield return ($"tests/{name}.sql", text + "\n");
            }

            models.Add(Model(subject, compiled, names, tests));
        }

        yield return ("models/schema.yml", Yaml.Write(Yaml.Map(("version", Yaml.Word("2")), ("models", Yaml.List(models)))));
        if (deployments.Count > 0)
        {
            yield return ("models/exposures.yml", Yaml.Write(Exposures(subject, deployments, names)));
        }

        yield return ("README.md", ReadMe(subject, names));
    }

    // Without it dbt puts the profile's schema in front of a model's own.
    private const string SchemaName = """
        {% macro generate_schema_name(custom_schema_name, node) -%}
          {%- if custom_schema_name is none -%}{{ target.schema }}{%- else -%}{{ custom_schema_name }}{%- endif -%}
        {%- endmacro %}

        """;

    private static YamlNode Project(DbtNames names) => Yaml.Map(
        ("name", Yaml.Word(names.Project)),
        ("version", Yaml.Quoted("1.0.0")),
        ("config-version", Yaml.Word("2")),
        ("require-dbt-version", Yaml.Quoted(">=1.10.5")),
        ("profile", Yaml.Word(names.Project)),
        ("model-paths", Yaml.List([Yaml.Word("models")])),
        ("macro-paths", Yaml.List([Yaml.Word("macros")])),
        ("test-paths", Yaml.List([Yaml.Word("tests")])),
        ("quoting", Quoting()),
        ("models", Yaml.Map((names.Project, Yaml.Map(("+materialized", Yaml.Word("ephemeral")))))));

    private static YamlNode Profile(DbtNames names, IReadOnlyList<HandedDeployment> deployments)
    {
        var first = deployments.Select(deployment => deployment.Node).FirstOrDefault(node => node.Target is not null);
        return Yaml.Map((names.Project, Yaml.Map(
            ("target", Yaml.Word("handover")),
            ("outputs", Yaml.Map(("handover", Yaml.Map(
                ("type", Yaml.Word("snowflake")),
                ("account", Yaml.Quoted("{{ env_var('SNOWFLAKE_ACCOUNT') }}")),
                ("user", Yaml.Quoted("{{ env_var('SNOWFLAKE_USER') }}")),
                ("authenticator", Yaml.Word("externalbrowser")),
                ("role", first?.Role is { } role ? Yaml.Text(role) : null),
                ("warehouse", first?.Warehouse is { } warehouse ? Yaml.Text(warehouse) : null),
                ("database", first?.Target is { } target ? Yaml.Text(target.Database) : null),
                ("schema", first?.Target is { } place ? Yaml.Text(place.Schema) : null),
                ("threads", Yaml.Word("4")))))))));
    }

    private static YamlNode Sources(HandoverSubject subject, DbtNames names) => Yaml.Map(
        ("version", Yaml.Word("2")),
        ("sources", Yaml.List(names.Tables.GroupBy(pair => pair.Value.Source).Select(source => Yaml.Map(
            ("name", Yaml.Word(source.Key)),
            ("database", Yaml.Text(DbtNames.Identifier(source.First().Key.Database))),
            ("schema", Yaml.Text(DbtNames.Identifier(source.First().Key.Schema))),
            ("quoting", Quoting()),
            ("tables", Yaml.List(source.Select(table => SourceTable(subject, table.Key, table.Value.Table)))))))));

    private static YamlNode SourceTable(HandoverSubject subject, TableName table, string name)
    {
        var readers = subject.Flow.Flow.Sources.Where(source => source.Table == table).ToList();
        var about = readers.Select(reader => reader.Description).FirstOrDefault(text => !string.IsNullOrEmpty(text));
        return Yaml.Map(
            ("name", Yaml.Word(name)),
            ("identifier", Yaml.Text(DbtNames.Identifier(table.Name))),
            ("description", about is null ? null : Yaml.Text(about)),
            ("columns", Yaml.List(readers.SelectMany(reader => reader.Columns).DistinctBy(column => column.Name).Select(column => ColumnOf(column, [])))));
    }

    private static string? ModelSql(CompiledFlow flow, int index, DbtNames names, SqlDialectKind dialect)
    {
        if (flow.Nodes[index].Node is not DeploymentNode deployment)
        {
            return names.Sql(flow, index, dialect);
        }

        return flow.Sql(deployment.Id, dialect).Text is null ? null : names.Deployment(deployment);
    }

    private static YamlNode Model(HandoverSubject subject, CompiledNode compiled, DbtNames names, DbtTests? tests)
    {
        var deployment = compiled.Node as DeploymentNode;
        var about = string.Join("\n\n", new[]
        {
            compiled.Node.Title == compiled.Node.Id ? null : compiled.Node.Title,
            deployment?.Annotation.Description ?? compiled.Node.Description,
            tests is { Left.IsEmpty: false } ? $"Tested by Handover only: {string.Join(", ", tests.Left.Select(DataTestText.Of))}." : null,
        }.Where(text => !string.IsNullOrEmpty(text)));
        return Yaml.Map(
            ("name", Yaml.Word(names.Model(compiled.Node.Id))),
            ("description", about.Length == 0 ? null : Yaml.Text(about)),
            ("config", deployment?.Target is null ? null : Config(deployment, deployment.Target, [.. subject.PropertiesOf(deployment)])),
            ("columns", Yaml.List(compiled.Columns.Select(column => ColumnOf(column, tests?.Columns.GetValueOrDefault(column.Name) ?? [])))));
    }

    private static YamlNode Config(DeploymentNode deployment, TableName target, IReadOnlyList<AnnotationProperty> properties) => Yaml.Map(
        ("materialized", Yaml.Word(deployment.Type is DeploymentType.View ? "view" : IsIncremental(deployment) ? "incremental" : "table")),
        ("incremental_strategy", IsIncremental(deployment) ? Yaml.Word(deployment.Materialization.Mode is MaterializationMode.Merge ? "merge" : "append") : null),
        // dbt writes them into the MERGE as they are.
        ("unique_key", IsIncremental(deployment) ? Yaml.List(deployment.Materialization.Key.Distinct().Select(static key => Yaml.Text(SqlIdentifier.Quote(key)))) : null),
        // Handover builds anew when the columns have changed; dbt does with --full-refresh.
        ("on_schema_change", IsIncremental(deployment) ? Yaml.Word("fail") : null),
        ("database", Yaml.Text(DbtNames.Identifier(target.Database))),
        ("schema", Yaml.Text(DbtNames.Identifier(target.Schema))),
        ("alias", Yaml.Text(DbtNames.Identifier(target.Name))),
        ("snowflake_warehouse", deployment.Warehouse is { } warehouse ? Yaml.Text(warehouse) : null),
        ("copy_grants", Yaml.Truth(true)),
        ("tags", Yaml.List(deployment.Annotation.Tags.Select(Yaml.Text))),
        ("meta", properties.Count == 0 ? null : Meta(properties)));

    private static bool IsIncremental(DeploymentNode deployment) => deployment is { Type: DeploymentType.Table, Materialization.Mode: not MaterializationMode.Full };

    private static YamlMappingNode Meta(IReadOnlyList<AnnotationProperty> properties)
    {
        var map = new YamlMappingNode();
        foreach (var property in properties)
        {
            map.Add(Yaml.Text(property.Name), Yaml.Text(property.Value));
        }

        return map;
    }

    private static YamlNode ColumnOf(Column column, ImmutableArray<YamlNode> tests) => Yaml.Map(
        ("name", Yaml.Text(column.Name)),
        ("quote", Yaml.Truth(true)),
        ("data_type", column.Type.Kind == SqlTypeKind.Unknown ? null : Yaml.Text(column.Type.ToString())),
        ("data_tests", tests.IsDefault ? null : Yaml.List(tests)));

    private static YamlNode Exposures(HandoverSubject subject, IReadOnlyList<HandedDeployment> deployments, DbtNames names) => Yaml.Map(
        ("version", Yaml.Word("2")),
        ("exposures", Yaml.List(deployments.Select(deployment => Yaml.Map(
            ("name", Yaml.Word("deployment_" + names.Model(deployment.Node.Id))),
            ("label", Yaml.Text(deployment.Node.Title)),
            ("type", Yaml.Word("application")),
            ("description", (deployment.Node.Annotation.Description ?? deployment.Node.Description) is { Length: > 0 } about ? Yaml.Text(about) : null),
            ("owner", Yaml.Map(("name", Yaml.Text(subject.Owner)), ("email", Yaml.Text(subject.Owner)))),
            ("depends_on", Yaml.List([Yaml.Word($"ref('{names.Model(deployment.Node.Id)}')")])))))));

    private static YamlNode Quoting() => Yaml.Map(("database", Yaml.Truth(true)), ("schema", Yaml.Truth(true)), ("identifier", Yaml.Truth(true)));

    private static string ReadMe(HandoverSubject subject, DbtNames names)
    {
        var roles = subject.Flow.Flow.Deployments.Select(static node => node.Role).OfType<string>().Distinct().ToList();
        var blocks = ImmutableArray.CreateBuilder<Block>();
        blocks.Add(new Paragraph("One model a node of the flow. Only the deployments are built, under the names that they have in Handover; every other model is ephemeral."));
        blocks.Add(new Steps(
        [
            ("Install dbt 1.10.5 or later with its Snowflake adapter.", "pip install dbt-core dbt-snowflake"),
            ($"Put the profile {names.Project} of profiles.example.yml into ~/.dbt/profiles.yml. Without a file there, copy it.", "mkdir -p ~/.dbt && cp -n profiles.example.yml ~/.dbt/profiles.yml"),
            ("Say which account and user; a browser opens to sign in.", "export SNOWFLAKE_ACCOUNT=… SNOWFLAKE_USER=…\ndbt debug"),
            ("Build the tables and views, and test them.", "dbt build"),
        ]));
        blocks.Add(new Paragraph($"dbt builds everything under the one role of its profile{(roles.Count > 1 ? $", and these deployments have {roles.Count} roles ({string.Join(", ", roles)}): choose one that may do all of it" : "")}. What it needs is in grants/ beside this folder."));
        if (subject.Flow.Flow.Deployments.Any(IsIncremental))
        {
            blocks.Add(new Paragraph("Tables whose rows are appended or merged are incremental models. After their columns have changed, and to take what came late, run: dbt build --full-refresh."));
        }

        return MarkdownText.Write(new Document($"{subject.Name} as a dbt project", blocks.ToImmutable()));
    }
}
