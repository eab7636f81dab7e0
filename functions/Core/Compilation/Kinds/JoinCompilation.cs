using System.Collections.Immutable;
using Handover.Core.Diagnostics;
using Handover.Core.Expressions;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Compilation;

/// <summary>A join lists the left columns, then the right ones.</summary>
internal static class JoinCompilation
{
    private const string LeftWord = "left";
    private const string RightWord = "right";

    public static void Compile(JoinNode join, NodeCompilation node)
    {
        var isSelf = join.Left == join.Right;
        string left = isSelf ? LeftWord : join.Left, right = isSelf ? RightWord : join.Right;
        var scope = new ExpressionScope([new ScopeRelation(left, node.Input(0).Columns), new ScopeRelation(right, node.Input(1).Columns)]);
        var condition = Condition(join, node, scope, left, right);
        var output = new OutputColumns(node, node.Input(0).Columns.Length + node.Input(1).Columns.Length);
        var items = ImmutableArray.CreateBuilder<SelectItem>();
        foreach (var column in node.Input(0).Columns)
        {
            var nullable = column.Nullable || join.Type is JoinType.Right or JoinType.Full;
            output.AddUnique(column with { Nullable = nullable }, Columns.Carried(column.Name));
            items.Add(new SelectItem(Columns.Read(column, left), column.Name));
        }

        foreach (var column in node.Input(1).Columns)
        {
            AddRight(join, node, output, items, column, right);
        }

        node.Finish(output, new SelectQuery
        {
            Items = items.ToImmutable(),
            From = new JoinFrom(node.From(0, isSelf ? left : null), node.From(1, isSelf ? right : null), Kind(join.Type), condition),
        });
    }

    private static void AddRight(
        JoinNode join, NodeCompilation node, OutputColumns output, ImmutableArray<SelectItem>.Builder items, Column column, string relation)
    {
        var name = output.Contains(column.Name) && !string.IsNullOrEmpty(join.RightPrefix) ? join.RightPrefix + column.Name : column.Name;
        if (output.Contains(name))
        {
            node.Report(NodeDiagnostics.Clash(name, join.Right, !string.IsNullOrEmpty(join.RightPrefix)));
            return;
        }

        if (name == column.Name || OutputColumns.CheckName(node, name, "rightPrefix"))
        {
            var nullable = column.Nullable || join.Type is JoinType.Left or JoinType.Full;
            output.AddUnique(column with { Name = name, Nullable = nullable }, Columns.Carried(column.Name, 1));
            items.Add(new SelectItem(Columns.Read(column, relation), name));
        }
    }

    private static TypedExpression? Condition(JoinNode join, NodeCompilation node, ExpressionScope scope, string left, string right)
    {
        var hasCondition = join.On.Count > 0 || join.Condition is not null;
        if (hasCondition == (join.Type == JoinType.Cross))
        {
            node.Report(hasCondition ? NodeDiagnostics.ConditionOnCross() : NodeDiagnostics.NoCondition());
        }

        TypedExpression? all = null;
        for (var i = 0; i < join.On.Count; i++)
        {
            var key = join.On[i];
            var leftColumn = node.Column(key.Left, FieldName.Of("on", i, "left"), 0);
            var rightColumn = node.Column(key.Right, FieldName.Of("on", i, "right"), 1);
            if (leftColumn is not null && rightColumn is not null)
            {
                var equal = new BinarySyntax(BinaryOperator.Equal, Columns.Named(key.Left, left), Columns.Named(key.Right, right), default);
                all = And(all, node.Bind(equal, scope, ExpressionContext.Filter, FieldName.Of("on", i)));
            }
        }

        return join.Condition is null ? all : And(all, Further(join.Condition, node, scope, left, right));
    }

    /// <summary>The free condition, in which <c>left</c> and <c>right</c> name the sides whatever the nodes are called.</summary>
    private static TypedExpression? Further(string text, NodeCompilation node, ExpressionScope scope, string left, string right)
    {
        var cursor = new TokenCursor(text);
        var syntax = new ExpressionParser(cursor).ParseExpression();
        if (!cursor.HasErrors && !cursor.At(TokenKind.End))
        {
            cursor.ReportUnexpected("the end");
        }

        node.Take(cursor.Diagnostics, "condition", keepSpans: true);
        if (cursor.HasErrors)
        {
            return null;
        }

        var sides = new SyntaxRewriter(column => Side(column, left, right), insideAggregates: true);
        var result = ExpressionCompiler.Bind(sides.Rewrite(syntax), scope, ExpressionContext.Filter);
        node.Take(result.Diagnostics, "condition", keepSpans: true);
        foreach (var reference in result.References)
        {
            node.Refer(reference.Relation == left ? 0 : 1, reference.Column, "condition", reference.Span);
        }

        return result.Expression;
    }

    private static ColumnSyntax? Side(ColumnSyntax column, string left, string right)
    {
        if (column.Relation is not { Quoted: false } relation)
        {
            return null;
        }

        var side = relation.Text.Equals(LeftWord, StringComparison.OrdinalIgnoreCase) ? left
            : relation.Text.Equals(RightWord, StringComparison.OrdinalIgnoreCase) ? right
            : null;
        return side is null ? null : column with { Relation = relation with { Text = side, Quoted = true } };
    }

    private static TypedExpression? And(TypedExpression? left, TypedExpression? right) =>
        left is null ? right
        : right is null ? left
        : new TypedBinary(BinaryOperator.And, left, right, SqlType.Boolean, left.Nullable || right.Nullable, new TextSpan(0, 0));

    private static JoinKind Kind(JoinType type) => type switch
    {
        JoinType.Inner => JoinKind.Inner,
        JoinType.Left => JoinKind.Left,
        JoinType.Right => JoinKind.Right,
        JoinType.Full => JoinKind.Full,
        _ => JoinKind.Cross,
    };
}
