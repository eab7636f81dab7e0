using System.Collections.Immutable;
using Handover.Core.Deployments;
using Handover.Core.Governance;
using Handover.Core.Projects;
using Handover.Core.Schedules;

namespace Handover.Services.Backups;

/// <summary>How long backups are kept.</summary>
/// <param name="RetentionDays">Days; the newest backup of a project is kept for ever.</param>
public sealed record BackupOptions(int RetentionDays = 35);

/// <summary>Why a backup was taken.</summary>
public enum BackupReason
{
    /// <summary>Somebody asked for it.</summary>
    OnDemand,
    /// <summary>A promotion was about to change the project, or to take it elsewhere.</summary>
    Promotion,
    /// <summary>The project had changed since the last one.</summary>
    Nightly,
}

/// <summary>A backup of a project, as a list shows it.</summary>
/// <param name="Id">Id; sorts the newest first.</param>
/// <param name="Project">Id of the project.</param>
/// <param name="Name">Its name then.</param>
/// <param name="Environment">Its environment.</param>
/// <param name="Revision">Its newest revision then.</param>
/// <param name="Hash">SHA-256 of the stored bytes, which are named by it.</param>
/// <param name="Size">Stored bytes.</param>
/// <param name="TakenAt">UTC.</param>
/// <param name="By">Email of who asked for it; empty for nightly ones.</param>
/// <param name="Reason">Why.</param>
/// <param name="AuditHash">The end of the project's audit then: the same end means that nothing has changed since.</param>
public sealed record BackupEntry(
    string Id, string Project, string Name, string Environment, int Revision, string Hash, long Size, DateTimeOffset TakenAt, string By, BackupReason Reason, string? AuditHash);

/// <summary>The first line of a backup: the project with all that belongs to it but its history.</summary>
/// <param name="Schema">What the lines are.</param>
/// <param name="TakenAt">UTC.</param>
/// <param name="Project">Its state: people, lock, tags and properties.</param>
/// <param name="Deployments">What it had in the warehouse.</param>
/// <param name="Schedules">Its schedules.</param>
/// <param name="Audit">The end of its audit.</param>
public sealed record BackupHeader(
    string Schema, DateTimeOffset TakenAt, Project Project, ProjectDeployments Deployments, ImmutableArray<NodeSchedule> Schedules, AuditHead? Audit);

/// <summary>A flow under its hash.</summary>
public sealed record BackupFlow(string Hash, string Json);

/// <summary>One line of a backup; exactly one of its parts is there.</summary>
public sealed record BackupLine(BackupHeader? Header = null, Revision? Revision = null, DeploymentVersion? Version = null, BackupFlow? Flow = null);
