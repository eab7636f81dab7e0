using Azure.Data.Tables;

namespace Handover.Services.Storage;

/// <summary>OData filters over keys; values are quoted by the SDK.</summary>
internal static class TableFilter
{
    public static string Rows(string partition, RowRange range, string? after, FormattableString? filter) =>
        Join([TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), .. RowBounds(range, after), .. Given(filter)]);

    public static string Partitions(RowRange partitions, RowRange rows, FormattableString? filter)
    {
        List<string> terms = [];
        if (partitions.From is { } from)
        {
            terms.Add(partitions.IsExact ? TableClient.CreateQueryFilter($"PartitionKey eq {from}") : TableClient.CreateQueryFilter($"PartitionKey ge {from}"));
        }
        if (partitions.To is { } to)
        {
            terms.Add(TableClient.CreateQueryFilter($"PartitionKey lt {to}"));
        }
        return Join([.. terms, .. RowBounds(rows, null), .. Given(filter)]);
    }

    private static IEnumerable<string> RowBounds(RowRange range, string? after)
    {
        if (range is { IsExact: true, From: { } exact })
        {
            yield return TableClient.CreateQueryFilter($"RowKey eq {exact}");
        }
        else if (range.From is { } from && after is null)
        {
            yield return TableClient.CreateQueryFilter($"RowKey ge {from}");
        }
        if (after is not null)
        {
            yield return TableClient.CreateQueryFilter($"RowKey gt {after}");
        }
        if (range.To is { } to)
        {
            yield return TableClient.CreateQueryFilter($"RowKey lt {to}");
        }
    }

    private static IEnumerable<string> Given(FormattableString? filter)
    {
        if (filter is not null)
        {
            yield return $"({TableClient.CreateQueryFilter(filter)})";
        }
    }

    private static string Join(IEnumerable<string> terms) => string.Join(" and ", terms);
}
