using System.Text;

namespace Handover.Core.Sql;

/// <summary>The statements that publish, move and drop objects, one statement a text without a closing semicolon: what warehouses run and plans show.</summary>
/// <param name="dialect">The dialect to write.</param>
public sealed class PublicationStatements(SqlDialectKind dialect)
{
    /// <summary>Creates or replaces a table from a SELECT.</summary>
    /// <param name="table">The table.</param>
    /// <param name="select">The SELECT in the same dialect.</param>
    /// <param name="copyGrants">Snowflake: a replaced table's grants go over to the new one. DuckDB has no grants.</param>
    public string CreateTable(TableName table, string select, bool copyGrants = true) => Create("TABLE", table, select, copyGrants);

    /// <summary>Creates or replaces a view on a SELECT; see <see cref="CreateTable"/>.</summary>
    public string CreateView(TableName view, string select, bool copyGrants = true) => Create("VIEW", view, select, copyGrants);

    /// <summary>Renames within the schema.</summary>
    /// <param name="from">The object.</param>
    /// <param name="to">Its new name, in the same schema.</param>
    /// <param name="isView">View or table.</param>
    /// <exception cref="ArgumentException">The names are in different schemas.</exception>
    public string Rename(TableName from, TableName to, bool isView)
    {
        if (from.Database != to.Database || from.Schema != to.Schema)
        {
            throw new ArgumentException($"{from} and {to} are in different schemas.", nameof(to));
        }

        var statement = new StringBuilder("ALTER ").Append(Word(isView)).Append(' ');
        SqlIdentifier.Append(statement, from);
        statement.Append(" RENAME TO ");
        // A bare name: Snowflake would look for it in the session's schema, DuckDB takes nothing else.
        if (dialect == SqlDialectKind.Snowflake)
        {
            SqlIdentifier.Append(statement, to);
        }
        else
        {
            SqlIdentifier.Append(statement, to.Name);
        }

        return statement.ToString();
    }

    /// <summary>Drops an object if it is there.</summary>
    public string Drop(TableName name, bool isView)
    {
        var statement = new StringBuilder("DROP ").Append(Word(isView)).Append(" IF EXISTS ");
        SqlIdentifier.Append(statement, name);
        return statement.ToString();
    }

    /// <summary>Sets the comment of an object; an empty text removes it.</summary>
    public string Comment(TableName name, bool isView, string text)
    {
        var statement = new StringBuilder("COMMENT ON ").Append(Word(isView)).Append(' ');
        SqlIdentifier.Append(statement, name);
        statement.Append(" IS ");
        SqlIdentifier.AppendString(statement, text, dialect);
        return statement.ToString();
    }

    private static string Word(bool isView) => isView ? "VIEW" : "TABLE";

    private string Create(string what, TableName name, string select, bool copyGrants)
    {
        var statement = new StringBuilder("CREATE OR REPLACE ").Append(what).Append(' ');
        SqlIdentifier.Append(statement, name);
        if (copyGrants && dialect == SqlDialectKind.Snowflake)
        {
            statement.Append(" COPY GRANTS");
        }

        return statement.Append(" AS\n").Append(select).ToString();
    }
}
