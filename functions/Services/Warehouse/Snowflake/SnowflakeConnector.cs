using System.Data.Common;

namespace Handover.Services.Warehouse;

/// <summary>What of Snowflake's driver the warehouse needs: the host brings the driver, so that nothing here depends on it.</summary>
/// <param name="open">
/// Opens a connection for a session's role and virtual warehouse, pooled by both: the driver throws a pooled connection away if a statement
/// has changed either. An empty role or virtual warehouse stands for the connected user's own.
/// </param>
/// <param name="queryId">The id of the query behind a reader, which <see cref="DbDataReader"/> has no member for.</param>
/// <param name="submit">Has Snowflake run a command's text by itself, and returns the id of its query at once.</param>
/// <param name="hasEnded">Whether such a query has succeeded; false while it is running; if it has failed, it throws what the command itself would have.</param>
public sealed class SnowflakeConnector(
    Func<Session, CancellationToken, Task<DbConnection>> open, Func<DbDataReader, string?> queryId,
    Func<DbCommand, CancellationToken, Task<string>> submit, Func<DbCommand, string, CancellationToken, Task<bool>> hasEnded)
{
    internal Task<DbConnection> OpenAsync(Session session, CancellationToken cancellation) => open(session, cancellation);

    internal string? QueryIdOf(DbDataReader reader) => queryId(reader);

    internal Task<string> SubmitAsync(DbCommand command, CancellationToken cancellation) => submit(command, cancellation);

    internal Task<bool> HasEndedAsync(DbCommand command, string query, CancellationToken cancellation) => hasEnded(command, query, cancellation);
}

/// <summary>What may be set about the work in Snowflake.</summary>
public sealed class SnowflakeOptions
{
    /// <summary>Time for a call that has no time-out of its own; less than a function may run.</summary>
    public TimeSpan StatementTimeout { get; set; } = TimeSpan.FromMinutes(25);

    /// <summary>Time for each statement that builds a table: Snowflake runs it by itself, so it may take longer than a function.</summary>
    public TimeSpan BuildTimeout { get; set; } = TimeSpan.FromHours(6);

    /// <summary>How long a call waits for a statement that builds a table, before it says that it is running.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a statement that was asked to stop may take to do so, before its connection is given up.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(15);
}
