using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Handover.Services.Telemetry;

/// <summary>What is counted and measured. A host that exports telemetry listens to the meter <see cref="Name"/>; without one, counting costs nothing.</summary>
public static class Signals
{
    /// <summary>Name of the meter and of the source of traces.</summary>
    public const string Name = "Handover";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Runs = Meter.CreateCounter<long>("handover.runs", "{run}", "Runs of deployments that have ended, by outcome");
    private static readonly Histogram<double> RunDuration = Meter.CreateHistogram<double>("handover.run.duration", "s", "From a run's turn to its end");
    private static readonly Counter<long> Promotions = Meter.CreateCounter<long>("handover.promotions", "{promotion}", "Promotions that have ended, by outcome and environment");
    private static readonly Gauge<int> FreshnessLate = Meter.CreateGauge<int>("handover.freshness.late", "{deployment}", "Deployments whose data is older than it may be");
    private static readonly Counter<long> NotificationsSent = Meter.CreateCounter<long>("handover.notifications.sent", "{message}", "Messages that were delivered, by channel");
    private static readonly Counter<long> NotificationsDead = Meter.CreateCounter<long>("handover.notifications.dead", "{message}", "Messages that were given up, by channel");
    private static readonly Histogram<double> TickDuration = Meter.CreateHistogram<double>("handover.tick.duration", "s", "A look at everything that is due");
    private static readonly Histogram<double> StatementDuration =
        Meter.CreateHistogram<double>("handover.warehouse.statement.duration", "s", "A statement in the warehouse, by its first word and outcome");

    /// <summary>So many runs have ended.</summary>
    public static void RunEnded(Enum outcome, int count = 1)
    {
        if (count > 0)
        {
            Runs.Add(count, Tag("outcome", Word(outcome)));
        }
    }

    public static void RunTook(Enum outcome, TimeSpan duration) => RunDuration.Record(duration.TotalSeconds, Tag("outcome", Word(outcome)));

    public static void PromotionEnded(Enum outcome, string environment) => Promotions.Add(1, Tag("outcome", Word(outcome)), Tag("environment", environment));

    /// <summary>So many deployments are late now.</summary>
    public static void Late(int count) => FreshnessLate.Record(count);

    public static void NotificationEnded(bool delivered, Enum channel) => (delivered ? NotificationsSent : NotificationsDead).Add(1, Tag("channel", Word(channel)));

    public static void Ticked(long since) => TickDuration.Record(Stopwatch.GetElapsedTime(since).TotalSeconds);

    internal static void StatementEnded(long since, string system, string operation, bool succeeded) => StatementDuration.Record(
        Stopwatch.GetElapsedTime(since).TotalSeconds, Tag("db.system.name", system), Tag("db.operation.name", operation), Tag("outcome", succeeded ? "succeeded" : "failed"));

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    private static string Word(Enum value) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
