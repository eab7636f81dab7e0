using Handover.Core.Expressions;
using Handover.Core.Flows;

namespace Handover.Core.Findings;

/// <summary>The side of a join that a filter behind it could go to.</summary>
/// <param name="Left">The left one, otherwise the right one.</param>
/// <param name="Input">Id of the node on that side.</param>
/// <param name="IsSafe">Whether the move can change no row and can make no statement fail that did not before.</param>
internal sealed record FilterSide(bool Left, string Input, bool IsSafe);

/// <summary>Finds filters that could go before a join.</summary>
internal static class FilterPushdown
{
    /// <summary>The side that a filter speaks of alone, where its rows would be the same before the join; null if there is none.</summary>
    public static FilterSide? SideOf(FlowShape shape, int index)
    {
        var flow = shape.Flow;
        var filter = (FilterNode)flow.Graph.Nodes[index];
        var joinIndex = flow.Graph.InputsOf(index)[0];
        if (joinIndex < 0 || flow.Graph.Nodes[joinIndex] is not JoinNode join || flow.Nodes[joinIndex].Origins.IsDefault)
        {
            return null;
        }

        var result = ExpressionCompiler.Compile(filter.Where, ExpressionScope.Of(flow.Nodes[joinIndex].Columns), ExpressionContext.Qualify);
        if (result.Expression is null || result.HasWindow || result.References.IsEmpty || TypedChildren.HoldsSubquery(result.Expression))
        {
            return null;
        }

        var columns = flow.Nodes[joinIndex].Columns;
        int? side = null;
        var sameNames = true;
        foreach (var name in result.References.Select(static reference => reference.Column).Distinct())
        {
            var at = Enumerable.Range(0, columns.Length).First(i => columns[i].Name == name);
            var origin = flow.Nodes[joinIndex].Origins[at][0];
            if (side is { } known && known != origin.Input)
            {
                return null;
            }

            side = origin.Input;
            sameNames &= origin.Column == name;
        }

        // A filter before the outer side of a join would turn its rows into rows without a partner.
        var allowed = join.Type switch
        {
            JoinType.Inner or JoinType.Cross => true,
            JoinType.Left => side == 0,
            JoinType.Right => side == 1,
            _ => false,
        };
        var onlyReader = flow.Graph.ReadersOf(joinIndex).Length == 1 && !shape.IsExplored(join) && !shape.IsExplored(filter);
        return allowed
            ? new FilterSide(side == 0, side == 0 ? join.Left : join.Right, sameNames && onlyReader && !shape.IsReadBySql(index) && CannotFail(result.Expression))
            : null;
    }

    // Before the join the condition meets rows that had no partner: what could fail on one of them (a conversion, a division, a function) stays behind.
    private static bool CannotFail(TypedExpression expression) => expression switch
    {
        TypedColumn or TypedLiteral => true,
        TypedBinary
        {
            Operator: BinaryOperator.And or BinaryOperator.Or or BinaryOperator.Equal or BinaryOperator.NotEqual or BinaryOperator.Less
            or BinaryOperator.LessOrEqual or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual or BinaryOperator.IsDistinct or BinaryOperator.IsNotDistinct
        }
            or TypedUnary { Operator: UnaryOperator.Not } or TypedIn or TypedLike or TypedBetween or TypedIsNull => TypedChildren.Of(expression).All(CannotFail),
        TypedCast { Operand: TypedLiteral } => true,
        _ => false,
    };
}
