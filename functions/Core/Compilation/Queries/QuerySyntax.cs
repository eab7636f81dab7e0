using System.Collections.Immutable;
using Handover.Core.Diagnostics;
using Handover.Core.Expressions;
using Handover.Core.Sql;

namespace Handover.Core.Compilation;

/// <summary>A query as it was written.</summary>
/// <param name="Span">Its first word: where problems of the query as a whole are shown.</param>
internal abstract record QuerySyntax(TextSpan Span)
{
    public ImmutableArray<CommonTableSyntax> With { get; init; } = [];

    public ImmutableArray<OrderItemSyntax> OrderBy { get; init; } = [];

    public long? Limit { get; init; }

    public long? Offset { get; init; }
}

internal sealed record CommonTableSyntax(NameSyntax Name, ImmutableArray<NameSyntax> Columns, QuerySyntax Query);

internal sealed record SelectSyntax(TextSpan Span) : QuerySyntax(Span)
{
    public bool Distinct { get; init; }

    /// <summary>TOP, where the SELECT is a branch of a set operation; otherwise it is the query's LIMIT.</summary>
    public long? Top { get; init; }

    public ImmutableArray<SelectItemSyntax> Items { get; init; } = [];

    public FromSyntax? From { get; init; }

    public ExpressionSyntax? Where { get; init; }

    public ImmutableArray<ExpressionSyntax> GroupBy { get; init; } = [];

    public bool GroupByAll { get; init; }

    public ExpressionSyntax? Having { get; init; }

    public ExpressionSyntax? Qualify { get; init; }
}

/// <summary>Two or more queries and one operator, from left to right.</summary>
internal sealed record SetSyntax(SetOperator Operator, ImmutableArray<QuerySyntax> Branches, TextSpan Span) : QuerySyntax(Span);

internal abstract record SelectItemSyntax(TextSpan Span);

internal sealed record ExpressionItemSyntax(ExpressionSyntax Value, NameSyntax? Alias, TextSpan Span) : SelectItemSyntax(Span);

/// <summary><c>*</c> or <c>t.*</c>, with EXCLUDE and RENAME.</summary>
internal sealed record StarItemSyntax(
    NameSyntax? Relation,
    ImmutableArray<NameSyntax> Exclude,
    ImmutableArray<(NameSyntax From, NameSyntax To)> Rename,
    TextSpan Span) : SelectItemSyntax(Span);

internal abstract record FromSyntax(TextSpan Span);

internal sealed record TableSyntax(ImmutableArray<NameSyntax> Name, NameSyntax? Alias, TextSpan Span) : FromSyntax(Span);

internal sealed record QueryTableSyntax(QuerySyntax Query, NameSyntax? Alias, ImmutableArray<NameSyntax> Columns, TextSpan Span) : FromSyntax(Span);

internal sealed record ValuesSyntax(
    ImmutableArray<ImmutableArray<ExpressionSyntax>> Rows, NameSyntax? Alias, ImmutableArray<NameSyntax> Columns, TextSpan Span) : FromSyntax(Span);

internal sealed record JoinSyntax(
    FromSyntax Left, FromSyntax Right, JoinKind Kind, ExpressionSyntax? On, ImmutableArray<NameSyntax> Using, TextSpan Span) : FromSyntax(Span);
