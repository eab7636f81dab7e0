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
}

/// <summary>The texts of a pack, or why there are none.</summary>
/// <param name="Files">Text by path; paths are safe on every file system.</param>
/// <param name="Problems">Errors of the flow that leave a deployment without SQL; then there are no files.</param>
public sealed record HandoverContent(ImmutableSortedDictionary<string, string> Files, ImmutableArray<Diagnostic> Problems);

/// <summary>A deployment with its full SELECT, and where each of its columns comes from.</summary>
internal sealed record HandedDeployment(
    Flows.DeploymentNode Node, string Select, SqlDialectKind Dialect, HandoverSchedule? Schedule, ImmutableArray<(Column Column, ColumnLineage Lineage)> Columns);
