using System.Collections.Concurrent;
using Handover.Core.Sql;

namespace Handover.Services.Warehouse;

/// <summary>Many short questions to a warehouse: asked one after the other, each would cost a round trip.</summary>
public static class WarehouseReads
{
    /// <summary>How many are asked at once.</summary>
    private const int Together = 6;

    /// <summary>The columns of those tables and views that are there and that the role may see.</summary>
    public static async Task<IReadOnlyDictionary<TableName, IReadOnlyList<Column>>> ColumnsOfAsync(
        this IWarehouse warehouse, Session session, IEnumerable<TableName> tables, CancellationToken cancellation)
    {
        var known = new ConcurrentDictionary<TableName, IReadOnlyList<Column>>();
        await EachAsync(tables.Distinct(), async (table, stop) =>
        {
            if (await warehouse.DescribeAsync(session, table, stop) is { } description)
            {
                known[table] = description.Columns;
            }
        }, cancellation);
        return known;
    }

    /// <summary>Asks several questions side by side; the first that fails stops the others, and is what is thrown.</summary>
    public static Task EachAsync<T>(IEnumerable<T> questions, Func<T, CancellationToken, ValueTask> ask, CancellationToken cancellation) =>
        Parallel.ForEachAsync(questions, new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = cancellation }, ask);
}
