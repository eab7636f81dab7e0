using Handover.Core.Sql;

namespace Handover.Services.Warehouse;

/// <summary>What tables and views there are, each database read once and kept up with what is done here: for one transaction, in which nobody else is seen.</summary>
internal sealed class DuckDbTables(DuckDbSession session)
{
    private static readonly PublicationStatements Statements = new(SqlDialect.DuckDb);
    private readonly Dictionary<string, Dictionary<TableName, bool>> databases = [];

    /// <summary>True for a view, false for a table, null if there is neither.</summary>
    public bool? KindOf(TableName table) => In(table.Database).TryGetValue(table, out var isView) ? isView : null;

    public void Rename(TableName from, TableName to)
    {
        if (KindOf(from) is not { } isView)
        {
            throw new WarehouseException(WarehouseFailure.NotFound, $"{from} does not exist, so it cannot become {to}: it was dropped or renamed outside of Handover.");
        }
        session.Execute(Statements.Rename(from, to, isView));
        In(from.Database).Remove(from);
        In(to.Database)[to] = isView;
    }

    public void DropIfThere(TableName table)
    {
        if (In(table.Database).Remove(table, out var isView))
        {
            session.Execute(Statements.Drop(table, isView));
        }
    }

    private Dictionary<TableName, bool> In(string database) => databases.TryGetValue(database, out var known)
        ? known
        : databases[database] = DuckDbCatalog.Kinds(session, database).ToDictionary(item => item.Name, item => item.IsView);
}
