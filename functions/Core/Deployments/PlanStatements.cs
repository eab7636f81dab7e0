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
        Add(steps, StepNames.Stage, built.SelectMany(item => Stage(item, swap.Token, dialect)));
        Add(steps, StepNames.DataChecks, built.SelectMany(item => item.Checks.Select(check => new PlanStatement(item.Node, check.Sql))));
        var byTarget = deployments.SelectMany(item => item.Retires is { } retired ? [(item.Target, item.Node), (retired, item.Node)] : new[] { (item.Target, item.Node) })
            .ToDictionary(pair => pair.Item1, pair => pair.Node);
        Add(steps, StepNames.Swap, swap.Publications.SelectMany(publication => SwapScript.Of(publication, dialect).Texts(dialect)
            .Select(text => new PlanStatement(byTarget[publication.Publication.Target], text))));
        return steps.ToImmutable();
    }

    private static IEnumerable<PlanStatement> Stage(PlannedDeployment item, string token, SqlDialectKind dialect) =>
        StageScript.Of(DeploymentSet.StagingOf(item, token), dialect).Statements.Select(statement => new PlanStatement(item.Node, statement.Sql));

    private static void Add(ImmutableArray<PlanStep>.Builder steps, string name, IEnumerable<PlanStatement> statements)
    {
        var list = statements.ToImmutableArray();
        if (!list.IsEmpty)
        {
            steps.Add(new PlanStep(name, list));
        }
    }
}
