using System.Collections.Immutable;
using Handover.Core.Compilation;
using Handover.Core.Diagnostics;
using Handover.Core.Lineage;
using Handover.Core.Sql;

namespace Handover.Core.Packs;

/// <summary>What is handed over: a project's flow and what is known of it. The pack is a function of this alone.</summary>
public sealed record HandoverSubject
{
    /// <summary>Id of the project.</summary>
    public required string Project { get; init; }
    /// <summary>Its name.</summary>
    public required string Name { get; init; }
    /// <summary>What it is about.</summary>
    public string? Description { get; init; }
    /// <summary>Tags.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];
    /// <summary>Custom properties of the project, by name.</summary>
    public ImmutableSortedDictionary<string, string> Properties { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    /// <summary>Names of the custom properties that deployments have; null for all that they name. The values of others are hidden since their definitions are gone.</summary>
    public ImmutableHashSet<string>? KnownProperties { get; init; }
    /// <summary>Environment that it lives in.</summary>
    public required string Environment { get; init; }
    /// <summary>Email of the owner.</summary>
    public required string Owner { get; init; }
    /// <summary>Revision of the flow.</summary>
    public required int Revision { get; init; }
    /// <summary>The flow.</summary>
    public required CompiledFlow Flow { get; init; }
    /// <summary>Schedules by deployment node.</summary>
    public ImmutableDictionary<string, HandoverSchedule> Schedules { get; init; } = ImmutableDictionary<string, HandoverSchedule>.Empty;
    /// <summary>Further facts for the first page, such as the promotion and its plan.</summary>
    public ImmutableArray<(string Name, string Value)> Facts { get; init; } = [];
    /// <summary>Whether the deployments are in place already: the pack of a promotion.</summary>
    public bool IsInPlace { get; init; }

    internal IEnumerable<Flows.AnnotationProperty> PropertiesOf(Flows.DeploymentNode node) =>
        node.Annotation.Properties.Where(one => KnownProperties?.Contains(one.Name) ?? true);
}

/// <summary>The texts of a pack, or why there are none.</summary>
/// <param name="Files">Text by path; paths are safe on every file system.</param>
/// <param name="Problems">Errors of the flow that leave a deployment without SQL; then there are no files.</param>
public sealed record HandoverContent(ImmutableSortedDictionary<string, string> Files, ImmutableArray<Diagnostic> Problems);

/// <summary>A deployment with its full SELECT, where each of its columns comes from, and the name of its files.</summary>
internal sealed record HandedDeployment(
    Flows.DeploymentNode Node, string File, string Select, SqlDialectKind Dialect, HandoverSchedule? Schedule, ImmutableArray<(Column Column, ColumnLineage Lineage)> Columns);
