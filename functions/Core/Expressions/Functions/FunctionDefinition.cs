using System.Collections.Immutable;
using Handover.Core.Sql;

namespace Handover.Core.Expressions;

/// <summary>What a function computes over.</summary>
public enum FunctionKind
{
    /// <summary>One row.</summary>
    Scalar,
    /// <summary>A group of rows; with OVER, a window.</summary>
    Aggregate,
    /// <summary>A window; needs OVER.</summary>
    Window,
}

/// <summary>The families of the catalogue, for documentation and completion.</summary>
public enum FunctionCategory
{
    /// <summary>Text.</summary>
    String,
    /// <summary>Regular expressions.</summary>
    Regex,
    /// <summary>Numbers.</summary>
    Numeric,
    /// <summary>Dates and times.</summary>
    DateTime,
    /// <summary>Choices and NULLs.</summary>
    Conditional,
    /// <summary>Conversions between types.</summary>
    Conversion,
    /// <summary>Aggregates.</summary>
    Aggregate,
    /// <summary>Window functions.</summary>
    Window,
    /// <summary>VARIANT, OBJECT and ARRAY.</summary>
    SemiStructured,
    /// <summary>Hashes and encodings.</summary>
    Hash,
    /// <summary>Bits and everything else.</summary>
    Other,
}

/// <summary>What an argument must be.</summary>
public enum ParameterType
{
    /// <summary>Any value.</summary>
    Any,
    /// <summary>Any value; all arguments of this kind are brought to one common type.</summary>
    Common,
    /// <summary>Any value; as <see cref="Common"/>, for a second set of arguments (the results of DECODE).</summary>
    Result,
    /// <summary>NUMBER or FLOAT.</summary>
    Numeric,
    /// <summary>A whole number.</summary>
    Integer,
    /// <summary>FLOAT.</summary>
    Float,
    /// <summary>VARCHAR.</summary>
    Text,
    /// <summary>BOOLEAN.</summary>
    Boolean,
    /// <summary>DATE, or a timestamp, or text that converts.</summary>
    DateOrTimestamp,
    /// <summary>DATE, TIME or a timestamp.</summary>
    Temporal,
    /// <summary>TIMESTAMP_NTZ.</summary>
    Timestamp,
    /// <summary>DATE.</summary>
    Date,
    /// <summary>TIME.</summary>
    Time,
    /// <summary>VARIANT, OBJECT or ARRAY.</summary>
    Variant,
    /// <summary>ARRAY.</summary>
    Array,
    /// <summary>OBJECT.</summary>
    Object,
    /// <summary>VARCHAR or BINARY.</summary>
    TextOrBinary,
    /// <summary>BINARY.</summary>
    Binary,
    /// <summary>A date or time part: a bare word or a text constant.</summary>
    DatePart,
    /// <summary>A text constant.</summary>
    TextConstant,
    /// <summary>A whole-number constant.</summary>
    IntegerConstant,
    /// <summary>A number constant.</summary>
    NumberConstant,
}

/// <summary>One parameter of a function.</summary>
/// <param name="Name">Name for documentation.</param>
/// <param name="Type">What the argument must be.</param>
/// <param name="Optional">May be left out (as may all that follow it).</param>
public sealed record FunctionParameter(string Name, ParameterType Type, bool Optional = false);

/// <summary>A function of the catalogue: what analysts call, with its types, its documentation and its two renderings.</summary>
public sealed class FunctionDefinition
{
    internal FunctionDefinition()
    {
    }

    /// <summary>Name in upper case.</summary>
    public required string Name { get; init; }

    /// <summary>Other names of the same function.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Scalar, aggregate or window.</summary>
    public required FunctionKind Kind { get; init; }

    /// <summary>The family.</summary>
    public required FunctionCategory Category { get; init; }

    /// <summary>The parameters.</summary>
    public required ImmutableArray<FunctionParameter> Parameters { get; init; }

    /// <summary>How many of the last parameters repeat (1 for <c>CONCAT(a, b, …)</c>, 2 for <c>DECODE(…, search, result, …)</c>); 0 where the number is fixed.</summary>
    public int Repeating { get; init; }

    /// <summary>What it does, in a sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>A call and its value: <c>UPPER('abc') = 'ABC'</c>.</summary>
    public required string Example { get; init; }

    /// <summary>How it is called: <c>SUBSTR(text, start [, length])</c>.</summary>
    public string Signature => field ??= FunctionSignature.Of(this);

    /// <summary>Page in Snowflake's documentation.</summary>
    public string Documentation => $"https://docs.snowflake.com/en/sql-reference/functions/{Page}";

    /// <summary>The name of Snowflake's page; several functions share one.</summary>
    private string Page => Name switch
    {
        "DAY" or "DAYOFWEEK" or "DAYOFWEEKISO" or "DAYOFYEAR" or "MONTH" or "QUARTER" or "WEEK" or "WEEKISO" or "YEAROFWEEK" or "YEAROFWEEKISO" => "year",
        "HOUR" or "MINUTE" or "SECOND" => "hour-minute-second",
        "IS_VARCHAR" => "is_char-varchar",
        "AS_VARCHAR" => "as_char-varchar",
        "AS_DOUBLE" => "as_double-real",
        "TO_NUMBER" => "to_decimal",
        "TRY_TO_NUMBER" => "try_to_decimal",
        "TO_VARCHAR" => "to_char",
        "POWER" => "pow",
        "TIMESTAMP_NTZ_FROM_PARTS" => "timestamp_from_parts",
        _ => Name.ToLowerInvariant(),
    };

    /// <summary>Type of the result from the coerced arguments.</summary>
    internal ReturnRule Returns { get; init; } = static _ => SqlType.Unknown;

    /// <summary>When the result can be NULL.</summary>
    internal NullRule Nulls { get; init; } = NullRule.WithArguments;

    /// <summary>Its text on DuckDB.</summary>
    internal DuckDbRendering DuckDb { get; init; } = DuckDbRendering.Text("NULL");

    /// <summary>Which clauses go with it.</summary>
    internal FunctionClauses Clauses { get; init; }

    /// <summary>Checks what types cannot say (a format, a number's range); returns the parameter at fault and what it needs.</summary>
    internal ArgumentCheck? Check { get; init; }

    internal int MinimumArguments
    {
        get
        {
            var count = 0;
            foreach (var parameter in Parameters)
            {
                count += parameter.Optional ? 0 : 1;
            }

            return count;
        }
    }

    internal string CountText
    {
        get
        {
            var least = MinimumArguments;
            var most = Parameters.Length;
            var range = Repeating > 0 ? $"at least {least}" : least == most ? $"{least}" : $"{least} to {most}";
            return $"{range} argument{(least == 1 && (least == most || Repeating > 0) ? "" : "s")}";
        }
    }

    /// <summary>The last argument, where it is left over from the repeating ones, is for the last parameter (the default of DECODE).</summary>
    internal bool TrailingDefault { get; init; }

    /// <summary>The parameter that the argument at a position is for.</summary>
    internal FunctionParameter ParameterAt(int position, int count)
    {
        if (TrailingDefault && position == count - 1 && (count - Parameters.Length) % Repeating != 0)
        {
            return Parameters[^1];
        }

        return position < Parameters.Length || Repeating == 0
            ? Parameters[position]
            : Parameters[Parameters.Length - Repeating + ((position - Parameters.Length) % Repeating)];
    }
}

/// <summary>The type of a call's result.</summary>
internal delegate SqlType ReturnRule(ImmutableArray<TypedExpression> arguments);

/// <summary>Finds an argument that the types allow and the function does not: its position and what is needed instead.</summary>
internal delegate (int Position, string Needed)? ArgumentCheck(ImmutableArray<TypedExpression> arguments);

/// <summary>When a function's result can be NULL.</summary>
internal enum NullRule
{
    /// <summary>If an argument can be.</summary>
    WithArguments,
    /// <summary>Always.</summary>
    Always,
    /// <summary>Never.</summary>
    Never,
    /// <summary>If all arguments can be (COALESCE).</summary>
    WithAllArguments,
}

/// <summary>Clauses that a function takes.</summary>
[Flags]
internal enum FunctionClauses
{
    None = 0,
    /// <summary>DISTINCT before the argument.</summary>
    Distinct = 1,
    /// <summary>WITHIN GROUP (ORDER BY …).</summary>
    WithinGroup = 2,
    /// <summary>WITHIN GROUP is a must.</summary>
    WithinGroupRequired = 4,
    /// <summary>IGNORE NULLS.</summary>
    IgnoreNulls = 8,
    /// <summary>ORDER BY in OVER is a must.</summary>
    OrderRequired = 16,
    /// <summary>No ORDER BY in OVER.</summary>
    NoOrder = 32,
    /// <summary>A frame in OVER.</summary>
    Frame = 64,
    /// <summary>Without a frame, the whole partition (FIRST_VALUE and its kin in Snowflake).</summary>
    WholePartition = 128,
    /// <summary><c>f(*)</c>.</summary>
    Star = 256,
    /// <summary>Never with OVER.</summary>
    NoWindow = 512,
}
