namespace Handover.Core.Tests.Hardness;

/// <summary>Texts made wrong: pieces removed, doubled, exchanged with others, strange characters put in.</summary>
internal static class Mutations
{
    private const string Strange = "()[]{}'\"$,:;+-*/%|=<>! \n\t\\\0é😀.0aZ_?#@^~`\u2028\uFEFF\uD800";

    public static string Of(string text, Random random, IReadOnlyList<string> others)
    {
        for (var edits = random.Next(1, 8); edits > 0; edits--)
        {
            var (at, end) = (random.Next(text.Length + 1), 0);
            end = Math.Min(text.Length, at + random.Next(12));
            var other = others[random.Next(others.Count)];
            text = random.Next(6) switch
            {
                0 => text[..at] + text[end..],
                1 => text[..at] + text[at..end] + text[at..],
                2 => text[..at] + Strange[random.Next(Strange.Length)] + text[at..],
                3 => text[..at] + Strange[random.Next(Strange.Length)] + text[end..],
                4 => text[..at] + other[random.Next(other.Length)..] + text[end..],
                _ => text[..at],
            };
            text = text.Length > 4_000 ? text[..4_000] : text;
        }

        return text;
    }

    /// <summary>Tries many texts, and says so if one throws or comes to no end.</summary>
    public static async Task TryAll(int count, IReadOnlyList<string> seeds, Action<string> use)
    {
        var start = Semantics.Thorough.IsOn ? Random.Shared.Next() : 20_240_229;
        var current = (Number: 0, Text: "");
        var work = Task.Run(() =>
        {
            for (var i = 0; i < count; i++)
            {
                var random = new Random(unchecked(start + i));
                var text = Of(seeds[random.Next(seeds.Count)], random, seeds);
                current = (i, text);
                try
                {
                    use(text);
                }
                catch (Exception failure)
                {
                    throw new InvalidOperationException($"Number {i} from {start}: {text}", failure);
                }
            }
        });
        for (var last = -1; !work.IsCompleted;)
        {
            // A text takes well under a millisecond; a minute without the next one is a hang on any machine.
            await Task.WhenAny(work, Task.Delay(TimeSpan.FromMinutes(1)));
            Assert.True(work.IsCompleted || current.Number != last, $"No end: {current.Text}");
            last = current.Number;
        }

        await work;
    }

    /// <summary>
    /// Sees that a text takes about as long as eight texts of an eighth of its length; quadratic work takes eight times as long. Both sides take about the same time
    /// on the clock, so that what else the machine does falls on both.
    /// </summary>
    public static void Linear(Func<int, string> make, int size, Action<string> use)
    {
        var (small, large) = (make(size / 8), make(size));
        use(small);
        var (eight, one) = (double.MaxValue, double.MaxValue);
        for (var attempt = 0; attempt < 15; attempt++)
        {
            eight = Math.Min(eight, Milliseconds(() => Array.ForEach(new int[8], _ => use(small))));
            one = Math.Min(one, Milliseconds(() => use(large)));
            if (attempt > 2 && one < 4 * eight)
            {
                return;
            }
        }

        Assert.Fail($"Eight texts of {small.Length} characters took {eight} ms, one of {large.Length} took {one} ms.");
    }

    public static double Fastest(string text, Action<string> use) => Enumerable.Range(0, 7).Min(_ => Milliseconds(() => use(text)));

    private static double Milliseconds(Action work)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        work();
        return clock.Elapsed.TotalMilliseconds;
    }
}
