using System.Text;
using Handover.Core.Flows;
using Handover.Core.Tests.Semantics;

namespace Handover.Core.Tests.Hardness;

/// <summary>The reader of flow documents takes any bytes: it refuses or reads them, and works in proportion to their number.</summary>
public sealed class FlowDocumentHardnessTests
{
    private const string Start = """{"$schema":"handover/flow/1","nodes":[""";

    [Fact]
    public async Task No_mutated_document_makes_it_fail_or_hang()
    {
        var seeds = Enumerable.Range(1, 40).Select(static seed => Encoding.UTF8.GetString(FlowJson.Write(RandomFlow.Make(new Random(seed), 1 + (seed % 6)).Document()))).ToArray();
        await Mutations.TryAll(Thorough.IsOn ? 50_000 : 2_000, seeds, static text =>
        {
            var result = FlowJson.Parse(Encoding.UTF8.GetBytes(text));
            Assert.True(result.Flow is not null || result.Problems.Count > 0);
            if (result.Flow is { } flow)
            {
                Assert.Equal(flow, FlowJson.Parse(FlowJson.Write(flow)).Flow);
            }
        });
    }

    [Theory]
    [InlineData("[", 1_000_000)]
    [InlineData("{\"a\":", 200_000)]
    [InlineData(Start + "{\"id\":\"a\",\"kind\":", 1)]
    [InlineData("[[[{\"nodes\":[", 100_000)]
    public void A_deep_document_is_refused(string piece, int times)
    {
        var result = FlowJson.Parse(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, times))));
        Assert.Null(result.Flow);
        Assert.NotEmpty(result.Problems);
    }

    [Theory]
    [InlineData("""{"id":"a","kind":"filter","input":"a","where":"x"},""")]
    [InlineData("""{"id":"A a","kind":"magic","x":1},""")]
    [InlineData("""{"id":"a","kind":"filter","extra":1},""")]
    [InlineData("7,")]
    [InlineData("\"\\u00e9\\ud83d\\ude00\",")]
    public void Work_grows_with_the_size(string node) => Mutations.Linear(
        size => Start + string.Concat(Enumerable.Repeat(node, size / node.Length)) + "7]}", 800_000, static text => FlowJson.Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Work_grows_with_the_number_of_properties() => Mutations.Linear(
        static size => """{"$schema":"handover/flow/1","nodes":[]""" + string.Concat(Enumerable.Range(0, size / 12).Select(static i => $",\"p{i}\":1")) + "}",
        800_000, static text => FlowJson.Parse(Encoding.UTF8.GetBytes(text)));
}
