using System.Text.Json;

namespace Handover.Core.Flows;

/// <summary>A reason why a JSON text is not a flow document.</summary>
/// <param name="Code">Stable name of the problem, kebab-case; safe to branch on.</param>
/// <param name="Message">What is wrong and what to do, in a sentence.</param>
/// <param name="Path">JSON pointer (RFC 6901) to the value; empty for the whole document.</param>
/// <param name="Line">Line of the value, from 1; null where the problem has no place.</param>
/// <param name="Column">Byte in that line, from 1; null where the problem has no place.</param>
public sealed record FlowProblem(string Code, string Message, string Path, int? Line = null, int? Column = null);

/// <summary>Collects the problems of one document and finds their lines; one method a message.</summary>
internal sealed class FlowProblemList(ReadOnlyMemory<byte> utf8)
{
    private const int MostReported = 200;

    private readonly List<FlowProblem> items = [];
    private List<int>? lineStarts;

    public ValueList<FlowProblem> ToList() => ValueList.From(items);

    public bool Any => items.Count > 0;

    public void InvalidJson(JsonException exception, int offset) =>
        AddAt("invalid-json", $"This is not JSON: {exception.Message.Split(" LineNumber:")[0]}", "", offset);

    public void InvalidText(int offset) => AddAt("invalid-text", "This text is not valid Unicode.", "", offset);

    public void DuplicateProperty(JsonValue value, string name) =>
        Add("duplicate-property", $"The property '{name}' is given twice.", value);

    public void UnknownProperty(JsonValue value, string? near) =>
        Add("unknown-property", $"The property '{value.Key}' is not known here.{(near is null ? "" : $" Did you mean '{near}'?")}", value);

    public void MissingProperty(JsonValue owner, string name) =>
        Add("missing-property", $"The property '{name}' is missing.", owner);

    public void WrongType(JsonValue value, string needed) =>
        Add("wrong-type", $"{needed} is needed here, not {value.TypeName}.", value);

    public void WrongSchema(JsonValue value) =>
        Add("wrong-schema", $"The document's $schema must be '{FlowJson.Schema}'.", value);

    public void UnknownKind(JsonValue value, string found, IEnumerable<string> known) =>
        Add("unknown-kind", $"'{found}' is not known here. Known are: {string.Join(", ", known)}.", value);

    public void InvalidId(JsonValue value) =>
        Add("invalid-id", "An id is a lower-case letter followed by at most 62 lower-case letters, digits, '-' or '_'.", value);

    public void InvalidColumnType(JsonValue value, string found) =>
        Add("invalid-type-name", $"'{found}' is not a Snowflake data type such as NUMBER(38,0) or VARCHAR.", value);

    public void TextTooLong(JsonValue value, int length, int most) =>
        Add("text-too-long", $"The text has {length} characters; at most {most} are allowed.", value);

    public void TooManyItems(JsonValue value, int count, int most) =>
        Add("too-many-items", $"There are {count} items; at most {most} are allowed.", value);

    public void TooManyNodes(JsonValue value, int count) =>
        Add("too-many-nodes", $"The flow has {count} nodes; at most {FlowJson.MaxNodes} are allowed.", value);

    public void OutOfRange(JsonValue value, string needed) =>
        Add("out-of-range", $"The number must be {needed}.", value);

    private void Add(string code, string message, JsonValue value) => AddAt(code, message, value.Pointer(), value.Offset);

    private void AddAt(string code, string message, string path, int offset)
    {
        // A document of another kind altogether would otherwise answer with megabytes.
        if (items.Count >= MostReported)
        {
            return;
        }

        var (line, column) = Place(offset);
        items.Add(new FlowProblem(code, message, path, line, column));
    }

    private (int Line, int Column) Place(int offset)
    {
        lineStarts ??= FindLines();
        var found = lineStarts.BinarySearch(offset);
        var line = found >= 0 ? found : ~found - 1;
        return (line + 1, offset - lineStarts[line] + 1);
    }

    private List<int> FindLines()
    {
        var starts = new List<int> { 0 };
        var bytes = utf8.Span;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == (byte)'\n')
            {
                starts.Add(i + 1);
            }
        }

        return starts;
    }
}
