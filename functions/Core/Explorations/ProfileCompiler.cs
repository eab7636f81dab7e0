using System.Globalization;
using Handover.Core.Compilation;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Explorations;

/// <summary>How a column's values are summed up.</summary>
/// <param name="Column">The column.</param>
/// <param name="IsComparable">Whether its distinct values can be counted; semi-structured values cannot.</param>
/// <param name="IsOrdered">Whether it has a least and a greatest value.</param>
/// <param name="IsNumeric">Whether it has a mean.</param>
public sealed record ProfiledColumn(Column Column, bool IsComparable, bool IsOrdered, bool IsNumeric)
{
    /// <summary>Whether it is a date or a time.</summary>
    public bool IsTemporal => Column.Type.Kind is SqlTypeKind.Date or SqlTypeKind.Time or SqlTypeKind.Timestamp or SqlTypeKind.TimestampTz;

    internal static ProfiledColumn Of(Column column)
    {
        var kind = column.Type.Kind;
        var numeric = kind is SqlTypeKind.Number or SqlTypeKind.Float;
        var comparable = kind is not (SqlTypeKind.Variant or SqlTypeKind.Array or SqlTypeKind.Object or SqlTypeKind.Unknown);
        return new(column, comparable, comparable && kind is not (SqlTypeKind.Boolean or SqlTypeKind.Binary), numeric);
    }
}

/// <summary>The parts of dates and times by which their distribution is counted.</summary>
public enum ProfilePart
{
    /// <summary>Years.</summary>
    Year,
    /// <summary>Quarters.</summary>
    Quarter,
    /// <summary>Months.</summary>
    Month,
    /// <summary>Weeks.</summary>
    Week,
    /// <summary>Days.</summary>
    Day,
    /// <summary>Hours.</summary>
    Hour,
    /// <summary>Minutes.</summary>
    Minute,
}

/// <summary>Writes the questions that describe the data of a node, as nodes behind it, so that they mean exactly what those nodes would.</summary>
public static class ProfileCompiler
{
    /// <summary>Most columns of one summary.</summary>
    public const int MostColumns = 200;

    /// <summary>Equal parts into which the range of a number is cut.</summary>
    public const int Buckets = 20;

    /// <summary>Values of <see cref="TopValues"/>.</summary>
    public const int MostValues = 10;

    // Named so that no column of a node has the same name.
    private const string Value = "handover_profile_value";
    private const string Count = "handover_profile_count";

    /// <summary>The columns of a node, as far as they are profiled.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="node">Id of a node of it.</param>
    public static IReadOnlyList<ProfiledColumn> ColumnsOf(CompiledFlow flow, string node) =>
        [.. (flow.Find(node)?.Columns ?? []).Take(MostColumns).Select(ProfiledColumn.Of)];

    /// <summary>One row: the number of rows, then for every column the values that are not null (<c>v</c>), the distinct ones (<c>d</c>), least (<c>l</c>), greatest (<c>h</c>) and mean (<c>m</c>), as far as it has them, under the letter and the column's place.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="node">Id of the node; of a deployment, what it publishes.</param>
    /// <param name="columns">From <see cref="ColumnsOf"/>.</param>
    /// <param name="dialect">The dialect to write.</param>
    public static FlowSql Summary(CompiledFlow flow, string node, IReadOnlyList<ProfiledColumn> columns, SqlDialectKind dialect)
    {
        var measures = new List<NamedExpression> { new("rows", "COUNT(*)") };
        for (var place = 0; place < columns.Count; place++)
        {
            var column = columns[place];
            var name = SqlIdentifier.Quote(column.Column.Name);
            measures.Add(new($"v{place}", $"COUNT({name})"));
            if (column.IsComparable)
            {
                measures.Add(new($"d{place}", $"COUNT(DISTINCT {name})"));
            }

            if (column.IsOrdered)
            {
                measures.Add(new($"l{place}", $"MIN({name})"));
                measures.Add(new($"h{place}", $"MAX({name})"));
            }

            if (column.IsNumeric)
            {
                measures.Add(new($"m{place}", $"AVG(TO_DOUBLE({name}))"));
            }
        }

        return Sql(flow, node, dialect, from => [new AggregateNode(AddedNodes.Free(flow, "profile"), from, [], ValueList.From(measures))]);
    }

    /// <summary>The most frequent values, each with how often it is there: the value, then the number, at most <see cref="MostValues"/>.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="node">Id of the node.</param>
    /// <param name="column">A comparable column of it.</param>
    /// <param name="dialect">The dialect to write.</param>
    public static FlowSql TopValues(CompiledFlow flow, string node, ProfiledColumn column, SqlDialectKind dialect) =>
        Counted(flow, node, column, SqlIdentifier.Quote(column.Column.Name), [new SortColumn(Count, true), new SortColumn(Value)], MostValues, dialect);

    /// <summary>How many values lie in each of <see cref="Buckets"/> equal parts of a range: the number of the part from 1 on (one more for the greatest value), then how many. Empty parts have no row.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="node">Id of the node.</param>
    /// <param name="column">A numeric column of it.</param>
    /// <param name="low">Least value.</param>
    /// <param name="high">Greatest value, more than the least one.</param>
    /// <param name="dialect">The dialect to write.</param>
    public static FlowSql Histogram(CompiledFlow flow, string node, ProfiledColumn column, double low, double high, SqlDialectKind dialect) =>
        Counted(
            flow, node, column, $"WIDTH_BUCKET(TO_DOUBLE({SqlIdentifier.Quote(column.Column.Name)}), {Literal(low)}, {Literal(high)}, {Buckets})",
            [new SortColumn(Value)], null, dialect);

    /// <summary>How many values lie in each year, month and so on: its beginning, then how many. Empty ones have no row.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="node">Id of the node.</param>
    /// <param name="column">A temporal column of it.</param>
    /// <param name="part">From <see cref="PartFor"/>.</param>
    /// <param name="dialect">The dialect to write.</param>
    public static FlowSql ByPart(CompiledFlow flow, string node, ProfiledColumn column, ProfilePart part, SqlDialectKind dialect) =>
        Counted(
            flow, node, column, $"DATE_TRUNC('{part.ToString().ToUpperInvariant()}', {SqlIdentifier.Quote(column.Column.Name)})",
            [new SortColumn(Value)], null, dialect);

    /// <summary>The part that cuts a span of time into about ten to forty pieces.</summary>
    /// <param name="type">Type of the column: a time of day has hours at most, a date days at least.</param>
    /// <param name="span">From the least value to the greatest.</param>
    public static ProfilePart PartFor(SqlTypeKind type, TimeSpan span) => (type, span.TotalDays) switch
    {
        (SqlTypeKind.Time, < 2 / 24.0) => ProfilePart.Minute,
        (SqlTypeKind.Time, _) => ProfilePart.Hour,
        (_, > 3650) => ProfilePart.Year,
        (_, > 1200) => ProfilePart.Quarter,
        (_, > 200) => ProfilePart.Month,
        (_, > 45) => ProfilePart.Week,
        (SqlTypeKind.Date, _) or (_, > 2) => ProfilePart.Day,
        (_, > 2 / 24.0) => ProfilePart.Hour,
        _ => ProfilePart.Minute,
    };

    private static FlowSql Counted(
        CompiledFlow flow, string node, ProfiledColumn column, string value, ValueList<SortColumn> by, long? limit, SqlDialectKind dialect) =>
        Sql(flow, node, dialect, from =>
        {
            var (filter, formula, groups) = (AddedNodes.Free(flow, "profile_filter"), AddedNodes.Free(flow, "profile_value"), AddedNodes.Free(flow, "profile_groups"));
            return
            [
                new FilterNode(filter, from, $"{SqlIdentifier.Quote(column.Column.Name)} IS NOT NULL"),
                new FormulaNode(formula, filter, [new NamedExpression(Value, value)]),
                new AggregateNode(groups, formula, [Value], [new NamedExpression(Count, "COUNT(*)")]),
                new SortNode(AddedNodes.Free(flow, "profile"), groups, by) { Limit = limit },
            ];
        });

    private static FlowSql Sql(CompiledFlow flow, string node, SqlDialectKind dialect, Func<string, IReadOnlyList<FlowNode>> behind)
    {
        var from = flow.Find(node)?.Node is DeploymentNode deployment ? deployment.Input : node;
        var added = behind(from);
        return FlowCompiler.Compile(new Flow(ValueList.From([.. AddedNodes.Needed(flow, from), .. added]), [], [])).Sql(added[^1].Id, dialect);
    }

    private static string Literal(double number) => $"TO_DOUBLE('{number.ToString("R", CultureInfo.InvariantCulture)}')";
}
