using Handover.Core.Sql;

namespace Handover.Core.Flows;

/// <summary>Reads a table or view.</summary>
/// <param name="Id">Slug of the node.</param>
/// <param name="Table">What is read.</param>
public sealed record SourceNode(string Id, TableName Table) : FlowNode(Id)
{
    internal const string Word = "source";

    /// <summary>The table's columns as the catalogue last told them; empty if it was never asked.</summary>
    public ValueList<Column> Columns { get; init; } = [];

    /// <summary>Columns that go under another name in this flow: what an exchange of sources needs where the new table names them differently.</summary>
    public ValueList<ColumnAlias> ColumnMap { get; init; } = [];

    /// <inheritdoc/>
    public override string Kind => Word;

    /// <inheritdoc/>
    public override ValueList<string> InputIds => [];

    internal static SourceNode Read(string id, ObjectReader json) => new(id, json.Table("table"))
    {
        Columns = json.Objects("columns", ReadColumn, required: false),
        ColumnMap = json.Objects("columnMap", static item => new ColumnAlias(item.Text("column"), item.Text("as")), required: false),
    };

    internal override void WriteFields(CanonicalJsonWriter json)
    {
        json.Table("table", Table);
        json.OptionalField("columns", Columns, static (item, column) =>
        {
            item.Field("name", column.Name);
            item.Field("type", column.Type.ToString());
            item.Field("nullable", column.Nullable);
        });
        json.OptionalField("columnMap", ColumnMap, static (item, alias) =>
        {
            item.Field("column", alias.Column);
            item.Field("as", alias.As);
        });
    }

    private static Column ReadColumn(ObjectReader json)
    {
        var name = json.Text("name");
        var type = json.Text("type");
        if (!SqlTypeText.TryParse(type, out var parsed) && json.Find("type") is { } place)
        {
            json.Problems.InvalidColumnType(place, type);
        }

        return new Column(name, parsed, json.Flag("nullable", absent: true));
    }
}

/// <summary>A column and the name under which the flow knows it.</summary>
/// <param name="Column">Name in the table.</param>
/// <param name="As">Name in the flow.</param>
public sealed record ColumnAlias(string Column, string As);
