using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Handover.Core.Lineage;
using Handover.Core.Sql;

namespace Handover.Core.Packs;

/// <summary>For each column of each deployment where it comes from, as JSON.</summary>
internal static class LineageJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(HandoverSubject subject, IEnumerable<HandedDeployment> deployments)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "handover/lineage/1");
            json.WriteString("project", subject.Project);
            json.WriteNumber("revision", subject.Revision);
            json.WriteStartArray("deployments");
            foreach (var deployment in deployments)
            {
                json.WriteStartObject();
                json.WriteString("node", deployment.Node.Id);
                Table(json, "target", deployment.Node.Target);
                json.WriteStartArray("columns");
                foreach (var (column, lineage) in deployment.Columns)
                {
                    Column(json, column, lineage);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Column(Utf8JsonWriter json, Column column, ColumnLineage lineage)
    {
        json.WriteStartObject();
        json.WriteString("name", column.Name);
        json.WriteString("type", column.Type.ToString());
        json.WriteBoolean("exact", lineage.IsExact);
        json.WriteStartArray("sources");
        foreach (var source in lineage.Sources)
        {
            json.WriteStartObject();
            Table(json, "table", source.Table);
            json.WriteString("column", source.Column);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("expressions");
        foreach (var expression in lineage.Expressions)
        {
            json.WriteStartObject();
            json.WriteString("column", $"{expression.Column.Node}.{expression.Column.Column}");
            json.WriteString("text", expression.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("steps");
        foreach (var step in lineage.Steps)
        {
            json.WriteStartObject();
            json.WriteString("to", $"{step.To.Node}.{step.To.Column}");
            json.WriteString("from", $"{step.From.Node}.{step.From.Column}");
            json.WriteString("how", step.How.ToString().ToLowerInvariant());
            if (step.Expression is not null)
            {
                json.WriteString("expression", step.Expression);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        Rows(json, lineage);
        json.WriteEndObject();
    }

    private static void Rows(Utf8JsonWriter json, ColumnLineage lineage)
    {
        json.WriteStartArray("rows");
        foreach (var rule in lineage.Rows)
        {
            json.WriteStartObject();
            json.WriteString("node", rule.Node);
            json.WriteString("field", rule.Field);
            json.WriteStartArray("columns");
            foreach (var column in rule.Columns)
            {
                json.WriteStringValue(column);
            }

            json.WriteEndArray();
            if (rule.Expression is not null)
            {
                json.WriteString("expression", rule.Expression);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Table(Utf8JsonWriter json, string name, TableName? table)
    {
        if (table is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("database", table.Database);
        json.WriteString("schema", table.Schema);
        json.WriteString("name", table.Name);
        json.WriteEndObject();
    }
}
