namespace Handover.Api.Tests;

/// <summary>Shows in real time what other tests prove in short: ten minutes and more, so it runs where <c>HANDOVER_SHOW</c> asks for it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ShowFactAttribute : FactAttribute
{
    public ShowFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("HANDOVER_SHOW") is not { Length: > 0 })
        {
            Skip = "HANDOVER_SHOW=1 runs this: it takes ten minutes.";
        }
    }
}
