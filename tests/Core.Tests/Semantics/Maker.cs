using System.Collections.Immutable;
using Handover.Core.Sql;

namespace Handover.Core.Tests.Semantics;

/// <summary>The columns that an expression may name.</summary>
/// <param name="Fields">Columns of the row, or of the group.</param>
/// <param name="Aggregated">Columns that aggregates may take; null where there are no aggregates.</param>
/// <param name="Windows">Whether there may be window functions.</param>
internal sealed record Scope(IReadOnlyList<Field> Fields, IReadOnlyList<Field>? Aggregated = null, bool Windows = false);

/// <summary>Makes well-typed expressions.</summary>
internal sealed class Maker(Random random)
{
    private static readonly ILookup<SqlTypeKind, Operation> Operations =
        new[] { Operators.All, TextFunctions.All, NumberFunctions.All, DateFunctions.All, ConditionalFunctions.All }.SelectMany(static all => all).ToLookup(static operation => operation.Gives);

    private static readonly ILookup<SqlTypeKind, AggregateFunction> Aggregates = AggregateFunction.All.ToLookup(static function => function.Gives);

    private static readonly ILookup<SqlTypeKind, WindowFunction> Windows = WindowFunction.All.ToLookup(static function => function.Gives);

    private static readonly Takes[] Kinds = [Takes.Number, Takes.Number, Takes.Text, Takes.Text, Takes.Truth, Takes.Date, Takes.Timestamp, Takes.Float];

    private static readonly string[] Texts = ["", "a", "A", "abc", " x ", "é", "日本", "🦆", "it's", "a%b", "a_c", "\\", "\\n", "10", "-1.5", "true", "--", "/*", "\"", "{0}", "a b c", "$$", "?"];

    private static readonly string[] Numbers = ["0", "1", "2", "-1", "3", "10", "0.5", "-2.25", "1.50", "100", "0.0001", "7", "12.345"];

    public Random Random => random;

    public static bool Fits(Takes takes, DataType type) => takes switch
    {
        Takes.Whole => type == DataType.Integer,
        Takes.Few => false,
        _ => type.Kind == KindOf(takes),
    };

    public T Any<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    public bool Chance(int percent) => random.Next(100) < percent;

    /// <summary>An expression of any type.</summary>
    public Term Anything(Scope scope, int depth) => Make(Any(Kinds), scope, depth);

    /// <summary>An expression of a kind, at most so deep.</summary>
    public Term Make(Takes takes, Scope scope, int depth)
    {
        for (var attempt = 0; attempt < 6 && takes is not Takes.Few; attempt++)
        {
            try
            {
                Term? made = depth == 0 || Chance(15) ? null
                    : scope.Windows && Chance(12) ? Window(takes, scope, depth)
                    : scope.Aggregated is not null && Chance(30) ? Aggregate(takes, scope, depth)
                    : Operate(takes, scope, depth);
                if (made is not null && Fits(takes, made.Type))
                {
                    return made;
                }
            }
            catch (UndefinedException)
            {
                // Too many digits for instance; another operation will do.
            }
        }

        return Leaf(takes, scope);
    }

    private Apply Operate(Takes takes, Scope scope, int depth)
    {
        var operation = Any(Operations[KindOf(takes)].ToArray());
        var operands = operation.Operands.Select(operand => Make(operand, scope, depth - 1)).ToImmutableArray();
        return new Apply(operation, operation.Type([.. operands.Select(static operand => operand.Type)]), operands);
    }

    private AggregateTerm? Aggregate(Takes takes, Scope scope, int depth)
    {
        var functions = Aggregates[KindOf(takes)].ToArray();
        if (functions.Length == 0)
        {
            return null;
        }

        var function = Any(functions);
        return new AggregateTerm(function, function.Takes is { } argument ? Make(argument, new Scope(scope.Aggregated!), Math.Min(depth - 1, 2)) : null);
    }

    private WindowTerm? Window(Takes takes, Scope scope, int depth)
    {
        var function = Any(Windows[KindOf(takes)].ToArray());
        var row = new Scope(scope.Fields);
        var partition = Chance(50) ? [] : Some(scope.Fields, 2).Select(static field => (Term)new ColumnTerm(field.Name, field.Type)).ToImmutableArray();
        // All columns, in some order: what such an order does not tell apart is equal.
        var order = !function.Ordered ? []
            : (function.NeedsTotalOrder ? Shuffled(scope.Fields) : Some(scope.Fields, 2)).Select(field => ((Term)new ColumnTerm(field.Name, field.Type), Chance(40))).ToImmutableArray();
        return new WindowTerm(function, function.Takes is { } argument ? Make(argument, row, Math.Min(depth - 1, 2)) : null, partition, order);
    }

    public IReadOnlyList<T> Shuffled<T>(IReadOnlyList<T> items)
    {
        var shuffled = items.ToArray();
        random.Shuffle(shuffled);
        return shuffled;
    }

    /// <summary>One or more of the items, in any order.</summary>
    public IReadOnlyList<T> Some<T>(IReadOnlyList<T> items, int most) => [.. Shuffled(items).Take(random.Next(1, Math.Min(most, items.Count) + 1))];

    private Term Leaf(Takes takes, Scope scope)
    {
        var columns = scope.Fields.Where(field => Fits(takes, field.Type)).ToArray();
        if (columns.Length > 0 && Chance(75))
        {
            var column = Any(columns);
            return new ColumnTerm(column.Name, column.Type, column.Side);
        }

        return Constant(takes);
    }

    private Literal Constant(Takes takes)
    {
        object? value = Chance(8) && takes != Takes.Few ? null : takes switch
        {
            Takes.Number => Exact.Parse(Any(Numbers)),
            Takes.Whole => Exact.Of(random.Next(-4, 8)),
            Takes.Few => Exact.Of(random.Next(0, 6)),
            Takes.Float => random.Next(-8, 9) / 4.0,
            Takes.Text => Any(Texts),
            Takes.Truth => Chance(50),
            Takes.Date => new DateOnly(2023, 12, 25).AddDays(random.Next(0, 75)),
            _ => new DateTime(2023, 12, 30).AddMinutes(random.Next(0, 5000)).AddMilliseconds(random.Next(0, 3) * 250),
        };
        return new Literal(value is Exact number ? DataType.Number(number.Scale) : takes is Takes.Number or Takes.Whole ? DataType.Integer : new DataType(KindOf(takes)), value);
    }

    private static SqlTypeKind KindOf(Takes takes) => takes switch
    {
        Takes.Number or Takes.Whole or Takes.Few => SqlTypeKind.Number,
        Takes.Float => SqlTypeKind.Float,
        Takes.Text => SqlTypeKind.Varchar,
        Takes.Truth => SqlTypeKind.Boolean,
        Takes.Date => SqlTypeKind.Date,
        _ => SqlTypeKind.Timestamp,
    };
}
