namespace Handover.Services.Tests.Warehouse.Snowflake;

/// <summary>A test against a real account: skipped, with the reason, where no account is given.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LiveFactAttribute : FactAttribute
{
    public LiveFactAttribute()
    {
        string[] missing = [.. LiveAccount.Settings.Where(setting => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(setting)))];
        if (missing.Length > 0)
        {
            Skip = $"No Snowflake account: set {string.Join(", ", missing)}.";
        }
    }
}
