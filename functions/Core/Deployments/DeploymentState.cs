using System.Collections.Immutable;
using Handover.Core.Sql;

namespace Handover.Core.Deployments;

/// <summary>What a deployment node has put into the warehouse.</summary>
public sealed record DeploymentState
{
    /// <summary>Id of the deployment node.</summary>
    public required string Node { get; init; }
    /// <summary>View or table.</summary>
    public required bool IsView { get; init; }
    /// <summary>The object in the warehouse.</summary>
    public required TableName Target { get; init; }
    /// <summary>Role that owns it.</summary>
    public required string Role { get; init; }
    /// <summary>Virtual warehouse that computes it.</summary>
    public required string Warehouse { get; init; }
    /// <summary>Number of the version that is in place.</summary>
    public required int Version { get; init; }
    /// <summary>Highest number ever given: a rolled-back version keeps its number.</summary>
    public required int Latest { get; init; }
    /// <summary>Hash of the flow that it was built from.</summary>
    public required string FlowHash { get; init; }
    /// <summary>Semantic fingerprint of the node with all that is upstream of it.</summary>
    public required string Fingerprint { get; init; }
    /// <summary>Output columns.</summary>
    public required ImmutableArray<Column> Columns { get; init; }
    /// <summary>Email.</summary>
    public required string DeployedBy { get; init; }
    /// <summary>UTC.</summary>
    public required DateTimeOffset DeployedAt { get; init; }
    /// <summary>The operation that put it there.</summary>
    public required string Operation { get; init; }
}

/// <summary>All that a project has in the warehouse, by deployment node: one document, so that one transaction can change any number of deployments.</summary>
/// <param name="Items">State by node id.</param>
public sealed record ProjectDeployments(ImmutableSortedDictionary<string, DeploymentState> Items)
{
    /// <summary>Nothing deployed.</summary>
    public static readonly ProjectDeployments None = new(ImmutableSortedDictionary<string, DeploymentState>.Empty);

    /// <summary>Highest version number of nodes that are no longer deployed: should they come again, they go on from there, and their history stays.</summary>
    public ImmutableSortedDictionary<string, int> Gone { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>Highest version number that a node was ever given; 0 if it was never deployed.</summary>
    public int LatestOf(string node) => Items.GetValueOrDefault(node)?.Latest ?? Gone.GetValueOrDefault(node);
}

/// <summary>One successful deploy of a node: an entry of the Deployment History.</summary>
public sealed record DeploymentVersion
{
    /// <summary>Id of the deployment node.</summary>
    public required string Node { get; init; }
    /// <summary>1 for the first; without gaps.</summary>
    public required int Number { get; init; }
    /// <summary>Hash of the flow that it was built from.</summary>
    public required string FlowHash { get; init; }
    /// <summary>The project's revision with that flow.</summary>
    public required int Revision { get; init; }
    /// <summary>View or table.</summary>
    public required bool IsView { get; init; }
    /// <summary>The object in the warehouse.</summary>
    public required TableName Target { get; init; }
    /// <summary>Role that it was built under.</summary>
    public required string Role { get; init; }
    /// <summary>Virtual warehouse that computed it.</summary>
    public required string Warehouse { get; init; }
    /// <summary>The full SELECT in the warehouse's dialect.</summary>
    public required string Sql { get; init; }
    /// <summary>Output columns.</summary>
    public required ImmutableArray<Column> Columns { get; init; }
    /// <summary>Rows that it had, for a table.</summary>
    public long? Rows { get; init; }
    /// <summary>Where the table that it replaced is kept, if there was one.</summary>
    public TableName? Previous { get; init; }
    /// <summary>Email.</summary>
    public required string DeployedBy { get; init; }
    /// <summary>UTC.</summary>
    public required DateTimeOffset DeployedAt { get; init; }
    /// <summary>The operation that put it there.</summary>
    public required string Operation { get; init; }
    /// <summary>The earlier version that this one restored.</summary>
    public int? Restored { get; init; }
    /// <summary>When a rollback took it away, UTC.</summary>
    public DateTimeOffset? RolledBackAt { get; init; }
}
