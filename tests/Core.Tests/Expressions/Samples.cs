using System.Collections.Immutable;
using Handover.Core.Expressions;
using Handover.Core.Sql;

namespace Handover.Core.Tests.Expressions;

/// <summary>A scope and short ways to compile in it.</summary>
internal static class Samples
{
    public static readonly ImmutableArray<Column> Columns =
    [
        new Column("ID", SqlType.Integer, Nullable: false),
        new Column("AMOUNT", SqlType.Number(10, 2)),
        new Column("NAME", SqlType.Varchar),
        new Column("ACTIVE", SqlType.Boolean),
        new Column("DAY", SqlType.Date),
        new Column("AT", SqlType.Timestamp),
        new Column("CLOCK", SqlType.Time),
        new Column("RATE", SqlType.Float),
        new Column("DOC", SqlType.Variant),
        new Column("Mixed Case", SqlType.Varchar),
        new Column("lower", SqlType.Varchar),
        new Column("Twin", SqlType.Varchar),
        new Column("twin", SqlType.Varchar),
    ];

    public static readonly ExpressionScope Scope = ExpressionScope.Of(Columns);

    public static readonly ExpressionScope Joined = new(
    [
        new ScopeRelation("left", [new Column("ID", SqlType.Integer), new Column("A", SqlType.Varchar)]),
        new ScopeRelation("RIGHT", [new Column("ID", SqlType.Integer), new Column("B", SqlType.Varchar)]),
    ]);

    public static ExpressionResult Compile(string text, ExpressionContext? context = null) =>
        ExpressionCompiler.Compile(text, Scope, context ?? ExpressionContext.Scalar);

    public static string Snowflake(string text, ExpressionContext? context = null)
    {
        var result = Compile(text, context);
        Assert.Empty(result.Diagnostics.Where(static problem => problem.Severity == Core.Diagnostics.Severity.Error));
        return ExpressionWriter.ToText(result.Expression!, SqlDialectKind.Snowflake);
    }
}
