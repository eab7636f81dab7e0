using System.Collections.Immutable;
using Handover.Core.Operations;
using Handover.Core.Sql;

namespace Handover.Core.Deployments;

/// <summary>The statements of a plan, step by step: what people read is what the warehouse runs.</summary>
public static class PlanStatements
{
    /// <summary>The statements that stage, test and swap these deployments.</summary>
    public static ImmutableArray<PlanStep> Of(ImmutableArray<PlannedDeployment> deployments, Swap swap, SqlDialectKind dialect)
    {
        var steps = ImmutableArray.CreateBuilder<PlanStep>();
        var built = deployments.Where(item => item.Builds()).OrderBy(item => item.Wave).ToList();
        Add(steps, StepNames.Stage, built.Select(item => new PlanStatement(
            item.Node, PublicationStatements.Stage(item.Target, item.Type is DeploymentType.View, item.Sql!, swap.Token, dialect))));
        Add(steps, StepNames.DataChecks, built.SelectMany(item => item.Tests.Select(test => new PlanStatement(
            item.Node,
            DataTestSql.Violations(test, PublicationNames.Stage(item.Target, swap.Token), item.Action is DeploymentAction.Replace ? item.Target : null, dialect)))));
        var byTarget = deployments.SelectMany(item => item.Retires is { } retired ? [(item.Target, item.Node), (retired, item.Node)] : new[] { (item.Target, item.Node) })
            .ToDictionary(pair => pair.Item1, pair => pair.Node);
        Add(steps, StepNames.Swap, swap.Publications.SelectMany(publication => publication.Moves.Select(move => new PlanStatement(
            byTarget[publication.Publication.Target], PublicationStatements.Rename(move.From, move.To, move.IsView, dialect)))));
        return steps.ToImmutable();
    }

    private static void Add(ImmutableArray<PlanStep>.Builder steps, string name, IEnumerable<PlanStatement> statements)
    {
        var list = statements.ToImmutableArray();
        if (!list.IsEmpty)
        {
            steps.Add(new PlanStep(name, list));
        }
    }
}
