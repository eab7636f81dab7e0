using System.Collections.Immutable;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Deployments;

/// <summary>What happens to a deployment.</summary>
public enum DeploymentAction
{
    /// <summary>The node was never deployed.</summary>
    Create,
    /// <summary>It is built anew and takes the place of what is there.</summary>
    Replace,
    /// <summary>The node is gone; what it put into the warehouse is put aside.</summary>
    Drop,
    /// <summary>What is there is what the flow says.</summary>
    Unchanged,
}

/// <summary>A column whose type changes.</summary>
/// <param name="Name">Name.</param>
/// <param name="Before">Type in place.</param>
/// <param name="After">Type to come.</param>
public sealed record ColumnTypeChange(string Name, SqlType Before, SqlType After);

/// <summary>How the output columns of a deployment change.</summary>
/// <param name="Added">New columns.</param>
/// <param name="Removed">Columns that go.</param>
/// <param name="Changed">Columns whose type changes.</param>
public sealed record ColumnChanges(ImmutableArray<string> Added, ImmutableArray<string> Removed, ImmutableArray<ColumnTypeChange> Changed)
{
    /// <summary>Nothing changes.</summary>
    public static readonly ColumnChanges None = new([], [], []);

    /// <summary>Whether somebody who reads the table may fail.</summary>
    public bool AreBreaking() => Removed.Length > 0 || Changed.Length > 0;

    /// <summary>Compares what is in place with what is to come.</summary>
    public static ColumnChanges Between(IReadOnlyList<Column> before, IReadOnlyList<Column> after)
    {
        var old = before.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var added = ImmutableArray.CreateBuilder<string>();
        var changed = ImmutableArray.CreateBuilder<ColumnTypeChange>();
        foreach (var column in after)
        {
            if (!old.Remove(column.Name, out var known))
            {
                added.Add(column.Name);
            }
            else if (known.Type != column.Type)
            {
                changed.Add(new ColumnTypeChange(column.Name, known.Type, column.Type));
            }
        }

        return new ColumnChanges(added.ToImmutable(), [.. before.Where(column => old.ContainsKey(column.Name)).Select(column => column.Name)], changed.ToImmutable());
    }
}

/// <summary>A project whose flow reads what a deployment writes.</summary>
/// <param name="Project">Id.</param>
/// <param name="Name">Name.</param>
public sealed record Reader(string Project, string Name);

/// <summary>What a plan does with one deployment.</summary>
public sealed record PlannedDeployment
{
    /// <summary>Id of the deployment node.</summary>
    public required string Node { get; init; }
    /// <summary>What happens.</summary>
    public required DeploymentAction Action { get; init; }
    /// <summary>View or table.</summary>
    public required DeploymentType Type { get; init; }
    /// <summary>The object in the warehouse.</summary>
    public required TableName Target { get; init; }
    /// <summary>An object elsewhere that the node wrote until now and that is put aside.</summary>
    public TableName? Retires { get; init; }
    /// <summary>Role that writes it.</summary>
    public required string Role { get; init; }
    /// <summary>Virtual warehouse that computes it.</summary>
    public required string Warehouse { get; init; }
    /// <summary>The full SELECT in the warehouse's dialect; null for a drop.</summary>
    public string? Sql { get; init; }
    /// <summary>Place in the order of building: 0 needs nothing of this plan, 1 reads what 0 writes.</summary>
    public int Wave { get; init; }
    /// <summary>Semantic fingerprint of the node with all that is upstream of it.</summary>
    public required string Fingerprint { get; init; }
    /// <summary>Output columns.</summary>
    public required ImmutableArray<Column> Output { get; init; }
    /// <summary>How they change.</summary>
    public ColumnChanges Columns { get; init; } = ColumnChanges.None;
    /// <summary>Whether somebody who reads the table may fail.</summary>
    public bool Breaking { get; init; }
    /// <summary>Who reads it.</summary>
    public ImmutableArray<Reader> Readers { get; init; } = [];
    /// <summary>Data tests that what is staged must pass.</summary>
    public ImmutableArray<DataCheck> Checks { get; init; } = [];

    /// <summary>How later runs bring the table up to date; null: they compute all its rows.</summary>
    public Materialization? Materialization { get; init; }
    /// <summary>True for a run that continues from the rows in place where it can; null for what is built in full, as every deploy is.</summary>
    public bool? Continues { get; init; }

    /// <summary>Whether something is built.</summary>
    public bool Builds() => Action is DeploymentAction.Create or DeploymentAction.Replace;
}

/// <summary>A data test of what is staged.</summary>
/// <param name="Test">What must hold, in words.</param>
/// <param name="Sql">A SELECT of one number: how often it does not hold.</param>
public sealed record DataCheck(string Test, string Sql);

/// <summary>A statement that a plan runs.</summary>
/// <param name="Node">The deployment node that it is for.</param>
/// <param name="Sql">Text in the warehouse's dialect.</param>
public sealed record PlanStatement(string Node, string Sql);

/// <summary>The statements of one step.</summary>
/// <param name="Name">The step; see <see cref="Operations.StepNames"/>.</param>
/// <param name="Statements">In order.</param>
public sealed record PlanStep(string Name, ImmutableArray<PlanStatement> Statements);

/// <summary>What a plan does in the warehouse: the part that deploys and promotions share.</summary>
public sealed record DeploymentSet
{
    /// <summary>Names the staging objects; derived from what the plan was computed from.</summary>
    public required string Token { get; init; }
    /// <summary>One a deployment.</summary>
    public required ImmutableArray<PlannedDeployment> Deployments { get; init; }
    /// <summary>The renames.</summary>
    public required Swap Swap { get; init; }

    /// <summary>The publications of these deployments: what is built, then what is put aside.</summary>
    public static ImmutableArray<Publication> PublicationsOf(IEnumerable<PlannedDeployment> deployments, string token)
    {
        var publications = ImmutableArray.CreateBuilder<Publication>();
        foreach (var deployment in deployments)
        {
            if (deployment.Builds())
            {
                publications.Add(PublicationOf(deployment, token));
            }
            else if (deployment.Action is DeploymentAction.Drop)
            {
                publications.Add(PublicationOf(deployment, token) with { Select = null });
            }

            if (deployment.Retires is { } retired)
            {
                publications.Add(PublicationOf(deployment, token) with { Target = retired, Select = null });
            }
        }

        return publications.ToImmutable();
    }

    /// <summary>What is staged for one deployment.</summary>
    public static StageRequest StagingOf(PlannedDeployment deployment, string token) => new(PublicationOf(deployment, token))
    {
        Materialization = deployment.Materialization ?? Materialization.Full,
        Columns = deployment.Output,
        Continue = deployment.Continues is true,
    };

    /// <summary>What is published for one deployment.</summary>
    public static Publication PublicationOf(PlannedDeployment deployment, string token) =>
        new(deployment.Target, deployment.Type is DeploymentType.View, deployment.Role, deployment.Warehouse, deployment.Sql, token);
}
