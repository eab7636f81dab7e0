namespace Handover.Core.Schedules;

/// <summary>Wall clocks of a zone, and the instants at which they show a time.</summary>
public static class ZoneTime
{
    // Wide enough for the zones that have left out a whole day.
    private static readonly TimeSpan WidestGap = TimeSpan.FromHours(26);

    /// <summary>The zone of an IANA name; null if there is none.</summary>
    public static TimeZoneInfo? Find(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId ? zone : null;

    /// <summary>
    /// The first instant at which the zone's clocks show this time or a later one. So a time that clocks skip in spring is the moment at which
    /// they go on, and of a time that they show twice in autumn it is the first.
    /// </summary>
    public static DateTimeOffset FirstInstant(DateTime local, TimeZoneInfo zone)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local))
        {
            return EndOfGap(local, zone);
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>What the zone's clocks show.</summary>
    public static DateTime Local(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    private static DateTimeOffset EndOfGap(DateTime local, TimeZoneInfo zone)
    {
        var around = new DateTimeOffset(local, TimeSpan.Zero) - zone.BaseUtcOffset;
        var (before, after) = (around - WidestGap, around + WidestGap);
        while (after - before > TimeSpan.FromSeconds(1))
        {
            var middle = before + TimeSpan.FromSeconds(Math.Max(1, (long)((after - before).TotalSeconds / 2)));
            if (Local(middle, zone) >= local)
            {
                after = middle;
            }
            else
            {
                before = middle;
            }
        }

        // Clocks change at whole seconds.
        return new DateTimeOffset(after.UtcTicks - (after.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
    }
}
