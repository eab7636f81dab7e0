using System.Text.Json;
using System.Text.Json.Serialization;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Services;

/// <summary>A type in Snowflake's words: <c>"NUMBER(38,0)"</c>.</summary>
public sealed class SqlTypeConverter : JsonConverter<SqlType>
{
    public override SqlType Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        SqlTypeText.TryParse(reader.GetString() ?? "", out var type) ? type : throw new JsonException("This is not a data type.");

    public override void Write(Utf8JsonWriter writer, SqlType value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
