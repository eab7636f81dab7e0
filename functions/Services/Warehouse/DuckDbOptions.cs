namespace Handover.Services.Warehouse;

/// <summary>Where the embedded warehouse keeps its files, and what it may use.</summary>
public sealed class DuckDbOptions
{
    // With less, a thread's buffers alone do not fit.
    private const int LeastMemoryMiB = 64;

    /// <summary>Folder with one <c>NAME.duckdb</c> file a database. Created if it is not there. One process at a time.</summary>
    public required string Folder { get; set; }

    /// <summary>The grants file; <c>grants.json</c> in the folder if nothing is said. Read again whenever it changes.</summary>
    public string? GrantsFile { get; set; }

    /// <summary>A folder that administrative SQL may read files from (sample data); nobody else can.</summary>
    public string? ImportFolder { get; set; }

    /// <summary>Memory of the engine in MiB; more spills to the folder's <c>.tmp</c>.</summary>
    public int MemoryMiB { get; set; } = 1024;

    /// <summary>Threads of the engine, shared by all statements.</summary>
    public int Threads { get; set; } = Environment.ProcessorCount;

    /// <summary>Statements that run at once; further ones wait.</summary>
    public int MaxStatements { get; set; } = 8;

    /// <summary>Time for building one staged table, and for every other statement that has no time-out of its own.</summary>
    public TimeSpan StatementTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <exception cref="InvalidOperationException">A value cannot be used; the message says which, and what is allowed.</exception>
    public void Validate()
    {
        if (MemoryMiB < LeastMemoryMiB)
        {
            throw new InvalidOperationException($"The memory of the embedded warehouse is {MemoryMiB} MiB: it must be {LeastMemoryMiB} or more.");
        }
        if (Threads < 1 || MaxStatements < 1)
        {
            throw new InvalidOperationException($"The embedded warehouse has {Threads} threads for {MaxStatements} statements: it needs 1 or more of both.");
        }
    }
}
