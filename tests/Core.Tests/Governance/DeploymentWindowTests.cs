using Handover.Core.Governance;

namespace Handover.Core.Tests.Governance;

/// <summary>When a window is open, by the clocks of its zone.</summary>
public class DeploymentWindowTests
{
    private static readonly DeploymentWindow Night = new() { Days = [DayOfWeek.Friday], From = "22:00", To = "06:00", TimeZone = "Europe/Berlin" };

    [Theory]
    [InlineData("2026-01-09T20:59:00Z", false)]
    [InlineData("2026-01-09T21:00:00Z", true)]
    [InlineData("2026-01-10T04:59:59Z", true)]
    [InlineData("2026-01-10T05:00:00Z", false)]
    [InlineData("2026-01-10T21:30:00Z", false)]
    [InlineData("2026-07-10T20:00:00Z", true)]
    public void A_window_over_midnight_belongs_to_the_day_on_which_it_opens(string at, bool open) => Assert.Equal(open, Night.IsOpen(DateTimeOffset.Parse(at)));

    [Theory]
    [InlineData("2026-01-05T12:00:00Z", "2026-01-09T21:00:00Z")]
    [InlineData("2026-01-10T03:00:00Z", "2026-01-10T03:00:00Z")]
    [InlineData("2026-01-10T05:00:00Z", "2026-01-16T21:00:00Z")]
    public void It_says_when_it_opens_next(string at, string next) => Assert.Equal(DateTimeOffset.Parse(next), Night.NextOpen(DateTimeOffset.Parse(at)));

    [Fact]
    public void A_window_that_clocks_skip_is_not_open_that_day()
    {
        var skipped = new DeploymentWindow { From = "02:10", To = "02:50", TimeZone = "Europe/Berlin" };
        Assert.Equal(DateTimeOffset.Parse("2026-03-30T00:10:00Z"), skipped.NextOpen(DateTimeOffset.Parse("2026-03-29T00:30:00Z")));
    }

    [Theory]
    [InlineData("24:00", "06:00", "UTC", false)]
    [InlineData("6:00", "07:00", "UTC", false)]
    [InlineData("06:00", "06:00", "UTC", true)]
    [InlineData("06:00", "07:00", "Nowhere/Here", false)]
    public void Only_what_can_be_understood_is_valid(string from, string to, string zone, bool valid) =>
        Assert.Equal(valid, new DeploymentWindow { From = from, To = to, TimeZone = zone }.IsValid());
}
