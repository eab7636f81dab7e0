using System.Collections.Immutable;
using Handover.Core.Sql;

namespace Handover.Core.Tests.Semantics;

/// <summary>A row among the rows of its partition, in the window's order.</summary>
/// <param name="Values">The argument in every row of the partition.</param>
/// <param name="Place">This row's place, from 0.</param>
/// <param name="FirstPeer">The place of the first row that the order does not tell from this one.</param>
/// <param name="LastPeer">The place of the last such row.</param>
/// <param name="DenseRank">How many different ranks there are up to this row.</param>
internal sealed record WindowPlace(IReadOnlyList<object?> Values, int Place, int FirstPeer, int LastPeer, int DenseRank)
{
    public object? At(int place) => place >= 0 && place < Values.Count ? Values[place] : null;

    public IReadOnlyList<object> Range(int from, int to) => [.. Values.Skip(Math.Max(0, from)).Take(to - Math.Max(0, from) + 1).Where(static value => value is not null)!];
}

/// <summary>A function over a window.</summary>
/// <param name="Shape">How it is written; <c>{0}</c> is the argument.</param>
/// <param name="Frame">The frame behind ORDER BY, or empty.</param>
/// <param name="Ordered">Whether the window has an ORDER BY.</param>
/// <param name="NeedsTotalOrder">Whether the result depends on which of two peers comes first.</param>
internal sealed record WindowFunction(
    string Shape, SqlTypeKind Gives, Takes? Takes, Func<DataType, DataType> Type, Func<WindowPlace, DataType, object?> Compute, bool Ordered = true, bool NeedsTotalOrder = false, string Frame = "")
{
    private static readonly ImmutableArray<AggregateFunction> Folds = [.. AggregateFunction.All.Where(static function =>
        !function.Shape.Contains("DISTINCT", StringComparison.Ordinal) && !function.Shape.StartsWith("LISTAGG", StringComparison.Ordinal) && !function.Shape.StartsWith("MEDIAN", StringComparison.Ordinal))];

    public static readonly ImmutableArray<WindowFunction> All =
    [
        Rank("ROW_NUMBER()", static place => place.Place + 1, true),
        Rank("RANK()", static place => place.FirstPeer + 1, false),
        Rank("DENSE_RANK()", static place => place.DenseRank, false),
        Rank("NTILE(3)", static place => Tile(place.Place, place.Values.Count, 3), true),
        .. new[]
        {
            (Semantics.Takes.Number, SqlTypeKind.Number), (Semantics.Takes.Text, SqlTypeKind.Varchar), (Semantics.Takes.Date, SqlTypeKind.Date),
            (Semantics.Takes.Timestamp, SqlTypeKind.Timestamp), (Semantics.Takes.Truth, SqlTypeKind.Boolean),
        }.SelectMany(static kind => Rows(kind.Item1, kind.Item2)),
        // Over a whole partition; over all rows up to the last peer, which is the frame behind ORDER BY if none is written; over a frame of rows.
        .. Folds.Select(static fold => Fold(fold, false, "", static place => (0, place.Values.Count - 1))),
        .. Folds.Select(static fold => Fold(fold, true, "", static place => (0, place.LastPeer))),
        .. Folds.Select(static fold => Fold(fold, true, " ROWS BETWEEN 1 PRECEDING AND CURRENT ROW", static place => (place.Place - 1, place.Place), total: true)),
        .. Folds.Select(static fold => Fold(fold, true, " ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING", static place => (place.Place, place.Values.Count - 1), total: true)),
    ];

    private static WindowFunction Rank(string shape, Func<WindowPlace, int> compute, bool total) =>
        new(shape, SqlTypeKind.Number, null, static _ => DataType.Integer, (place, _) => Exact.Of(compute(place)), NeedsTotalOrder: total);

    private static WindowFunction Fold(AggregateFunction fold, bool ordered, string frame, Func<WindowPlace, (int From, int To)> range, bool total = false) => new(
        fold.Shape, fold.Gives, fold.Takes, fold.Type, (place, type) => fold.Fold(place.Range(range(place).From, range(place).To), type), ordered, total, frame);

    private static IEnumerable<WindowFunction> Rows(Takes takes, SqlTypeKind kind)
    {
        yield return Value("LAG({0})", static place => place.At(place.Place - 1));
        yield return Value("LEAD({0}, 2)", static place => place.At(place.Place + 2));
        // https://docs.snowflake.com/en/sql-reference/functions/first_value: without a frame, over the whole partition.
        yield return Value("FIRST_VALUE({0})", static place => place.At(0));
        yield return Value("LAST_VALUE({0})", static place => place.At(place.Values.Count - 1));
        yield return Value("NTH_VALUE({0}, 2)", static place => place.At(1));
        yield return Value("LAST_VALUE({0})", static place => place.At(place.Place), " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW");
        yield return Value("FIRST_VALUE({0}) IGNORE NULLS", static place => place.Values.FirstOrDefault(static value => value is not null));

        WindowFunction Value(string shape, Func<WindowPlace, object?> compute, string frame = "") =>
            new(shape, kind, takes, static type => type, (place, _) => compute(place), NeedsTotalOrder: true, Frame: frame);
    }

    /// <summary>The bucket of a row where the first buckets take the rows that are left over.</summary>
    private static int Tile(int place, int count, int buckets)
    {
        var (size, more) = Math.DivRem(count, buckets);
        return place < more * (size + 1) ? (place / (size + 1)) + 1 : ((place - (more * (size + 1))) / Math.Max(1, size)) + more + 1;
    }
}

/// <summary>A window function over the rows of the frame's table.</summary>
internal sealed record WindowTerm(WindowFunction Function, Term? Argument, ImmutableArray<Term> Partition, ImmutableArray<(Term Value, bool Descending)> Order)
    : Term(Function.Type(Argument?.Type ?? DataType.Integer))
{
    public override ImmutableArray<Term> Parts => Argument is null ? [] : [Argument];

    public override object? Of(Frame frame)
    {
        var table = frame.Table;
        var own = Values.Key(Partition.Select(part => part.Of(frame)));
        var rows = Enumerable.Range(0, table.Rows.Count)
            .Where(row => Values.Key(Partition.Select(part => part.Of(frame with { Row = row }))) == own)
            .Select(row => (Row: row, Keys: Order.Select(item => item.Value.Of(frame with { Row = row })).ToArray()))
            .Order(Comparer<(int Row, object?[] Keys)>.Create((left, right) => Compare(left.Keys, right.Keys)))
            .ToArray();
        var place = Array.FindIndex(rows, row => row.Row == frame.Row);
        var peers = Enumerable.Range(0, rows.Length).Where(other => Compare(rows[other].Keys, rows[place].Keys) == 0).ToArray();
        if (Function.NeedsTotalOrder && peers.Length > 1)
        {
            throw new UndefinedException("the order of the window leaves it open");
        }

        var dense = 1 + Enumerable.Range(1, place).Count(other => Compare(rows[other - 1].Keys, rows[other].Keys) != 0);
        var values = rows.Select(row => Argument is null ? true : Argument.Of(frame with { Row = row.Row })).ToArray();
        return Values.Bounded(Values.Widen(Function.Compute(new WindowPlace(values, place, peers[0], peers[^1], dense), Type), Type));
    }

    public override string Write()
    {
        var partition = Partition.IsEmpty ? "" : $"PARTITION BY {string.Join(", ", Partition.Select(static part => part.Write()))}";
        var order = Order.IsEmpty ? "" : $"ORDER BY {string.Join(", ", Order.Select(static item => item.Value.Write() + (item.Descending ? " DESC" : "")))}";
        var call = Argument is null ? Function.Shape : Function.Shape.Replace("{0}", Argument.Write(), StringComparison.Ordinal);
        return $"{call} OVER ({string.Join(' ', new[] { partition, order }.Where(static part => part.Length > 0))}{Function.Frame})";
    }

    public override Term With(ImmutableArray<Term> parts) => this with { Argument = parts[0] };

    private int Compare(object?[] left, object?[] right)
    {
        for (var i = 0; i < Order.Length; i++)
        {
            var sign = Values.Order(left[i], right[i]);
            if (sign != 0)
            {
                return Order[i].Descending ? -sign : sign;
            }
        }

        return 0;
    }
}
