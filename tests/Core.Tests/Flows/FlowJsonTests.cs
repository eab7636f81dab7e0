using System.Text;
using Handover.Core.Flows;

namespace Handover.Core.Tests.Flows;

public sealed class FlowJsonTests
{
    public static TheoryData<string, string, string> Refused => new()
    {
        { "invalid-json", "", """{"nodes":[""" },
        { "invalid-json", "", """{"$schema":"handover/flow/1","nodes":[]} x""" },
        { "invalid-text", "", "{\"$schema\":\"handover/flow/1\",\"nodes\":[],\"groups\":[{\"id\":\"g\",\"name\":\"\\ud800\",\"nodes\":[]}]}" },
        { "wrong-schema", "/$schema", """{"$schema":"handover/flow/2","nodes":[]}""" },
        { "missing-property", "", """{"$schema":"handover/flow/1"}""" },
        { "wrong-type", "", """[1]""" },
        { "wrong-type", "/nodes", """{"$schema":"handover/flow/1","nodes":{}}""" },
        { "wrong-type", "/nodes/0", """{"$schema":"handover/flow/1","nodes":[7]}""" },
        { "unknown-property", "/extra", """{"$schema":"handover/flow/1","nodes":[],"extra":1}""" },
        { "duplicate-property", "/nodes", """{"$schema":"handover/flow/1","nodes":[],"nodes":[]}""" },
        { "unknown-kind", "/nodes/0/kind", """{"$schema":"handover/flow/1","nodes":[{"id":"a","kind":"magic","x":1}]}""" },
        { "invalid-id", "/nodes/0/id", """{"$schema":"handover/flow/1","nodes":[{"id":"A b","kind":"filter","input":"a","where":"x"}]}""" },
        { "missing-property", "/nodes/0", """{"$schema":"handover/flow/1","nodes":[{"id":"a","kind":"filter","input":"a"}]}""" },
        { "unknown-property", "/nodes/0/wher", """{"$schema":"handover/flow/1","nodes":[{"id":"a","kind":"filter","input":"a","where":"x","wher":"x"}]}""" },
        { "wrong-type", "/nodes/0/where", """{"$schema":"handover/flow/1","nodes":[{"id":"a","kind":"filter","input":"a","where":1}]}""" },
        { "invalid-type-name", "/nodes/0/columns/0/type", """{"$schema":"handover/flow/1","nodes":[{"id":"a","kind":"source","table":{"database":"A","schema":"B","name":"C"},"columns":[{"name":"X","type":"WORD"}]}]}""" },
        { "out-of-range", "/nodes/0/limit", """{"$schema":"handover/flow/1","nodes":[{"id":"a","kind":"sort","input":"a","by":[],"limit":-1}]}""" },
        { "out-of-range", "/nodes/0/position/x", """{"$schema":"handover/flow/1","nodes":[{"id":"a","kind":"filter","input":"a","where":"x","position":{"x":1e999,"y":0}}]}""" },
        { "missing-property", "/nodes/0/materialization", """{"$schema":"handover/flow/1","nodes":[{"id":"a","kind":"deployment","input":"b","type":"table","materialization":{"watermark":"X"}}]}""" },
        { "unknown-property", "/nodes/0/materialization/keys", """{"$schema":"handover/flow/1","nodes":[{"id":"a","kind":"deployment","input":"b","type":"table","materialization":{"mode":"merge","keys":["X"]}}]}""" },
        { "unknown-kind", "/nodes/0/materialization/mode", """{"$schema":"handover/flow/1","nodes":[{"id":"a","kind":"deployment","input":"b","type":"table","materialization":{"mode":"upsert"}}]}""" },
        { "text-too-long", "/nodes/0/name", $$"""{"$schema":"handover/flow/1","nodes":[{"id":"a","kind":"filter","input":"a","where":"x","name":"{{new string('x', 256)}}"}]}""" },
        { "too-many-nodes", "/nodes", $$"""{"$schema":"handover/flow/1","nodes":[{{string.Join(',', Enumerable.Repeat("1", FlowJson.MaxNodes + 1))}}]}""" },
        { "too-many-items", "/groups", $$"""{"$schema":"handover/flow/1","nodes":[],"groups":[{{string.Join(',', Enumerable.Repeat("1", 10_001))}}]}""" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_no_flow_document_is_refused_by_name_and_place(string code, string path, string document)
    {
        var result = FlowJson.Parse(Encoding.UTF8.GetBytes(document));
        Assert.Null(result.Flow);
        Assert.Contains(result.Problems, problem => problem.Code == code && problem.Path == path && problem.Line >= 1 && problem.Column >= 1);
    }

    [Fact]
    public void All_problems_are_told_at_once_each_at_its_line()
    {
        var document = """
            {
              "$schema": "handover/flow/1",
              "nodes": [
                { "id": "Bad", "kind": "filter", "input": "a" },
                { "id": "b", "kind": "join", "left": "a", "right": 3, "type": "outer", "rightPrefx": "x" },
                { "id": "out", "kind": "deployment", "input": "b", "type": "table", "tests": [{ "kind": "unique", "colums": [] }, { "kind": "no-such" }] }
              ]
            }
            """;
        var problems = FlowJson.Parse(Encoding.UTF8.GetBytes(document)).Problems;
        Assert.Equal(
            [
                ("invalid-id", "/nodes/0/id", 4), ("missing-property", "/nodes/0", 4), ("wrong-type", "/nodes/1/right", 5), ("unknown-kind", "/nodes/1/type", 5),
                ("unknown-property", "/nodes/1/rightPrefx", 5), ("missing-property", "/nodes/2/tests/0", 6), ("unknown-property", "/nodes/2/tests/0/colums", 6),
                ("unknown-kind", "/nodes/2/tests/1/kind", 6),
            ],
            problems.Select(static problem => (problem.Code, problem.Path, problem.Line!.Value)));
        Assert.Contains("rightPrefix", problems[4].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_canonical_document_has_a_fixed_order_no_whitespace_and_no_nulls()
    {
        var flow = new Flow(new FilterNode("f", "a", "\"é\" > '\u0001\u2028<🦆>'") { Position = new NodePosition(-0.0, 1.5) });
        Assert.Equal(
            "{\"$schema\":\"handover/flow/1\",\"nodes\":[{\"id\":\"f\",\"kind\":\"filter\",\"position\":{\"x\":0,\"y\":1.5},\"input\":\"a\",\"where\":\"\\\"é\\\" > '\\u0001\u2028<🦆>'\"}]}",
            Encoding.UTF8.GetString(FlowJson.Write(flow)));
    }

    [Fact]
    public void The_order_of_properties_and_spelled_out_nulls_do_not_change_the_hash()
    {
        var one = FlowJson.Parse("""{"$schema":"handover/flow/1","nodes":[{"id":"f","kind":"filter","input":"a","where":"x"}]}"""u8.ToArray()).Flow!;
        var other = FlowJson.Parse("""{ "nodes": [{"where":"\u0078","name":null,"input":"a","kind":"filter","id":"f"}], "groups": [], "$schema":"handover/flow/1" }"""u8.ToArray()).Flow!;
        Assert.Equal(FlowHash.Of(one), FlowHash.Of(other));
        Assert.Matches("^[0-9a-f]{64}$", FlowHash.Of(one));
    }

    [Fact]
    public void Numbers_in_values_are_the_same_however_they_are_written()
    {
        static Flow With(string value) => FlowJson.Parse(Encoding.UTF8.GetBytes(
            $$"""{"$schema":"handover/flow/1","nodes":[{"id":"p","kind":"pivot","input":"a","column":"C","values":[{{value}}],"measure":{"function":"sum","column":"X"},"groupBy":[]}]}""")).Flow!;
        Assert.Equal(With("1.50"), With("15e-1"));
        Assert.NotEqual(With("1.5"), With("\"1.5\""));
    }

    [Fact]
    public void Two_nodes_with_one_id_can_be_saved()
    {
        var flow = new Flow(new FilterNode("f", "a", "x"), new FilterNode("f", "b", "y"));
        Assert.Equal(flow, FlowJson.Parse(FlowJson.Write(flow)).Flow);
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("a-b_9", true)]
    [InlineData("", false)]
    [InlineData("9a", false)]
    [InlineData("aB", false)]
    [InlineData("a.b", false)]
    public void An_id_is_a_slug(string id, bool valid)
    {
        Assert.Equal(valid, NodeId.IsValid(id));
        Assert.True(NodeId.IsValid(new string('a', 63)));
        Assert.False(NodeId.IsValid(new string('a', 64)));
    }

    [Theory]
    [InlineData("NUMBER(38,0)", "NUMBER(38,0)")]
    [InlineData("number( 10 , 2 )", "NUMBER(10,2)")]
    [InlineData("VARCHAR(16777216)", "VARCHAR")]
    [InlineData("TEXT", "VARCHAR")]
    [InlineData("TIMESTAMP_LTZ(9)", "TIMESTAMP_TZ")]
    [InlineData("UNKNOWN", "UNKNOWN")]
    [InlineData("NUMBER(39,0)", null)]
    [InlineData("NUMBER(5,6)", null)]
    [InlineData("VARCHAR(1,2)", null)]
    [InlineData("NUMBER(1", null)]
    [InlineData("", null)]
    public void A_type_is_read_in_snowflakes_words(string text, string? expected)
    {
        var found = SqlTypeText.TryParse(text, out var type);
        Assert.Equal(expected, found ? type.ToString() : null);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(",\"materialization\":null", true)]
    [InlineData(",\"materialization\":{\"mode\":\"full\"}", true)]
    [InlineData(",\"materialization\":{\"mode\":\"full\",\"key\":[]}", true)]
    [InlineData(",\"materialization\":{\"mode\":\"full\",\"watermark\":\"X\"}", false)]
    [InlineData(",\"materialization\":{\"mode\":\"merge\",\"key\":[\"X\"]}", false)]
    public void A_full_materialisation_leaves_the_document_and_its_hash_as_they_were(string field, bool isSame)
    {
        const string before = """{"$schema":"handover/flow/1","nodes":[{"id":"a","kind":"deployment","input":"b","type":"table"}]}""";
        var flow = FlowJson.Parse(Encoding.UTF8.GetBytes(before.Replace("\"table\"", "\"table\"" + field, StringComparison.Ordinal))).Flow!;
        Assert.Equal(isSame, Encoding.UTF8.GetString(FlowJson.Write(flow)) == before);
    }
}
