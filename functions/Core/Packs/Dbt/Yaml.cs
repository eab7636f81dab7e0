using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Handover.Core.Packs;

/// <summary>Makes YAML of two kinds of texts: dbt's own words, and those of users, which are quoted and kept away from dbt's templates.</summary>
internal static class Yaml
{
    /// <summary>A user's text.</summary>
    public static YamlNode Text(string text) => new YamlScalarNode(Jinja.Escape(WholeCharacters(text))) { Style = ScalarStyle.DoubleQuoted };

    /// <summary>A text that dbt is to read as a template, or a word of its own.</summary>
    public static YamlNode Word(string word) => new YamlScalarNode(word);

    /// <summary>A word of dbt's that would read as a number or a truth value without quotes, or that is a template.</summary>
    public static YamlNode Quoted(string word) => new YamlScalarNode(word) { Style = ScalarStyle.DoubleQuoted };

    public static YamlNode Truth(bool truth) => new YamlScalarNode(truth ? "true" : "false");

    public static YamlNode List(IEnumerable<YamlNode> items) => new YamlSequenceNode(items);

    /// <summary>A mapping in the order given; entries without a value are left out.</summary>
    public static YamlNode Map(params ReadOnlySpan<(string Key, YamlNode? Value)> entries)
    {
        var map = new YamlMappingNode();
        foreach (var (key, value) in entries)
        {
            if (value is not null and not YamlSequenceNode { Children.Count: 0 })
            {
                map.Add(new YamlScalarNode(key), value);
            }
        }

        return map;
    }

    // YAML has no way to write half a character.
    private static string WholeCharacters(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    public static string Write(YamlNode root)
    {
        using var text = new StringWriter { NewLine = "\n" };
        new YamlStream(new YamlDocument(root)).Save(text, assignAnchors: false);
        // The mark of a document's end is for streams of several.
        var written = text.ToString().ReplaceLineEndings("\n");
        return written.EndsWith("...\n", StringComparison.Ordinal) ? written[..^4] : written;
    }
}
