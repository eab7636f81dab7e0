using Handover.Core.Compilation;
using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using static Handover.Core.Flows.FlowDiagnosticCodes;

namespace Handover.Core.Tests.Compilation;

/// <summary>One case or more for every code, on top of the shop's sources.</summary>
public sealed class DiagnosticTests
{
    private const string Target = "\"target\":{\"database\":\"MART\",\"schema\":\"OUT\",\"name\":\"T\"},\"role\":\"R\",\"warehouse\":\"W\"";

    /// <summary>Code, node, field, nodes.</summary>
    public static TheoryData<string, string?, string?, string> Cases => new()
    {
        { DuplicateId, "f", "id", """[{"id":"f","kind":"filter","input":"orders","where":"true"},{"id":"f","kind":"filter","input":"orders","where":"true"}]""" },
        { MissingInput, "f", "input", """[{"id":"f","kind":"filter","input":"order","where":"nothing > 1"}]""" },
        { Cycle, "a", null, """[{"id":"a","kind":"filter","input":"b","where":"x"},{"id":"b","kind":"filter","input":"a","where":"x"}]""" },
        { Cycle, "a", null, """[{"id":"a","kind":"filter","input":"a","where":"x"}]""" },
        { DeploymentAsInput, "f", "input", $$"""[{"id":"d","kind":"deployment","input":"orders","type":"view",{{Target}}},{"id":"f","kind":"filter","input":"d","where":"true"}]""" },
        { DuplicateTarget, "e", "target", $$"""[{"id":"d","kind":"deployment","input":"orders","type":"view",{{Target}}},{"id":"e","kind":"deployment","input":"customers","type":"view",{{Target}}}]""" },
        { UnusedNode, "f", null, $$"""[{"id":"d","kind":"deployment","input":"orders","type":"view",{{Target}}},{"id":"f","kind":"filter","input":"orders","where":"true"}]""" },
        { UnusedNode, "customers", null, """[{"id":"f","kind":"filter","input":"orders","where":"true"}]""" },
        { TooFewInputs, "u", "inputs", """[{"id":"u","kind":"union","inputs":["orders"],"by":"name"}]""" },
        { DuplicateInput, "s", "inputs[1]", """[{"id":"s","kind":"sql","inputs":["orders","orders"],"sql":"select 1 as x"}]""" },
        { SourceColumnsUnknown, "s", "columns", """[{"id":"s","kind":"source","table":{"database":"A","schema":"B","name":"C"}}]""" },
        { UnknownColumn, "s", "columns[0].column", """[{"id":"s","kind":"select","input":"orders","columns":[{"column":"AMOUNTS"}]}]""" },
        { UnknownColumn, "f", "where", """[{"id":"f","kind":"filter","input":"orders","where":"amounts > 1"}]""" },
        { UnknownColumn, "c", "columnMap[0].column", """[{"id":"c","kind":"source","table":{"database":"A","schema":"B","name":"C"},"columns":[{"name":"X","type":"DATE"}],"columnMap":[{"column":"Y","as":"Z"}]}]""" },
        { UnknownColumn, "s", "sql", """[{"id":"s","kind":"sql","inputs":["orders"],"sql":"select * exclude (nope) from orders"}]""" },
        { InvalidName, "f", "columns[0].name", """[{"id":"f","kind":"formula","input":"orders","columns":[{"name":"","expression":"1"}]}]""" },
        { InvalidName, "s", "columns[0].as", """[{"id":"s","kind":"select","input":"orders","columns":[{"column":"ID","as":"a\nb"}]}]""" },
        { InvalidName, "s", "table.schema", """[{"id":"s","kind":"source","table":{"database":"A","schema":"","name":"C"},"columns":[{"name":"X","type":"DATE"}]}]""" },
        { InvalidName, "d", "target.name", $$"""[{"id":"d","kind":"deployment","input":"orders","type":"view","target":{"database":"A","schema":"B","name":"{{new string('T', 250)}}" },"role":"R","warehouse":"W"}]""" },
        { DuplicateColumn, "s", "columns[1].column", """[{"id":"s","kind":"select","input":"orders","columns":[{"column":"ID"},{"column":"ID"}]}]""" },
        { DuplicateColumn, "u", "valueColumn", """[{"id":"u","kind":"unpivot","input":"orders","columns":["STATUS"],"nameColumn":"FIELD","valueColumn":"ID"}]""" },
        { DuplicateColumn, "s", "sql", """[{"id":"s","kind":"sql","inputs":["orders","customers"],"sql":"select * from orders o join customers c on o.customer_id = c.id"}]""" },
        { ColumnClash, "j", "rightPrefix", """[{"id":"j","kind":"join","left":"orders","right":"customers","type":"inner","on":[{"left":"CUSTOMER_ID","right":"ID"}]}]""" },
        { ColumnCaseClash, "f", null, """[{"id":"f","kind":"formula","input":"orders","columns":[{"name":"id","expression":"1"}]}]""" },
        { NothingSelected, "s", "columns", """[{"id":"s","kind":"select","input":"orders","columns":[]}]""" },
        { NothingSelected, "a", "measures", """[{"id":"a","kind":"aggregate","input":"orders","groupBy":[],"measures":[]}]""" },
        { JoinWithoutCondition, "j", "on", """[{"id":"j","kind":"join","left":"orders","right":"customers","type":"left","rightPrefix":"C_"}]""" },
        { JoinConditionNotAllowed, "j", "on", """[{"id":"j","kind":"join","left":"orders","right":"customers","type":"cross","condition":"true","rightPrefix":"C_"}]""" },
        { UnionColumnCount, "u", "inputs[1]", """[{"id":"u","kind":"union","inputs":["orders","customers"],"by":"position"}]""" },
        { UnionTypeMismatch, "u", "inputs[1]", """[{"id":"a","kind":"select","input":"orders","columns":[{"column":"ORDERED_ON"}]},{"id":"b","kind":"select","input":"orders","columns":[{"column":"AMOUNT"}]},{"id":"u","kind":"union","inputs":["a","b"],"by":"position"}]""" },
        { UnionColumnMissing, "u", "inputs[1]", """[{"id":"u","kind":"union","inputs":["orders","customers"],"by":"name"}]""" },
        { DistinctOrderMissing, "d", "orderBy", """[{"id":"d","kind":"distinct","input":"orders","on":["STATUS"]}]""" },
        { DistinctOrderNotAllowed, "d", "orderBy", """[{"id":"d","kind":"distinct","input":"orders","orderBy":[{"column":"ID"}]}]""" },
        { OrderNotKept, "s", "by", """[{"id":"s","kind":"sort","input":"orders","by":[{"column":"ID"}]},{"id":"f","kind":"filter","input":"s","where":"true"}]""" },
        { SampleSize, "s", "rows", """[{"id":"s","kind":"sample","input":"orders"}]""" },
        { SampleSize, "s", "rows", """[{"id":"s","kind":"sample","input":"orders","rows":1000001}]""" },
        { UnpivotTypeMismatch, "u", "columns[1]", """[{"id":"u","kind":"unpivot","input":"orders","columns":["ORDERED_ON","AMOUNT"],"nameColumn":"F","valueColumn":"V"}]""" },
        { DeploymentUnpointed, "d", "target", """[{"id":"d","kind":"deployment","input":"orders","type":"view"}]""" },
        { TestWithoutBounds, "d", "tests[0]", $$"""[{"id":"d","kind":"deployment","input":"orders","type":"view",{{Target}},"tests":[{"kind":"row-count-change"}]}]""" },
        { TestTypeMismatch, "d", "tests[0].values[1]", $$"""[{"id":"d","kind":"deployment","input":"orders","type":"view",{{Target}},"tests":[{"kind":"accepted-values","column":"ORDERED_ON","values":["2024-01-01",5]}]}]""" },
        { UnknownColumn, "d", "tests[0].columns[0]", $$"""[{"id":"d","kind":"deployment","input":"orders","type":"view",{{Target}},"tests":[{"kind":"unique","columns":["NOPE"]}]}]""" },
        { MaterializationOnView, "d", "materialization", $$"""[{"id":"d","kind":"deployment","input":"orders","type":"view",{{Target}},"materialization":{"mode":"append","watermark":"ID"} }]""" },
        { MaterializationFieldMissing, "d", "materialization.watermark", $$"""[{"id":"d","kind":"deployment","input":"orders","type":"table",{{Target}},"materialization":{"mode":"append"} }]""" },
        { MaterializationFieldMissing, "d", "materialization.key", $$"""[{"id":"d","kind":"deployment","input":"orders","type":"table",{{Target}},"materialization":{"mode":"merge","watermark":"ID"} }]""" },
        { MaterializationFieldUnused, "d", "materialization.key", $$"""[{"id":"d","kind":"deployment","input":"orders","type":"table",{{Target}},"materialization":{"mode":"append","watermark":"ID","key":["ID"]} }]""" },
        { MaterializationFieldUnused, "d", "materialization.watermark", $$"""[{"id":"d","kind":"deployment","input":"orders","type":"table",{{Target}},"materialization":{"mode":"full","watermark":"ID"} }]""" },
        { MaterializationTypeUnfit, "d", "materialization.watermark", $$"""[{"id":"f","kind":"formula","input":"orders","columns":[{"name":"PAID","expression":"status = 'paid'"}]},{"id":"d","kind":"deployment","input":"f","type":"table",{{Target}},"materialization":{"mode":"append","watermark":"PAID"} }]""" },
        { MaterializationTypeUnfit, "d", "materialization.key[0]", $$"""[{"id":"f","kind":"formula","input":"orders","columns":[{"name":"J","expression":"parse_json(status)"}]},{"id":"d","kind":"deployment","input":"f","type":"table",{{Target}},"materialization":{"mode":"merge","key":["J"]} }]""" },
        { MaterializationNullable, "d", "materialization.key[1]", $$"""[{"id":"d","kind":"deployment","input":"orders","type":"table",{{Target}},"materialization":{"mode":"merge","key":["ID","CUSTOMER_ID"]} }]""" },
        { MaterializationNullable, "d", "materialization.watermark", $$"""[{"id":"d","kind":"deployment","input":"orders","type":"table",{{Target}},"materialization":{"mode":"append","watermark":"CUSTOMER_ID"} }]""" },
        { MaterializationCoarse, "d", "materialization.watermark", $$"""[{"id":"d","kind":"deployment","input":"orders","type":"table",{{Target}},"materialization":{"mode":"append","watermark":"ORDERED_ON"} }]""" },
        { UnknownColumn, "d", "materialization.key[0]", $$"""[{"id":"d","kind":"deployment","input":"orders","type":"table",{{Target}},"materialization":{"mode":"merge","key":["NOPE"]} }]""" },
        { StatementNotSelect, "s", "sql", """[{"id":"s","kind":"sql","inputs":["orders"],"sql":"drop table x"}]""" },
        { StatementNotSelect, "s", "sql", """[{"id":"s","kind":"sql","inputs":["orders"],"sql":"select 1 as x; drop table x"}]""" },
        { UnsupportedSql, "s", "sql", """[{"id":"s","kind":"sql","inputs":["orders"],"sql":"select o.id from orders o, lateral flatten(input => o.x) f"}]""" },
        { UnsupportedSql, "s", "sql", """[{"id":"s","kind":"sql","inputs":["orders"],"sql":"select id from orders natural join orders"}]""" },
        { UnsupportedSql, "s", "sql", """[{"id":"s","kind":"sql","inputs":["orders"],"sql":"select id from orders pivot (sum(x) for y in (1))"}]""" },
        { UnsupportedSql, "s", "sql", """[{"id":"s","kind":"sql","inputs":["orders"],"sql":"with recursive x as (select 1 as a) select * from x"}]""" },
        { UnsupportedSql, "s", "sql", """[{"id":"s","kind":"sql","inputs":["orders"],"sql":"select id from orders group by rollup(id)"}]""" },
        { UnknownTable, "s", "sql", """[{"id":"s","kind":"sql","inputs":["orders"],"sql":"select * from order_s"}]""" },
        { UnknownTable, "s", "sql", """[{"id":"s","kind":"sql","inputs":["orders"],"sql":"select * from customers"}]""" },
        { UnknownTable, "s", "sql", """[{"id":"s","kind":"sql","inputs":["orders"],"sql":"select * from raw.shop.orders"}]""" },
        { DuplicateAlias, "s", "sql", """[{"id":"s","kind":"sql","inputs":["orders"],"sql":"select a.id from orders a join orders a on true"}]""" },
        { OutputNameNeeded, "s", "sql", """[{"id":"s","kind":"sql","inputs":["orders"],"sql":"select id + 1 from orders"}]""" },
        { InvalidPosition, "s", "sql", """[{"id":"s","kind":"sql","inputs":["orders"],"sql":"select id from orders order by 2"}]""" },
        { SetColumnCount, "s", "sql", """[{"id":"s","kind":"sql","inputs":["orders"],"sql":"select id from orders union select id, status from orders"}]""" },
        { SetTypeMismatch, "s", "sql", """[{"id":"s","kind":"sql","inputs":["orders"],"sql":"select ordered_on from orders union select amount from orders"}]""" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_mistake_is_named_with_its_place(string code, string? node, string? field, string nodes)
    {
        var compiled = FlowCompiler.Compile(Shop.Parse(nodes));
        Assert.Contains(compiled.Diagnostics, found => found.Code == code && found.Node == node && found.Field == field);
        // Nothing may follow from the mistake but the mistake: errors are of one code.
        Assert.All(compiled.Diagnostics.Where(static found => found.Severity == Severity.Error), found => Assert.Equal(code, found.Code));
    }

    [Fact]
    public void Every_code_is_unique_and_has_a_case()
    {
        Assert.Equal(All.Count, All.Distinct().Count());
        var elsewhere = new[] { UnknownGroupNode, UnknownExplorationNode, DeploymentCycle, ExchangeTableNotFound, ExchangeColumnMissing, ExchangeColumnIncompatible, ExchangeColumnAdded, ExchangeColumnClash, ExchangeGrainMismatch, ExchangeNothingMatched };
        Assert.Empty(All.Except(Cases.Select(static row => (string)row[0]!)).Except(elsewhere));
    }

    [Fact]
    public void References_to_missing_nodes_are_warnings()
    {
        var flow = Shop.Flow() with { Groups = [new FlowGroup("g", "G", null, ["nobody"])], Explorations = [new Exploration("e", "nobody", "E", new ExplorationQuery([], [], null, [], null))] };
        var found = FlowCompiler.Compile(flow).Diagnostics;
        Assert.Contains(found, static problem => problem is { Code: UnknownGroupNode, Severity: Severity.Warning });
        Assert.Contains(found, static problem => problem is { Code: UnknownExplorationNode, Severity: Severity.Warning });
    }

    [Fact]
    public void A_cycle_names_its_nodes_in_order()
    {
        var compiled = FlowCompiler.Compile(Shop.Parse("""
            [{"id":"c","kind":"filter","input":"b","where":"x"},{"id":"b","kind":"filter","input":"a","where":"x"},{"id":"a","kind":"union","inputs":["orders","c"],"by":"name"},
             {"id":"after","kind":"filter","input":"c","where":"nothing is known here"}]
            """));
        var cycle = Assert.Single(compiled.Diagnostics, static found => found.Code == Cycle);
        Assert.Contains("c -> a -> b -> c", cycle.Message, StringComparison.Ordinal);
        Assert.NotEmpty(compiled.Sql("after", Core.Sql.SqlDialectKind.Snowflake).Problems);
    }

    [Fact]
    public void An_error_upstream_does_not_drown_what_is_downstream()
    {
        var compiled = FlowCompiler.Compile(Shop.Parse("""
            [{"id":"s","kind":"select","input":"orders","columns":[{"column":"NOPE"},{"column":"ID"}]},
             {"id":"f","kind":"formula","input":"s","columns":[{"name":"X","expression":"nope + 1"},{"name":"Y","expression":"gone(1)"}]},
             {"id":"q","kind":"sql","inputs":["f"],"sql":"select x, y, nope from f where x > 1"}]
            """));
        var errors = compiled.Diagnostics.Where(static found => found.Severity == Severity.Error).Select(static found => (found.Node, found.Code));
        Assert.Equal([("s", UnknownColumn), ("f", "unknown-function")], errors);
    }

    [Fact]
    public void A_span_in_a_sql_node_points_at_the_word()
    {
        const string Sql = "select id,\n  amuont as x\nfrom orders";
        var found = Assert.Single(Shop.Compile(new SqlNode("s", ["orders"], Sql)).Diagnostics, static problem => problem.Code == UnknownColumn);
        Assert.Equal("amuont", Sql.Substring(found.Span!.Value.Start, found.Span.Value.Length));
        Assert.Contains("AMOUNT", found.Suggestion, StringComparison.Ordinal);
    }
}
