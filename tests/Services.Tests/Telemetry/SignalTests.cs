using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Handover.Core.Notifications;
using Handover.Core.Promotions;
using Handover.Core.Schedules;
using Handover.Services.Telemetry;

namespace Handover.Services.Tests.Telemetry;

/// <summary>What is measured, and that the alerts of the deployment read what is measured.</summary>
public sealed partial class SignalTests
{
    [Fact]
    public void Every_metric_that_an_alert_reads_is_measured_with_the_outcomes_that_it_asks_for()
    {
        var measured = new ConcurrentQueue<(string Name, string? Outcome)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == Signals.Name)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Note(instrument, tags));
        listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Note(instrument, tags));
        listener.Start();
        Signals.RunEnded(ExecutionStatus.Failed);
        Signals.PromotionEnded(PromotionStatus.Compensated, "production");
        Signals.PromotionEnded(PromotionStatus.Failed, "production");
        Signals.NotificationEnded(delivered: false, SubscriberKind.Slack);
        Signals.Late(1);

        var text = File.ReadAllText(Infra("signals.bicep"));
        var names = Metric.Matches(text).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains(measured, found => found.Name == name));
        Assert.Contains("dimension: 'outcome'", text, StringComparison.Ordinal);
        Assert.All([.. Outcome.Matches(text).Select(match => match.Groups[1].Value)], outcome => Assert.Contains(measured, found => found.Outcome == outcome));
        // An alert names a metric through the list alone.
        Assert.DoesNotMatch(Metric, File.ReadAllText(Infra("alerts.bicep")));

        void Note(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            string? outcome = null;
            foreach (var tag in tags)
            {
                outcome = tag.Key == "outcome" ? (string?)tag.Value : outcome;
            }

            measured.Enqueue((instrument.Name, outcome));
        }
    }

    private static string Infra(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var found = Path.Combine(folder.FullName, "infra", "app", file);
            if (File.Exists(found))
            {
                return found;
            }
        }

        throw new FileNotFoundException(file);
    }

    [GeneratedRegex("'(handover\\.[a-z.]+)'")]
    private static partial Regex Metric { get; }

    [GeneratedRegex("^  (?:failed|compensated): '(\\w+)'", RegexOptions.Multiline)]
    private static partial Regex Outcome { get; }
}
