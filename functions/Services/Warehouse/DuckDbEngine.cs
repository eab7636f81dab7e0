using System.Collections.Concurrent;
using DuckDB.NET.Data;
using Handover.Core.Sql;

namespace Handover.Services.Warehouse;

/// <summary>
/// The DuckDB instance of this process: one in-memory root with every database file attached under its name, and a connection of its own for
/// each piece of work (opening one takes microseconds). The driver is synchronous, so work runs on threads of its own.
/// </summary>
internal sealed class DuckDbEngine : IAsyncDisposable
{
    private const string Extension = ".duckdb";
    private static readonly TimeSpan StopInterval = TimeSpan.FromMilliseconds(20);

    private readonly DuckDbOptions options;
    private readonly FileStream folderLock;
    private readonly DuckDBConnection root;
    private readonly SemaphoreSlim slots;
    private readonly StatementThreads threads;
    private readonly ConcurrentDictionary<string, SemaphoreSlim> writers = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource closing = new();

    public DuckDbEngine(DuckDbOptions options)
    {
        this.options = options;
        slots = new SemaphoreSlim(options.MaxStatements);
        Directory.CreateDirectory(options.Folder);
        folderLock = LockFolder(options.Folder);
        threads = new StatementThreads(options.MaxStatements);
        root = new DuckDBConnection("DataSource=:memory:");
        try
        {
            root.Open();
            Configure();
        }
        catch (DuckDBException error)
        {
            Close();
            throw DuckDbErrors.Map(error);
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>The statement that attaches a database, creating its file if it is new.</summary>
    public string Attach(string database)
    {
        if (!DuckDbNames.IsDatabase(database))
        {
            throw new WarehouseException(WarehouseFailure.InvalidStatement,
                $"'{database}' cannot be a database of the embedded warehouse: use capitals, digits and underscores, and none of MAIN, MEMORY, SYSTEM, TEMP.");
        }
        var file = Path.Combine(Path.GetFullPath(options.Folder), database + Extension);
        return $"ATTACH IF NOT EXISTS {Literal(file)} AS {SqlIdentifier.Quote(database)}";
    }

    /// <summary>Runs work that only reads, beside any other.</summary>
    public async Task<T> ReadAsync<T>(Func<DuckDbSession, T> work, TimeSpan timeout, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(closing.IsCancellationRequested, this);
        await slots.WaitAsync(cancellation);
        try
        {
            return await RunAsync(work, timeout, cancellation);
        }
        finally
        {
            slots.Release();
        }
    }

    /// <summary>Runs work that writes to one database, one after the other: two writers of one catalogue would make each other fail.</summary>
    public async Task<T> WriteAsync<T>(string database, Func<DuckDbSession, T> work, TimeSpan timeout, CancellationToken cancellation)
    {
        var turn = writers.GetOrAdd(database, _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancellation);
        try
        {
            return await ReadAsync(work, timeout, cancellation);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Stops what runs, waits for it, writes what is in the write-ahead logs into the files, and lets go of the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (closing.IsCancellationRequested)
        {
            return;
        }
        await closing.CancelAsync();
        for (var slot = 0; slot < options.MaxStatements; slot++)
        {
            await slots.WaitAsync();
        }
        Close();
    }

    private async Task<T> RunAsync<T>(Func<DuckDbSession, T> work, TimeSpan timeout, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, closing.Token);
        stop.CancelAfter(timeout);
        await using var connection = root.Duplicate();
        try
        {
            await connection.OpenAsync(stop.Token);
            var session = new DuckDbSession(connection, stop.Token);
            var running = threads.RunAsync(() => work(session));
            var stopping = Task.CompletedTask;
            try
            {
                await using (stop.Token.Register(() => stopping = StopAsync(session, running)))
                {
                    return await running;
                }
            }
            finally
            {
                // The connection goes only when nobody is about to stop it.
                await stopping;
            }
        }
        catch (Exception error) when (stop.IsCancellationRequested && error is OperationCanceledException or DuckDBException)
        {
            // Whatever a stopped statement says, the reason is ours.
            cancellation.ThrowIfCancellationRequested();
            throw closing.IsCancellationRequested
                ? new WarehouseException(WarehouseFailure.Unavailable, "The embedded warehouse is shutting down.", inner: error)
                : new WarehouseException(WarehouseFailure.Timeout, $"The statement took longer than {timeout.TotalSeconds:0.###} s and was stopped: read less, or allow more time.", inner: error);
        }
        catch (DuckDBException error)
        {
            throw DuckDbErrors.Map(error);
        }
    }

    private static async Task StopAsync(DuckDbSession session, Task running)
    {
        while (!running.IsCompleted)
        {
            session.Stop();
            await Task.Delay(StopInterval);
        }
    }

    private void Configure()
    {
        Execute($"SET memory_limit='{options.MemoryMiB}MiB'");
        Execute($"SET threads={options.Threads}");
        Execute($"SET temp_directory={Literal(Path.Combine(Path.GetFullPath(options.Folder), ".tmp"))}");
        Execute("SET autoinstall_known_extensions=false");
        Execute("SET autoload_known_extensions=false");
        // Snowflake's account default here: text without a zone is read as UTC.
        Execute("SET GLOBAL TimeZone='UTC'");
        foreach (var file in Directory.EnumerateFiles(options.Folder, "*" + Extension).Order(StringComparer.Ordinal))
        {
            Execute(Attach(Path.GetFileNameWithoutExtension(file)));
        }
        // From here on SQL reaches no file but these folders', and cannot change that.
        string[] folders = options.ImportFolder is { } import ? [options.Folder, import] : [options.Folder];
        Execute($"SET allowed_directories=[{string.Join(", ", folders.Select(folder => Literal(Path.GetFullPath(folder))))}]");
        Execute("SET enable_external_access=false");
        Execute("SET lock_configuration=true");
    }

    private static string Literal(string text) => SqlIdentifier.QuoteString(text, SqlDialectKind.DuckDb);

    private void Execute(string sql)
    {
        using var command = root.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    // The engine's own lock stops another process, but not a second instance in this one; and its message names the path.
    private static FileStream LockFolder(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "warehouse.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error)
        {
            throw new WarehouseException(WarehouseFailure.Unavailable,
                "The embedded warehouse's folder is in use by another process: stop that one first, or choose another folder.", inner: error);
        }
    }

    private void Close()
    {
        root.Dispose();
        folderLock.Dispose();
        slots.Dispose();
        threads.Dispose();
        closing.Dispose();
    }
}
