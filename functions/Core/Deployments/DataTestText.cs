using System.Globalization;
using Handover.Core.Flows;

namespace Handover.Core.Deployments;

/// <summary>Says a data test in words.</summary>
public static class DataTestText
{
    /// <summary>What must hold: <c>ORIGIN is never null</c>.</summary>
    public static string Of(DataTest test) => test switch
    {
        NotEmptyTest => "there is at least one row",
        NotNullTest => $"{Names(test)} is never null",
        UniqueTest => $"{Names(test)} is unique",
        AcceptedValuesTest => $"{Names(test)} has accepted values only",
        RowCountChangeTest { MinPercent: var least, MaxPercent: var most } =>
            $"the number of rows changes by {Percent(least, "any fall")} to {Percent(most, "any rise")}",
        _ => test.Kind,
    };

    private static string Names(DataTest test) => string.Join(", ", test.ColumnNames);

    private static string Percent(decimal? percent, string open) =>
        percent is { } bound ? $"{bound.ToString(CultureInfo.InvariantCulture)} %" : open;
}
