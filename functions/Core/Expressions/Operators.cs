namespace Handover.Core.Expressions;

/// <summary>What kind of constant a literal is.</summary>
public enum LiteralKind
{
    /// <summary>NULL.</summary>
    Null,
    /// <summary>TRUE or FALSE.</summary>
    Boolean,
    /// <summary>A number, exact (<c>1.50</c>) or with an exponent (<c>1e3</c>, a FLOAT).</summary>
    Number,
    /// <summary>Text.</summary>
    String,
    /// <summary><c>DATE '…'</c>.</summary>
    Date,
    /// <summary><c>TIME '…'</c>.</summary>
    Time,
    /// <summary><c>TIMESTAMP '…'</c>, without a zone.</summary>
    Timestamp,
    /// <summary><c>INTERVAL '…'</c>.</summary>
    Interval,
}

/// <summary>Operators with one operand.</summary>
public enum UnaryOperator
{
    /// <summary><c>-x</c>.</summary>
    Negate,
    /// <summary><c>+x</c>.</summary>
    Plus,
    /// <summary><c>NOT x</c>.</summary>
    Not,
}

/// <summary>Operators with two operands.</summary>
public enum BinaryOperator
{
    /// <summary><c>OR</c>.</summary>
    Or,
    /// <summary><c>AND</c>.</summary>
    And,
    /// <summary><c>=</c>.</summary>
    Equal,
    /// <summary><c>&lt;&gt;</c>.</summary>
    NotEqual,
    /// <summary><c>&lt;</c>.</summary>
    Less,
    /// <summary><c>&lt;=</c>.</summary>
    LessOrEqual,
    /// <summary><c>&gt;</c>.</summary>
    Greater,
    /// <summary><c>&gt;=</c>.</summary>
    GreaterOrEqual,
    /// <summary><c>IS DISTINCT FROM</c>.</summary>
    IsDistinct,
    /// <summary><c>IS NOT DISTINCT FROM</c>.</summary>
    IsNotDistinct,
    /// <summary><c>||</c>.</summary>
    Concat,
    /// <summary><c>+</c>.</summary>
    Add,
    /// <summary><c>-</c>.</summary>
    Subtract,
    /// <summary><c>*</c>.</summary>
    Multiply,
    /// <summary><c>/</c>.</summary>
    Divide,
    /// <summary><c>%</c>.</summary>
    Modulo,
}

/// <summary>The relatives of LIKE.</summary>
public enum LikeOperator
{
    /// <summary>LIKE: case-sensitive.</summary>
    Like,
    /// <summary>ILIKE: ignores case.</summary>
    ILike,
    /// <summary>RLIKE or REGEXP: a regular expression that matches the whole text.</summary>
    RLike,
}

/// <summary>How the patterns of a LIKE count.</summary>
public enum LikeQuantifier
{
    /// <summary>There is one pattern.</summary>
    One,
    /// <summary>LIKE ANY: one match is enough.</summary>
    Any,
    /// <summary>LIKE ALL: every pattern matches.</summary>
    All,
}

/// <summary>Where a query stands in an expression.</summary>
public enum SubqueryKind
{
    /// <summary><c>(SELECT …)</c>: one value.</summary>
    Scalar,
    /// <summary><c>EXISTS (SELECT …)</c>.</summary>
    Exists,
    /// <summary><c>x IN (SELECT …)</c>.</summary>
    In,
}

/// <summary>The parts of a date or time that Snowflake's date functions name.</summary>
/// <remarks>https://docs.snowflake.com/en/sql-reference/functions-date-time#supported-date-and-time-parts</remarks>
public enum DatePart
{
    /// <summary>Year.</summary>
    Year,
    /// <summary>Quarter of the year.</summary>
    Quarter,
    /// <summary>Month.</summary>
    Month,
    /// <summary>Week, by the parameter WEEK_OF_YEAR_POLICY, whose default means ISO weeks.</summary>
    Week,
    /// <summary>Day of the month.</summary>
    Day,
    /// <summary>Hour.</summary>
    Hour,
    /// <summary>Minute.</summary>
    Minute,
    /// <summary>Second.</summary>
    Second,
    /// <summary>Millisecond.</summary>
    Millisecond,
    /// <summary>Microsecond.</summary>
    Microsecond,
    /// <summary>Nanosecond.</summary>
    Nanosecond,
    /// <summary>Day of the week, Sunday is 0.</summary>
    DayOfWeek,
    /// <summary>Day of the week, Monday is 1 and Sunday 7.</summary>
    DayOfWeekIso,
    /// <summary>Day of the year.</summary>
    DayOfYear,
    /// <summary>ISO week.</summary>
    WeekIso,
    /// <summary>Year of the week.</summary>
    YearOfWeek,
    /// <summary>Year of the ISO week.</summary>
    YearOfWeekIso,
    /// <summary>Seconds since 1970-01-01.</summary>
    EpochSecond,
    /// <summary>Milliseconds since 1970-01-01.</summary>
    EpochMillisecond,
    /// <summary>Microseconds since 1970-01-01.</summary>
    EpochMicrosecond,
    /// <summary>Nanoseconds since 1970-01-01.</summary>
    EpochNanosecond,
}

/// <summary>The unit of a window frame.</summary>
public enum FrameUnit
{
    /// <summary>Rows.</summary>
    Rows,
    /// <summary>Peers and distances in the order's value.</summary>
    Range,
}

/// <summary>The kinds of a frame's end.</summary>
public enum FrameBoundKind
{
    /// <summary>UNBOUNDED PRECEDING.</summary>
    UnboundedPreceding,
    /// <summary>n PRECEDING.</summary>
    Preceding,
    /// <summary>CURRENT ROW.</summary>
    CurrentRow,
    /// <summary>n FOLLOWING.</summary>
    Following,
    /// <summary>UNBOUNDED FOLLOWING.</summary>
    UnboundedFollowing,
}

/// <summary>One end of a window frame.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Offset">The n of PRECEDING and FOLLOWING, else 0.</param>
public readonly record struct FrameBound(FrameBoundKind Kind, long Offset = 0);

/// <summary>The rows of a partition that a window function sees.</summary>
/// <param name="Unit">Rows or range.</param>
/// <param name="Start">First row.</param>
/// <param name="End">Last row.</param>
public sealed record WindowFrame(FrameUnit Unit, FrameBound Start, FrameBound End);
