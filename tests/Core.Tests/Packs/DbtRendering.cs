using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Handover.Core.Tests.Packs;

/// <summary>What dbt does with a project as far as SELECTs go: resolves ref and source, puts ephemeral models in place, and undoes constants of its templates.</summary>
internal sealed partial class DbtRendering(IReadOnlyDictionary<string, string> files)
{
    private readonly Dictionary<(string, string), string> sources = Sources(files);

    public static YamlMappingNode Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return (YamlMappingNode)Assert.Single(stream.Documents).RootNode;
    }

    /// <summary>What dbt reads in a value: templates are evaluated, and only constants are among them.</summary>
    public static string Value(YamlNode node) => Template().Replace(((YamlScalarNode)node).Value!, match => match.Groups["constant"].Value);

    public string Select(string model) => Render(files[$"dbt/models/{model}.sql"]);

    public string Render(string template)
    {
        var text = Template().Replace(template, match => match.Groups["constant"].Success ? match.Groups["constant"].Value
            : match.Groups["model"].Success ? $"(\n{Select(match.Groups["model"].Value)})"
            : sources[(match.Groups["source"].Value, match.Groups["table"].Value)]);
        return text;
    }

    private static Dictionary<(string, string), string> Sources(IReadOnlyDictionary<string, string> files)
    {
        var found = new Dictionary<(string, string), string>();
        if (!files.TryGetValue("dbt/models/sources.yml", out var text))
        {
            return found;
        }

        foreach (var source in ((YamlSequenceNode)Parse(text)["sources"]).Children.Cast<YamlMappingNode>())
        {
            foreach (var table in ((YamlSequenceNode)source["tables"]).Children.Cast<YamlMappingNode>())
            {
                // dbt puts quotes around and does not look inside.
                found[(Value(source["name"]), Value(table["name"]))] = $"\"{Value(source["database"])}\".\"{Value(source["schema"])}\".\"{Value(table["identifier"])}\"";
            }
        }

        return found;
    }

    [GeneratedRegex(@"\{\{ (?:ref\('(?<model>\w+)'\)|source\('(?<source>\w+)', '(?<table>\w+)'\)|'(?<constant>\{.)') \}\}")]
    private static partial Regex Template();
}
