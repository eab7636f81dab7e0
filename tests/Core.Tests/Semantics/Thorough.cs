using FsCheck;

namespace Handover.Core.Tests.Semantics;

/// <summary>How much is tried: a little that is the same every time, or with HANDOVER_THOROUGH=1 a lot that is new every time.</summary>
internal static class Thorough
{
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("HANDOVER_THOROUGH") == "1";

    public static Config Config(int cases, int thoroughCases, int largest)
    {
        var config = FsCheck.Config.QuickThrowOnFailure.WithMaxTest(IsOn ? thoroughCases : cases).WithEndSize(largest).WithStartSize(1);
        return IsOn ? config : config.WithReplay(20_240_229UL, 7UL);
    }
}
