using DuckDB.NET.Data;

namespace Handover.Services.Warehouse;

/// <summary>Says DuckDB's errors in the warehouse's words: what is wrong and what to do, without suggestions that name tables of others, and without paths.</summary>
internal static class DuckDbErrors
{
    private const int MaxDetail = 400;

    // The driver types most errors of preparing as plain "invalid"; the message's first words tell them apart.
    public static WarehouseException Map(DuckDBException error)
    {
        var (kind, detail) = Split(error.Message);
        return kind switch
        {
            "Parser" or "Syntax" => Of(WarehouseFailure.InvalidStatement, $"The SQL cannot be read: {detail}", error),
            "Binder" or "Catalog" when IsMissingObject(detail) => Of(WarehouseFailure.NotFound, $"The SQL names what does not exist or is not authorized: {detail}", error),
            "Binder" or "Catalog" or "Not implemented" => Of(WarehouseFailure.InvalidStatement, $"The SQL does not fit the data: {detail}", error),
            "Dependency" => Of(WarehouseFailure.InvalidStatement, "An index or another object depends on the table, so it cannot be renamed or dropped: drop the index first.", error),
            "Conversion" or "Out of Range" or "Invalid Input" or "Constraint" or "Mismatch Type" or "Divide by Zero" or "Invalid type" or "Decimal" =>
                Of(WarehouseFailure.DataError, $"A value does not fit: {detail}", error),
            "Permission" => Of(WarehouseFailure.NotAuthorized, "The SQL reads or writes outside the warehouse, which is not allowed.", error),
            "INTERRUPT" => Of(WarehouseFailure.Timeout, "The statement was stopped.", error),
            "Out of Memory" => Of(WarehouseFailure.Unavailable, "The embedded warehouse ran out of memory: raise its memory setting, or read less at once.", error),
            "IO" => Of(WarehouseFailure.Unavailable, "The embedded warehouse cannot read or write its files: check the disk's free space and the folder's permissions.", error),
            "TransactionContext" or "Transaction" => Of(WarehouseFailure.Unavailable, "Another statement changed the same object at the same time: try again.", error),
            _ => Of(WarehouseFailure.Unavailable, $"The embedded warehouse failed ({kind} error): restart it if this repeats.", error),
        };
    }

    private static bool IsMissingObject(string detail) =>
        detail.Contains("does not exist", StringComparison.Ordinal)
        && (detail.StartsWith("Table with name", StringComparison.Ordinal)
            || detail.StartsWith("View with name", StringComparison.Ordinal)
            || detail.StartsWith("Schema with name", StringComparison.Ordinal)
            || detail.StartsWith("Catalog \"", StringComparison.Ordinal));

    private static (string Kind, string Detail) Split(string message)
    {
        const string separator = " Error: ";
        var at = message.IndexOf(separator, StringComparison.Ordinal);
        var kind = at is > 0 and < 40 ? message[..at] : "Internal";
        var lines = (at < 0 ? message : message[(at + separator.Length)..]).Split('\n');
        var detail = string.Join(' ', lines.Where((line, i) => i == 0 || line.StartsWith("Candidate bindings", StringComparison.Ordinal)));
        return (kind, detail.Length > MaxDetail ? detail[..MaxDetail] + "…" : detail);
    }

    private static WarehouseException Of(WarehouseFailure failure, string message, DuckDBException inner) => new(failure, message, inner: inner);
}
