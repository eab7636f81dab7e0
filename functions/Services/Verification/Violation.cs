namespace Handover.Services.Verification;

/// <summary>Something that must always hold and does not.</summary>
/// <param name="Rule">Which rule: a stable name, kebab-case.</param>
/// <param name="Subject">Id of the project, operation, promotion or backup, or the name of the table that it is about.</param>
/// <param name="What">What was found.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record Violation(string Rule, string Subject, string What, string Remedy);

/// <summary>How many of a kind were looked at.</summary>
public sealed record VerifiedCounts(int Projects, int Revisions, int Versions, int Operations, int Promotions, int Backups, int Contents, int Tables);

/// <summary>What the verification found.</summary>
/// <param name="At">When it began, UTC.</param>
/// <param name="Whole">True if every rule holds.</param>
/// <param name="Looked">What was looked at.</param>
/// <param name="Violations">In the order of rule and subject.</param>
public sealed record VerifyReport(DateTimeOffset At, bool Whole, VerifiedCounts Looked, IReadOnlyList<Violation> Violations);

/// <summary>How patient the verification is with what is under way.</summary>
/// <param name="PatienceSeconds">What recovery may still have to do after a crash is no violation for as long.</param>
/// <param name="SecondLookSeconds">What is found is looked at again after this time: only what is still there counts.</param>
public sealed record VerifyOptions(double PatienceSeconds = 600, double SecondLookSeconds = 2)
{
    public TimeSpan Patience => TimeSpan.FromSeconds(PatienceSeconds);
}
