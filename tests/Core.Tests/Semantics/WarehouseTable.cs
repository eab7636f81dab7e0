using System.Collections.Immutable;
using System.Globalization;
using Handover.Core.Sql;

namespace Handover.Core.Tests.Semantics;

/// <summary>A table that exists in the warehouse and in memory with the same rows.</summary>
internal sealed record WarehouseTable(TableName Name, ImmutableArray<Column> Columns, Table Content)
{
    private const string HostileName = "t\"; DROP TABLE \"RAW\".\"SHOP\".\"ITEMS\"; --";

    /// <summary>Few rows with many NULLs and repetitions: most mistakes need no more.</summary>
    public static readonly ImmutableArray<WarehouseTable> All =
    [
        Make("ITEMS", "ID N0!, QTY N0, PRICE N2, NAME T, ACTIVE B, DAY D, AT S, RATE F",
            "1|3|10.50|apple|true|2024-01-31|2024-01-31 10:20:30.456|0.5",
            "2|-3|-2.25|Apple|false|2024-02-29|2024-02-29 00:00:00.000|-1.25",
            "3|~|~|~|~|~|~|~",
            "4|0|0.00||true|2023-12-31|2023-12-31 23:59:59.999|0",
            "5|7|99.99|a%b|~|2025-01-01|2025-01-01 00:00:00.000|2.75",
            "6|3|10.50|apple|true|2024-01-31|2024-01-31 10:20:30.456|0.5"),
        Make(HostileName, "sélect N0, 日本 語 T, a\"b N4, it's B, SELECT D, %s {0} T, 🦆 S",
            "1|é|1.0000|true|2024-12-30|🦆|2021-01-03 12:00:00.000",
            "1|é|1.0000|true|2024-12-30|🦆|2021-01-03 12:00:00.000",
            "2|日本|-0.0500|~|~|it's|1999-12-31 23:59:59.000",
            "~|\\|~|false|1999-12-31|~|~",
            "-1| b |12345.6789|false|2021-01-03|a_c|2024-02-28 06:30:00.250"),
        Make("EMPTY", "ID N0, PRICE N2, NAME T, DAY D"),
        Make("ONE", "X N0!", "2"),
        Make("COPIES", "ID N0, NAME T, QTY N1", "1|a|0.5", "1|a|0.5", "1|A|0.5", "~|~|~", "~|~|~", "2|10|-1.5", "2|abc|2.5", "10|a\\|0.0"),
        Make("WORDS", "WORD T, \" T, ORDER N0, FLAG B",
            "1.5|x|1|true", "true|~|2|false", "2024-02-29|''|2|~", "ab--c|/* x */|~|true", "É|é|-5|~", "a b c|b|4|false", "~|~|~|~"),
        Make("NOTHING", "K N0, V N2, T T", "~|~|~", "~|~|~"),
    ];

    /// <summary>The statements that make it, for DuckDB.</summary>
    public IEnumerable<string> Create()
    {
        var name = string.Join('.', SqlIdentifier.Quote(Name.Database), SqlIdentifier.Quote(Name.Schema), SqlIdentifier.Quote(Name.Name));
        yield return $"CREATE TABLE {name} ({string.Join(", ", Columns.Select(static column => $"{SqlIdentifier.Quote(column.Name)} {DuckDbType(column.Type)}"))})";
        foreach (var row in Content.Rows)
        {
            yield return $"INSERT INTO {name} VALUES ({string.Join(", ", row.Select(DuckDbValue))})";
        }
    }

    private static WarehouseTable Make(string name, string columns, params string[] rows)
    {
        var fields = columns.Split(", ").Select(static text => (Text: text[..text.LastIndexOf(' ')], Code: text[(text.LastIndexOf(' ') + 1)..])).Select(static item => (item.Text, Type: Type(item.Code), Required: item.Code[^1] == '!')).ToArray();
        return new WarehouseTable(
            new TableName("RAW", "SHOP", name),
            [.. fields.Select(static field => new Column(field.Text, Declared(field.Type), !field.Required))],
            new Table(
                [.. fields.Select(static field => new Field(field.Text, field.Type))],
                [.. rows.Select(row => row.Split('|').Select((text, i) => text == "~" ? null : Read(text, fields[i].Type)).ToArray())]));
    }

    private static DataType Type(string code) => code[0] switch
    {
        'N' => DataType.Number(code[1] - '0'),
        'T' => DataType.Text,
        'B' => DataType.Truth,
        'D' => DataType.Date,
        'S' => DataType.Timestamp,
        _ => DataType.Float,
    };

    private static SqlType Declared(DataType type) => type.Kind != SqlTypeKind.Number ? new SqlType(type.Kind) : type.Scale == 0 ? SqlType.Integer : SqlType.Number(12, type.Scale);

    private static object Read(string text, DataType type) => type.Kind switch
    {
        SqlTypeKind.Number => Exact.Parse(text),
        SqlTypeKind.Varchar => text,
        SqlTypeKind.Boolean => text == "true",
        SqlTypeKind.Date => DateOnly.Parse(text, CultureInfo.InvariantCulture),
        SqlTypeKind.Timestamp => DateTime.Parse(text, CultureInfo.InvariantCulture),
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    private static string DuckDbType(SqlType type) => type.Kind switch
    {
        SqlTypeKind.Number => $"DECIMAL({type.Precision},{type.Scale})",
        SqlTypeKind.Float => "DOUBLE",
        _ => type.Kind.ToString().ToUpperInvariant(),
    };

    private static string DuckDbValue(object? value) => value switch
    {
        null => "NULL",
        double number => number.ToString(CultureInfo.InvariantCulture),
        Exact or bool => Values.Text(value)!,
        _ => $"'{Values.Text(value)!.Replace("'", "''", StringComparison.Ordinal)}'",
    };
}
