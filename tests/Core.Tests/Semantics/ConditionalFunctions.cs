using System.Collections.Immutable;
using Handover.Core.Sql;

namespace Handover.Core.Tests.Semantics;

/// <summary>Choices among values of one kind. NUMBERs are brought to the largest scale among them.</summary>
internal static class ConditionalFunctions
{
    private static readonly (Takes Takes, SqlTypeKind Kind)[] Kinds =
    [
        (Takes.Number, SqlTypeKind.Number), (Takes.Text, SqlTypeKind.Varchar), (Takes.Truth, SqlTypeKind.Boolean), (Takes.Date, SqlTypeKind.Date),
        (Takes.Timestamp, SqlTypeKind.Timestamp), (Takes.Float, SqlTypeKind.Float),
    ];

    public static readonly ImmutableArray<Operation> All =
    [
        .. Kinds.SelectMany(static kind => OfKind(kind.Takes, kind.Kind)),
        Choice("COALESCE({0}, {1})", SqlTypeKind.Float, [Takes.Whole, Takes.Float], 0, static values => values[0] ?? values[1]),
        Choice("IFF({0}, {1}, {2})", SqlTypeKind.Timestamp, [Takes.Truth, Takes.Date, Takes.Timestamp], 1, static values => values[0] is true ? values[1] : values[2]),
    ];

    private static IEnumerable<Operation> OfKind(Takes takes, SqlTypeKind kind)
    {
        yield return Choice("COALESCE({0}, {1})", kind, [takes, takes], 0, static values => values[0] ?? values[1]);
        yield return Choice("COALESCE({0}, {1}, {2})", kind, [takes, takes, takes], 0, static values => values[0] ?? values[1] ?? values[2]);
        yield return Choice("NVL({0}, {1})", kind, [takes, takes], 0, static values => values[0] ?? values[1]);
        yield return Choice("NVL2({2}, {0}, {1})", kind, [takes, takes, Takes.Text], 0, static values => values[2] is null ? values[1] : values[0], upTo: 2);
        yield return Choice("IFF({0}, {1}, {2})", kind, [Takes.Truth, takes, takes], 1, static values => values[0] is true ? values[1] : values[2]);
        yield return Choice("CASE WHEN {0} THEN {1} END", kind, [Takes.Truth, takes], 1, static values => values[0] is true ? values[1] : null);
        yield return Choice("CASE WHEN {0} THEN {2} WHEN {1} THEN {3} ELSE {4} END", kind, [Takes.Truth, Takes.Truth, takes, takes, takes], 2, static values => values[0] is true ? values[2] : values[1] is true ? values[3] : values[4]);
        yield return Choice("CASE {0} WHEN {1} THEN {2} ELSE {3} END", kind, [Takes.Text, Takes.Text, takes, takes], 2, static values => Values.Equal(values[0], values[1]) == true ? values[2] : values[3]);
        yield return Choice("DECODE({0}, {1}, {2}, {3})", kind, [Takes.Number, Takes.Number, takes, takes], 2, static values => Values.Order(values[0], values[1]) == 0 ? values[2] : values[3]);
        yield return new Operation("NULLIF({0}, {1})", Levels.Primary, kind, [takes, takes], static types => types[0], static (values, _) => Values.Equal(values[0], values[1]) == true ? null : values[0]);
        if (takes is not Takes.Truth)
        {
            yield return Choice("GREATEST({0}, {1})", kind, [takes, takes], 0, static values => values[0] is null || values[1] is null ? null : Values.Compare(values[0]!, values[1]!) > 0 ? values[0] : values[1]);
            yield return Choice("LEAST({0}, {1}, {2})", kind, [takes, takes, takes], 0, static values => values.Contains(null) ? null : values.Order(Comparer<object?>.Create(Values.Order)).First());
            yield return Choice("GREATEST_IGNORE_NULLS({0}, {1})", kind, [takes, takes], 0, static values => values.Where(static value => value is not null).Order(Comparer<object?>.Create(Values.Order)).LastOrDefault());
        }
    }

    /// <summary>A choice whose type is what the operands from a place on have in common.</summary>
    private static Operation Choice(string shape, SqlTypeKind kind, ImmutableArray<Takes> operands, int from, Func<object?[], object?> compute, int? upTo = null) => new(
        shape, Levels.Primary, kind, operands, types => types[from..(upTo ?? types.Length)].Aggregate(DataType.Common), (values, _) => compute(values));
}
