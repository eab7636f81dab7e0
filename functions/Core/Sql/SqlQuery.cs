using System.Collections.Immutable;
using Handover.Core.Expressions;

namespace Handover.Core.Sql;

/// <summary>A query whose names are resolved and whose types are known; <see cref="SqlWriter"/> writes it in either dialect.</summary>
public abstract record SqlQuery
{
    /// <summary>WITH: queries that this one reads by name.</summary>
    public ImmutableArray<CommonTable> With { get; init; } = [];

    /// <summary>ORDER BY; a plain column without relation is one of the output.</summary>
    public ImmutableArray<TypedOrderItem> OrderBy { get; init; } = [];

    /// <summary>LIMIT, or null.</summary>
    public long? Limit { get; init; }

    /// <summary>OFFSET, or null.</summary>
    public long? Offset { get; init; }
}

/// <summary>A query with a name.</summary>
/// <param name="Name">The name, written quoted.</param>
/// <param name="Query">The query.</param>
public sealed record CommonTable(string Name, SqlQuery Query);

/// <summary>SELECT … FROM ….</summary>
public sealed record SelectQuery : SqlQuery
{
    /// <summary>DISTINCT.</summary>
    public bool Distinct { get; init; }

    /// <summary>What is selected; empty for <c>*</c>, all columns of <see cref="From"/>.</summary>
    public ImmutableArray<SelectItem> Items { get; init; } = [];

    /// <summary>Adds <c>*</c> before <see cref="Items"/>.</summary>
    public bool Star { get; init; }

    /// <summary>FROM, or null.</summary>
    public FromItem? From { get; init; }

    /// <summary>WHERE, or null.</summary>
    public TypedExpression? Where { get; init; }

    /// <summary>GROUP BY; empty for none.</summary>
    public ImmutableArray<TypedExpression> GroupBy { get; init; } = [];

    /// <summary>HAVING, or null.</summary>
    public TypedExpression? Having { get; init; }

    /// <summary>QUALIFY, or null.</summary>
    public TypedExpression? Qualify { get; init; }
}

/// <summary>One column of a SELECT.</summary>
/// <param name="Value">What it holds.</param>
/// <param name="Name">Its name.</param>
public readonly record struct SelectItem(TypedExpression Value, string Name);

/// <summary>Several queries with the same number of columns, combined from left to right by one operator.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Branches">Two or more queries.</param>
public sealed record SetQuery(SetOperator Operator, ImmutableArray<SqlQuery> Branches) : SqlQuery;

/// <summary>How rows of several queries are combined.</summary>
public enum SetOperator
{
    /// <summary>All rows.</summary>
    UnionAll,
    /// <summary>All rows, equal ones once.</summary>
    Union,
    /// <summary>Rows that all have.</summary>
    Intersect,
    /// <summary>Rows that only the first has.</summary>
    Except,
}

/// <summary>Something that a SELECT reads.</summary>
public abstract record FromItem;

/// <summary>A table or view of the warehouse.</summary>
/// <param name="Table">Its full name.</param>
/// <param name="Sample">Reads a part of it only, or null.</param>
public sealed record TableFrom(TableName Table, Sampling? Sample = null) : FromItem;

/// <summary>A query of a WITH around it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Alias">Another name for the columns to go by, or null.</param>
/// <param name="Sample">Reads a part of it only, or null.</param>
public sealed record CommonTableFrom(string Name, string? Alias = null, Sampling? Sample = null) : FromItem;

/// <summary>A query in parentheses.</summary>
/// <param name="Query">The query.</param>
/// <param name="Alias">Its name.</param>
public sealed record QueryFrom(SqlQuery Query, string Alias) : FromItem;

/// <summary>VALUES.</summary>
/// <param name="Rows">Rows of equal length.</param>
/// <param name="Alias">Its name.</param>
/// <param name="Columns">Names of its columns.</param>
public sealed record ValuesFrom(ImmutableArray<ImmutableArray<TypedExpression>> Rows, string Alias, ImmutableArray<string> Columns) : FromItem;

/// <summary>Two things side by side.</summary>
/// <param name="Left">Left side.</param>
/// <param name="Right">Right side.</param>
/// <param name="Kind">Which rows stay.</param>
/// <param name="On">The condition; null for CROSS.</param>
public sealed record JoinFrom(FromItem Left, FromItem Right, JoinKind Kind, TypedExpression? On) : FromItem;

/// <summary>Which rows a join keeps.</summary>
public enum JoinKind
{
    /// <summary>INNER JOIN.</summary>
    Inner,
    /// <summary>LEFT JOIN.</summary>
    Left,
    /// <summary>RIGHT JOIN.</summary>
    Right,
    /// <summary>FULL JOIN.</summary>
    Full,
    /// <summary>CROSS JOIN.</summary>
    Cross,
}

/// <summary>A random part of the rows; exactly one of the two is set.</summary>
/// <param name="Rows">A number of rows.</param>
/// <param name="Percent">The chance of each row.</param>
public sealed record Sampling(long? Rows, decimal? Percent);
