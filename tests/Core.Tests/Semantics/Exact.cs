using System.Globalization;
using System.Numerics;

namespace Handover.Core.Tests.Semantics;

/// <summary>A NUMBER: units of 10^-scale. 1.50 is 150 units at scale 2, and its text shows both digits.</summary>
internal readonly record struct Exact(BigInteger Units, int Scale)
{
    public static readonly Exact Zero = new(0, 0);

    public static Exact Of(long value) => new(value, 0);

    /// <summary>Reads digits with an optional sign and point; the digits behind the point are the scale.</summary>
    public static Exact Parse(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var digits = BigInteger.Parse(text.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return new Exact(digits, point < 0 ? 0 : text.Length - point - 1);
    }

    public int Sign => Units.Sign;

    public double Double => double.Parse(ToString(), CultureInfo.InvariantCulture);

    /// <summary>The nearest number with so many digits behind the point; halves go away from zero.</summary>
    public Exact Round(int scale) => scale >= Scale
        ? new Exact(Units * Power(scale - Scale), scale)
        : new Exact(Nearest(Units, Power(Scale - scale)), scale);

    public Exact Floor(int scale) => Towards(scale, static (units, power) => (units - Modulo(units, power)) / power);

    public Exact Ceiling(int scale) => Towards(scale, static (units, power) => -((-units - Modulo(-units, power)) / power));

    public Exact Truncate(int scale) => Towards(scale, static (units, power) => BigInteger.Divide(units, power));

    public Exact Abs() => this with { Units = BigInteger.Abs(Units) };

    public static Exact operator +(Exact left, Exact right) => Aligned(left, right, static (a, b) => a + b);

    public static Exact operator -(Exact left, Exact right) => Aligned(left, right, static (a, b) => a - b);

    public static Exact operator -(Exact value) => value with { Units = -value.Units };

    public static Exact operator *(Exact left, Exact right) => new(left.Units * right.Units, left.Scale + right.Scale);

    /// <summary>The remainder, with the sign of the dividend.</summary>
    public static Exact operator %(Exact left, Exact right) => Aligned(left, right, BigInteger.Remainder);

    /// <summary>The quotient, rounded to a scale.</summary>
    public static Exact Divide(Exact left, Exact right, int scale)
    {
        var dividend = left.Units * Power(Math.Max(0, right.Scale + scale - left.Scale));
        var divisor = right.Units * Power(Math.Max(0, left.Scale - right.Scale - scale));
        return new Exact(divisor.Sign < 0 ? Nearest(-dividend, -divisor) : Nearest(dividend, divisor), scale);
    }

    public int CompareTo(Exact other) => (this - other).Sign;

    public override string ToString()
    {
        var digits = BigInteger.Abs(Units).ToString(CultureInfo.InvariantCulture).PadLeft(Scale + 1, '0');
        return (Units.Sign < 0 ? "-" : "") + (Scale == 0 ? digits : $"{digits[..^Scale]}.{digits[^Scale..]}");
    }

    /// <summary>The text without zeros at its end: the same for equal numbers of any scale.</summary>
    public string Canonical() => Scale == 0 ? ToString() : ToString().TrimEnd('0').TrimEnd('.') is var text && text is "-0" or "" ? "0" : text;

    private Exact Towards(int scale, Func<BigInteger, BigInteger, BigInteger> divide) => scale >= Scale ? Round(scale) : new Exact(divide(Units, Power(Scale - scale)), scale);

    private static Exact Aligned(Exact left, Exact right, Func<BigInteger, BigInteger, BigInteger> apply)
    {
        var scale = Math.Max(left.Scale, right.Scale);
        return new Exact(apply(left.Round(scale).Units, right.Round(scale).Units), scale);
    }

    private static BigInteger Nearest(BigInteger units, BigInteger positive)
    {
        var twice = (BigInteger.Abs(units) * 2 + positive) / (positive * 2);
        return units.Sign < 0 ? -twice : twice;
    }

    private static BigInteger Modulo(BigInteger units, BigInteger power) => ((units % power) + power) % power;

    private static BigInteger Power(int exponent) => BigInteger.Pow(10, exponent);
}
