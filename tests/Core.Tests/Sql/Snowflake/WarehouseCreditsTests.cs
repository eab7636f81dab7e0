using Handover.Core.Deployments;

namespace Handover.Core.Tests.Snowflake;

/// <summary>The rates of Snowflake's table of warehouse sizes.</summary>
public sealed class WarehouseCreditsTests
{
    [Theory]
    [InlineData("X-Small", 3_600_000, 1)]
    [InlineData("Small", 3_600_000, 2)]
    [InlineData("Medium", 900_000, 1)]
    [InlineData("Large", 3_600_000, 8)]
    [InlineData("X-Large", 3_600_000, 16)]
    [InlineData("2X-Large", 3_600_000, 32)]
    [InlineData("3X-Large", 3_600_000, 64)]
    [InlineData("4X-Large", 3_600_000, 128)]
    [InlineData("5X-Large", 3_600_000, 256)]
    [InlineData("6X-Large", 3_600_000, 512)]
    [InlineData("X-Small", 1, 0)]
    public void A_size_has_its_rate(string size, long milliseconds, int credits) => Assert.Equal(credits, Math.Round(WarehouseCredits.Of(size, "STANDARD", milliseconds)!.Value, 5));

    [Theory]
    [InlineData("7X-Large", "STANDARD")]
    [InlineData("XSMALL", "STANDARD")]
    [InlineData("Medium", "SNOWPARK-OPTIMIZED")]
    public void What_is_not_known_is_not_guessed(string size, string type) => Assert.Null(WarehouseCredits.Of(size, type, 1000));
}
