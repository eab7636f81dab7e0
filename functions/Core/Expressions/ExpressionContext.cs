namespace Handover.Core.Expressions;

/// <summary>What an expression may hold where it stands.</summary>
/// <param name="Aggregates">How aggregate functions are taken.</param>
/// <param name="Windows">Whether window functions may stand here.</param>
/// <param name="Condition">The value must be a boolean.</param>
public sealed record ExpressionContext(AggregateUse Aggregates, bool Windows, bool Condition)
{
    /// <summary>A formula column: one value a row; window functions allowed.</summary>
    public static readonly ExpressionContext Scalar = new(AggregateUse.Forbidden, Windows: true, Condition: false);

    /// <summary>A filter or join condition: boolean, neither aggregates nor window functions.</summary>
    public static readonly ExpressionContext Filter = new(AggregateUse.Forbidden, Windows: false, Condition: true);

    /// <summary>QUALIFY: boolean, window functions allowed.</summary>
    public static readonly ExpressionContext Qualify = new(AggregateUse.Forbidden, Windows: true, Condition: true);

    /// <summary>One value a row without window functions, as in GROUP BY.</summary>
    public static readonly ExpressionContext Plain = new(AggregateUse.Forbidden, Windows: false, Condition: false);

    /// <summary>A measure of an aggregate node: at least one aggregate function; a column outside one must be grouped.</summary>
    public static readonly ExpressionContext Measure = new(AggregateUse.Required, Windows: false, Condition: false);

    /// <summary>A SELECT item or ORDER BY item of a grouped query: a column outside an aggregate must be grouped.</summary>
    public static readonly ExpressionContext Grouped = new(AggregateUse.Allowed, Windows: true, Condition: false);

    /// <summary>HAVING: boolean; a column outside an aggregate must be grouped.</summary>
    public static readonly ExpressionContext Having = new(AggregateUse.Allowed, Windows: false, Condition: true);
}

/// <summary>How aggregate functions are taken in an expression.</summary>
public enum AggregateUse
{
    /// <summary>There may be none: the expression speaks of one row.</summary>
    Forbidden,
    /// <summary>The expression speaks of a group of rows.</summary>
    Allowed,
    /// <summary>As <see cref="Allowed"/>, and there must be one.</summary>
    Required,
}
