using System.Collections.Immutable;
using Handover.Core.Annotations;
using Handover.Core.Findings;

namespace Handover.Core.Governance;

/// <summary>What becomes of a promotion that does not fulfil a policy.</summary>
public enum PolicyLevel
{
    /// <summary>The policy is not looked at.</summary>
    Off,
    /// <summary>The plan says so.</summary>
    Warn,
    /// <summary>It cannot be requested or applied, unless an administrator overrides the policy.</summary>
    Block,
}

/// <summary>A custom property that must have a value.</summary>
/// <param name="Name">Its name.</param>
/// <param name="On">Whether the project must have it or every deployment.</param>
public sealed record RequiredProperty(string Name, PropertySubject On = PropertySubject.Project);

/// <summary>What an environment demands of a promotion into it.</summary>
public sealed record EnvironmentPolicies
{
    /// <summary>Number of approvals that a promotion needs; 0 applies at once.</summary>
    public int Approvals { get; init; }
    /// <summary>Whether the requester's own approval does not count.</summary>
    public bool NotByRequester { get; init; } = true;
    /// <summary>Whether the target project is locked when a promotion has been applied.</summary>
    public bool LockAfterPromotion { get; init; }
    /// <summary>How long a requested promotion waits for approval, in hours.</summary>
    public int ApprovalHours { get; init; } = 168;
    /// <summary>How long replaced tables are kept, in days.</summary>
    public int RetentionDays { get; init; } = 7;
    /// <summary>Whether a flow may be deployed here by hand, without a promotion.</summary>
    public bool DirectDeploy { get; init; } = true;
    /// <summary>The project and each of its deployments must be described.</summary>
    public PolicyLevel Description { get; init; }
    /// <summary>The project must have a tag.</summary>
    public PolicyLevel Tags { get; init; }
    /// <summary><see cref="RequiredProperties"/> must have values.</summary>
    public PolicyLevel Properties { get; init; }
    /// <summary>Custom properties that must have values.</summary>
    public ImmutableArray<RequiredProperty> RequiredProperties { get; init; } = [];
    /// <summary>A review must have approved the flow.</summary>
    public PolicyLevel Review { get; init; }
    /// <summary>How many revisions the approved one may be behind the promoted one.</summary>
    public int ReviewRevisionsBehind { get; init; }
    /// <summary>How many days an approving review counts; null for ever.</summary>
    public int? ReviewDays { get; init; }
    /// <summary>There must be none of <see cref="ErrorFindings"/>.</summary>
    public PolicyLevel Findings { get; init; }
    /// <summary>Codes of the findings that count as errors here.</summary>
    public ImmutableArray<string> ErrorFindings { get; init; } = [FindingCodes.CrossJoin, FindingCodes.SelectStar];
    /// <summary>When promotions may be applied; none for always.</summary>
    public ImmutableArray<DeploymentWindow> Windows { get; init; } = [];
    /// <summary>What becomes of a promotion outside of <see cref="Windows"/>; one that is blocked waits for the next window.</summary>
    public PolicyLevel WindowLevel { get; init; } = PolicyLevel.Block;
}
