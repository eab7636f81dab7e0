using System.Collections.Immutable;
using Handover.Core.Sql;

namespace Handover.Core.Tests.Semantics;

/// <summary>An aggregate function: NULLs do not take part.</summary>
/// <param name="Shape">How it is written; <c>{0}</c> is the argument.</param>
/// <param name="Gives">The family of its result.</param>
/// <param name="Takes">What it takes; null for COUNT(*).</param>
/// <param name="Type">The type of its result by the argument's.</param>
/// <param name="Fold">The result for the values that are not NULL.</param>
internal sealed record AggregateFunction(string Shape, SqlTypeKind Gives, Takes? Takes, Func<DataType, DataType> Type, Func<IReadOnlyList<object>, DataType, object?> Fold)
{
    public static readonly ImmutableArray<AggregateFunction> All =
    [
        new("COUNT(*)", SqlTypeKind.Number, null, static _ => DataType.Integer, static (values, _) => Exact.Of(values.Count)),
        Of("COUNT_IF({0})", Semantics.Takes.Truth, DataType.Integer, static values => Exact.Of(values.Count(static value => value is true))),
        Of("BOOLAND_AGG({0})", Semantics.Takes.Truth, DataType.Truth, static values => values.Count == 0 ? null : values.All(static value => value is true)),
        Of("BOOLOR_AGG({0})", Semantics.Takes.Truth, DataType.Truth, static values => values.Count == 0 ? null : values.Any(static value => value is true)),
        new("SUM({0})", SqlTypeKind.Number, Semantics.Takes.Number, static type => type, static (values, _) => Sum(values)),
        new("SUM(DISTINCT {0})", SqlTypeKind.Number, Semantics.Takes.Number, static type => type, static (values, _) => Sum(Distinct(values))),
        // https://docs.snowflake.com/en/sql-reference/functions/avg: the sum divided by the count, with a quotient's digits.
        new("AVG({0})", SqlTypeKind.Number, Semantics.Takes.Number, static type => Operators.Quotient([type, DataType.Integer]), static (values, type) => Average(values, type)),
        new("AVG(DISTINCT {0})", SqlTypeKind.Number, Semantics.Takes.Number, static type => Operators.Quotient([type, DataType.Integer]), static (values, type) => Average(Distinct(values), type)),
        new("MEDIAN({0})", SqlTypeKind.Number, Semantics.Takes.Number, static type => DataType.Number(type.Scale + 3), static (values, type) => Median(values, type)),
        // Only sums of multiples of powers of two are made: other sums of FLOATs depend on the order of their terms.
        Of("SUM({0})", Semantics.Takes.Float, DataType.Float, static values => values.Count == 0 ? null : values.Sum(static value => (double)value)),
        Of("LISTAGG({0}, ', ') WITHIN GROUP (ORDER BY {0})", Semantics.Takes.Text, DataType.Text, static values => string.Join(", ", Ordered(values))),
        Of("LISTAGG(DISTINCT {0}, '') WITHIN GROUP (ORDER BY {0})", Semantics.Takes.Text, DataType.Text, static values => string.Concat(Ordered(Distinct(values)))),
        .. from kind in new[]
           {
               (Semantics.Takes.Number, SqlTypeKind.Number), (Semantics.Takes.Text, SqlTypeKind.Varchar), (Semantics.Takes.Date, SqlTypeKind.Date),
               (Semantics.Takes.Timestamp, SqlTypeKind.Timestamp), (Semantics.Takes.Float, SqlTypeKind.Float),
           }
           from function in new[] { Count("COUNT({0})", kind.Item1), CountDistinct(kind.Item1), Extreme("MIN({0})", kind.Item1, kind.Item2, false), Extreme("MAX({0})", kind.Item1, kind.Item2, true) }
           select function,
    ];

    private static AggregateFunction Of(string shape, Takes takes, DataType gives, Func<IReadOnlyList<object>, object?> fold) => new(shape, gives.Kind, takes, _ => gives, (values, _) => fold(values));

    private static AggregateFunction Count(string shape, Takes takes) => Of(shape, takes, DataType.Integer, static values => Exact.Of(values.Count));

    private static AggregateFunction CountDistinct(Takes takes) => Of("COUNT(DISTINCT {0})", takes, DataType.Integer, static values => Exact.Of(Distinct(values).Count));

    private static AggregateFunction Extreme(string shape, Takes takes, SqlTypeKind kind, bool largest) => new(
        shape, kind, takes, static type => type, (values, _) => largest ? Ordered(values).LastOrDefault() : Ordered(values).FirstOrDefault());

    private static IReadOnlyList<object> Distinct(IReadOnlyList<object> values) => [.. values.DistinctBy(Values.Canonical)];

    private static IEnumerable<object> Ordered(IReadOnlyList<object> values) => values.Order(Comparer<object>.Create(Values.Compare));

    private static Exact? Sum(IReadOnlyList<object> values) => values.Count == 0 ? null : values.Aggregate(Exact.Zero, static (sum, value) => sum + (Exact)value);

    private static Exact? Average(IReadOnlyList<object> values, DataType type) => Sum(values) is Exact sum ? Exact.Divide(sum, Exact.Of(values.Count), type.Scale) : null;

    private static Exact? Median(IReadOnlyList<object> values, DataType type)
    {
        var ordered = Ordered(values).Cast<Exact>().ToArray();
        return ordered.Length == 0 ? null : Exact.Divide(ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2], Exact.Of(2), type.Scale);
    }
}

/// <summary>An aggregate of the rows of the frame's table.</summary>
internal sealed record AggregateTerm(AggregateFunction Function, Term? Argument) : Term(Function.Type(Argument?.Type ?? DataType.Integer))
{
    public override ImmutableArray<Term> Parts => Argument is null ? [] : [Argument];

    public override bool Unwraps => false;

    public override object? Of(Frame frame)
    {
        var values = new List<object>(frame.Table.Rows.Count);
        for (var row = 0; row < frame.Table.Rows.Count; row++)
        {
            if ((Argument is null ? true : Argument.Of(frame with { Row = row })) is { } value)
            {
                values.Add(value);
            }
        }

        return Values.Bounded(Values.Widen(Function.Fold(values, Type), Type));
    }

    public override string Write() => Argument is null ? Function.Shape : Function.Shape.Replace("{0}", Argument.Write(), StringComparison.Ordinal);

    public override Term With(ImmutableArray<Term> parts) => this with { Argument = parts[0] };
}
