using System.Text;

namespace Handover.Core.Flows;

/// <summary>Compares two states of a part field by field, in the words of its JSON: whatever a kind writes is compared.</summary>
internal static class FieldComparison
{
    private static readonly string[] ItemNames = ["name", "id", "as", "column", "left"];
    private static readonly string[] Documentation = ["name", "description", "position", "annotation"];
    private static readonly string[] SourceBindings = ["table", "columns", "columnMap"];
    private static readonly string[] DeploymentBindings = ["target", "role", "warehouse"];
    private static readonly string[] Expressions = ["expression", "where", "condition", "having", "sql", "filter"];

    public static ValueList<FieldDiff> Between<T>(T before, T after, string kind, Action<CanonicalJsonWriter, T> write, ChangeWeight heaviest)
    {
        var old = Fields(before, write);
        var now = Fields(after, write);
        var fields = new List<FieldDiff>();
        foreach (var field in now.Keys.Concat(old.Keys.Where(key => !now.ContainsKey(key))))
        {
            var earlier = old.GetValueOrDefault(field);
            var later = now.GetValueOrDefault(field);
            if (earlier != later)
            {
                fields.Add(new FieldDiff(field, earlier, later, Weigh(field, kind, earlier, later, heaviest)));
            }
        }

        return ValueList.From(fields);
    }

    /// <summary>Whether a field holds an expression, a condition or SQL.</summary>
    public static bool IsExpression(string field) => Expressions.Contains(field[(field.LastIndexOf('.') + 1)..]);

    private static ChangeWeight Weigh(string field, string kind, string? before, string? after, ChangeWeight heaviest)
    {
        var root = field.Split('.', '[')[0];
        if (heaviest == ChangeWeight.Documentation || Documentation.Contains(root))
        {
            return ChangeWeight.Documentation;
        }

        if ((kind == SourceNode.Word && SourceBindings.Contains(root)) || (kind == DeploymentNode.Word && DeploymentBindings.Contains(root)))
        {
            return ChangeWeight.Binding;
        }

        var isRespelled = before is not null && after is not null && IsExpression(field) && SemanticForm.Spell(before) == SemanticForm.Spell(after);
        return isRespelled ? ChangeWeight.Documentation : heaviest;
    }

    public static OrderedDictionary<string, string> Fields<T>(T part, Action<CanonicalJsonWriter, T> write)
    {
        var json = new CanonicalJsonWriter();
        json.BeginObject();
        write(json, part);
        json.EndObject();
        var bytes = Encoding.UTF8.GetBytes(json.ToString());
        var fields = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        Flatten(JsonTree.Parse(bytes, new FlowProblemList(bytes))!, "", fields);
        return fields;
    }

    private static void Flatten(JsonValue value, string path, OrderedDictionary<string, string> fields)
    {
        switch (value)
        {
            case JsonObjectValue item:
                foreach (var property in item.Properties)
                {
                    Flatten(property, path.Length == 0 ? property.Key! : $"{path}.{property.Key}", fields);
                }

                break;
            case JsonArrayValue array when array.Items.Count > 0 && array.Items.TrueForAll(static item => item is JsonObjectValue):
                FlattenItems(array, path, fields);
                break;
            case JsonArrayValue array:
                fields[path] = string.Join(", ", array.Items.Select(Text));
                break;
            default:
                fields[path] = Text(value);
                break;
        }
    }

    private static void FlattenItems(JsonArrayValue array, string path, OrderedDictionary<string, string> fields)
    {
        var names = array.Items.ConvertAll(static item => NameOf((JsonObjectValue)item));
        var areNames = names.TrueForAll(static name => name is not null) && names.Distinct().Count() == names.Count;
        for (var i = 0; i < array.Items.Count; i++)
        {
            Flatten(array.Items[i], areNames ? $"{path}[{names[i]}]" : $"{path}[{i}]", fields);
        }

        if (areNames)
        {
            fields[$"{path}[]"] = string.Join(", ", names);
        }
    }

    private static string? NameOf(JsonObjectValue item)
    {
        foreach (var name in ItemNames)
        {
            if (item.Properties.Find(property => property.Key == name) is JsonTextValue found)
            {
                return found.Text;
            }
        }

        return null;
    }

    private static string Text(JsonValue value) => value switch
    {
        JsonTextValue text => text.Text,
        JsonNumberValue number => number.Text,
        JsonBooleanValue flag => flag.Value ? "true" : "false",
        _ => "",
    };
}
