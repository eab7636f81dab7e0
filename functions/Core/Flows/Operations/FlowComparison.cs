using Handover.Core.Compilation;
using Handover.Core.Sql;

namespace Handover.Core.Flows;

/// <summary>A column whose type changes.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Before">Its type before.</param>
/// <param name="After">Its type after.</param>
public sealed record ColumnTypeChange(string Column, SqlType Before, SqlType After);

/// <summary>The output columns of a node whose columns differ.</summary>
/// <param name="Node">Id of the node, of a removed one the id that it had.</param>
/// <param name="Before">Its columns before; empty for an added node.</param>
/// <param name="After">Its columns after; empty for a removed node.</param>
/// <param name="Added">Names that came.</param>
/// <param name="Removed">Names that went.</param>
/// <param name="Changed">Columns whose type is another one.</param>
public sealed record ColumnsDiff(
    string Node, ValueList<Column> Before, ValueList<Column> After, ValueList<string> Added, ValueList<string> Removed, ValueList<ColumnTypeChange> Changed);

/// <summary>Two states of a flow as people compare them: what was changed, with the change within expressions, and what comes out of the nodes then.</summary>
/// <param name="Diff">Nodes, groups and explorations; expressions with their <see cref="FieldDiff.Text"/>.</param>
/// <param name="Columns">The nodes whose output columns differ, also where the cause is upstream.</param>
public sealed record FlowComparison(FlowDiff Diff, ValueList<ColumnsDiff> Columns)
{
    /// <summary>Compares two flows and what the compiler says of them.</summary>
    public static FlowComparison Between(CompiledFlow before, CompiledFlow after)
    {
        var diff = FlowDiff.Between(before.Flow, after.Flow);
        var former = diff.Nodes.Where(static part => part.Was is not null).ToDictionary(static part => part.Id, static part => part.Was!, StringComparer.Ordinal);
        var columns = new List<ColumnsDiff>();
        foreach (var node in after.Nodes)
        {
            var id = node.Node.Id;
            columns.AddRange(Compare(id, before.Find(former.GetValueOrDefault(id, id)), node));
        }

        var moved = former.Values.ToHashSet(StringComparer.Ordinal);
        columns.AddRange(before.Nodes.Where(node => after.Find(node.Node.Id) is null && !moved.Contains(node.Node.Id)).SelectMany(static node => Compare(node.Node.Id, node, null)));
        return new FlowComparison(
            new FlowDiff(WithTexts(diff.Nodes), WithTexts(diff.Groups), WithTexts(diff.Explorations)), ValueList.From(columns));
    }

    private static IEnumerable<ColumnsDiff> Compare(string node, CompiledNode? before, CompiledNode? after)
    {
        var old = before?.Columns ?? [];
        var now = after?.Columns ?? [];
        if (old.AsSpan().SequenceEqual(now.AsSpan()))
        {
            yield break;
        }

        var earlier = old.DistinctBy(static column => column.Name).ToDictionary(static column => column.Name, StringComparer.Ordinal);
        var names = now.Select(static column => column.Name).ToHashSet(StringComparer.Ordinal);
        yield return new ColumnsDiff(
            node,
            ValueList.From(old),
            ValueList.From(now),
            ValueList.From(now.Select(static column => column.Name).Where(name => !earlier.ContainsKey(name))),
            ValueList.From(old.Select(static column => column.Name).Where(name => !names.Contains(name))),
            ValueList.From(now.Where(column => earlier.TryGetValue(column.Name, out var was) && was.Type != column.Type)
                .Select(column => new ColumnTypeChange(column.Name, earlier[column.Name].Type, column.Type))));
    }

    private static ValueList<PartDiff> WithTexts(ValueList<PartDiff> parts) => ValueList.From(parts.Select(static part => part with
    {
        Fields = ValueList.From(part.Fields.Select(static field =>
            field is { Before: { } before, After: { } after } && (FieldComparison.IsExpression(field.Field) || field.Field.EndsWith("description", StringComparison.Ordinal))
                ? field with { Text = TextDiff.Between(before, after) }
                : field)),
    }));
}
