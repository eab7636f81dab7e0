using System.Data.Common;

namespace Handover.Services.Warehouse;

/// <summary>What of Snowflake's driver the warehouse needs: the host brings the driver, so that nothing here depends on it.</summary>
/// <param name="open">
/// Opens a connection for a session's role and virtual warehouse, pooled by both: the driver throws a pooled connection away if a statement
/// has changed either. An empty role or virtual warehouse stands for the connected user's own.
/// </param>
/// <param name="queryId">The id of the query behind a reader, which <see cref="DbDataReader"/> has no member for.</param>
public sealed class SnowflakeConnector(Func<Session, CancellationToken, Task<DbConnection>> open, Func<DbDataReader, string?> queryId)
{
    internal Task<DbConnection> OpenAsync(Session session, CancellationToken cancellation) => open(session, cancellation);

    internal string? QueryIdOf(DbDataReader reader) => queryId(reader);
}

/// <summary>What may be set about the work in Snowflake.</summary>
public sealed class SnowflakeOptions
{
    /// <summary>Time for building one staged table with all its statements, and for every other call that has no time-out of its own; less than a function may run.</summary>
    public TimeSpan StatementTimeout { get; set; } = TimeSpan.FromMinutes(25);

    /// <summary>How long a statement that was asked to stop may take to do so, before its connection is given up.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(15);
}
