using System.Collections.Immutable;
using Handover.Core.Deployments;
using Handover.Core.Flows;
using Handover.Core.Governance;
using Handover.Core.Projects;
using Handover.Core.Schedules;
using Handover.Core.Sql;

namespace Handover.Core.Promotions;

/// <summary>All that a plan is computed from, as it was read. Equal inputs give an equal plan.</summary>
public sealed record PromotionInputs
{
    /// <summary>The project that is promoted.</summary>
    public required Project Source { get; init; }
    /// <summary>The revision that is promoted.</summary>
    public required Revision Revision { get; init; }
    /// <summary>That revision's flow.</summary>
    public required Flow SourceFlow { get; init; }
    /// <summary>Where it goes.</summary>
    public required DeploymentEnvironment Environment { get; init; }
    /// <summary>Id of the project there.</summary>
    public required string TargetId { get; init; }
    /// <summary>The project there; null before the first promotion.</summary>
    public Project? Target { get; init; }
    /// <summary>Its flow; null unless it is live.</summary>
    public Flow? TargetFlow { get; init; }
    /// <summary>What it has in the warehouse.</summary>
    public ProjectDeployments TargetDeployments { get; init; } = ProjectDeployments.None;
    /// <summary>The source's schedules, by deployment node.</summary>
    public ImmutableSortedDictionary<string, Schedule> SourceSchedules { get; init; } = ImmutableSortedDictionary<string, Schedule>.Empty;
    /// <summary>The target's own, by deployment node.</summary>
    public ImmutableSortedDictionary<string, Schedule> TargetSchedules { get; init; } = ImmutableSortedDictionary<string, Schedule>.Empty;
    /// <summary>The source flow of the newest promotion into it: tells which of its bindings still hold.</summary>
    public Flow? PromotedFlow { get; init; }
    /// <summary>The project there, unless the rollback of the promotion that made it has deleted it: then a promotion makes it again.</summary>
    public Project? LiveTarget => Target is { DeletedAt: not null, PromotedFrom: null } ? null : Target;
    /// <summary>The dialect of the target's warehouse.</summary>
    public required SqlDialectKind Dialect { get; init; }
}

/// <summary>What the warehouse says about the tables that a plan names.</summary>
public sealed record PromotionCatalog
{
    /// <summary>Columns of the tables that exist and that the environment's role may read.</summary>
    public required IReadOnlyDictionary<TableName, IReadOnlyList<Column>> Tables { get; init; }
    /// <summary>Places that the role of a deployment may not write, or that do not exist.</summary>
    public required IReadOnlyList<(string Role, string Database, string Schema)> NotWritable { get; init; }
    /// <summary>Who reads a table, by table.</summary>
    public required IReadOnlyDictionary<TableName, IReadOnlyList<Reader>> Readers { get; init; }
    /// <summary>Projects that deploy to a table, by table, other than the target project.</summary>
    public required IReadOnlyDictionary<TableName, Reader> Writers { get; init; }
}
