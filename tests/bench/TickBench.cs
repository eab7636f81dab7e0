using Handover.Core.Projects;
using Handover.Core.Schedules;
using Handover.Services;
using Handover.Services.Schedules;
using Handover.Services.Storage;
using Handover.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Handover.Bench;

/// <summary>A tick with 100 of 100,000 schedules due against one with 100 of 1,000: at most 1.5 times the time.</summary>
internal static class TickBench
{
    private const int Due = 100;
    private const int PerProject = 1000;
    private const int Ticks = 9;
    private static readonly DateTimeOffset Begin = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task RunAsync(string storage)
    {
        await using var small = await InstallationAsync(storage, 1_000);
        await using var large = await InstallationAsync(storage, 100_000);
        var tick = 0;
        var (few, many) = await Measure.InTurnsAsync(2, Ticks, () => TickAsync(small, ++tick), () => TickAsync(large, tick));
        Console.WriteLine($"tick, 100 due of   1,000  {few}");
        Console.WriteLine($"tick, 100 due of 100,000  {many}");
        Console.WriteLine($"tick ratio                {many.Median / few.Median,9:0.00} x  target <= 1.5 x");
    }

    private static async Task TickAsync(ServiceProvider installation, int tick)
    {
        installation.GetRequiredService<Clock>().Now = Begin.AddHours(tick).AddSeconds(1);
        var started = 0;
        await installation.GetRequiredService<ScheduleTick>().RunAsync(_ => { Interlocked.Increment(ref started); return Task.CompletedTask; }, default);
        if (started != Due)
        {
            throw new InvalidOperationException($"{started} runs were begun instead of {Due}.");
        }
    }

    private static async Task<ServiceProvider> InstallationAsync(string storage, int count)
    {
        var clock = new Clock { Now = Begin };
        var services = new ServiceCollection().AddLogging().AddSingleton(clock).AddSingleton<TimeProvider>(clock)
            .AddSingleton(new StorageOptions { ConnectionString = storage, Prefix = AzuriteFixture.UniqueName("bench") }).AddHandover().BuildServiceProvider();
        var clients = services.GetRequiredService<StorageClients>();
        var projects = new DocumentTable(clients, "Projects");
        for (var project = 0; project < count / PerProject; project++)
        {
            await projects.Batch($"p-{project}").Insert("project", ProjectOf($"p-{project}")).SubmitAsync(default);
        }

        // Everything is due hourly, but for all except the first hundred that is next year; each minute of it has some.
        var hourly = new Schedule { Every = new Interval(1, ScheduleUnit.Hours), Start = Begin.AddHours(1), Overlap = OverlapPolicy.Queue };
        await Parallel.ForEachAsync(Enumerable.Range(0, count).Chunk(50), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (chunk, token) =>
        {
            var batch = projects.Batch($"p-{chunk[0] / PerProject}");
            foreach (var n in chunk)
            {
                var schedule = new NodeSchedule($"n{n}", n < Due ? hourly : hourly with { Start = Begin.AddYears(1).AddMinutes(n) }, "a@example.com", Begin);
                batch.Insert(RowKey.Of("schedule", schedule.Node), schedule).Insert(RowKey.Of("runs", schedule.Node), new NodeRuns { Node = schedule.Node }.Rescheduled(schedule.Schedule, Begin));
            }

            await batch.SubmitAsync(token);
        });
        var due = services.GetRequiredService<DueIndex>();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (n, token) =>
            await due.PutAsync(new DueEntry(DueKind.Schedule, $"p-{n / PerProject}", $"n{n}", n < Due ? Begin.AddHours(1) : Begin.AddYears(1).AddMinutes(n)), token));
        return services;
    }

    private static Project ProjectOf(string id) => new()
    {
        Id = id,
        Name = id,
        Environment = "development",
        Owner = "a@example.com",
        Revision = 1,
        FlowHash = "0",
        CloneHash = "0",
        ReadsHash = "0",
        CreatedBy = "a@example.com",
        CreatedAt = Begin,
        UpdatedBy = "a@example.com",
        UpdatedAt = Begin,
    };

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
