using Handover.Core.Sql;

namespace Handover.Core.Expressions;

/// <content>Conversions. Snowflake does its own; DuckDB's are steered to the same result.</content>
public sealed partial class ExpressionWriter
{
    private static readonly DuckDbTemplate TextToBoolean = new(
        "CASE WHEN lower(trim({0})) IN ('true', 't', 'yes', 'y', 'on', '1') THEN TRUE WHEN lower(trim({0})) IN ('false', 'f', 'no', 'n', 'off', '0') THEN FALSE "
        + "WHEN {0} IS NOT NULL THEN error('Boolean value is not recognized') END");

    private static readonly DuckDbTemplate TryTextToBoolean = new(
        "CASE WHEN lower(trim({0})) IN ('true', 't', 'yes', 'y', 'on', '1') THEN TRUE WHEN lower(trim({0})) IN ('false', 'f', 'no', 'n', 'off', '0') THEN FALSE END");

    private static readonly DuckDbTemplate FloatToText = new("regexp_replace(CAST({0} AS VARCHAR), '\\.0$', '')");

    private static readonly DuckDbTemplate TimestampToText = new("strftime({0}, '%Y-%m-%d %H:%M:%S.%g')");

    private static readonly DuckDbTemplate TimeToText = new("left(CAST({0} AS VARCHAR), 8)");

    private static readonly DuckDbTemplate JsonToText = new("json_extract_string({0}, '$')");

    private static readonly DuckDbTemplate JsonToArray = new("CASE WHEN json_type({0}) = 'ARRAY' THEN {0} WHEN {0} IS NOT NULL THEN json_array({0}) END");

    private static readonly DuckDbTemplate JsonToObject = new(
        "CASE WHEN json_type({0}) = 'OBJECT' THEN {0} WHEN {0} IS NOT NULL AND json_type({0}) <> 'NULL' THEN error('The value is not an OBJECT') END");

    private static readonly DuckDbTemplate ToJson = new("to_json({0})");

    private static readonly DuckDbTemplate SecondsToTimestamp = new("make_timestamp(CAST(CAST({0} AS DECIMAL(28,9)) * 1000000 AS BIGINT))");

    private static readonly DuckDbTemplate SecondsToInstant = new("to_timestamp(CAST({0} AS DOUBLE))");

    private static readonly DuckDbTemplate InstantToTime = new("CAST(CAST({0} AS TIMESTAMP) AS TIME)");

    private static readonly DuckDbTemplate TextToBinary = new("unhex({0})");

    private static readonly DuckDbTemplate BinaryToText = new("hex({0})");

    private void WriteCast(TypedCast cast)
    {
        if (IsDuckDb)
        {
            WriteConversion(cast.Operand, cast.Type, cast.Try);
            return;
        }

        if (cast.Implicit)
        {
            Write(cast.Operand);
            return;
        }

        Output.Append(cast.Try ? "TRY_CAST(" : "CAST(");
        Write(cast.Operand);
        Output.Append(" AS ");
        Write(cast.Type);
        Output.Append(')');
    }

    /// <summary>Writes a conversion for DuckDB with Snowflake's result.</summary>
    /// <param name="operand">What is converted.</param>
    /// <param name="type">To what.</param>
    /// <param name="lenient">NULL instead of an error.</param>
    internal void WriteConversion(TypedExpression operand, SqlType type, bool lenient)
    {
        switch (operand.Type.Kind, type.Kind)
        {
            case (SqlTypeKind.Varchar, SqlTypeKind.Varchar):
                Write(operand);
                break;
            case (SqlTypeKind.Varchar, SqlTypeKind.Boolean):
                WriteTemplate(lenient ? TryTextToBoolean : TextToBoolean, [operand]);
                break;
            case (SqlTypeKind.Varchar, SqlTypeKind.Binary) when lenient:
                Unsupported("TRY_CAST to BINARY", operand.Span);
                break;
            case (SqlTypeKind.Varchar, SqlTypeKind.Binary):
                WriteTemplate(TextToBinary, [operand]);
                break;
            case (SqlTypeKind.Binary, SqlTypeKind.Varchar):
                WriteTemplate(BinaryToText, [operand]);
                break;
            case (SqlTypeKind.Float, SqlTypeKind.Number):
                Output.Append("CAST(round(");
                Write(operand);
                Output.Append(", ").Append(type.Scale).Append(") AS ");
                Write(type);
                Output.Append(')');
                break;
            case (SqlTypeKind.Float, SqlTypeKind.Varchar):
                WriteTemplate(FloatToText, [operand]);
                break;
            case (SqlTypeKind.Number, SqlTypeKind.Timestamp):
                WriteTemplate(SecondsToTimestamp, [operand]);
                break;
            case (SqlTypeKind.Number, SqlTypeKind.TimestampTz):
                WriteTemplate(SecondsToInstant, [operand]);
                break;
            case (SqlTypeKind.Timestamp, SqlTypeKind.Varchar):
                WriteTemplate(TimestampToText, [operand]);
                break;
            case (SqlTypeKind.Time, SqlTypeKind.Varchar):
                WriteTemplate(TimeToText, [operand]);
                break;
            case (SqlTypeKind.TimestampTz, SqlTypeKind.Time):
                WriteTemplate(InstantToTime, [operand]);
                break;
            case (SqlTypeKind.TimestampTz, SqlTypeKind.Varchar or SqlTypeKind.Variant):
                Unsupported("The text of a timestamp with a time zone", operand.Span, "Convert it to TIMESTAMP_NTZ first.");
                break;
            case (SqlTypeKind.Variant or SqlTypeKind.Array or SqlTypeKind.Object, _):
                WriteConversionFromJson(operand, type, lenient);
                break;
            case (_, SqlTypeKind.Variant or SqlTypeKind.Array or SqlTypeKind.Object):
                WriteJson(operand);
                break;
            default:
                WritePlainCast(operand, type, lenient);
                break;
        }
    }

    /// <summary>A value as JSON; dates and times by their Snowflake text.</summary>
    internal void WriteJson(TypedExpression operand)
    {
        if (TypeRules.IsSemiStructured(operand.Type))
        {
            Write(operand);
        }
        else
        {
            WriteTemplate(ToJson, [ReadyForJson(operand)]);
        }
    }

    /// <summary>The value in a form that to_json writes as Snowflake does: dates and times as their Snowflake text.</summary>
    internal static TypedExpression ReadyForJson(TypedExpression operand) =>
        operand.Type.Kind is SqlTypeKind.Date or SqlTypeKind.Time or SqlTypeKind.Timestamp or SqlTypeKind.TimestampTz or SqlTypeKind.Binary
            ? new TypedCast(operand, false, true, SqlType.Varchar, operand.Nullable, operand.Span)
            : operand;

    private void WriteConversionFromJson(TypedExpression operand, SqlType type, bool lenient)
    {
        switch (type.Kind)
        {
            case SqlTypeKind.Variant:
            case SqlTypeKind.Array when operand.Type.Kind == SqlTypeKind.Array:
            case SqlTypeKind.Object when operand.Type.Kind == SqlTypeKind.Object:
                Write(operand);
                break;
            case SqlTypeKind.Array:
                WriteTemplate(JsonToArray, [operand]);
                break;
            case SqlTypeKind.Object:
                WriteTemplate(JsonToObject, [operand]);
                break;
            case SqlTypeKind.Varchar:
                WriteTemplate(JsonToText, [operand]);
                break;
            default:
                WriteConversion(new TypedCast(operand, false, true, SqlType.Varchar, true, operand.Span), type, lenient);
                break;
        }
    }

    private void WritePlainCast(TypedExpression operand, SqlType type, bool lenient)
    {
        Output.Append(lenient ? "TRY_CAST(" : "CAST(");
        Write(operand);
        Output.Append(" AS ");
        Write(type);
        Output.Append(')');
    }
}
