using System.Collections.Immutable;
using Handover.Core.Deployments;
using Handover.Core.Diagnostics;

namespace Handover.Core.Promotions;

/// <summary>What stands in the way of a promotion.</summary>
internal static class PromotionChecks
{
    public static IEnumerable<Diagnostic> Target(PromotionInputs inputs)
    {
        if (inputs.LiveTarget is { DeletedAt: not null } deleted)
        {
            yield return new Diagnostic(
                "target-deleted", Severity.Error, $"The project '{deleted.Name}' in {inputs.Environment.Name} is deleted.", Suggestion: "Restore it, then plan again.");
        }
    }

    public static IEnumerable<Diagnostic> Sources(PromotionDraft draft, PromotionCatalog catalog)
    {
        foreach (var source in draft.Flow.Sources)
        {
            var table = draft.Map[source.Table];
            if (table != source.Table)
            {
                continue;
            }

            yield return catalog.Tables.ContainsKey(table)
                ? new Diagnostic(
                    "source-not-mapped", Severity.Warning, $"{table} is read in the target environment as well: nothing is mapped to stand for it.", source.Id,
                    Suggestion: "If production has its own, add it to the environment's source map.")
                : new Diagnostic(
                    "source-not-readable", Severity.Error, $"{table} is not mapped, and the target environment's role cannot read it.", source.Id,
                    Suggestion: "Add it to the environment's source map, or grant the role SELECT on it.");
        }
    }

    public static IEnumerable<Diagnostic> Deployments(ImmutableArray<PlannedDeployment> deployments, PromotionCatalog catalog)
    {
        if (deployments.IsEmpty)
        {
            yield return new Diagnostic("deployments-none", Severity.Warning, "The flow deploys nothing: only its definition is promoted.");
        }

        foreach (var deployment in deployments.Where(item => item.Action is not DeploymentAction.Unchanged))
        {
            if (catalog.NotWritable.Contains((deployment.Role, deployment.Target.Database, deployment.Target.Schema)))
            {
                yield return new Diagnostic(
                    "target-not-writable", Severity.Error,
                    $"{deployment.Role} cannot write to {deployment.Target.Database}.{deployment.Target.Schema}, or the schema does not exist.", deployment.Node,
                    Suggestion: "Create the schema, grant the role the right to create tables and views there, or choose another role.");
            }

            if (catalog.Writers.GetValueOrDefault(deployment.Target) is { } other)
            {
                yield return new Diagnostic(
                    "target-taken", Severity.Error, $"{deployment.Target} is deployed by the project '{other.Name}'.", deployment.Node,
                    Suggestion: "Choose another name: two projects would overwrite each other.");
            }
            else if (deployment.Action is DeploymentAction.Create && catalog.Tables.ContainsKey(deployment.Target))
            {
                yield return new Diagnostic(
                    "target-exists", Severity.Warning, $"{deployment.Target} exists and was not made by this project. It will be replaced, and kept as the previous one.", deployment.Node);
            }

            if (deployment.Breaking && !deployment.Readers.IsEmpty)
            {
                yield return new Diagnostic(
                    "breaking-change", Severity.Warning,
                    $"{deployment.Target} loses or changes columns, and is read by {string.Join(", ", deployment.Readers.Select(reader => $"'{reader.Name}'"))}.", deployment.Node,
                    Suggestion: "Tell their owners first.");
            }
        }
    }
}
