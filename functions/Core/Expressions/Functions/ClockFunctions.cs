using static Handover.Core.Expressions.DuckDbRendering;

namespace Handover.Core.Expressions;

/// <summary>The clock of the warehouse, one reading a statement.</summary>
internal static class ClockFunctions
{
    private const FunctionCategory Category = FunctionCategory.DateTime;

    public static readonly FunctionDefinition[] All =
    [
        Define.Scalar("CURRENT_DATE()", Category, Returns.Date, Text("current_date"), "Today.", "CURRENT_DATE() = CURRENT_TIMESTAMP()::DATE", NullRule.Never),
        Define.Scalar("CURRENT_TIME|LOCALTIME()", Category, Returns.Time, Text("CAST(CAST(now() AS TIMESTAMP) AS TIME)"), "The time of day.", "CURRENT_TIME() = CURRENT_TIMESTAMP()::TIME", NullRule.Never),
        Define.Scalar("CURRENT_TIMESTAMP|LOCALTIMESTAMP|GETDATE()", Category, Returns.TimestampTz, Text("now()"), "Now, in the session's time zone.", "CURRENT_TIMESTAMP() = GETDATE()", NullRule.Never),
        Define.Scalar("SYSDATE()", Category, Returns.Timestamp, Text("timezone('UTC', now())"), "Now, in UTC, without a time zone.", "SYSDATE()::DATE", NullRule.Never),
    ];
}
