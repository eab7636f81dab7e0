using System.Collections.Immutable;
using Handover.Core.Expressions;

namespace Handover.Core.Compilation;

/// <summary>Puts other expressions where names stand: aliases of a SELECT list, measures in HAVING, the sides of a join.</summary>
/// <param name="replace">What stands for a name; null to keep it.</param>
/// <param name="insideAggregates">Whether names inside aggregate functions are replaced as well.</param>
internal sealed class SyntaxRewriter(Func<ColumnSyntax, ExpressionSyntax?> replace, bool insideAggregates)
{
    public ExpressionSyntax Rewrite(ExpressionSyntax syntax) => syntax switch
    {
        ColumnSyntax column => replace(column) ?? column,
        UnarySyntax unary => unary with { Operand = Rewrite(unary.Operand) },
        BinarySyntax binary => binary with { Left = Rewrite(binary.Left), Right = Rewrite(binary.Right) },
        CaseSyntax choice => choice with
        {
            Operand = Optional(choice.Operand),
            Branches = [.. choice.Branches.Select(branch => new CaseBranchSyntax(Rewrite(branch.When), Rewrite(branch.Then)))],
            Else = Optional(choice.Else),
        },
        CastSyntax cast => cast with { Operand = Rewrite(cast.Operand) },
        BetweenSyntax between => between with { Operand = Rewrite(between.Operand), Low = Rewrite(between.Low), High = Rewrite(between.High) },
        InSyntax list => list with { Operand = Rewrite(list.Operand), Values = All(list.Values) },
        LikeSyntax like => like with { Operand = Rewrite(like.Operand), Patterns = All(like.Patterns) },
        IsNullSyntax isNull => isNull with { Operand = Rewrite(isNull.Operand) },
        AccessSyntax access => access with { Operand = Rewrite(access.Operand) },
        SubquerySyntax { Operand: { } operand } subquery => subquery with { Operand = Rewrite(operand) },
        CallSyntax call => RewriteCall(call),
        _ => syntax,
    };

    public ImmutableArray<OrderItemSyntax> Rewrite(ImmutableArray<OrderItemSyntax> items) =>
        [.. items.Select(item => item with { Value = Rewrite(item.Value) })];

    private CallSyntax RewriteCall(CallSyntax call)
    {
        var function = FunctionCatalog.Find(call.Name.Text);
        if (call.Window is null && function?.Kind == FunctionKind.Aggregate && !insideAggregates)
        {
            return call;
        }

        return call with
        {
            Arguments = RewriteArguments(call.Arguments, function),
            WithinGroup = Rewrite(call.WithinGroup),
            Window = call.Window is { } window ? window with { PartitionBy = All(window.PartitionBy), OrderBy = Rewrite(window.OrderBy) } : null,
        };
    }

    /// <summary>The <c>month</c> of <c>DATEADD(month, …)</c> is a bare word, but no name.</summary>
    private ImmutableArray<ExpressionSyntax> RewriteArguments(ImmutableArray<ExpressionSyntax> arguments, FunctionDefinition? function)
    {
        var rewritten = ImmutableArray.CreateBuilder<ExpressionSyntax>(arguments.Length);
        for (var i = 0; i < arguments.Length; i++)
        {
            var isPart = function is not null
                && (i < function.Parameters.Length || function.Repeating > 0)
                && function.ParameterAt(i, arguments.Length).Type == ParameterType.DatePart;
            rewritten.Add(isPart ? arguments[i] : Rewrite(arguments[i]));
        }

        return rewritten.MoveToImmutable();
    }

    private ExpressionSyntax? Optional(ExpressionSyntax? syntax) => syntax is null ? null : Rewrite(syntax);

    private ImmutableArray<ExpressionSyntax> All(ImmutableArray<ExpressionSyntax> items) => [.. items.Select(Rewrite)];
}
