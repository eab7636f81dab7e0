using System.Collections.Immutable;
using Handover.Core.Expressions;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Compilation;

/// <summary>A formula is <c>*</c> and its new columns, or, where it replaces one, the whole list.</summary>
internal static class FormulaCompilation
{
    public static void Compile(FormulaNode formula, NodeCompilation node)
    {
        var input = node.Input();
        var replaced = new SelectItem?[input.Columns.Length];
        var origins = new ImmutableArray<ColumnOrigin>[input.Columns.Length];
        var (scope, relation) = node.ScopeBeside(formula.Columns.Select(static column => column.Name));
        var added = new List<(SelectItem Item, ImmutableArray<ColumnOrigin> Origins, string Field)>();
        for (var i = 0; i < formula.Columns.Count; i++)
        {
            var (name, text) = formula.Columns[i];
            var result = node.Expression(text, FieldName.Of("columns", i, "expression"), ExpressionContext.Scalar, scope);
            var item = new SelectItem(result.Expression ?? Columns.Null(SqlType.Unknown), name);
            var from = Columns.ComputedFrom(result);
            var index = input.IndexOf(name);
            if (index < 0)
            {
                added.Add((item, from, FieldName.Of("columns", i, "name")));
            }
            else if (replaced[index] is not null)
            {
                node.Report(NodeDiagnostics.ColumnTwice(name, FieldName.Of("columns", i, "name")));
            }
            else
            {
                replaced[index] = item;
                origins[index] = from;
            }
        }

        if (formula.Columns.Count == 0)
        {
            node.Pass(new SelectQuery { From = node.From() });
            return;
        }

        var output = new OutputColumns(node, input.Columns.Length + added.Count);
        var items = ImmutableArray.CreateBuilder<SelectItem>();
        var star = Array.TrueForAll(replaced, static item => item is null) && input.Columns.Length > 0;
        for (var i = 0; i < input.Columns.Length; i++)
        {
            var item = replaced[i] ?? Columns.Item(input.Columns[i], relation: relation);
            output.AddUnique(
                replaced[i] is null ? input.Columns[i] : new Column(item.Name, item.Value.Type, item.Value.Nullable),
                replaced[i] is null ? Columns.Carried(item.Name) : origins[i]);
            if (!star)
            {
                items.Add(item);
            }
        }

        foreach (var (item, from, field) in added)
        {
            if (output.Add(new Column(item.Name, item.Value.Type, item.Value.Nullable), from, field))
            {
                items.Add(item);
            }
        }

        node.Finish(output, new SelectQuery { Star = star, Items = items.ToImmutable(), From = node.From() });
    }
}
