using static Handover.Core.Expressions.DuckDbRendering;

namespace Handover.Core.Expressions;

/// <summary>Trigonometry; angles in radians.</summary>
internal static class TrigonometricFunctions
{
    private const FunctionCategory Category = FunctionCategory.Numeric;

    public static readonly FunctionDefinition[] All =
    [
        Define.Scalar("PI()", Category, Returns.Float, Text("pi()"), "The number pi.", "PI() = 3.141592654", NullRule.Never),
        Define.Scalar("DEGREES(radians: Float)", Category, Returns.Float, Text("degrees({0})"), "Radians in degrees.", "DEGREES(PI()) = 180"),
        Define.Scalar("RADIANS(degrees: Float)", Category, Returns.Float, Text("radians({0})"), "Degrees in radians.", "RADIANS(180) = 3.141592654"),
        One("SIN", "sin", "Sine.", "SIN(0) = 0"),
        One("COS", "cos", "Cosine.", "COS(0) = 1"),
        One("TAN", "tan", "Tangent.", "TAN(0) = 0"),
        One("COT", "cot", "Cotangent.", "COT(PI()/4) = 1"),
        One("ASIN", "asin", "Arc sine.", "ASIN(0) = 0"),
        One("ACOS", "acos", "Arc cosine.", "ACOS(1) = 0"),
        One("ATAN", "atan", "Arc tangent.", "ATAN(0) = 0"),
        One("SINH", "sinh", "Hyperbolic sine.", "SINH(0) = 0"),
        One("COSH", "cosh", "Hyperbolic cosine.", "COSH(0) = 1"),
        One("TANH", "tanh", "Hyperbolic tangent.", "TANH(0) = 0"),
        One("ASINH", "asinh", "Inverse hyperbolic sine.", "ASINH(0) = 0"),
        One("ACOSH", "acosh", "Inverse hyperbolic cosine.", "ACOSH(1) = 0"),
        One("ATANH", "atanh", "Inverse hyperbolic tangent.", "ATANH(0) = 0"),
        Define.Scalar("ATAN2(y: Float, x: Float)", Category, Returns.Float, Text("atan2({0}, {1})"), "The angle of a point.", "ATAN2(0, 1) = 0"),
    ];

    private static FunctionDefinition One(string name, string duckDb, string summary, string example) =>
        Define.Scalar($"{name}(number: Float)", Category, Returns.Float, Text($"{duckDb}({{0}})"), summary, example);
}
