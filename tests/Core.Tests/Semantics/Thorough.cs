using System.Globalization;
using FsCheck;

namespace Handover.Core.Tests.Semantics;

/// <summary>How much is tried: a little that is the same every time, or with HANDOVER_THOROUGH=1 a lot that is new every time. HANDOVER_REPLAY, the three numbers that a failure prints, goes to that case.</summary>
internal static class Thorough
{
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("HANDOVER_THOROUGH") == "1";

    public static Config Config(int cases, int thoroughCases, int largest)
    {
        var config = FsCheck.Config.QuickThrowOnFailure.WithMaxTest(IsOn ? thoroughCases : cases).WithEndSize(largest).WithStartSize(1);
        return Environment.GetEnvironmentVariable("HANDOVER_REPLAY")?.Trim('(', ')').Split(',') is [var seed, var gamma, var size]
            ? config.WithReplay(ulong.Parse(seed, CultureInfo.InvariantCulture), ulong.Parse(gamma, CultureInfo.InvariantCulture), int.Parse(size, CultureInfo.InvariantCulture))
            : IsOn ? config : config.WithReplay(20_240_229UL, 7UL);
    }
}
