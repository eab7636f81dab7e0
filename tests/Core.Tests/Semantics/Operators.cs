using System.Collections.Immutable;
using System.Text;
using Handover.Core.Sql;

namespace Handover.Core.Tests.Semantics;

/// <summary>Operators and predicates, by Snowflake's documentation.</summary>
internal static class Operators
{
    public static readonly ImmutableArray<Operation> All =
    [
        // https://docs.snowflake.com/en/sql-reference/operators-arithmetic: a product has the sum of the scales up to 12, or the larger scale if that is more.
        Numbers("{0:6} + {1:7}", Levels.Sum, Wider, static (a, b, _) => a + b),
        Numbers("{0:6} - {1:7}", Levels.Sum, Wider, static (a, b, _) => a - b),
        Numbers("{0:7} * {1:8}", Levels.Product, Product, static (a, b, _) => a * b),
        Numbers("{0:7} % {1:8}", Levels.Product, Wider, static (a, b, _) => b.Sign == 0 ? throw new UndefinedException("division by zero") : a % b),
        Numbers("{0:7} / NULLIF({1}, 0)", Levels.Product, Quotient, static (a, b, type) => b.Sign == 0 ? null : Exact.Divide(a, b, type.Scale)),
        Numbers("DIV0({0}, {1})", Levels.Primary, Quotient, static (a, b, type) => b.Sign == 0 ? Exact.Zero : Exact.Divide(a, b, type.Scale)),
        .. from divisor in new[] { "2", "-3", "7", "0.5", "1.25", "10.00" }
           from shape in new[] { "{{0:7}} / {0}", "{{0:7}} % {0}", "MOD({{0}}, {0})" }
           let literal = Exact.Parse(divisor)
           let sign = literal.Sign < 0 ? $"({divisor})" : divisor
           select Operation.Strict(
               string.Format(shape, sign), SqlTypeKind.Number, [Takes.Number],
               types => shape.Contains('/') ? Quotient([types[0], DataType.Number(literal.Scale)]) : Wider([types[0], DataType.Number(literal.Scale)]),
               (values, type) => shape.Contains('/') ? Exact.Divide((Exact)values[0], literal, type.Scale) : (Exact)values[0] % literal,
               shape.StartsWith('M') ? Levels.Primary : Levels.Product),
        Operation.Strict("-{0:9}", SqlTypeKind.Number, [Takes.Number], static types => types[0], static (values, _) => -(Exact)values[0], Levels.Sign),
        Operation.Strict("{0:6} + {1:7}", DataType.Float, [Takes.Float, Takes.Float], static values => (double)values[0] + (double)values[1], Levels.Sum),
        Operation.Strict("{0:6} - {1:7}", DataType.Float, [Takes.Float, Takes.Whole], static values => (double)values[0] - ((Exact)values[1]).Double, Levels.Sum),
        Operation.Strict("{0:7} * {1:8}", DataType.Float, [Takes.Float, Takes.Few], static values => (double)values[0] * ((Exact)values[1]).Double, Levels.Product),
        Operation.Strict("{0:7} / 4", DataType.Float, [Takes.Float], static values => (double)values[0] / 4, Levels.Product),
        // The documentation does not rank || among + and -, so neither stands beside it without parentheses.
        Operation.Strict("{0:7} || {1:7}", DataType.Text, [Takes.Text, Takes.Text], static values => (string)values[0] + (string)values[1], Levels.Operand),
        Operation.Strict("{0:7} || {1:7}", DataType.Text, [Takes.Text, Takes.Number], static values => (string)values[0] + Values.Text(values[1]), Levels.Operand),
        Operation.Strict("{0:7} || {1:7}", DataType.Text, [Takes.Date, Takes.Text], static values => Values.Text(values[0]) + (string)values[1], Levels.Operand),
        Operation.Strict("{0:6} + {1:7}", DataType.Date, [Takes.Date, Takes.Few], static values => ((DateOnly)values[0]).AddDays((int)((Exact)values[1]).Units), Levels.Sum),
        Operation.Strict("{0:6} - {1:7}", DataType.Integer, [Takes.Date, Takes.Date], static values => Exact.Of(((DateOnly)values[0]).DayNumber - ((DateOnly)values[1]).DayNumber), Levels.Sum),

        // Three-valued logic.
        Operation.Open("{0:2} AND {1:3}", DataType.Truth, [Takes.Truth, Takes.Truth], static values => And((bool?)values[0], (bool?)values[1]), Levels.And),
        Operation.Open("{0:1} OR {1:2}", DataType.Truth, [Takes.Truth, Takes.Truth], static values => Not(And(Not((bool?)values[0]), Not((bool?)values[1]))), Levels.Or),
        Operation.Open("NOT {0:3}", DataType.Truth, [Takes.Truth], static values => Not((bool?)values[0]), Levels.Not),

        .. new[] { Takes.Number, Takes.Text, Takes.Date, Takes.Timestamp, Takes.Truth, Takes.Float }.SelectMany(Comparisons),
        Compared("<", Takes.Date, Takes.Timestamp, static sign => sign < 0),
        Compared("=", Takes.Timestamp, Takes.Date, static sign => sign == 0),
        Compared(">=", Takes.Number, Takes.Float, static sign => sign >= 0),
        .. from pattern in new[] { "a%", "%b%", "_", "%", "", "A_c", "%é", "a\\%", "__%", "%.%" }
           from word in new[] { "LIKE", "NOT LIKE", "ILIKE" }
           select Operation.Strict(
               $"{{0:5}} {word} {Semantics.Literal.Quoted(pattern)}", DataType.Truth, [Takes.Text],
               values => Like((string)values[0], pattern, null, word == "ILIKE") != (word == "NOT LIKE"), Levels.Predicate),
        Operation.Strict("{0:5} LIKE 'a^%%' ESCAPE '^'", DataType.Truth, [Takes.Text], static values => Like((string)values[0], "a^%%", '^', false), Levels.Predicate),
        Operation.Strict("{0:5} LIKE '%!_%' ESCAPE '!'", DataType.Truth, [Takes.Text], static values => Like((string)values[0], "%!_%", '!', false), Levels.Predicate),
        Operation.Strict("{0:5} LIKE '%\\\\\\\\%' ESCAPE '\\\\'", DataType.Truth, [Takes.Text], static values => Like((string)values[0], "%\\\\%", '\\', false), Levels.Predicate),
        Operation.Strict("{0:5} LIKE {1:5}", DataType.Truth, [Takes.Text, Takes.Text], static values => Like((string)values[0], (string)values[1], null, false), Levels.Predicate),
        Operation.Strict("{0:5} LIKE ANY ('a%', '_')", DataType.Truth, [Takes.Text], static values => Like((string)values[0], "a%", null, false) || Like((string)values[0], "_", null, false), Levels.Predicate),
    ];

    public static bool? Not(bool? value) => !value;

    public static bool? And(bool? left, bool? right) => left == false || right == false ? false : left is null || right is null ? null : true;

    public static DataType Wider(DataType[] types) => DataType.Number(Math.Max(types[0].Scale, types[1].Scale));

    /// <summary>The scale of a quotient: six digits more than the dividend's, up to 12, never fewer than it has.</summary>
    public static DataType Quotient(DataType[] types) => types[0].Scale <= 6 && types[1].Scale <= 6
        ? DataType.Number(Math.Max(types[0].Scale, Math.Min(types[0].Scale + 6, 12)))
        // Where the digits of NUMBER(38) run out in between, the documentation does not say what is cut.
        : throw new UndefinedException("too many digits");

    private static DataType Product(DataType[] types) => types[0].Scale + types[1].Scale <= 16
        ? DataType.Number(Math.Min(types[0].Scale + types[1].Scale, Math.Max(12, Math.Max(types[0].Scale, types[1].Scale))))
        : throw new UndefinedException("too many digits");

    private static Operation Numbers(string shape, int level, Func<DataType[], DataType> type, Func<Exact, Exact, DataType, Exact?> compute) => Operation.Strict(
        shape, SqlTypeKind.Number, [Takes.Number, Takes.Number], type, (values, result) => compute((Exact)values[0], (Exact)values[1], result), level);

    private static Operation Compared(string sign, Takes left, Takes right, Func<int, bool> holds) => Operation.Strict(
        $"{{0:5}} {sign} {{1:5}}", DataType.Truth, [left, right], values => holds(Values.Compare(values[0], values[1])), Levels.Predicate);

    private static IEnumerable<Operation> Comparisons(Takes takes)
    {
        yield return Compared("=", takes, takes, static sign => sign == 0);
        yield return Compared("<>", takes, takes, static sign => sign != 0);
        yield return Open("{0:5} IS NULL", [takes], static values => values[0] is null);
        yield return Open("{0:5} IS NOT NULL", [takes], static values => values[0] is not null);
        yield return Open("{0:5} IS DISTINCT FROM {1:5}", [takes, takes], static values => Values.Order(values[0], values[1]) != 0);
        yield return Open("EQUAL_NULL({0}, {1})", [takes, takes], static values => Values.Order(values[0], values[1]) == 0, Levels.Primary);
        yield return Open("{0:5} IN ({1}, {2})", [takes, takes, takes], static values => In(values));
        yield return Open("{0:5} NOT IN ({1}, {2})", [takes, takes, takes], static values => Not(In(values)));
        if (takes == Takes.Truth)
        {
            yield break;
        }

        yield return Compared("<", takes, takes, static sign => sign < 0);
        yield return Compared("<=", takes, takes, static sign => sign <= 0);
        yield return Compared(">", takes, takes, static sign => sign > 0);
        yield return Compared(">=", takes, takes, static sign => sign >= 0);
        yield return Open("{0:5} BETWEEN {1:5} AND {2:5}", [takes, takes, takes], static values => Between(values));
        yield return Open("{0:5} NOT BETWEEN {1:5} AND {2:5}", [takes, takes, takes], static values => Not(Between(values)));
    }

    private static Operation Open(string shape, ImmutableArray<Takes> operands, Func<object?[], bool?> compute, int level = Levels.Predicate) =>
        Operation.Open(shape, DataType.Truth, operands, values => compute(values), level);

    private static bool? In(object?[] values) => Not(And(Not(Values.Equal(values[0], values[1])), Not(Values.Equal(values[0], values[2]))));

    private static bool? Between(object?[] values) => And(
        values[0] is null || values[1] is null ? null : Values.Compare(values[0]!, values[1]!) >= 0,
        values[0] is null || values[2] is null ? null : Values.Compare(values[0]!, values[2]!) <= 0);

    /// <summary>% is any text, _ any character; without ESCAPE no character is special besides.</summary>
    private static bool Like(string text, string pattern, char? escape, bool anyCase)
    {
        var characters = (anyCase ? text.ToLowerInvariant() : text).EnumerateRunes().ToArray();
        var wanted = (anyCase ? pattern.ToLowerInvariant() : pattern).EnumerateRunes().ToArray();
        return Matches(characters, wanted);

        bool Matches(ReadOnlySpan<Rune> left, ReadOnlySpan<Rune> right)
        {
            if (right.IsEmpty)
            {
                return left.IsEmpty;
            }

            if (escape is { } mark && right[0].Value == mark && right.Length > 1)
            {
                return !left.IsEmpty && left[0] == right[1] && Matches(left[1..], right[2..]);
            }

            if (right[0].Value == '%')
            {
                return Matches(left, right[1..]) || (!left.IsEmpty && Matches(left[1..], right));
            }

            return !left.IsEmpty && (right[0].Value == '_' || left[0] == right[0]) && Matches(left[1..], right[1..]);
        }
    }
}
