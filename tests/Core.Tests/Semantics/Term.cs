using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Handover.Core.Tests.Semantics;

/// <summary>Where an expression is computed: in one row of a table. An aggregate takes the whole table, which is then one group.</summary>
internal readonly record struct Frame(Table Table, int Row);

/// <summary>An expression that knows its type, its value and how Snowflake writes it.</summary>
internal abstract record Term(DataType Type)
{
    public virtual ImmutableArray<Term> Parts => [];

    /// <summary>How tightly the written expression holds together; see <see cref="Levels"/>.</summary>
    public virtual int Level => Levels.Primary;

    public abstract object? Of(Frame frame);

    public abstract string Write();

    /// <summary>The same expression over other parts of the same types.</summary>
    public virtual Term With(ImmutableArray<Term> parts) => this;

    /// <summary>Whether a part may stand for the whole: not what is inside an aggregate or window, which sees other rows.</summary>
    public virtual bool Unwraps => true;

    public string WriteAt(int level) => Level < level ? $"({Write()})" : Write();

    public IEnumerable<Term> All() => Parts.SelectMany(static part => part.All()).Prepend(this);

    /// <summary>Smaller expressions of the same type.</summary>
    public IEnumerable<Term> Smaller()
    {
        if (this is Literal or ColumnTerm)
        {
            yield break;
        }

        if (Unwraps)
        {
            foreach (var part in Parts.Where(part => part.Type == Type))
            {
                yield return part;
            }

            yield return new Literal(Type, null);
        }

        for (var i = 0; i < Parts.Length; i++)
        {
            foreach (var smaller in Parts[i].Smaller())
            {
                yield return With(Parts.SetItem(i, smaller));
            }
        }
    }
}

/// <summary>Snowflake's order of precedence, loosest first.</summary>
/// <remarks>https://docs.snowflake.com/en/sql-reference/operators-logical and operators-arithmetic</remarks>
internal static class Levels
{
    public const int Or = 1;
    public const int And = 2;
    public const int Not = 3;
    public const int Predicate = 4;
    public const int Operand = 5;
    public const int Sum = 6;
    public const int Product = 7;
    public const int Sign = 8;
    public const int Cast = 9;
    public const int Primary = 10;
}

internal sealed record Literal(DataType Type, object? Value) : Term(Type)
{
    public override int Level => Value switch
    {
        null or double => Levels.Cast,
        Exact { Sign: < 0 } => Levels.Sign,
        _ => Levels.Primary,
    };

    public override object? Of(Frame frame) => Value;

    public override string Write() => Value switch
    {
        null => $"NULL::{Type}",
        string text => Quoted(text),
        bool truth => truth ? "TRUE" : "FALSE",
        DateOnly => $"DATE '{Values.Text(Value)}'",
        DateTime => $"TIMESTAMP '{Values.Text(Value)}'",
        double number => $"'{number.ToString(CultureInfo.InvariantCulture)}'::FLOAT",
        _ => Values.Text(Value)!,
    };

    public static string Quoted(string text) => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
}

internal sealed partial record ColumnTerm(string Name, DataType Type, string Side = "") : Term(Type)
{
    public override object? Of(Frame frame)
    {
        var place = frame.Table.Find(Name, Side);
        return frame.Table.Fields[place].Type == Type ? frame.Table.Rows[frame.Row][place] : throw new UndefinedException($"{Name} has another type");
    }

    public override string Write() => (Side.Length > 0 ? $"{Side}." : "") + Named(Name);

    /// <summary>A name as a user might write it: in quotes where it must be, else in any case.</summary>
    public static string Named(string name) => !Plain().IsMatch(name) ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : name.Length % 2 == 0 ? name
        : name.ToLowerInvariant();

    [GeneratedRegex("^(?!SELECT$|ORDER$)[A-Z_][A-Z0-9_]*$")]
    private static partial Regex Plain();
}

/// <summary>An operator or a scalar function over parts.</summary>
internal sealed record Apply(Operation Operation, DataType Type, ImmutableArray<Term> Terms) : Term(Type)
{
    public override ImmutableArray<Term> Parts => Terms;

    public override int Level => Operation.Level;

    public override object? Of(Frame frame) => Values.Bounded(Values.Widen(Operation.Compute([.. Terms.Select(term => term.Of(frame))], Type), Type));

    public override string Write() => Operation.Write(Terms);

    public override Term With(ImmutableArray<Term> parts) => this with { Terms = parts };
}
