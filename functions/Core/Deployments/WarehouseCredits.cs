namespace Handover.Core.Deployments;

/// <summary>What computing costs on Snowflake.</summary>
public static class WarehouseCredits
{
    private const decimal MillisecondsAnHour = 3_600_000;

    /// <summary>
    /// The credits of a time of computing, at the rate of a standard warehouse of the first generation; null if the size or type is not known. It is
    /// the share of a statement that computed alone: Snowflake bills how long the warehouse runs, a minute at least, for whatever runs on it.
    /// </summary>
    /// <param name="size">As Snowflake's query history says it: X-Small, 2X-Large.</param>
    /// <param name="type">As Snowflake's query history says it: STANDARD, SNOWPARK-OPTIMIZED.</param>
    /// <param name="milliseconds">How long it computed.</param>
    /// <remarks>https://docs.snowflake.com/en/user-guide/warehouses-overview</remarks>
    public static decimal? Of(string size, string type, long milliseconds) =>
        type == "STANDARD" && AnHour(size) is { } rate ? Math.Round(rate * milliseconds / MillisecondsAnHour, 6) : null;

    private static int? AnHour(string size) => size switch
    {
        "X-Small" => 1,
        "Small" => 2,
        "Medium" => 4,
        "Large" => 8,
        "X-Large" => 16,
        "2X-Large" => 32,
        "3X-Large" => 64,
        "4X-Large" => 128,
        "5X-Large" => 256,
        "6X-Large" => 512,
        _ => null,
    };
}
