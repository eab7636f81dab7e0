using Handover.Core.Flows;

namespace Handover.Core.Sql;

/// <summary>Writes data tests as SQL.</summary>
public static class DataTestSql
{
    /// <summary>A SELECT with one row and one column, VIOLATIONS: how many rows (or groups, or counts) break the test; 0 if it holds.</summary>
    /// <param name="test">The test.</param>
    /// <param name="table">The table or view that is tested, usually a staged one.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="previous">What row counts are compared with; null if there is nothing to compare with.</param>
    /// <param name="dialect">The dialect to write.</param>
    public static string Write(DataTest test, TableName table, IReadOnlyList<Column> columns, TableName? previous, SqlDialectKind dialect) =>
        throw new NotSupportedException($"{test} {table} {columns} {previous} {dialect}");
}
