using static Handover.Core.Expressions.DuckDbRendering;

namespace Handover.Core.Expressions;

/// <summary>Bits of whole numbers, 128 of them.</summary>
internal static class BitwiseFunctions
{
    private const FunctionCategory Category = FunctionCategory.Other;

    public static readonly FunctionDefinition[] All =
    [
        Define.Scalar("BITAND(left: Integer, right: Integer)", Category, Returns.Integer, Text("(CAST({0} AS HUGEINT) & CAST({1} AS HUGEINT))"), "The bits that are set in both numbers.", "BITAND(1, 3) = 1"),
        Define.Scalar("BITOR(left: Integer, right: Integer)", Category, Returns.Integer, Text("(CAST({0} AS HUGEINT) | CAST({1} AS HUGEINT))"), "The bits that are set in either number.", "BITOR(1, 2) = 3"),
        Define.Scalar("BITXOR(left: Integer, right: Integer)", Category, Returns.Integer, Text("xor(CAST({0} AS HUGEINT), CAST({1} AS HUGEINT))"), "The bits that are set in one number only.", "BITXOR(1, 3) = 2"),
        Define.Scalar("BITNOT(number: Integer)", Category, Returns.Integer, Text("(~CAST({0} AS HUGEINT))"), "Every bit turned.", "BITNOT(1) = -2"),
    ];
}
