using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Handover.Infra.Tests;

/// <summary>Compiler and linter find nothing.</summary>
public sealed partial class CompilationTests
{
    [Fact]
    public void Compiler_and_linter_find_nothing() => Assert.Empty(Bicep.Lint("infra/main.bicep"));

    [Fact]
    public void Every_file_is_part_of_what_is_compiled()
    {
        var used = Repository.Files("infra", "*.bicep").SelectMany(file => Reference.Matches(Repository.Text(file)).Select(match => Path.GetFileName(match.Groups[1].Value))).Append("main.bicep").ToHashSet();
        Assert.All(Repository.Files("infra", "*.bicep"), file => Assert.Contains(Path.GetFileName(file), used));
    }

    [Fact]
    public void Every_rule_of_the_linter_is_an_error()
    {
        var core = Repository.Json("infra/bicepconfig.json")["analyzers"]!["core"]!;
        Assert.True(core["enabled"]!.GetValue<bool>());
        Assert.All(core["rules"]!.AsObject(), rule => Assert.Equal("error", rule.Value!["level"]!.ToString()));
        Assert.True(core["rules"]!.AsObject().Count >= 43);
    }

    [Fact]
    public void A_rule_is_silenced_only_with_its_reason()
    {
        var silenced = Repository.Files("infra", "*.bicep").SelectMany(file => Repository.Text(file).Split('\n')).Where(line => line.Contains("#disable", StringComparison.Ordinal)).ToList();
        Assert.All(silenced, line => Assert.Matches(@"#disable-next-line \S+ // \S+", line));
    }

    [Fact]
    public void No_module_comes_from_a_registry() =>
        Assert.DoesNotContain(Repository.Files("infra", "*.bicep"), file => Repository.Text(file).Contains("'br", StringComparison.Ordinal));

    [Fact]
    public void Parameter_file_and_template_name_the_same_parameters()
    {
        var template = Bicep.Template["parameters"]!.AsObject().Select(parameter => parameter.Key);
        var file = Repository.Json("infra/main.parameters.json")["parameters"]!.AsObject().Select(parameter => parameter.Key);
        Assert.Equal(template.Order(StringComparer.Ordinal), file.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_pipeline_hands_over_every_setting_of_the_parameter_file()
    {
        var pipeline = Repository.Text("azure.yaml");
        var workflow = Repository.Text(".github/workflows/azure-dev.yml");
        var settings = Repository.Json("infra/main.parameters.json")["parameters"]!.AsObject().Select(parameter => parameter.Value!["value"]!.ToString()[2..^1]);
        Assert.All(settings.Where(setting => !setting.StartsWith("AZURE_", StringComparison.Ordinal)), setting =>
        {
            Assert.Contains($"- {setting}\n", pipeline, StringComparison.Ordinal);
            Assert.Contains($"{setting}: ${{{{ vars.{setting} }}}}", workflow, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Azd_finds_the_services_and_the_hooks()
    {
        var azure = Repository.Text("azure.yaml");
        Assert.Contains("project: ./functions/Hosts/Azure", azure, StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateFiles(Repository.PathOf("functions/Hosts/Azure"), "*.*proj"));
        Assert.Contains("UserSecretsId", Repository.Text("functions/Hosts/Azure/Handover.Functions.csproj"), StringComparison.Ordinal);
        Assert.True(File.Exists(Repository.PathOf("web/package.json")));
        string[] hooks = ["registration", "sign-in", "page-configuration"];
        Assert.All(hooks, hook =>
        {
            Assert.True(File.Exists(Repository.PathOf($"infra/hooks/{hook}.mjs")));
            Assert.Equal(2, azure.Split($"infra/hooks/{hook}.mjs").Length - 1);
        });
    }

    [Fact]
    public void The_scheduler_is_switched_on_by_one_setting_in_build_and_in_infrastructure()
    {
        const string Setting = "HANDOVER_DURABLE_TASK_SCHEDULER";
        Assert.Equal($"${{{Setting}}}", Repository.Json("infra/main.parameters.json")["parameters"]!["durableTaskScheduler"]!["value"]!.ToString());
        Assert.Contains($"'$({Setting})' == 'true'", Repository.Text("functions/Hosts/Azure/Handover.Functions.csproj"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_longest_statement_ends_before_the_function_does()
    {
        var statement = TimeSpan.Parse(Bicep.Template["parameters"]!["snowflakeStatementTimeout"]!["defaultValue"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture);
        var function = TimeSpan.Parse(JsonNode.Parse(Repository.Text("host.json"))!["functionTimeout"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(statement < function);
    }

    [GeneratedRegex(@"(?:from|module \w+) '([\w./]+\.bicep)'")]
    private static partial Regex Reference { get; }
}
