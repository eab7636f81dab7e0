using Handover.Core.Deployments;
using Handover.Core.Sql;

namespace Handover.Services.Warehouse;

/// <summary>Under which role and on which virtual warehouse statements run.</summary>
/// <param name="Role">Warehouse role; its grants decide what may be read and written.</param>
/// <param name="Warehouse">Virtual warehouse that computes (a label on DuckDB).</param>
/// <param name="Tag">Correlation id, written to the query tag where the warehouse has one.</param>
public sealed record Session(string Role, string Warehouse, string? Tag = null);

/// <summary>A table or view in the catalogue.</summary>
public sealed record CatalogTable(TableName Name, bool IsView, long? Rows);

/// <summary>A table or view with its columns.</summary>
public sealed record TableDescription(TableName Name, bool IsView, long? Rows, IReadOnlyList<Column> Columns);

/// <summary>Rows of a query: values are null, bool, long, decimal, double, string, DateOnly, TimeOnly, DateTime (no zone), DateTimeOffset, or JSON text for semi-structured columns.</summary>
/// <param name="Columns">Columns in order.</param>
/// <param name="Rows">At most the requested number of rows.</param>
/// <param name="Truncated">True if the query had more rows than were asked for.</param>
/// <param name="QueryId">The warehouse's id of the query, if it gives one.</param>
public sealed record DataSet(IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows, bool Truncated, string? QueryId);

/// <summary>What a staging reports.</summary>
/// <param name="Rows">Rows that the staged table has; null for a view.</param>
/// <param name="QueryId">The warehouse's id of the query that computed them, if it gives one.</param>
/// <param name="Continued">Whether the target's rows were continued; false if all were computed.</param>
/// <param name="FullBecause">Why all were computed although it was asked to continue, as the end of a sentence; null otherwise.</param>
/// <param name="Running">If the warehouse is still at it: what to ask with later, as <see cref="StageRequest.Running"/>. Null once it has ended.</param>
public sealed record StatementResult(long? Rows, string? QueryId, bool Continued = false, string? FullBecause = null, string? Running = null)
{
    /// <summary>Bytes of the staged table; null for a view, and where the warehouse does not tell.</summary>
    public long? Bytes { get; init; }

    /// <summary>Credits that computing took, see <see cref="WarehouseCredits"/>; null where that is not known.</summary>
    public decimal? Credits { get; init; }
}

/// <summary>
/// The warehouse that Handover reads and writes: Snowflake in Azure, DuckDB on one machine.
/// Every method fails with <see cref="WarehouseException"/> for what the warehouse refuses, and may be called again after a crash with the same arguments.
/// </summary>
public interface IWarehouse
{
    /// <summary>The dialect of the SQL that it takes.</summary>
    SqlDialectKind Dialect { get; }

    Task<IReadOnlyList<string>> RolesAsync(CancellationToken cancellation);
    Task<IReadOnlyList<string>> WarehousesAsync(CancellationToken cancellation);
    Task<IReadOnlyList<string>> DatabasesAsync(Session session, CancellationToken cancellation);
    Task<IReadOnlyList<string>> SchemasAsync(Session session, string database, CancellationToken cancellation);
    Task<IReadOnlyList<CatalogTable>> TablesAsync(Session session, string database, string schema, CancellationToken cancellation);

    /// <summary>Null if the table does not exist or the role may not see it.</summary>
    Task<TableDescription?> DescribeAsync(Session session, TableName table, CancellationToken cancellation);

    /// <summary>The columns of those tables and views that are there and that the role may see. However many are asked for, it asks once a schema or a database.</summary>
    Task<IReadOnlyDictionary<TableName, IReadOnlyList<Column>>> ColumnsOfAsync(Session session, IEnumerable<TableName> tables, CancellationToken cancellation);

    /// <summary>The output columns of a SELECT, without running it.</summary>
    Task<IReadOnlyList<Column>> DescribeQueryAsync(Session session, string select, CancellationToken cancellation);

    /// <summary>Runs a SELECT and returns at most <paramref name="limit"/> rows; stops it after <paramref name="timeout"/>.</summary>
    Task<DataSet> QueryAsync(Session session, string select, int limit, TimeSpan timeout, CancellationToken cancellation);

    /// <summary>Whether the role may create objects in the schema; false also if the schema does not exist.</summary>
    Task<bool> CanWriteAsync(Session session, string database, string schema, CancellationToken cancellation);

    /// <summary>
    /// Builds a publication under its staging name (replacing a leftover of the same token): all its rows, or the target's rows brought up to
    /// date where <see cref="StageRequest.Continue"/> asks for it and the target is still what the SELECT gives. A publication by itself is built in full.
    /// What takes long may be left to the warehouse: the answer then says that it is running, and the caller asks again.
    /// </summary>
    Task<StatementResult> StageAsync(Session session, StageRequest request, CancellationToken cancellation);

    /// <summary>Stops a publication's staging if it is still running under the session's tag, and drops the staging object if it is there.</summary>
    Task DiscardStageAsync(Session session, Publication publication, CancellationToken cancellation);

    /// <summary>Looks at what exists and says which renames put the publications into place.</summary>
    Task<Swap> PlanSwapAsync(Session session, IReadOnlyList<Publication> publications, CancellationToken cancellation);

    /// <summary>Does the renames, all or none per database where the warehouse can; does nothing for what is in place already.</summary>
    Task SwapAsync(Session session, Swap swap, CancellationToken cancellation);

    /// <summary>Undoes <see cref="SwapAsync"/>: every object has the name that it had before, the new ones are staged again. Does nothing where the swap has not happened.</summary>
    Task UnswapAsync(Session session, Swap swap, CancellationToken cancellation);

    /// <summary>Drops a table or view, if it is there.</summary>
    Task DropAsync(Session session, TableName table, CancellationToken cancellation);
}

/// <summary>Why the warehouse refused.</summary>
public enum WarehouseFailure
{
    /// <summary>A table, schema, database, role or warehouse does not exist or is not visible to the role.</summary>
    NotFound,
    /// <summary>The role lacks a privilege.</summary>
    NotAuthorized,
    /// <summary>The SQL is wrong for this warehouse.</summary>
    InvalidStatement,
    /// <summary>The statement took longer than allowed.</summary>
    Timeout,
    /// <summary>A value did not fit (cast, overflow, division by zero).</summary>
    DataError,
    /// <summary>The warehouse is not reachable, suspended or busy: trying again may help.</summary>
    Unavailable,
}

/// <summary>The warehouse refused or failed; the message says what and what to do next.</summary>
public sealed class WarehouseException(WarehouseFailure failure, string message, string? queryId = null, Exception? inner = null)
    : Exception(message, inner)
{
    public WarehouseFailure Failure { get; } = failure;
    public string? QueryId { get; } = queryId;
    public bool IsTransient => Failure is WarehouseFailure.Unavailable;
}
