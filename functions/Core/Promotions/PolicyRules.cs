using System.Collections.Immutable;
using Handover.Core.Annotations;
using Handover.Core.Compilation;
using Handover.Core.Findings;
using Handover.Core.Flows;
using Handover.Core.Governance;
using Handover.Core.Projects;
using Handover.Core.Reviews;

namespace Handover.Core.Promotions;

/// <summary>What policies look at.</summary>
/// <param name="Project">The project that is promoted.</param>
/// <param name="Revision">The revision that is promoted.</param>
/// <param name="Flow">Its flow.</param>
/// <param name="Target">The flow to come, with the target's own annotations; null where problems leave none.</param>
/// <param name="Reviews">The project's reviews.</param>
/// <param name="Properties">The custom properties that there are.</param>
/// <param name="Promotion">The request, once there is one.</param>
public sealed record PolicySubject(
    Project Project, int Revision, CompiledFlow Flow, Flow? Target, IReadOnlyList<Review> Reviews, IReadOnlyList<PropertyDefinition> Properties, Promotion? Promotion = null);

/// <summary>The policies of an environment: what they demand, whether a promotion fulfils it, and what would.</summary>
public static class PolicyRules
{
    /// <summary>Enough people must approve.</summary>
    public const string Approvals = "approvals";
    /// <summary>Project and deployments must be described.</summary>
    public const string Description = "description";
    /// <summary>The project must have a tag.</summary>
    public const string Tags = "tags";
    /// <summary>Custom properties must have values.</summary>
    public const string Properties = "properties";
    /// <summary>A review must have approved the flow.</summary>
    public const string Review = "review";
    /// <summary>There must be no findings that count as errors.</summary>
    public const string Findings = "findings";
    /// <summary>Promotions are applied in windows.</summary>
    public const string Window = "deployment-window";
    /// <summary>The target project is locked afterwards.</summary>
    public const string Lock = "locked-after-promotion";
    /// <summary>Replaced tables stay for a while.</summary>
    public const string Retention = "retention";
    private const int MostNamed = 5;

    /// <summary>What the policies demand, as a plan holds it: the same whatever happens meanwhile.</summary>
    public static ImmutableArray<PolicyResult> Demands(EnvironmentPolicies policies)
    {
        var results = ImmutableArray.CreateBuilder<PolicyResult>();
        if (policies.Approvals > 0)
        {
            var people = policies.Approvals == 1 ? "One person" : $"{policies.Approvals} people";
            var others = policies.NotByRequester ? ", not the requester," : "";
            results.Add(new PolicyResult(Approvals, true, false, $"{people}{others} must approve this plan.", "Request the promotion, then ask a reviewer."));
        }

        Add(policies.Description, Description, "The project and each of its deployments must be described.");
        Add(policies.Tags, Tags, "The project must have a tag.");
        if (!policies.RequiredProperties.IsEmpty)
        {
            Add(policies.Properties, Properties, $"These must have values: {string.Join(", ", policies.RequiredProperties.Select(static one => $"{one.Name} ({Word(one.On)})"))}.");
        }

        Add(policies.Review, Review, ReviewWords(policies));
        Add(policies.Findings, Findings, $"There must be none of these findings: {string.Join(", ", policies.ErrorFindings)}.");
        if (!policies.Windows.IsEmpty)
        {
            Add(policies.WindowLevel, Window, $"It is applied within {string.Join(" or ", policies.Windows)}.");
        }

        if (policies.LockAfterPromotion)
        {
            results.Add(new PolicyResult(Lock, false, true, "The target project is locked when the promotion has been applied."));
        }

        return results.ToImmutable();

        void Add(PolicyLevel level, string code, string message)
        {
            if (level is not PolicyLevel.Off)
            {
                results.Add(new PolicyResult(code, level is PolicyLevel.Block, false, message));
            }
        }
    }

    /// <summary>What the policies say of a promotion at a moment. What an administrator has overridden counts as fulfilled, and says so.</summary>
    public static ImmutableArray<PolicyResult> Evaluate(EnvironmentPolicies policies, PolicySubject subject, DateTimeOffset at) =>
    [
        .. Demands(policies).Select(demand =>
        {
            if (demand.Code == Lock)
            {
                return demand;
            }

            if (subject.Promotion?.Override is { } given && given.Policies.Contains(demand.Code))
            {
                return demand with { Satisfied = true, Remedy = $"Overridden by {given.By}: {given.Reason}" };
            }

            var remedy = Remedy(demand, policies, subject, at);
            return demand with { Satisfied = remedy is null, Remedy = remedy };
        }),
        Kept(policies),
    ];

    /// <summary>How long what is replaced stays. Nobody has to fulfil it, and it is no part of what people approve.</summary>
    public static PolicyResult Kept(EnvironmentPolicies policies) => new(Retention, false, true, RetentionWords(policies.RetentionDays));

    /// <summary>When a promotion that waits for nothing else may be applied: now or at the next window. Null: no window is ever open.</summary>
    public static DateTimeOffset? OpensAt(EnvironmentPolicies policies, Promotion promotion, DateTimeOffset at) =>
        policies.Windows.IsEmpty || policies.WindowLevel is not PolicyLevel.Block || promotion.Override?.Policies.Contains(Window) is true
            ? at
            : policies.Windows.Select(window => window.NextOpen(at)).Min();

    /// <summary>What would fulfil a demand; null if it is fulfilled.</summary>
    private static string? Remedy(PolicyResult demand, EnvironmentPolicies policies, PolicySubject subject, DateTimeOffset at) => demand.Code switch
    {
        Approvals => ApprovalsMissing(policies, subject.Promotion, demand.Remedy),
        Description => Undescribed(subject) is { Count: > 0 } things ? $"Describe {Names(things)}." : null,
        Tags => subject.Project.Tags.IsEmpty ? "Give the project a tag." : null,
        Properties => Unset(policies, subject) is { Count: > 0 } things ? $"Set {Names(things)}." : null,
        Review => ReviewMissing(policies, subject, at),
        Findings => FlowFindings.Of(subject.Flow).Where(finding => policies.ErrorFindings.Contains(finding.Code)).Select(static finding => $"{finding.Code} of '{finding.Node}'").ToList() is { Count: > 0 } things
            ? $"Mend {Names(things)}."
            : null,
        Window => policies.Windows.Any(window => window.IsOpen(at))
            ? null
            : policies.Windows.Select(window => window.NextOpen(at)).Min() is { } next ? $"The next window opens at {next.UtcDateTime:yyyy-MM-dd HH:mm} UTC." : "No window is ever open.",
        _ => null,
    };

    private static string? ApprovalsMissing(EnvironmentPolicies policies, Promotion? promotion, string? usual) =>
        promotion is null ? usual
        : policies.Approvals - promotion.Approvals.Length is > 0 and var missing ? $"{missing} more {(missing == 1 ? "person" : "people")} must approve it."
        : null;

    private static List<string> Undescribed(PolicySubject subject)
    {
        var things = new List<string>();
        if (string.IsNullOrWhiteSpace(subject.Project.Description))
        {
            things.Add("the project");
        }

        things.AddRange(Deployments(subject)
            .Where(static node => string.IsNullOrWhiteSpace(node.Annotation.Description) && string.IsNullOrWhiteSpace(node.Description)).Select(static node => $"'{node.Title}'"));
        return things;
    }

    private static List<string> Unset(EnvironmentPolicies policies, PolicySubject subject)
    {
        var things = new List<string>();
        foreach (var required in policies.RequiredProperties)
        {
            // What an administrator has taken away since, nobody can fill in.
            if (!subject.Properties.Any(one => one.Name == required.Name && one.On == required.On))
            {
                continue;
            }

            if (required.On is PropertySubject.Project)
            {
                if (string.IsNullOrWhiteSpace(subject.Project.Properties.GetValueOrDefault(required.Name)))
                {
                    things.Add($"{required.Name} of the project");
                }
            }
            else
            {
                things.AddRange(Deployments(subject)
                    .Where(node => string.IsNullOrWhiteSpace(node.Annotation.Properties.FirstOrDefault(one => one.Name == required.Name)?.Value)).Select(node => $"{required.Name} of '{node.Title}'"));
            }
        }

        return things;
    }

    private static string? ReviewMissing(EnvironmentPolicies policies, PolicySubject subject, DateTimeOffset at)
    {
        var approved = subject.Reviews.Where(static review => review.StatusNow() is ReviewStatus.Approved).ToList();
        var near = approved.Where(review => review.Revision <= subject.Revision && review.Revision >= subject.Revision - policies.ReviewRevisionsBehind).ToList();
        if (near.Count == 0)
        {
            return approved.Where(review => review.Revision <= subject.Revision).Select(static review => (int?)review.Revision).Max() is { } last
                ? $"Revision {last} was approved; ask for a review of revision {subject.Revision}."
                : $"Ask for a review of revision {subject.Revision}.";
        }

        var newest = near.Max(static review => review.Decisions.Max(static decision => decision.At));
        return policies.ReviewDays is { } days && at - newest > TimeSpan.FromDays(days)
            ? $"It was approved on {newest.UtcDateTime:yyyy-MM-dd}, more than {days} days ago. Ask for a review of revision {subject.Revision}."
            : null;
    }

    private static string RetentionWords(int days) => days switch
    {
        0 => "Replaced tables are not kept: the promotion cannot be taken back.",
        1 => "Replaced tables are kept for a day; until then the promotion can be taken back with its data.",
        _ => $"Replaced tables are kept for {days} days; until then the promotion can be taken back with its data.",
    };

    private static string ReviewWords(EnvironmentPolicies policies) =>
        "A review must have approved this revision"
        + (policies.ReviewRevisionsBehind > 0 ? $" or one of the {policies.ReviewRevisionsBehind} before it" : "")
        + (policies.ReviewDays is { } days ? $", not more than {days} days ago." : ".");

    private static IEnumerable<DeploymentNode> Deployments(PolicySubject subject) => (subject.Target ?? subject.Flow.Flow).Deployments;

    private static string Names(List<string> things) =>
        string.Join(", ", things.Take(MostNamed)) + (things.Count > MostNamed ? $" and {things.Count - MostNamed} more" : "");

    private static string Word(PropertySubject on) => on.ToString().ToLowerInvariant();
}
