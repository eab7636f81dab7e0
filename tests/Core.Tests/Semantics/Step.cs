using System.Collections.Immutable;
using Handover.Core.Flows;

namespace Handover.Core.Tests.Semantics;

/// <summary>A step of a flow, as a document's node and as what it does to rows.</summary>
internal abstract record Step(string Id, ImmutableArray<string> Inputs)
{
    /// <summary>The node of the flow document.</summary>
    public abstract FlowNode Node();

    /// <summary>The rows that come out, from the rows of the inputs in their order.</summary>
    public abstract Table Run(ImmutableArray<Table> inputs);

    /// <summary>The same step reading other nodes.</summary>
    public virtual Step Reading(ImmutableArray<string> inputs) => this with { Inputs = inputs };

    /// <summary>Simpler steps in its place, sensible or not.</summary>
    public virtual IEnumerable<Step> Simpler() => [];

    protected static IEnumerable<ImmutableArray<Named>> Simpler(ImmutableArray<Named> items)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (items.Length > 1)
            {
                yield return items.RemoveAt(i);
            }

            foreach (var smaller in items[i].Value.Smaller())
            {
                yield return items.SetItem(i, items[i] with { Value = smaller });
            }
        }
    }

    protected static ValueList<NamedExpression> Written(ImmutableArray<Named> items) => [.. items.Select(static item => new NamedExpression(item.Name, item.Value.Write()))];
}

/// <summary>A computed column.</summary>
internal sealed record Named(string Name, Term Value);

/// <summary>Reads a table of the warehouse, some columns perhaps under other names.</summary>
internal sealed record SourceStep(string Id, WarehouseTable Table, ImmutableArray<ColumnAlias> Map) : Step(Id, [])
{
    public override FlowNode Node() => new SourceNode(Id, Table.Name) { Columns = [.. Table.Columns], ColumnMap = [.. Map] };

    public override Table Run(ImmutableArray<Table> inputs)
    {
        var names = Map.ToDictionary(static alias => alias.Column, static alias => alias.As);
        return Table.Content.Pick([.. Table.Columns.Select(column => (column.Name, names.GetValueOrDefault(column.Name, column.Name)))]);
    }

    public override IEnumerable<Step> Simpler() => Map.Select(alias => this with { Map = Map.Remove(alias) });
}

/// <summary>Keeps, orders and renames columns.</summary>
internal sealed record SelectStep(string Id, string Input, ImmutableArray<(string Column, string As)> Columns) : Step(Id, [Input])
{
    public override FlowNode Node() => new SelectNode(Id, Inputs[0], [.. Columns.Select(static column => new SelectColumn(column.Column, column.As == column.Column ? null : column.As))]);

    public override Table Run(ImmutableArray<Table> inputs) => inputs[0].Pick(Columns);

    public override IEnumerable<Step> Simpler() => Columns.Length == 1 ? [] : Columns.Select(column => this with { Columns = Columns.Remove(column) });
}

/// <summary>Adds columns, or replaces those of the same name where they stand; all of them see the input only.</summary>
internal sealed record FormulaStep(string Id, string Input, ImmutableArray<Named> Columns) : Step(Id, [Input])
{
    public override FlowNode Node() => new FormulaNode(Id, Inputs[0], Written(Columns));

    public override Table Run(ImmutableArray<Table> inputs)
    {
        var input = inputs[0];
        var places = new int[Columns.Length];
        var fields = input.Fields.ToList();
        for (var i = 0; i < Columns.Length; i++)
        {
            var field = new Field(Columns[i].Name, Columns[i].Value.Type);
            places[i] = input.Has(field.Name) ? input.Find(field.Name) : fields.Count;
            if (places[i] < input.Fields.Count)
            {
                fields[places[i]] = field;
            }
            else
            {
                fields.Add(field);
            }
        }

        return new Table(fields, [.. input.Rows.Select((row, number) =>
        {
            var made = new object?[fields.Count];
            row.CopyTo(made, 0);
            for (var i = 0; i < Columns.Length; i++)
            {
                made[places[i]] = Columns[i].Value.Of(new Frame(input, number));
            }

            return made;
        })]);
    }

    public override IEnumerable<Step> Simpler() => Simpler(Columns).Select(columns => this with { Columns = columns });
}

/// <summary>Keeps the rows for which a condition is true: neither false nor unknown.</summary>
internal sealed record FilterStep(string Id, string Input, Term Where) : Step(Id, [Input])
{
    public override FlowNode Node() => new FilterNode(Id, Inputs[0], Where.Write());

    public override Table Run(ImmutableArray<Table> inputs) => inputs[0].With(inputs[0].Rows.Where((_, row) => Where.Of(new Frame(inputs[0], row)) is true));

    public override IEnumerable<Step> Simpler() => Where.Smaller().Select(smaller => this with { Where = smaller });
}

/// <summary>One row a group, NULL being a value like others; without group columns one row of all rows, be there any or not.</summary>
internal sealed record AggregateStep(string Id, string Input, ImmutableArray<string> GroupBy, ImmutableArray<Named> Measures, Term? Having) : Step(Id, [Input])
{
    public override FlowNode Node() => new AggregateNode(Id, Inputs[0], [.. GroupBy], Written(Measures)) { Having = Having?.Write() };

    public override Table Run(ImmutableArray<Table> inputs)
    {
        if (!Measures.All(static measure => measure.Value.All().Any(static term => term is AggregateTerm)))
        {
            throw new UndefinedException("a measure that aggregates nothing");
        }

        var input = inputs[0];
        var places = GroupBy.Select(name => input.Find(name)).ToArray();
        var groups = GroupBy.IsEmpty ? [input] : input.Groups(GroupBy);
        return new Table(
            [.. GroupBy.Select(input.Field), .. Measures.Select(static measure => new Field(measure.Name, measure.Value.Type))],
            [.. groups
                .Where(group => Having is null || Having.Of(new Frame(group, 0)) is true)
                .Select(group => (object?[])[.. places.Select(place => group.Rows[0][place]), .. Measures.Select(measure => measure.Value.Of(new Frame(group, 0)))])]);
    }

    public override IEnumerable<Step> Simpler()
    {
        if (Having is not null)
        {
            yield return this with { Having = null };
            foreach (var smaller in Having.Smaller())
            {
                yield return this with { Having = smaller };
            }
        }

        foreach (var measures in Simpler(Measures))
        {
            yield return this with { Measures = measures };
        }

        if (Measures.Length > 0 && GroupBy.Length > 0)
        {
            yield return this with { Measures = [] };
        }
    }
}

/// <summary>One of several equal rows, or the first in an order of those that agree in some columns.</summary>
internal sealed record DistinctStep(string Id, string Input, ImmutableArray<string> On, ImmutableArray<(string Column, bool Descending)> By) : Step(Id, [Input])
{
    public override FlowNode Node() => new DistinctNode(Id, Inputs[0]) { On = [.. On], OrderBy = [.. By.Select(static item => new SortColumn(item.Column, item.Descending))] };

    public override Table Run(ImmutableArray<Table> inputs) => On.IsEmpty
        ? inputs[0].With(inputs[0].Rows.DistinctBy(Values.Key))
        : inputs[0].With(inputs[0].Groups(On).Select(First));

    private object?[] First(Table group)
    {
        var ordered = group.Ordered(By).ToArray();
        SortStep.NoChoice(group, ordered, 1, By);
        return ordered[0];
    }
}

/// <summary>An order, which lasts until the next step, and the first rows of it.</summary>
internal sealed record SortStep(string Id, string Input, ImmutableArray<(string Column, bool Descending)> By, int? Limit) : Step(Id, [Input])
{
    public override FlowNode Node() => new SortNode(Id, Inputs[0], [.. By.Select(static item => new SortColumn(item.Column, item.Descending))]) { Limit = Limit };

    public override Table Run(ImmutableArray<Table> inputs)
    {
        var ordered = inputs[0].Ordered(By).ToArray();
        NoChoice(inputs[0], ordered, Limit ?? ordered.Length, By);
        return inputs[0].With(ordered.Take(Limit ?? ordered.Length));
    }

    public override IEnumerable<Step> Simpler()
    {
        if (Limit is not null)
        {
            yield return this with { Limit = null };
        }

        if (By.Length > 1)
        {
            foreach (var item in By)
            {
                yield return this with { By = By.Remove(item) };
            }
        }
    }

    /// <summary>Refuses a cut between two different rows that the order does not tell apart: either may stay.</summary>
    public static void NoChoice(Table table, object?[][] ordered, int kept, ImmutableArray<(string Column, bool Descending)> by)
    {
        if (kept <= 0 || kept >= ordered.Length)
        {
            return;
        }

        var keys = by.Select(item => table.Find(item.Column)).ToArray();
        var tied = Values.Key(keys.Select(key => ordered[kept][key]));
        if (ordered.Where(row => Values.Key(keys.Select(key => row[key])) == tied).Select(Values.Key).Distinct().Count() > 1
            && Values.Key(keys.Select(key => ordered[kept - 1][key])) == tied)
        {
            throw new UndefinedException("the order leaves open which row stays");
        }
    }
}

/// <summary>A sample whose outcome is certain: all rows or none.</summary>
internal sealed record SampleStep(string Id, string Input, long? Rows, decimal? Percent) : Step(Id, [Input])
{
    public override FlowNode Node() => new SampleNode(Id, Inputs[0]) { Rows = Rows, Percent = Percent };

    public override Table Run(ImmutableArray<Table> inputs) => (Rows, Percent) switch
    {
        (_, 100) => inputs[0],
        (_, 0) or (0, _) => inputs[0].With([]),
        ({ } rows, _) when rows >= inputs[0].Rows.Count => inputs[0],
        _ => throw new UndefinedException("a sample of some rows"),
    };
}
