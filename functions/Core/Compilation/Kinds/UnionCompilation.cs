using System.Collections.Immutable;
using Handover.Core.Expressions;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Compilation;

/// <summary>A union brings its inputs to the same columns in the same order, then puts them below each other.</summary>
internal static class UnionCompilation
{
    public static void Compile(UnionNode union, NodeCompilation node)
    {
        var isComplete = Enumerable.Range(0, node.InputCount).All(input => node.Input(input).IsComplete);
        var targets = union.By == UnionMatch.Name ? ByName(node, isComplete) : ByPosition(node, isComplete);
        var output = new OutputColumns(node, targets.Count);
        foreach (var target in targets)
        {
            var from = ImmutableArray.CreateBuilder<ColumnOrigin>(node.InputCount);
            for (var input = 0; input < node.InputCount; input++)
            {
                if (target.Parts[input] is { } part)
                {
                    from.Add(new ColumnOrigin(input, part.Name, true));
                    if (union.Distinct || union.By == UnionMatch.Position)
                    {
                        // Without it the positions shift, or other rows are equal.
                        node.Refer(input, part.Name, FieldName.Of("inputs", input));
                    }
                }
            }

            output.AddUnique(new Column(target.Name, target.Type, target.Nullable), from.ToImmutable());
        }

        var branches = Enumerable.Range(0, node.InputCount).Select(input => (SqlQuery)Branch(node, input, targets)).ToImmutableArray();
        var combined = union.Distinct ? SetOperator.Union : SetOperator.UnionAll;
        node.Finish(output, branches.Length < 2 ? null : new SetQuery(combined, branches), isComplete);
    }

    private static List<Target> ByName(NodeCompilation node, bool isComplete)
    {
        var targets = new List<Target>();
        var byName = new Dictionary<string, Target>(StringComparer.Ordinal);
        for (var input = 0; input < node.InputCount; input++)
        {
            foreach (var column in node.Input(input).Columns)
            {
                if (!byName.TryGetValue(column.Name, out var target))
                {
                    target = new Target(column.Name, node.InputCount);
                    byName.Add(column.Name, target);
                    targets.Add(target);
                }

                target.Take(node, input, column);
            }
        }

        foreach (var target in targets)
        {
            for (var input = 0; input < node.InputCount; input++)
            {
                if (target.Parts[input] is not null)
                {
                    continue;
                }

                target.Nullable = true;
                if (isComplete)
                {
                    node.Report(NodeDiagnostics.MissingInUnion(target.Name, node.Node.InputIds[input], FieldName.Of("inputs", input)));
                }
            }
        }

        return targets;
    }

    private static List<Target> ByPosition(NodeCompilation node, bool isComplete)
    {
        var first = node.InputCount > 0 ? node.Input().Columns : [];
        var targets = first.Select(column => new Target(column.Name, node.InputCount)).ToList();
        for (var input = 0; input < node.InputCount; input++)
        {
            var columns = node.Input(input).Columns;
            if (columns.Length != first.Length && isComplete)
            {
                node.Report(NodeDiagnostics.ColumnCounts(node.Node.InputIds[0], first.Length, node.Node.InputIds[input], columns.Length, FieldName.Of("inputs", input)));
            }

            for (var i = 0; i < Math.Min(columns.Length, first.Length); i++)
            {
                targets[i].Take(node, input, columns[i]);
            }
        }

        return targets;
    }

    private static SelectQuery Branch(NodeCompilation node, int input, List<Target> targets)
    {
        var columns = node.Input(input).Columns;
        var isSame = columns.Length == targets.Count;
        var items = ImmutableArray.CreateBuilder<SelectItem>(targets.Count);
        for (var i = 0; i < targets.Count; i++)
        {
            var target = targets[i];
            var part = target.Parts[input];
            var value = part is null ? Columns.Null(target.Type) : Columns.As(Columns.Read(part), target.Type);
            items.Add(new SelectItem(value, target.Name));
            isSame = isSame && part == columns[i] && value is TypedColumn && part.Name == target.Name;
        }

        return new SelectQuery { Items = isSame ? [] : items.ToImmutable(), From = node.From(input) };
    }

    /// <summary>One output column and what each input gives to it.</summary>
    private sealed class Target(string name, int inputs)
    {
        private bool isBroken;

        public string Name { get; } = name;

        public Column?[] Parts { get; } = new Column?[inputs];

        public SqlType Type { get; private set; } = SqlType.Unknown;

        public bool Nullable { get; set; }

        public void Take(NodeCompilation node, int input, Column column)
        {
            Parts[input] = column;
            Nullable |= column.Nullable;
            if (isBroken)
            {
                return;
            }

            if (TypeRules.Common(Type, column.Type) is { } common)
            {
                Type = common;
                return;
            }

            node.Report(NodeDiagnostics.UnionTypes(Name, Type, node.Node.InputIds[input], column.Type, FieldName.Of("inputs", input)));
            Type = SqlType.Unknown;
            isBroken = true;
        }
    }
}
