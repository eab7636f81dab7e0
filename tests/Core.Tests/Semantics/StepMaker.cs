using System.Collections.Immutable;
using Handover.Core.Flows;

namespace Handover.Core.Tests.Semantics;

/// <summary>Makes steps on top of tables that are known, so that they fit.</summary>
internal sealed class StepMaker(Maker maker)
{
    /// <summary>Names that SQL, a format string or a careless writer could take for something else. Each is told apart from the others in any case.</summary>
    private static readonly string[] Names =
    [
        "A b", "x\"y", "from", "é", "名前", "🦆🦆", "it's", "a.b", "--", "/*", "{0}", "%s", "$1", "?", ";", "\\", "N", "V1", "TOTAL", "null", "a'b\"c", ":p", "@x", "*", "(", "ROWID", "left", "\" OR 1=1",
    ];

    private readonly Func<StepMaker, string, IReadOnlyList<(string Id, Table Table)>, Step>[] kinds =
    [
        static (make, id, from) => make.Formula(id, from[0].Id, from[0].Table),
        static (make, id, from) => make.Formula(id, from[0].Id, from[0].Table),
        static (make, id, from) => make.Filter(id, from[0].Id, from[0].Table),
        static (make, id, from) => make.Select(id, from[0].Id, from[0].Table),
        static (make, id, from) => make.Aggregate(id, from[0].Id, from[0].Table),
        static (make, id, from) => make.Aggregate(id, from[0].Id, from[0].Table),
        static (make, id, from) => make.Join(id, from[0], from[1]),
        static (make, id, from) => make.Join(id, from[0], from[1]),
        static (make, id, from) => make.Union(id, [from[0], from[1], from[2]]),
        static (make, id, from) => make.Distinct(id, from[0].Id, from[0].Table),
        static (make, id, from) => make.Sort(id, from[0].Id, from[0].Table),
        static (make, id, from) => make.Sample(id, from[0].Id),
        static (make, id, from) => make.Pivot(id, from[0].Id, from[0].Table),
        static (make, id, from) => make.Unpivot(id, from[0].Id, from[0].Table),
        static (make, id, from) => make.Sql(id, from[0], from[1]),
        static (make, id, from) => make.Sql(id, from[0], from[1]),
    ];

    private int made;

    public SourceStep Source(string id)
    {
        var table = maker.Any(WarehouseTable.All);
        var map = maker.Chance(20) ? maker.Some(table.Columns, 2).Select(column => new ColumnAlias(column.Name, NewName())).ToImmutableArray() : [];
        return new SourceStep(id, table, map);
    }

    /// <summary>A step that reads one or more of three nodes.</summary>
    public Step Any(string id, IReadOnlyList<(string Id, Table Table)> from) => maker.Any(kinds)(this, id, from);

    private string NewName() => maker.Chance(40) ? $"C{++made}" : maker.Any(Names) + (maker.Chance(50) ? $" {++made}" : "");

    private FormulaStep Formula(string id, string input, Table table)
    {
        var columns = Enumerable.Range(0, maker.Random.Next(1, 4)).Select(_ => new Named(
            maker.Chance(30) ? maker.Any(table.Fields).Name : NewName(), maker.Anything(new Scope(table.Fields, Windows: true), maker.Random.Next(1, 5))));
        return new FormulaStep(id, input, [.. columns.DistinctBy(static column => column.Name)]);
    }

    private FilterStep Filter(string id, string input, Table table) =>
        new(id, input, maker.Make(Takes.Truth, new Scope(table.Fields, Windows: maker.Chance(30)), maker.Random.Next(1, 4)));

    private SelectStep Select(string id, string input, Table table) =>
        new(id, input, [.. maker.Some(table.Fields, table.Fields.Count).Select(field => (field.Name, maker.Chance(25) ? NewName() : field.Name))]);

    private AggregateStep Aggregate(string id, string input, Table table)
    {
        var groups = maker.Chance(20) ? [] : maker.Some(table.Fields, 2);
        var scope = new Scope(groups, table.Fields);
        var measures = Enumerable.Range(0, maker.Random.Next(groups.Count == 0 ? 1 : 0, 4)).Select(_ => new Named(NewName(), maker.Anything(scope, maker.Random.Next(1, 4)))).ToImmutableArray();
        return new AggregateStep(id, input, [.. groups.Select(static field => field.Name)], measures, Having(table, measures, scope));
    }

    /// <summary>A condition on groups. A measure's name means the measure there; so that the interpreter may not care, such names do not come up.</summary>
    private Term? Having(Table table, ImmutableArray<Named> measures, Scope scope) =>
        maker.Chance(70) || measures.Any(measure => table.Fields.Any(field => field.Name.Equals(measure.Name, StringComparison.OrdinalIgnoreCase))) ? null : maker.Make(Takes.Truth, scope, 2);

    private JoinStep Join(string id, (string Id, Table Table) left, (string Id, Table Table) right)
    {
        var type = maker.Any(Enum.GetValues<JoinType>());
        var pairs = (from a in left.Table.Fields from b in right.Table.Fields where a.Type.Kind == b.Type.Kind select new JoinKey(a.Name, b.Name)).ToArray();
        var sides = left.Table.Fields.Select(static field => field with { Side = "left" }).Concat(right.Table.Fields.Select(static field => field with { Side = "right" })).ToArray();
        ImmutableArray<JoinKey> on = type == JoinType.Cross || pairs.Length == 0 ? [] : [.. maker.Some(pairs, 2)];
        // A cross product says "cross": without a key there is a condition.
        var condition = type == JoinType.Cross || (!on.IsEmpty && maker.Chance(70)) ? null : maker.Make(Takes.Truth, new Scope(sides), maker.Random.Next(1, 3));
        return new JoinStep(id, left.Id, right.Id, type, on, condition, maker.Any(["r_", "R.", "\"", "右", "x' "]));
    }

    private UnionStep Union(string id, (string Id, Table Table)[] from) =>
        new(id, [.. from.Take(maker.Random.Next(2, 4)).Select(static item => item.Id)], maker.Any([UnionMatch.Name, UnionMatch.Position]), maker.Chance(40));

    private DistinctStep Distinct(string id, string input, Table table) => maker.Chance(40)
        ? new DistinctStep(id, input, [], [])
        : new DistinctStep(id, input, [.. maker.Some(table.Fields, 2).Select(static field => field.Name)], Order(maker.Shuffled(table.Fields)));

    private SortStep Sort(string id, string input, Table table) =>
        new(id, input, Order(maker.Some(table.Fields, table.Fields.Count)), maker.Chance(60) ? maker.Random.Next(0, 6) : null);

    private ImmutableArray<(string, bool)> Order(IEnumerable<Field> fields) => [.. fields.Select(field => (field.Name, maker.Chance(40)))];

    private SampleStep Sample(string id, string input) => maker.Any<SampleStep>(
        [new(id, input, 1000, null), new(id, input, null, 100), new(id, input, null, 0), new(id, input, 0, null), new(id, input, 40, null)]);

    private PivotStep Pivot(string id, string input, Table table)
    {
        var column = maker.Any(table.Fields);
        var place = table.Find(column.Name);
        var values = table.Rows.Select(row => row[place]).OfType<object>().Select(Named).OfType<(ScalarValue Name, object Value)>()
            .Where(static value => value.Name.Text.Length > 0 && !value.Name.Text.Any(char.IsControl))
            .DistinctBy(static value => value.Name.Text.ToUpperInvariant()).Take(4).ToImmutableArray();
        var function = maker.Any(Enum.GetValues<MeasureFunction>());
        var measured = maker.Any(table.Fields);
        return values.IsEmpty ? throw new UndefinedException("nothing to turn")
            : new PivotStep(id, input, column.Name, values, function, measured.Name, maker.Chance(25) ? [] : [maker.Any(table.Fields).Name]);

        static (ScalarValue, object)? Named(object value) => value switch
        {
            string text => (ScalarValue.Of(text), value),
            bool truth => (ScalarValue.Of(truth), value),
            Exact number => (ScalarValue.Of(decimal.Parse(number.ToString(), System.Globalization.CultureInfo.InvariantCulture)), value),
            DateOnly => (ScalarValue.Of(Values.Text(value)!), value),
            _ => null,
        };
    }

    private UnpivotStep Unpivot(string id, string input, Table table)
    {
        var kind = maker.Any(table.Fields).Type.Kind;
        return new UnpivotStep(id, input, [.. maker.Some(table.Fields.Where(field => field.Type.Kind == kind).ToArray(), 4).Select(static field => field.Name)], NewName(), NewName());
    }

    /// <summary>SELECTs of a few shapes, each with the steps that it means.</summary>
    private SqlStep Sql(string id, (string Id, Table Table) one, (string Id, Table Table) two)
    {
        var (a, fields) = (Relation(one.Id), one.Table.Fields);
        switch (maker.Random.Next(7))
        {
            case 0:
            {
                var filter = Filter("f", one.Id, one.Table);
                var formula = Formula("g", "f", one.Table);
                var columns = formula.Columns.Select(static column => (column.Name, column.Name)).ToImmutableArray();
                // WHERE comes before windows are computed; a window in the condition itself is a matter of QUALIFY.
                var where = filter.Where.All().Any(static term => term is WindowTerm) ? "QUALIFY" : "WHERE";
                return where == "QUALIFY" && formula.Columns.Any(static column => column.Value.All().Any(static term => term is WindowTerm))
                    ? throw new UndefinedException("windows before and behind QUALIFY")
                    : new SqlStep(id, [one.Id], $"SELECT {Items(formula.Columns)} FROM {a} {where} {filter.Where.Write()}", [filter, formula, new SelectStep("s", "g", columns)]);
            }

            case 1:
            {
                var aggregate = Aggregate("g", one.Id, one.Table);
                var groups = aggregate.GroupBy.Select(ColumnTerm.Named).ToArray();
                var items = groups.Concat(aggregate.Measures.Select(static measure => $"{measure.Value.Write()} AS {Quoted(measure.Name)}"));
                return new SqlStep(
                    id, [one.Id], $"SELECT {string.Join(", ", items)} FROM {a}{(groups.Length > 0 ? $" GROUP BY {string.Join(", ", groups)}" : "")}{(aggregate.Having is { } having ? $" HAVING {having.Write()}" : "")}",
                    [NoShadow(aggregate, one.Table)]);
            }

            case 2:
                return new SqlStep(id, [one.Id], $"WITH c AS (SELECT * FROM {a}) SELECT DISTINCT * FROM c", [new DistinctStep("d", one.Id, [], [])]);
            case 3:
            {
                var sort = Sort("s", one.Id, one.Table) with { Limit = maker.Random.Next(0, 5) };
                return new SqlStep(id, [one.Id], $"SELECT * FROM {a} ORDER BY {string.Join(", ", sort.By.Select(static item => ColumnTerm.Named(item.Column) + (item.Descending ? " DESC" : "")))} LIMIT {sort.Limit}", [sort]);
            }

            case 4:
                return new SqlStep(id, [one.Id, two.Id], $"SELECT * FROM {a} UNION ALL SELECT * FROM {Relation(two.Id)}", [new UnionStep("u", [one.Id, two.Id], UnionMatch.Position, false)]);
            case 5:
                return new SqlStep(id, [one.Id, two.Id], $"(SELECT * FROM {a}) UNION SELECT * FROM {Relation(two.Id)}", [new UnionStep("u", [one.Id, two.Id], UnionMatch.Position, true)]);
            default:
            {
                var join = Join("j", one, two) with { Prefix = "r ", Condition = null };
                if (join.On.IsEmpty || one.Id == two.Id)
                {
                    throw new UndefinedException("another shape");
                }

                var kept = maker.Some(fields, 3).Select(static field => (Item: $"l.{ColumnTerm.Named(field.Name)}", field.Name))
                    .Concat(maker.Some(two.Table.Fields, 2).Select(field => (Item: $"r.{ColumnTerm.Named(field.Name)}", Name: one.Table.Has(field.Name) ? "r " + field.Name : field.Name))).ToArray();
                var on = join.On.Select(static key => $"l.{ColumnTerm.Named(key.Left)} = r.{ColumnTerm.Named(key.Right)}");
                return new SqlStep(
                    id, [one.Id, two.Id],
                    $"SELECT {string.Join(", ", kept.Select(static item => $"{item.Item} AS {Quoted(item.Name)}"))} FROM {a} AS l {join.Type.ToString().ToUpperInvariant()} JOIN {Relation(two.Id)} r ON {string.Join(" AND ", on)}",
                    [join, new SelectStep("s", "j", [.. kept.Select(static item => (item.Name, item.Name))])]);
            }
        }
    }

    private static AggregateStep NoShadow(AggregateStep aggregate, Table table) =>
        aggregate.Measures.Any(measure => table.Fields.Any(field => field.Name.Equals(measure.Name, StringComparison.OrdinalIgnoreCase))) ? throw new UndefinedException("an alias that shadows a column") : aggregate;

    private static string Items(IEnumerable<Named> columns) => string.Join(", ", columns.Select(static column => $"{column.Value.Write()} AS {Quoted(column.Name)}"));

    private static string Relation(string id) => id.Contains('-', StringComparison.Ordinal) ? Quoted(id) : id;

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
