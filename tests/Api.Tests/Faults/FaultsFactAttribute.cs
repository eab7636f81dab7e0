namespace Handover.Api.Tests.Faults;

/// <summary>A test that takes minutes and is run when HANDOVER_KILLS says how often, as <c>./test --all</c> does.</summary>
public sealed class FaultsFactAttribute : FactAttribute
{
    public FaultsFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("HANDOVER_KILLS") is not { Length: > 0 })
        {
            Skip = "Takes minutes: set HANDOVER_KILLS, or run ./test --all.";
        }
    }
}
