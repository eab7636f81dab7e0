using System.Globalization;
using System.Numerics;
using System.Text;
using Handover.Core.Sql;

namespace Handover.Core.Tests.Semantics;

/// <summary>
/// What the interpreter knows of a type: the family and, for NUMBER, the digits behind the point. Precision decides no value as long as nothing overflows,
/// and the flows made here do not overflow (<see cref="Values.Bounded"/>).
/// </summary>
internal readonly record struct DataType(SqlTypeKind Kind, int Scale = 0)
{
    public static readonly DataType Integer = new(SqlTypeKind.Number);
    public static readonly DataType Float = new(SqlTypeKind.Float);
    public static readonly DataType Text = new(SqlTypeKind.Varchar);
    public static readonly DataType Truth = new(SqlTypeKind.Boolean);
    public static readonly DataType Date = new(SqlTypeKind.Date);
    public static readonly DataType Timestamp = new(SqlTypeKind.Timestamp);

    public static DataType Number(int scale) => new(SqlTypeKind.Number, scale);

    /// <summary>The type of a value that is chosen among values of two types.</summary>
    public static DataType Common(DataType left, DataType right) => (left.Kind, right.Kind) switch
    {
        (SqlTypeKind.Number, SqlTypeKind.Number) => Number(Math.Max(left.Scale, right.Scale)),
        // Decimal digits become binary ones, and then sums depend on the order of their terms: whole numbers only.
        (SqlTypeKind.Number, SqlTypeKind.Float) when left.Scale == 0 => Float,
        (SqlTypeKind.Float, SqlTypeKind.Number) when right.Scale == 0 => Float,
        (SqlTypeKind.Date, SqlTypeKind.Timestamp) or (SqlTypeKind.Timestamp, SqlTypeKind.Date) => Timestamp,
        var (a, b) when a == b => left,
        _ => throw new UndefinedException($"{left} and {right} have no type in common"),
    };

    /// <summary>The type as a CAST names it.</summary>
    public override string ToString() => Kind switch
    {
        SqlTypeKind.Number => $"NUMBER({(Scale == 0 ? 38 : 30)},{Scale})",
        SqlTypeKind.Timestamp => "TIMESTAMP_NTZ",
        _ => Kind.ToString().ToUpperInvariant(),
    };
}

/// <summary>The documentation does not say what comes out, or the flow is no flow: such a flow is not generated.</summary>
internal sealed class UndefinedException(string message) : Exception(message);

/// <summary>
/// Values are null, <see cref="Exact"/>, double, string, bool, <see cref="DateOnly"/> or <see cref="DateTime"/>.
/// </summary>
internal static class Values
{
    private static readonly Exact Most = Exact.Of(1_000_000_000_000);

    /// <summary>The order of a sort: NULL is the largest, text goes by code points, FALSE is before TRUE.</summary>
    public static int Order(object? left, object? right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        _ => Compare(left, right),
    };

    /// <summary>The order of two values that are not NULL.</summary>
    public static int Compare(object left, object right) => (left, right) switch
    {
        (Exact a, Exact b) => a.CompareTo(b),
        (double or Exact, double or Exact) => Double(left).CompareTo(Double(right)),
        (string a, string b) => ByCodePoint(a, b),
        (bool a, bool b) => a.CompareTo(b),
        (DateOnly a, DateOnly b) => a.CompareTo(b),
        (DateTime or DateOnly, DateTime or DateOnly) => Time(left).CompareTo(Time(right)),
        _ => throw new UndefinedException($"{left} and {right} do not compare"),
    };

    /// <summary>Whether a comparison is known to hold: NULL equals nothing.</summary>
    public static bool? Equal(object? left, object? right) => left is null || right is null ? null : Compare(left, right) == 0;

    public static double Double(object value) => value is Exact exact ? exact.Double : (double)value;

    public static DateTime Time(object value) => value is DateOnly date ? date.ToDateTime(TimeOnly.MinValue) : (DateTime)value;

    /// <summary>Brings a value to a type that its own type converts to without a cast.</summary>
    public static object? Widen(object? value, DataType type) => (value, type.Kind) switch
    {
        (Exact exact, SqlTypeKind.Number) => Bounded(exact.Round(type.Scale)),
        (Exact exact, SqlTypeKind.Float) => exact.Double,
        (DateOnly, SqlTypeKind.Timestamp) => Time(value),
        _ => value,
    };

    /// <summary>Refuses numbers so large that NUMBER(38) might not hold what is computed from them: overflow is an error, and nobody says at which step.</summary>
    public static object? Bounded(object? value) => value switch
    {
        Exact exact when exact.Abs().CompareTo(Most) > 0 => throw new UndefinedException("too large"),
        double number when Math.Abs(number) > 1e12 => throw new UndefinedException("too large"),
        string { Length: > 120 } => throw new UndefinedException("too long"),
        _ => value,
    };

    /// <summary>The value as text, as a CAST to VARCHAR gives it.</summary>
    public static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        Exact exact => exact.ToString(),
        bool truth => truth ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
        _ => throw new UndefinedException("a FLOAT has several texts"),
    };

    /// <summary>A text that is the same for equal values, whatever their scale or the class that a driver gives them.</summary>
    public static string Canonical(object? value) => value switch
    {
        null => "NULL",
        string text => $"'{text}'",
        Exact exact => exact.Canonical(),
        decimal number => Exact.Parse(number.ToString(CultureInfo.InvariantCulture)).Canonical(),
        sbyte or short or int or long or byte or ushort or uint or ulong or BigInteger or Int128 => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        double number => number == 0 ? "0f" : number.ToString("G12", CultureInfo.InvariantCulture) + "f",
        float => throw new InvalidOperationException("A FLOAT is a double."),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        _ => Text(value)!,
    };

    /// <summary>A text that is the same for equal rows: what DISTINCT and groups go by, where NULL equals NULL.</summary>
    public static string Key(IEnumerable<object?> row)
    {
        var key = new StringBuilder();
        foreach (var value in row)
        {
            var text = Canonical(value);
            key.Append(text.Length).Append(':').Append(text).Append('|');
        }

        return key.ToString();
    }

    private static int ByCodePoint(string left, string right)
    {
        var (a, b) = (Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
        return a.AsSpan().SequenceCompareTo(b);
    }
}
