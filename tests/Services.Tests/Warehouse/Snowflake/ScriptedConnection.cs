using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Handover.Services.Tests.Warehouse.Snowflake;

/// <summary>A connection whose answers are given by a function: in place of Snowflake's driver, with the driver's manners.</summary>
/// <param name="isDeaf">Whether a statement that is told to stop goes on.</param>
internal sealed class ScriptedConnection(Func<string, CancellationToken, Task<ScriptedResult>> answer, bool isDeaf = false) : DbConnection
{
    public bool IsDisposed { get; private set; }

    [AllowNull]
    public override string ConnectionString { get; set; } = "";

    public override string Database => "";

    public override string DataSource => "";

    public override string ServerVersion => "";

    public override ConnectionState State => IsDisposed ? ConnectionState.Closed : ConnectionState.Open;

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    public override void Close() => IsDisposed = true;

    public override void Open()
    {
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException();

    protected override DbCommand CreateDbCommand() => new ScriptedCommand(this, answer, isDeaf);
}

internal sealed class ScriptedCommand(ScriptedConnection connection, Func<string, CancellationToken, Task<ScriptedResult>> answer, bool isDeaf) : DbCommand
{
    private readonly CancellationTokenSource cancelled = new();

    [AllowNull]
    public override string CommandText { get; set; } = "";

    public override int CommandTimeout { get; set; }

    public override CommandType CommandType { get; set; } = CommandType.Text;

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection { get; set; } = connection;

    protected override DbParameterCollection DbParameterCollection => throw new NotSupportedException();

    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel()
    {
        if (!isDeaf)
        {
            cancelled.Cancel();
        }
    }

    public override int ExecuteNonQuery() => throw new NotSupportedException("The driver is asked asynchronously.");

    public override object? ExecuteScalar() => throw new NotSupportedException("The driver is asked asynchronously.");

    public override void Prepare()
    {
    }

    protected override DbParameter CreateDbParameter() => throw new NotSupportedException();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => throw new NotSupportedException("The driver is asked asynchronously.");

    protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(((ScriptedConnection)DbConnection!).IsDisposed, this);
        try
        {
            using var both = CancellationTokenSource.CreateLinkedTokenSource(cancelled.Token, cancellationToken);
            return new ScriptedReader(await answer(CommandText, both.Token));
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            throw new ScriptedException(604, "57014", "SQL execution canceled");
        }
    }
}

/// <summary>A column of a result, as the driver describes it.</summary>
internal sealed record ScriptedColumn(string Name, string Type = "TEXT", int Precision = 0, int Scale = 0);

/// <summary>A statement's result.</summary>
internal sealed record ScriptedResult(IReadOnlyList<ScriptedColumn> Columns, IReadOnlyList<object?[]> Rows, string? QueryId = "01b2-query")
{
    /// <summary>What the driver returns for a statement that defines something.</summary>
    public static ScriptedResult Done { get; } = new([new ScriptedColumn("status")], [["Statement executed successfully."]]);

    public static ScriptedResult Of(string columns, params object?[][] rows) => new([.. columns.Split(' ').Select(name => new ScriptedColumn(name))], rows);
}

internal sealed class ScriptedReader(ScriptedResult result) : DbDataReader
{
    private int at = -1;

    public string? QueryId => result.QueryId;

    public override int Depth => 0;

    public override int FieldCount => result.Columns.Count;

    public override bool HasRows => result.Rows.Count > 0;

    public override bool IsClosed => false;

    public override int RecordsAffected => -1;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override DataTable GetSchemaTable()
    {
        var table = new DataTable();
        table.Columns.Add(SchemaTableColumn.ColumnName, typeof(string));
        table.Columns.Add(SchemaTableColumn.NumericPrecision, typeof(int));
        table.Columns.Add(SchemaTableColumn.NumericScale, typeof(int));
        foreach (var column in result.Columns)
        {
            table.Rows.Add(column.Name, column.Precision, column.Scale);
        }
        return table;
    }

    public override bool Read() => ++at < result.Rows.Count;

    public override bool NextResult() => false;

    public override string GetName(int ordinal) => result.Columns[ordinal].Name;

    public override string GetDataTypeName(int ordinal) => result.Columns[ordinal].Type;

    public override int GetOrdinal(string name) => result.Columns.Select((column, index) => (column, index)).First(item => item.column.Name == name).index;

    public override object GetValue(int ordinal) => result.Rows[at][ordinal] switch
    {
        null => DBNull.Value,
        Exception error => throw error,
        var value => value,
    };

    public override bool IsDBNull(int ordinal) => result.Rows[at][ordinal] is null;

    public override string GetString(int ordinal) => (string)GetValue(ordinal);

    public override bool GetBoolean(int ordinal) => (bool)GetValue(ordinal);

    public override long GetInt64(int ordinal) => Convert.ToInt64(GetValue(ordinal));

    public override int GetInt32(int ordinal) => Convert.ToInt32(GetValue(ordinal));

    public override byte GetByte(int ordinal) => throw new NotSupportedException();

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    public override char GetChar(int ordinal) => throw new NotSupportedException();

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    public override DateTime GetDateTime(int ordinal) => (DateTime)GetValue(ordinal);

    public override decimal GetDecimal(int ordinal) => (decimal)GetValue(ordinal);

    public override double GetDouble(int ordinal) => (double)GetValue(ordinal);

    public override Type GetFieldType(int ordinal) => typeof(object);

    public override float GetFloat(int ordinal) => throw new NotSupportedException();

    public override Guid GetGuid(int ordinal) => throw new NotSupportedException();

    public override short GetInt16(int ordinal) => throw new NotSupportedException();

    public override int GetValues(object[] values) => throw new NotSupportedException();

    public override System.Collections.IEnumerator GetEnumerator() => throw new NotSupportedException();
}

/// <summary>An error with Snowflake's code, its message composed as the driver composes it.</summary>
internal sealed class ScriptedException(int code, string state, string text, string query = "01b2-failed")
    : DbException($"Error: {text} SqlState: {state}, VendorCode: {code}, QueryId: {query}")
{
    public override int ErrorCode => code;
}
