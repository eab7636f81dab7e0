using Handover.Core.Sql;

namespace Handover.Core.Flows;

/// <summary>Shapes that several kinds share, read and written in one place.</summary>
internal static class SharedShapes
{
    private const int MaxTag = 255;
    private const int MaxPropertyValue = 4_000;

    public static ValueList<NamedExpression> NamedExpressions(this ObjectReader json, string name) =>
        json.Objects(name, static item => new NamedExpression(item.Text("name"), item.Expression("expression")));

    public static ValueList<SortColumn> SortColumns(this ObjectReader json, string name, bool required = true) =>
        json.Objects(name, static item => new SortColumn(item.Text("column"), item.Flag("descending")), required);

    public static Annotation Annotation(this ObjectReader json, string name) =>
        json.OptionalObject(name, static item => new Annotation(
            item.OptionalText("description"),
            item.List("tags", required: false, found => item.ReadText(found, MaxTag)),
            item.OptionalObject("properties", Properties) ?? [])) ?? Flows.Annotation.Empty;

    public static void Field(this CanonicalJsonWriter json, string name, ValueList<NamedExpression> items) =>
        json.Field(name, items, static (item, column) =>
        {
            item.Field("name", column.Name);
            item.Field("expression", column.Expression);
        });

    public static void Field(this CanonicalJsonWriter json, string name, ValueList<SortColumn> items) =>
        json.Field(name, items, static (item, column) =>
        {
            item.Field("column", column.Column);
            if (column.Descending)
            {
                item.Field("descending", true);
            }
        });

    public static void OptionalField(this CanonicalJsonWriter json, string name, ValueList<SortColumn> items)
    {
        if (items.Count > 0)
        {
            json.Field(name, items);
        }
    }

    public static void Table(this CanonicalJsonWriter json, string name, TableName table)
    {
        json.Name(name);
        json.BeginObject();
        json.Field("database", table.Database);
        json.Field("schema", table.Schema);
        json.Field("name", table.Name);
        json.EndObject();
    }

    public static void OptionalField(this CanonicalJsonWriter json, string name, Annotation annotation)
    {
        if (annotation.IsEmpty)
        {
            return;
        }

        json.Name(name);
        json.BeginObject();
        json.OptionalField("description", annotation.Description);
        json.OptionalField("tags", annotation.Tags);
        if (annotation.Properties.Count > 0)
        {
            json.Name("properties");
            json.BeginObject();
            foreach (var property in annotation.Properties)
            {
                json.Field(property.Name, property.Value);
            }

            json.EndObject();
        }

        json.EndObject();
    }

    private static ValueList<AnnotationProperty> Properties(ObjectReader json)
    {
        var properties = new List<AnnotationProperty>();
        foreach (var name in json.PropertyNames)
        {
            properties.Add(new AnnotationProperty(name, json.OptionalText(name, MaxPropertyValue) ?? ""));
        }

        properties.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        return ValueList.From(properties);
    }
}
