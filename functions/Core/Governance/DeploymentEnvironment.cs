using System.Collections.Immutable;
using Handover.Core.Flows;

namespace Handover.Core.Governance;

/// <summary>Where deployments of an environment go: the database, and the schema unless each deployment keeps its own.</summary>
/// <param name="Database">Target database.</param>
/// <param name="Schema">Target schema; null keeps the schema that the deployment names.</param>
public sealed record TargetLocation(string Database, string? Schema = null);

/// <summary>One entry of a source map.</summary>
/// <param name="From">A database, a schema or a table that projects elsewhere read.</param>
/// <param name="To">What stands for it here, named as finely.</param>
public sealed record SourceMapping(TablePattern From, TablePattern To);

/// <summary>Development, test, production …: where projects live and what holds there.</summary>
public sealed record DeploymentEnvironment
{
    /// <summary>Slug, unique in the workspace.</summary>
    public required string Id { get; init; }
    /// <summary>Display name.</summary>
    public required string Name { get; init; }
    /// <summary>Whether the page must make it impossible to overlook that this is production.</summary>
    public bool Production { get; init; }
    /// <summary>Default warehouse role.</summary>
    public required string Role { get; init; }
    /// <summary>Default virtual warehouse.</summary>
    public required string Warehouse { get; init; }
    /// <summary>Where deployments go.</summary>
    public required TargetLocation Target { get; init; }
    /// <summary>How sources are exchanged for a flow that is promoted here; the most specific entry wins.</summary>
    public ImmutableArray<SourceMapping> SourceMap { get; init; } = [];
    /// <summary>Who owns a project that is promoted here for the first time; null: the requester.</summary>
    public string? Owner { get; init; }
    /// <summary>What a promotion must fulfil.</summary>
    public EnvironmentPolicies Policies { get; init; } = new();

    /// <summary>What its source map makes of tables.</summary>
    public TableMap Sources() => new([.. SourceMap.Select(static mapping => new TableMapEntry(mapping.From, mapping.To))]);
}
