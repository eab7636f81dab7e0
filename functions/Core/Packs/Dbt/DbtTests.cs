using System.Collections.Immutable;
using Handover.Core.Flows;
using Handover.Core.Sql;
using YamlDotNet.RepresentationModel;

namespace Handover.Core.Packs;

/// <summary>The data tests of a deployment as dbt's: its own generic ones where they say the same, a SELECT of a file of its own where not.</summary>
/// <param name="Columns">Generic tests by column.</param>
/// <param name="Files">SELECTs by name; rows that they give are failures.</param>
/// <param name="Left">What dbt cannot test, in words.</param>
internal sealed record DbtTests(
    ImmutableDictionary<string, ImmutableArray<YamlNode>> Columns, ImmutableArray<(string Name, string Sql)> Files, ImmutableArray<DataTest> Left)
{
    // Stands for the model while the SELECT is written.
    private static readonly TableName Model = new("handover", "dbt", "model");

    public static DbtTests Of(DeploymentNode deployment, IReadOnlyList<Column> columns, DbtNames names, SqlDialectKind dialect)
    {
        var generic = new Dictionary<string, List<YamlNode>>(StringComparer.Ordinal);
        var files = ImmutableArray.CreateBuilder<(string, string)>();
        var left = ImmutableArray.CreateBuilder<DataTest>();
        foreach (var test in deployment.Tests.Concat(OfKey(deployment)).Distinct())
        {
            switch (test)
            {
                // It compares with the table before, which is gone when dbt tests.
                case RowCountChangeTest:
                    left.Add(test);
                    break;
                case UniqueTest { Columns: [var key] } when IsPlain(key):
                    Add(key, Yaml.Word("unique"));
                    break;
                case NotNullTest notNull when notNull.Columns.All(IsPlain):
                    foreach (var column in notNull.Columns)
                    {
                        Add(column, Yaml.Word("not_null"));
                    }

                    break;
                case AcceptedValuesTest accepted when IsPlain(accepted.Column) && accepted.Values.All(IsWord) && IsText(accepted.Column):
                    Add(accepted.Column, Yaml.Map(("accepted_values", Yaml.Map(("arguments", Yaml.Map(("values", Yaml.List(accepted.Values.Select(value => Yaml.Text(value.Text))))))))));
                    break;
                default:
                    var query = new SelectQuery
                    {
                        From = new QueryFrom(DataTestSql.Query(test, Model, columns, null), "test"),
                        Where = DataTestSql.AnyViolation,
                    };
                    files.Add(($"{names.Model(deployment.Id)}__{files.Count + 1}_{test.Kind.Replace('-', '_')}", names.Test(query, Model, deployment.Id, dialect)));
                    break;
            }
        }

        return new DbtTests(generic.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.ToImmutableArray()), files.ToImmutable(), left.ToImmutable());

        void Add(string column, YamlNode test)
        {
            if (!generic.TryGetValue(column, out var list))
            {
                generic[column] = list = [];
            }

            list.Add(test);
        }

        bool IsText(string column) => columns.Any(one => one.Name == column && one.Type.Kind == SqlTypeKind.Varchar);
    }

    // Handover looks at the key of rows before it merges them; dbt can after.
    private static IEnumerable<DataTest> OfKey(DeploymentNode deployment) => deployment is { Type: DeploymentType.Table, Materialization: { Mode: MaterializationMode.Merge, Key: var key } }
        ? [new NotNullTest(key), new UniqueTest(key)]
        : [];

    // dbt's generic tests put names and values between quotes without looking inside.
    private static bool IsPlain(string name) => name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');

    private static bool IsWord(ScalarValue value) =>
        value.Kind == ScalarKind.Text && value.Text.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or ' ' or '-' or '.');
}
