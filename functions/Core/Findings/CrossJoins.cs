using System.Collections.Immutable;
using Handover.Core.Compilation;
using Handover.Core.Expressions;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Findings;

/// <summary>
/// Finds joins in which every row of one side meets every row of the other: those that say so, and those whose condition compares nothing of one side with anything
/// of the other (<c>ON TRUE</c>, <c>ON a.x = 1</c>). A comma with the comparison in WHERE is none, nor is a join with what is a single row.
/// </summary>
internal static class CrossJoins
{
    /// <summary>Whether a join node or the text of a sql node has one.</summary>
    public static bool In(CompiledFlow flow, int index)
    {
        var compiled = flow.Nodes[index];
        var isSingle = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var input in flow.Graph.InputsOf(index))
        {
            if (input >= 0)
            {
                isSingle[flow.Graph.Nodes[input].Id] = IsSingle(flow, input);
            }
        }

        return compiled.Node is JoinNode or SqlNode && compiled.Query is { } query && In(query, isSingle);
    }

    /// <summary>Whether a node gives a single row, whatever its sources hold.</summary>
    private static bool IsSingle(CompiledFlow flow, int index)
    {
        while (index >= 0 && !flow.Graph.IsInCycle[index])
        {
            switch (flow.Graph.Nodes[index])
            {
                case AggregateNode { GroupBy.Count: 0 } or SortNode { Limit: <= 1 }:
                    return true;
                case SelectNode or FormulaNode or FilterNode or SortNode or SampleNode or DistinctNode:
                    index = flow.Graph.InputsOf(index)[0];
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    private static bool In(SqlQuery query, Dictionary<string, bool> isSingle)
    {
        var known = query.With.IsEmpty ? isSingle : new Dictionary<string, bool>(isSingle, StringComparer.Ordinal);
        foreach (var common in query.With)
        {
            if (In(common.Query, known))
            {
                return true;
            }

            known[common.Name] = IsSingle(common.Query);
        }

        return query switch
        {
            SetQuery set => set.Branches.Any(branch => In(branch, known)),
            SelectQuery { From: { } from } select => In(from, [.. Conjuncts(select.Where)], known),
            _ => false,
        };
    }

    private static bool In(FromItem from, ImmutableArray<TypedExpression> where, Dictionary<string, bool> isSingle) => from switch
    {
        QueryFrom query => In(query.Query, isSingle),
        JoinFrom join => IsCross(join, where, isSingle) || In(join.Left, where, isSingle) || In(join.Right, where, isSingle),
        _ => false,
    };

    private static bool IsCross(JoinFrom join, ImmutableArray<TypedExpression> where, Dictionary<string, bool> isSingle)
    {
        if (IsSingle(join.Left, isSingle) || IsSingle(join.Right, isSingle))
        {
            return false;
        }

        HashSet<string> left = [.. Names(join.Left)], right = [.. Names(join.Right)];
        return !Conjuncts(join.On).Concat(where).Any(condition => Relates(condition, left, right));
    }

    private static IEnumerable<TypedExpression> Conjuncts(TypedExpression? condition) => condition switch
    {
        null => [],
        TypedBinary { Operator: BinaryOperator.And } both => Conjuncts(both.Left).Concat(Conjuncts(both.Right)),
        _ => [condition],
    };

    /// <summary>Whether a condition looks at both sides; what a query inside it looks at is not known, so it may.</summary>
    private static bool Relates(TypedExpression condition, HashSet<string> left, HashSet<string> right)
    {
        var (isLeft, isRight) = (false, false);
        var open = new Stack<TypedExpression>([condition]);
        while (open.TryPop(out var next) && !(isLeft && isRight))
        {
            switch (next)
            {
                case TypedSubquery:
                    return true;
                case TypedColumn { Relation: { } relation }:
                    isLeft |= left.Contains(relation);
                    isRight |= right.Contains(relation);
                    break;
            }

            foreach (var child in TypedChildren.Of(next))
            {
                open.Push(child);
            }
        }

        return isLeft && isRight;
    }

    private static IEnumerable<string> Names(FromItem from) => from switch
    {
        CommonTableFrom table => [table.Alias ?? table.Name],
        QueryFrom query => [query.Alias],
        ValuesFrom values => [values.Alias],
        JoinFrom join => Names(join.Left).Concat(Names(join.Right)),
        _ => [],
    };

    private static bool IsSingle(FromItem from, Dictionary<string, bool> isSingle) => from switch
    {
        CommonTableFrom table => isSingle.GetValueOrDefault(table.Name),
        QueryFrom query => IsSingle(query.Query),
        ValuesFrom values => values.Rows.Length <= 1,
        JoinFrom join => IsSingle(join.Left, isSingle) && IsSingle(join.Right, isSingle),
        _ => false,
    };

    private static bool IsSingle(SqlQuery query) =>
        query.Limit <= 1 || (query is SelectQuery { GroupBy.IsEmpty: true } select && (select.From is null || select.Items.Any(static item => Aggregates(item.Value))));

    private static bool Aggregates(TypedExpression expression) =>
        expression is TypedCall { Function.Kind: FunctionKind.Aggregate, Window: null } || TypedChildren.Of(expression).Any(Aggregates);
}
