using System.Collections.Immutable;
using Handover.Core.Flows;

namespace Handover.Core.Tests.Semantics;

/// <summary>Rows side by side. NULL equals nothing, so it finds no partner.</summary>
internal sealed record JoinStep(string Id, string Left, string Right, JoinType Type, ImmutableArray<JoinKey> On, Term? Condition, string? Prefix) : Step(Id, [Left, Right])
{
    public override FlowNode Node() => new JoinNode(Id, Inputs[0], Inputs[1], Type) { On = [.. On], Condition = Condition?.Write(), RightPrefix = Prefix };

    public override Table Run(ImmutableArray<Table> inputs)
    {
        var (left, right) = (inputs[0], inputs[1]);
        var sides = left.Fields.Select(static field => field with { Side = "left" }).Concat(right.Fields.Select(static field => field with { Side = "right" })).ToArray();
        var fields = left.Fields.Concat(right.Fields.Select(field => left.Has(field.Name) ? field with { Name = Prefix + field.Name } : field)).ToArray();
        var pairs = new Table(sides, [.. left.Rows.SelectMany(_ => right.Rows, static (first, second) => (object?[])[.. first, .. second])]);
        var met = Enumerable.Range(0, pairs.Rows.Count).Where(pair => Meets(pairs, pair)).ToArray();
        var rows = met.Select(pair => pairs.Rows[pair]).ToList();
        if (Type is JoinType.Left or JoinType.Full)
        {
            var partnered = met.Select(pair => pair / right.Rows.Count).ToHashSet();
            rows.AddRange(left.Rows.Where((_, i) => !partnered.Contains(i)).Select(row => (object?[])[.. row, .. new object?[right.Fields.Count]]));
        }

        if (Type is JoinType.Right or JoinType.Full)
        {
            var partnered = met.Select(pair => pair % right.Rows.Count).ToHashSet();
            rows.AddRange(right.Rows.Where((_, i) => !partnered.Contains(i)).Select(row => (object?[])[.. new object?[left.Fields.Count], .. row]));
        }

        return new Table(fields, rows);
    }

    public override IEnumerable<Step> Simpler()
    {
        if (Condition is not null)
        {
            if (!On.IsEmpty)
            {
                yield return this with { Condition = null };
            }

            foreach (var smaller in Condition.Smaller())
            {
                yield return this with { Condition = smaller };
            }
        }
    }

    private bool Meets(Table pairs, int pair) =>
        On.All(key => Values.Equal(pairs.Rows[pair][pairs.Find(key.Left, "left")], pairs.Rows[pair][pairs.Find(key.Right, "right")]) == true)
        && (Condition is null || Condition.Of(new Frame(pairs, pair)) is true);
}

/// <summary>Rows below each other, columns matched by name (what an input lacks is NULL) or by position.</summary>
internal sealed record UnionStep(string Id, ImmutableArray<string> From, UnionMatch By, bool Distinct) : Step(Id, From)
{
    public override FlowNode Node() => new UnionNode(Id, [.. Inputs], By, Distinct);

    public override Table Run(ImmutableArray<Table> inputs)
    {
        var names = By == UnionMatch.Position ? inputs[0].Fields.Select(static field => field.Name).ToArray() : inputs.SelectMany(static input => input.Fields.Select(static field => field.Name)).Distinct().ToArray();
        var places = inputs.Select(input => names.Select((name, i) => By == UnionMatch.Position ? i : input.Has(name) ? input.Find(name) : -1).ToArray()).ToArray();
        if (By == UnionMatch.Position && inputs.Any(input => input.Fields.Count != names.Length))
        {
            throw new UndefinedException("unequal numbers of columns");
        }

        var fields = names.Select((name, i) => new Field(
            name, inputs.Select((input, number) => places[number][i] < 0 ? (DataType?)null : input.Fields[places[number][i]].Type).OfType<DataType>().Aggregate(DataType.Common))).ToArray();
        var rows = inputs.SelectMany((input, number) => input.Rows.Select(row => fields.Select((field, i) => places[number][i] < 0 ? null : Values.Widen(row[places[number][i]], field.Type)).ToArray()));
        return new Table(fields, [.. Distinct ? rows.DistinctBy(Values.Key) : rows]);
    }

    public override IEnumerable<Step> Simpler()
    {
        if (Distinct)
        {
            yield return this with { Distinct = false };
        }

        if (Inputs.Length > 2)
        {
            foreach (var i in Enumerable.Range(0, Inputs.Length))
            {
                yield return Reading(Inputs.RemoveAt(i));
            }
        }
    }
}

/// <summary>One row a group, one column a value, in it the measure of the group's rows that hold the value.</summary>
internal sealed record PivotStep(
    string Id, string Input, string Column, ImmutableArray<(ScalarValue Name, object Value)> Values, MeasureFunction Function, string Measured, ImmutableArray<string> GroupBy) : Step(Id, [Input])
{
    public override FlowNode Node() => new PivotNode(Id, Inputs[0], Column, [.. Values.Select(static value => value.Name)], new PivotMeasure(Function, Measured), [.. GroupBy]);

    public override Table Run(ImmutableArray<Table> inputs)
    {
        var input = inputs[0];
        var (column, measured) = (input.Find(Column), input.Field(Measured));
        var shape = Function == MeasureFunction.CountDistinct ? "COUNT(DISTINCT {0})" : $"{Function.ToString().ToUpperInvariant()}({{0}})";
        var fold = AggregateFunction.All.FirstOrDefault(function => function.Shape == shape && function.Takes is { } takes && Maker.Fits(takes, measured.Type)) ?? throw new UndefinedException($"no {Function} of {measured.Type}");
        var measure = new AggregateTerm(fold, new ColumnTerm(Measured, measured.Type));
        var places = GroupBy.Select(name => input.Find(name)).ToArray();
        return new Table(
            [.. GroupBy.Select(input.Field), .. Values.Select(value => new Field(value.Name.Text, measure.Type))],
            [.. (GroupBy.IsEmpty ? [input] : input.Groups(GroupBy)).Select(group => (object?[])
            [
                .. places.Select(place => group.Rows[0][place]),
                .. Values.Select(value => measure.Of(new Frame(group.With(group.Rows.Where(row => Semantics.Values.Equal(row[column], value.Value) == true)), 0))),
            ])]);
    }

    public override IEnumerable<Step> Simpler() => Values.Length == 1 ? [] : Values.Select(value => this with { Values = Values.Remove(value) });
}

/// <summary>One row for each of some columns, with its name and value; a NULL makes none.</summary>
internal sealed record UnpivotStep(string Id, string Input, ImmutableArray<string> Columns, string NameColumn, string ValueColumn) : Step(Id, [Input])
{
    public override FlowNode Node() => new UnpivotNode(Id, Inputs[0], [.. Columns], NameColumn, ValueColumn);

    public override Table Run(ImmutableArray<Table> inputs)
    {
        var input = inputs[0];
        var kept = Enumerable.Range(0, input.Fields.Count).Where(i => !Columns.Contains(input.Fields[i].Name)).ToArray();
        var type = Columns.Select(name => input.Field(name).Type).Aggregate(DataType.Common);
        return new Table(
            [.. kept.Select(i => input.Fields[i]), new Field(NameColumn, DataType.Text), new Field(ValueColumn, type)],
            [.. from row in input.Rows
                from name in Columns
                let value = row[input.Find(name)]
                where value is not null
                select (object?[])[.. kept.Select(i => row[i]), name, Values.Widen(value, type)]]);
    }

    public override IEnumerable<Step> Simpler() => Columns.Length == 1 ? [] : Columns.Select(column => this with { Columns = Columns.Remove(column) });
}

/// <summary>A SELECT that means the same as some other steps.</summary>
/// <param name="Sql">The text.</param>
/// <param name="Meaning">The steps, each reading the inputs or the ones before; the last one is the result.</param>
internal sealed record SqlStep(string Id, ImmutableArray<string> From, string Sql, ImmutableArray<Step> Meaning) : Step(Id, From)
{
    public override FlowNode Node() => new SqlNode(Id, [.. Inputs], Sql);

    public override Table Run(ImmutableArray<Table> inputs)
    {
        var tables = From.Zip(inputs).DistinctBy(static pair => pair.First).ToDictionary(static pair => pair.First, static pair => pair.Second);
        foreach (var step in Meaning)
        {
            tables[step.Id] = step.Run([.. step.Inputs.Select(id => tables[id])]);
        }

        return tables[Meaning[^1].Id];
    }

    /// <summary>The text names its inputs, so it reads no others.</summary>
    public override Step Reading(ImmutableArray<string> inputs) => throw new UndefinedException("the text names its inputs");
}
