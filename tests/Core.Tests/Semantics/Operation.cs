using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Handover.Core.Sql;

namespace Handover.Core.Tests.Semantics;

/// <summary>What an operand may be.</summary>
internal enum Takes
{
    Number,
    /// <summary>A NUMBER without digits behind the point.</summary>
    Whole,
    /// <summary>A literal from 0 to 5.</summary>
    Few,
    Float,
    Text,
    Truth,
    Date,
    Timestamp,
}

/// <summary>
/// An operator or function: how it is written, what it takes and gives, and what it computes. In the shape <c>{1:7}</c> is the second operand, put into parentheses if
/// it holds together less tightly than level 7.
/// </summary>
internal sealed partial record Operation(string Shape, int Level, SqlTypeKind Gives, ImmutableArray<Takes> Operands, Func<DataType[], DataType> Type, Func<object?[], DataType, object?> Compute)
{
    /// <summary>One that gives NULL as soon as an operand is NULL.</summary>
    public static Operation Strict(string shape, DataType gives, ImmutableArray<Takes> operands, Func<object[], object?> compute, int level = Levels.Primary) =>
        Strict(shape, gives.Kind, operands, _ => gives, (values, _) => compute(values), level);

    public static Operation Strict(
        string shape, SqlTypeKind gives, ImmutableArray<Takes> operands, Func<DataType[], DataType> type, Func<object[], DataType, object?> compute, int level = Levels.Primary) =>
        new(shape, level, gives, operands, type, (values, result) => Array.Exists(values, static value => value is null) ? null : compute(values!, result));

    /// <summary>One that sees NULLs.</summary>
    public static Operation Open(string shape, DataType gives, ImmutableArray<Takes> operands, Func<object?[], object?> compute, int level = Levels.Primary) =>
        new(shape, level, gives.Kind, operands, _ => gives, (values, _) => compute(values));

    public string Write(ImmutableArray<Term> terms) => Place().Replace(Shape, match =>
    {
        var term = terms[int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)];
        return match.Groups[2].Success ? term.WriteAt(int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)) : term.Write();
    });

    [GeneratedRegex(@"\{(\d)(?::(\d+))?\}")]
    private static partial Regex Place();
}
