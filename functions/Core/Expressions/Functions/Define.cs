using System.Collections.Immutable;
using Handover.Core.Sql;

namespace Handover.Core.Expressions;

/// <summary>
/// Makes functions of the catalogue from a signature such as <c>SUBSTR|SUBSTRING(text: Text, start: Integer, [length: Integer])</c>:
/// the name and its aliases, then parameters with their types; brackets mark optional ones, <c>…</c> behind the last one (or <c>…2</c> behind the last two) repetition.
/// </summary>
internal static class Define
{
    public static FunctionDefinition Scalar(
        string signature,
        FunctionCategory category,
        ReturnRule returns,
        DuckDbRendering duckDb,
        string summary,
        string example,
        NullRule nulls = NullRule.WithArguments,
        ArgumentCheck? check = null,
        bool trailingDefault = false) =>
        Make(signature, FunctionKind.Scalar, category, returns, duckDb, summary, example, nulls, FunctionClauses.None, check, trailingDefault);

    public static FunctionDefinition Aggregate(
        string signature,
        ReturnRule returns,
        DuckDbRendering duckDb,
        string summary,
        string example,
        FunctionClauses clauses = FunctionClauses.Frame,
        NullRule nulls = NullRule.Always,
        FunctionCategory category = FunctionCategory.Aggregate,
        ArgumentCheck? check = null) =>
        Make(signature, FunctionKind.Aggregate, category, returns, duckDb, summary, example, nulls, clauses, check, false);

    public static FunctionDefinition Window(
        string signature,
        ReturnRule returns,
        DuckDbRendering duckDb,
        string summary,
        string example,
        FunctionClauses clauses = FunctionClauses.OrderRequired,
        NullRule nulls = NullRule.Never,
        ArgumentCheck? check = null) =>
        Make(signature, FunctionKind.Window, FunctionCategory.Window, returns, duckDb, summary, example, nulls, clauses, check, false);

    private static FunctionDefinition Make(
        string signature,
        FunctionKind kind,
        FunctionCategory category,
        ReturnRule returns,
        DuckDbRendering duckDb,
        string summary,
        string example,
        NullRule nulls,
        FunctionClauses clauses,
        ArgumentCheck? check,
        bool trailingDefault)
    {
        var open = signature.IndexOf('(');
        var names = signature[..open].Split('|');
        var parameters = ImmutableArray.CreateBuilder<FunctionParameter>();
        var repeating = 0;
        foreach (var item in signature[(open + 1)..^1].Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            var text = item.Trim('[', ']');
            var dots = text.IndexOf('…');
            if (dots >= 0)
            {
                repeating = dots + 1 < text.Length ? text[dots + 1] - '0' : 1;
                text = text[..dots];
            }

            var colon = text.IndexOf(':');
            parameters.Add(new FunctionParameter(text[..colon], Enum.Parse<ParameterType>(text.AsSpan(colon + 2)), item.StartsWith('[')));
        }

        return new FunctionDefinition
        {
            Name = names[0],
            Aliases = ImmutableArray.Create(names.AsSpan(1)),
            Kind = kind,
            Category = category,
            Parameters = parameters.DrainToImmutable(),
            Repeating = repeating,
            Summary = summary,
            Example = example,
            Returns = returns,
            DuckDb = duckDb,
            Nulls = nulls,
            Clauses = clauses,
            Check = check,
            TrailingDefault = trailingDefault,
        };
    }
}

/// <summary>Types of results.</summary>
internal static class Returns
{
    public static readonly ReturnRule Varchar = static _ => SqlType.Varchar;
    public static readonly ReturnRule Integer = static _ => SqlType.Integer;
    public static readonly ReturnRule Float = static _ => SqlType.Float;
    public static readonly ReturnRule Boolean = static _ => SqlType.Boolean;
    public static readonly ReturnRule Date = static _ => SqlType.Date;
    public static readonly ReturnRule Time = static _ => SqlType.Time;
    public static readonly ReturnRule Timestamp = static _ => SqlType.Timestamp;
    public static readonly ReturnRule TimestampTz = static _ => SqlType.TimestampTz;
    public static readonly ReturnRule Variant = static _ => SqlType.Variant;
    public static readonly ReturnRule Array = static _ => SqlType.Array;
    public static readonly ReturnRule Object = static _ => SqlType.Object;

    /// <summary>The type of the first argument.</summary>
    public static readonly ReturnRule First = static arguments => arguments[0].Type;

    /// <summary>The type of the second argument.</summary>
    public static readonly ReturnRule Second = static arguments => arguments[1].Type;

    /// <summary>The type that all arguments have in common; they are brought to it already.</summary>
    public static readonly ReturnRule Common = static arguments => CommonFrom(arguments, 0);

    /// <summary>As <see cref="Common"/>, from the second argument on.</summary>
    public static readonly ReturnRule CommonOfRest = static arguments => CommonFrom(arguments, 1);

    private static SqlType CommonFrom(ImmutableArray<TypedExpression> arguments, int start)
    {
        var type = SqlType.Unknown;
        for (var i = start; i < arguments.Length; i++)
        {
            type = TypeRules.Common(type, arguments[i].Type) ?? type;
        }

        return type;
    }
}
