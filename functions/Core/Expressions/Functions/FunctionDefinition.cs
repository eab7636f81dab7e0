using System.Collections.Immutable;

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
}
