using DuckDB.NET.Data;
using Handover.Services.Telemetry;

namespace Handover.Services.Warehouse;

/// <summary>One connection doing one piece of work on its own thread; another thread may stop it.</summary>
internal sealed class DuckDbSession(DuckDBConnection connection, CancellationToken cancellation)
{
    private DuckDBCommand? running;

    /// <summary>Runs a statement and returns how many rows it wrote.</summary>
    public long Execute(string sql, params ReadOnlySpan<string> parameters)
    {
        using var command = Start(sql, parameters);
        using var span = Traces.Statement("duckdb", sql);
        try
        {
            long written = command.ExecuteNonQuery();
            span.Succeeded();
            return written;
        }
        finally
        {
            Volatile.Write(ref running, null);
        }
    }

    /// <summary>Reads rows as they are consumed; stopping early stops the statement. Parameters are <c>$1</c>, <c>$2</c> ….</summary>
    public IEnumerable<T> Read<T>(string sql, Func<DuckDBDataReader, T> row, params string[] parameters)
    {
        using var command = Start(sql, parameters);
        command.UseStreamingMode = true;
        using var span = Traces.Statement("duckdb", sql);
        var failed = true;
        try
        {
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                cancellation.ThrowIfCancellationRequested();
                var read = row(reader);
                // Whoever has enough leaves here.
                failed = false;
                yield return read;
                failed = true;
            }

            failed = false;
        }
        finally
        {
            if (!failed)
            {
                span.Succeeded();
            }

            Volatile.Write(ref running, null);
        }
    }

    /// <summary>All of it or nothing of it.</summary>
    public void Transaction(Action work)
    {
        Execute("BEGIN TRANSACTION");
        try
        {
            work();
            Execute("COMMIT");
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    /// <summary>Stops what runs now. The engine forgets a stop that comes before the statement has begun, so the caller repeats it until the work ends.</summary>
    public void Stop() => Volatile.Read(ref running)?.Cancel();

    private void RollBack()
    {
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = "ROLLBACK";
            command.ExecuteNonQuery();
        }
        catch (DuckDBException)
        {
            // A failed COMMIT has ended the transaction already; the failure that led here is the one to report.
        }
    }

    private DuckDBCommand Start(string sql, ReadOnlySpan<string> parameters)
    {
        cancellation.ThrowIfCancellationRequested();
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new DuckDBParameter(parameter));
        }
        Volatile.Write(ref running, command);
        return command;
    }
}
