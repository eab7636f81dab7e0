using System.Data.Common;
using System.Diagnostics;
using System.Net.Sockets;
using Handover.Core.Sql;
using Handover.Services.Telemetry;

namespace Handover.Services.Warehouse;

/// <summary>One connection under one role, with its settings made.</summary>
internal sealed class SnowflakeSession : IAsyncDisposable
{
    private static readonly TimeSpan StopInterval = TimeSpan.FromSeconds(1);

    private readonly SnowflakeConnector connector;
    private readonly DbConnection connection;
    private readonly TimeSpan timeout;
    private readonly TimeSpan stopTimeout;
    private readonly long opened = Stopwatch.GetTimestamp();

    private SnowflakeSession(SnowflakeConnector connector, DbConnection connection, string tag, TimeSpan timeout, TimeSpan stopTimeout) =>
        (this.connector, this.connection, Tag, this.timeout, this.stopTimeout) = (connector, connection, tag, timeout, stopTimeout);

    /// <summary>What the query history shows beside each statement.</summary>
    public string Tag { get; }

    /// <summary>Opens a session for statements that together take no longer than a time-out. Without a role it has every role of the connected user: for listing what there is to choose from.</summary>
    /// <param name="maxRows">Most rows of a result; 0 for all.</param>
    /// <param name="buildTimeout">For what is submitted and goes on by itself; null if nothing is.</param>
    public static async Task<SnowflakeSession> OpenAsync(
        SnowflakeConnector connector, Session session, TimeSpan timeout, TimeSpan stopTimeout, long maxRows, TimeSpan? buildTimeout, CancellationToken cancellation)
    {
        var connection = await ConnectAsync(connector, session, cancellation);
        var opened = new SnowflakeSession(connector, connection, session.Tag is { } correlation ? $"handover {correlation}" : "handover", timeout, stopTimeout);
        try
        {
            await opened.SetUpAsync(session, maxRows, buildTimeout, cancellation);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a statement and returns the id of its query.</summary>
    public Task<string?> ExecuteAsync(string sql, CancellationToken cancellation) =>
        RunAsync(sql, (reader, _) => Task.FromResult(connector.QueryIdOf(reader)), cancellation);

    /// <summary>Has Snowflake run a statement by itself, and returns the id of its query at once.</summary>
    public async Task<string> SubmitAsync(string sql, CancellationToken cancellation)
    {
        using var span = Traces.Statement("snowflake", "SUBMIT " + sql);
        span.Tagged(Tag);
        var query = await AskAsync(command => connector.SubmitAsync(command, cancellation), sql, cancellation);
        span.Succeeded(query);
        return query;
    }

    /// <summary>Waits for a query that was submitted, by this session or another; false if it is still running when the time is up.</summary>
    public async Task<bool> WaitAsync(string query, TimeSpan patience, CancellationToken cancellation)
    {
        var since = Stopwatch.GetTimestamp();
        for (var pause = TimeSpan.FromMilliseconds(100); ; pause = Shorter(pause * 2, TimeSpan.FromSeconds(2)))
        {
            if (await AskAsync(command => connector.HasEndedAsync(command, query, cancellation), "", cancellation))
            {
                return true;
            }
            var left = patience - Stopwatch.GetElapsedTime(since);
            if (left <= TimeSpan.Zero)
            {
                return false;
            }
            await Task.Delay(Shorter(pause, left), cancellation);
        }
    }

    /// <summary>Stops what was submitted under the session's tag and has not ended, wherever it was; returns when it has stopped.</summary>
    public async Task StopSubmittedAsync(string database, CancellationToken cancellation)
    {
        foreach (var query in await ReadAsync(SnowflakeStatements.UnendedQueries(database, Tag), reader => reader.GetString(0), cancellation))
        {
            await ExecuteAsync(SnowflakeStatements.CancelQuery(query), cancellation);
            try
            {
                if (!await WaitAsync(query, stopTimeout, cancellation))
                {
                    throw new WarehouseException(WarehouseFailure.Unavailable, $"Snowflake has not stopped the query {query} yet: try again.", query);
                }
            }
            catch (WarehouseException stopped) when (stopped.QueryId == query && !stopped.IsTransient)
            {
                // It ended as what was cancelled.
            }
        }
    }

    /// <summary>Reads all rows.</summary>
    public Task<List<T>> ReadAsync<T>(string sql, Func<DbDataReader, T> row, CancellationToken cancellation) =>
        RunAsync(sql, async (reader, stop) =>
        {
            List<T> rows = [];
            while (await reader.ReadAsync(stop))
            {
                rows.Add(row(reader));
            }
            return rows;
        }, cancellation);

    /// <summary>Runs a statement and reads its result while it may still be stopped.</summary>
    public async Task<T> RunAsync<T>(string sql, Func<DbDataReader, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // All of a session's statements share its time: several that each keep to it must not outlast the function together.
        var left = timeout - Stopwatch.GetElapsedTime(opened);
        deadline.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        // The driver, told to cancel, may give up waiting before it has told Snowflake, and the statement goes on at its owner's expense. So it
        // is asked to stop the statement, and only left if Snowflake does not in time.
        using var abandon = new CancellationTokenSource();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        var ended = new TaskCompletionSource();
        var stopping = Task.CompletedTask;
        try
        {
            deadline.Token.ThrowIfCancellationRequested();
            await using (deadline.Token.Register(() => stopping = StopAsync(command, ended.Task, abandon)))
            {
                try
                {
                    using var span = Traces.Statement("snowflake", sql);
                    span.Tagged(Tag);
                    await using var reader = await command.ExecuteReaderAsync(abandon.Token);
                    var result = await read(reader, deadline.Token);
                    span.Succeeded(connector.QueryIdOf(reader));
                    return result;
                }
                finally
                {
                    ended.SetResult();
                }
            }
        }
        catch (Exception error) when (deadline.IsCancellationRequested && error is OperationCanceledException or DbException)
        {
            // Whatever a stopped statement says, the reason is ours.
            cancellation.ThrowIfCancellationRequested();
            throw new WarehouseException(WarehouseFailure.Timeout,
                $"The statement took longer than {timeout.TotalSeconds:0.###} s and was stopped: read less, or allow more time.",
                error is DbException said ? SnowflakeErrors.Map(said).QueryId : null, error);
        }
        catch (DbException error)
        {
            throw SnowflakeErrors.Map(error);
        }
        catch (Exception error) when (IsOutOfReach(error))
        {
            throw SnowflakeErrors.Unreachable(error);
        }
        finally
        {
            // The command goes only when nobody is about to stop it.
            await stopping;
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    /// <summary>Asks what is answered at once.</summary>
    private async Task<T> AskAsync<T>(Func<DbCommand, Task<T>> ask, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        try
        {
            return await ask(command);
        }
        catch (DbException error)
        {
            cancellation.ThrowIfCancellationRequested();
            throw SnowflakeErrors.Map(error);
        }
        catch (Exception error) when (IsOutOfReach(error) && !cancellation.IsCancellationRequested)
        {
            throw SnowflakeErrors.Unreachable(error);
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static async Task<DbConnection> ConnectAsync(SnowflakeConnector connector, Session session, CancellationToken cancellation)
    {
        try
        {
            return await connector.OpenAsync(session, cancellation);
        }
        catch (DbException error)
        {
            cancellation.ThrowIfCancellationRequested();
            throw SnowflakeErrors.Map(error);
        }
        catch (Exception error) when (IsOutOfReach(error) && !cancellation.IsCancellationRequested)
        {
            throw SnowflakeErrors.Unreachable(error);
        }
    }

    private async Task SetUpAsync(Session session, long maxRows, TimeSpan? buildTimeout, CancellationToken cancellation)
    {
        if (session.Role.Length > 0)
        {
            await UseRoleAsync(session.Role, cancellation);
        }
        await ExecuteAsync(session.Role.Length > 0 ? SnowflakeStatements.NoSecondaryRoles : SnowflakeStatements.AllSecondaryRoles, cancellation);
        if (session.Warehouse.Length > 0)
        {
            await UseWarehouseAsync(session, cancellation);
        }
        // Snowflake counts in seconds, and reads 0 as its own maximum.
        var seconds = Math.Max(1, (long)Math.Ceiling((buildTimeout ?? timeout).TotalSeconds));
        await ExecuteAsync(SnowflakeStatements.SetSession(Tag, seconds, maxRows, isDetached: buildTimeout is not null), cancellation);
    }

    private async Task UseRoleAsync(string role, CancellationToken cancellation)
    {
        try
        {
            await ExecuteAsync(SnowflakeStatements.UseRole(role), cancellation);
        }
        catch (WarehouseException refused) when (refused.Failure is WarehouseFailure.NotFound or WarehouseFailure.NotAuthorized)
        {
            throw new WarehouseException(WarehouseFailure.NotAuthorized,
                $"The role {role} does not exist or is not granted to Handover's Snowflake user: grant it, or choose another role.", refused.QueryId, refused);
        }
    }

    private async Task UseWarehouseAsync(Session session, CancellationToken cancellation)
    {
        try
        {
            await ExecuteAsync(SnowflakeStatements.UseWarehouse(session.Warehouse), cancellation);
        }
        catch (WarehouseException refused) when (refused.Failure is WarehouseFailure.NotFound or WarehouseFailure.NotAuthorized)
        {
            throw new WarehouseException(WarehouseFailure.NotFound,
                $"The virtual warehouse {session.Warehouse} does not exist or the role {session.Role} may not use it: grant the role USAGE on it, or choose another one.",
                refused.QueryId, refused);
        }
    }

    private async Task StopAsync(DbCommand command, Task ended, CancellationTokenSource abandon)
    {
        var giveUp = Task.Delay(stopTimeout);
        while (!ended.IsCompleted && !giveUp.IsCompleted)
        {
            try
            {
                // The driver calls Snowflake and waits for the answer.
                await Task.Run(command.Cancel);
            }
            catch (DbException)
            {
                // Not begun yet, or over by now: the next round knows.
            }
            await Task.WhenAny(ended, giveUp, Task.Delay(StopInterval));
        }
        if (!ended.IsCompleted)
        {
            await abandon.CancelAsync();
        }
    }

    // A cancellation that nobody here asked for is the driver's own time-out.
    private static bool IsOutOfReach(Exception error) =>
        error is HttpRequestException or OperationCanceledException or IOException or TimeoutException or SocketException
        || error is AggregateException { InnerException: { } inner } && IsOutOfReach(inner);
}
