using System.Globalization;

namespace Handover.Bench.Soak;

/// <summary>Says line by line what holds and what does not.</summary>
internal sealed class SoakVerdict
{
    // What is in no formula has to stay as it is; a few rows come and go.
    private const int Few = 10;

    public bool Passed { get; private set; } = true;

    public void Say(string what, bool holds, string detail)
    {
        Passed &= holds;
        Console.WriteLine($"{(holds ? "ok    " : "MISSED")} {what,-34} {detail}");
    }

    /// <summary>What must not grow in the last two thirds of the time; before that caches fill and code is compiled.</summary>
    public void Flat(IReadOnlyList<SoakSample> samples)
    {
        var window = samples.Where(sample => sample.At >= samples[^1].At / 3).ToList();
        // What survives a full collection is what could leak; what the collector lets pile up besides follows the machine's load.
        Flat("long-lived objects, MiB", [.. window.Where(sample => sample.LongLived is not null)], sample => sample.LongLived!.Value, median => Math.Max(8, median * 0.1));
        // What no collector knows of: a leak of the engine or of a handle would be here.
        Flat("native memory, MiB", [.. window.Where(sample => sample.Native is not null)], sample => sample.Native!.Value, median => Math.Max(24, median * 0.1));
        Flat("private memory, MiB", window, sample => sample.Private, median => Math.Max(24, median * 0.1));
        Flat("working set, MiB", window, sample => sample.WorkingSet, median => Math.Max(24, median * 0.1));
        Flat("handles", window, sample => sample.Handles, median => Math.Max(16, median * 0.1));
        Flat("threads", window, sample => sample.Threads, median => Math.Max(8, median * 0.1));
        Flat("operations under way", window, sample => sample.Open, _ => 5);
        Flat("waits longer than it should", window, sample => sample.Waiting, _ => 2);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"       warehouse {window[0].Warehouse:0.0} MiB to {window[^1].Warehouse:0.0} MiB; p99 {Median(window.Select(s => s.P99)):0} ms, {Median(window.Select(s => s.PerSecond)):0.0} requests a second (medians)"));
    }

    /// <summary>Compares how much came with what should have.</summary>
    public void Grown(string what, IReadOnlyDictionary<string, int> before, IReadOnlyDictionary<string, int> after, IReadOnlyList<SoakExpected> expected)
    {
        foreach (var one in expected)
        {
            var grown = after.GetValueOrDefault(one.Kind) - before.GetValueOrDefault(one.Kind);
            var range = one.Least == one.Most ? $"{one.Most:N0}" : one.Least == 0 ? $"at most {one.Most:N0}" : $"{one.Least:N0} to {one.Most:N0}";
            Say($"{what}: {one.Kind}", grown >= one.Least && grown <= one.Most, $"{grown:N0} more, {range} expected: {one.Formula}");
        }

        foreach (var kind in after.Keys.Where(kind => expected.All(one => one.Kind != kind)).Order(StringComparer.Ordinal))
        {
            var grown = after[kind] - before.GetValueOrDefault(kind);
            Say($"{what}: {kind}", grown <= Few, $"{grown:N0} more to {after[kind]:N0}, at most {Few} expected: it grows with projects alone");
        }
    }

    private void Flat(string what, List<SoakSample> window, Func<SoakSample, double> value, Func<double, double> limit)
    {
        if (window.Count < 2)
        {
            Say(what, false, "was not measured");
            return;
        }

        var (hours, median) = ((window[^1].At - window[0].At).TotalHours, Median(window.Select(value)));
        var growth = Slope(window, value) * hours;
        Say(
            what, growth <= limit(median),
            string.Create(CultureInfo.InvariantCulture, $"median {median:0.#}, from {window.Min(value):0.#} to {window.Max(value):0.#}; trend {growth:+0.0;-0.0;0} in {hours * 60:0} min, at most {limit(median):0.#}"));
    }

    /// <summary>By the hour: the median of the slopes of all pairs, which single peaks do not move.</summary>
    private static double Slope(List<SoakSample> window, Func<SoakSample, double> value) => Median(
        from first in window
        from second in window
        where second.At > first.At
        select (value(second) - value(first)) / (second.At - first.At).TotalHours);

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[sorted.Count / 2];
    }
}
