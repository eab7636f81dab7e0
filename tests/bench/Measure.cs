using System.Diagnostics;

namespace Handover.Bench;

/// <summary>Times in milliseconds of several runs; the median is what is compared, for a machine's noise only ever adds.</summary>
internal sealed record Times(double Least, double Median, double Most)
{
    public override string ToString() => $"{Median,9:0.00} ms (least {Least:0.00}, most {Most:0.00})";

    public static Times Of(IEnumerable<double> times)
    {
        var sorted = times.Order().ToList();
        return new Times(sorted[0], sorted[sorted.Count / 2], sorted[^1]);
    }
}

internal static class Measure
{
    public static Times Run(int warm, int runs, Action action)
    {
        for (var i = 0; i < warm; i++)
        {
            action();
        }

        return Times.Of(Enumerable.Range(0, runs).Select(_ =>
        {
            var watch = Stopwatch.StartNew();
            action();
            return watch.Elapsed.TotalMilliseconds;
        }));
    }

    /// <summary>Two actions in turns, so that both meet the same noise.</summary>
    public static async Task<(Times One, Times Two)> InTurnsAsync(int warm, int runs, Func<Task> one, Func<Task> two)
    {
        var (first, second) = (new List<double>(), new List<double>());
        for (var i = 0; i < warm + runs; i++)
        {
            var (a, b) = (await TimeAsync(one), await TimeAsync(two));
            if (i >= warm)
            {
                first.Add(a);
                second.Add(b);
            }
        }

        return (Times.Of(first), Times.Of(second));
    }

    public static async Task<double> TimeAsync(Func<Task> action)
    {
        var watch = Stopwatch.StartNew();
        await action();
        return watch.Elapsed.TotalMilliseconds;
    }
}
