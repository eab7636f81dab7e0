using System.Collections.Immutable;
using System.Globalization;
using Handover.Core.Schedules;

namespace Handover.Core.Governance;

/// <summary>A time of the week at which promotions may be applied.</summary>
public sealed record DeploymentWindow
{
    /// <summary>Days on which it opens; none for every day.</summary>
    public ImmutableArray<DayOfWeek> Days { get; init; } = [];
    /// <summary>When it opens, <c>HH:mm</c> on the zone's clocks.</summary>
    public required string From { get; init; }
    /// <summary>When it closes, <c>HH:mm</c>; a time that is not later than <see cref="From"/> is on the next day.</summary>
    public required string To { get; init; }
    /// <summary>IANA name of the zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Whether times and zone can be understood.</summary>
    public bool IsValid() => Read(From) is not null && Read(To) is not null && ZoneTime.Find(TimeZone) is not null && Days.Distinct().Count() == Days.Length;

    /// <summary>Whether it is open at a moment.</summary>
    public bool IsOpen(DateTimeOffset at) => Around(at).Any(span => span.Opens <= at && at < span.Closes);

    /// <summary>The first moment at or after this one at which it is open; null if it cannot be understood.</summary>
    public DateTimeOffset? NextOpen(DateTimeOffset at)
    {
        DateTimeOffset? next = null;
        foreach (var (opens, closes) in Around(at).Where(span => span.Closes > at && span.Opens < span.Closes))
        {
            var open = opens > at ? opens : at;
            next = next is { } known && known <= open ? known : open;
        }

        return next;
    }

    /// <summary>For people: <c>Mon, Tue 22:00–06:00 Europe/Berlin</c>.</summary>
    public override string ToString() =>
        $"{(Days.IsEmpty ? "daily" : string.Join(", ", Days.Select(static day => day.ToString()[..3])))} {From}–{To} {TimeZone}";

    private IEnumerable<(DateTimeOffset Opens, DateTimeOffset Closes)> Around(DateTimeOffset at)
    {
        if (Read(From) is not { } from || Read(To) is not { } to || ZoneTime.Find(TimeZone) is not { } zone)
        {
            yield break;
        }

        var today = ZoneTime.Local(at, zone).Date;
        for (var ahead = -1; ahead <= 7; ahead++)
        {
            var day = today.AddDays(ahead);
            if (Days.IsEmpty || Days.Contains(day.DayOfWeek))
            {
                yield return (ZoneTime.FirstInstant(day + from, zone), ZoneTime.FirstInstant(day.AddDays(to <= from ? 1 : 0) + to, zone));
            }
        }
    }

    private static TimeSpan? Read(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToTimeSpan() : null;
}
