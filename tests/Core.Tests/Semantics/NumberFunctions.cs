using System.Collections.Immutable;
using Handover.Core.Sql;

namespace Handover.Core.Tests.Semantics;

/// <summary>Functions of numbers, and casts from and to them.</summary>
internal static class NumberFunctions
{
    public static readonly ImmutableArray<Operation> All =
    [
        Number("ABS({0})", static types => types[0], static (value, _) => value.Abs()),
        Number("SIGN({0})", static _ => DataType.Integer, static (value, _) => Exact.Of(value.Sign)),
        // https://docs.snowflake.com/en/sql-reference/functions/round: halves go away from zero. No more digits than there were.
        .. from digits in new[] { 0, 1, 2, 5, -1, -2 }
           from item in new (string Name, Func<Exact, int, Exact> Compute)[]
           {
               ("ROUND", static (value, scale) => value.Round(scale)), ("TRUNC", static (value, scale) => value.Truncate(scale)),
               ("FLOOR", static (value, scale) => value.Floor(scale)), ("CEIL", static (value, scale) => value.Ceiling(scale)),
           }
           select Number(
               digits == 0 ? $"{item.Name}({{0}})" : $"{item.Name}({{0}}, {digits})", types => DataType.Number(Math.Clamp(digits, 0, types[0].Scale)),
               (value, _) => digits < 0 ? Whole(item.Compute(value, digits)) : item.Compute(value, digits)),
        Number("ZEROIFNULL({0})", static types => types[0], static (value, _) => value) with { Compute = static (values, _) => values[0] ?? Exact.Zero },
        Number("NULLIFZERO({0})", static types => types[0], static (value, _) => value.Sign == 0 ? null : value),

        .. from type in new[] { DataType.Integer, DataType.Number(1), DataType.Number(4) }
           from shape in new[] { $"CAST({{0}} AS {type})", $"{{0:9}}::{type}" }
           select Number(shape, _ => type, static (value, type) => value.Round(type.Scale), shape.StartsWith('C') ? Levels.Primary : Levels.Cast),
        Number("TO_NUMBER({0}, 20, 1)", static _ => DataType.Number(1), static (value, _) => value.Round(1)),
        Operation.Strict("{0:9}::VARCHAR", DataType.Text, [Takes.Number], static values => Values.Text(values[0]), Levels.Cast),
        Operation.Strict("TO_VARCHAR({0})", DataType.Text, [Takes.Number], static values => Values.Text(values[0])),
        Operation.Strict("{0:9}::BOOLEAN", DataType.Truth, [Takes.Number], static values => ((Exact)values[0]).Sign != 0, Levels.Cast),
        Operation.Strict("{0:9}::NUMBER", DataType.Integer, [Takes.Truth], static values => Exact.Of((bool)values[0] ? 1 : 0), Levels.Cast),
        Operation.Strict("{0:9}::VARCHAR", DataType.Text, [Takes.Truth], static values => Values.Text(values[0]), Levels.Cast),
        Operation.Strict("{0:9}::FLOAT", DataType.Float, [Takes.Whole], static values => ((Exact)values[0]).Double, Levels.Cast),
        Operation.Strict("{0:9}::NUMBER(20, 3)", DataType.Number(3), [Takes.Float], static values => FromFloat((double)values[0], 3), Levels.Cast),
        Operation.Strict("ABS({0})", DataType.Float, [Takes.Float], static values => Math.Abs((double)values[0])),
        Operation.Strict("FLOOR({0})", DataType.Float, [Takes.Float], static values => Math.Floor((double)values[0])),
        Operation.Strict("CEIL({0})", DataType.Float, [Takes.Float], static values => Math.Ceiling((double)values[0])),
        Operation.Strict("ROUND({0})", DataType.Float, [Takes.Float], static values => Math.Round((double)values[0], MidpointRounding.AwayFromZero)),
        Operation.Strict("BITAND({0}, {1})", DataType.Integer, [Takes.Few, Takes.Few], static values => new Exact(((Exact)values[0]).Units & ((Exact)values[1]).Units, 0)),
    ];

    /// <summary>A number rounded to tens or hundreds is written as a whole one.</summary>
    private static Exact Whole(Exact value) => value.Round(0);

    /// <summary>All FLOATs made here are multiples of a power of two, so their decimal digits end.</summary>
    private static Exact FromFloat(double value, int scale) => Exact.Parse(((decimal)value).ToString(System.Globalization.CultureInfo.InvariantCulture)).Round(scale);

    private static Operation Number(string shape, Func<DataType[], DataType> type, Func<Exact, DataType, Exact?> compute, int level = Levels.Primary) =>
        Operation.Strict(shape, SqlTypeKind.Number, [Takes.Number], type, (values, result) => compute((Exact)values[0], result), level);
}
