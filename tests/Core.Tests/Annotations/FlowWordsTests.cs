using Handover.Core.Annotations;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Tests.Annotations;

public sealed class FlowWordsTests
{
    private static readonly PropertyDefinition[] Known = [new("Steward", PropertySubject.Deployment, PropertyKind.Text), new("Hidden", PropertySubject.Project, PropertyKind.Text)];

    private static readonly Flow Described = new(
        [
            new SourceNode("orders", new TableName("RAW", "SHOP", "ORDERS")) { Name = "Bestellungen", Description = "From the till" },
            new FilterNode("paid", "orders", "PAID"),
            new DeploymentNode("out", "paid", DeploymentType.View)
            {
                Description = "For finance",
                Annotation = new Annotation("Read on Mondays", ["ledger"], [new AnnotationProperty("Hidden", "secret"), new AnnotationProperty("Steward", "Ada")]),
            },
        ],
        [new FlowGroup("cleaning", "Cleaning up", "Throws test orders away", ["paid"])], []);

    [Theory]
    [InlineData("bestell", "source orders Name")]
    [InlineData("PAI", "filter paid Name")]
    [InlineData("till", "source orders Description")]
    [InlineData("finance", "deployment out Description")]
    [InlineData("mondays", "deployment out Description")]
    [InlineData("ledger", "deployment out Tag")]
    [InlineData("ada", "deployment out Property")]
    [InlineData("test ORDERS", "group cleaning Description")]
    [InlineData("secret", "")]
    [InlineData("RAW", "")]
    public void What_nodes_and_groups_are_called_and_what_is_said_about_them_is_found(string search, string found) =>
        Assert.Equal(found, string.Join(", ", FlowWords.Find(FlowWords.Of(Described), search, Known).Select(one => $"{one.Kind} {one.Id} {one.In}")));

    [Fact]
    public void A_title_stands_for_what_was_found_and_the_id_where_there_is_none() =>
        Assert.Equal(["Bestellungen", "paid"], FlowWords.Find(FlowWords.Of(Described), "", []).Select(one => one.Name).Take(2));

    [Fact]
    public void Two_thousand_nodes_with_ordinary_descriptions_are_kept_whole()
    {
        var flow = Of(2_000, _ => new string('x', 200) + " the end");
        Assert.All(FlowWords.Of(flow), words => Assert.EndsWith("the end", words.Description, StringComparison.Ordinal));
    }

    [Fact]
    public void Texts_that_are_too_long_together_lose_their_ends_the_longest_first()
    {
        // Every tenth is as long as a description may be.
        var words = FlowWords.Of(Of(2_000, i => i % 10 == 0 ? string.Concat(Enumerable.Repeat("😀", 5_000)) : "short"));
        Assert.InRange(words.Sum(one => one.Description!.Length + one.Name!.Length), FlowWords.Most - 2_000, FlowWords.Most);
        Assert.Equal(1_800, words.Count(one => one.Description == "short"));
        Assert.All(words, one => Assert.False(char.IsHighSurrogate(one.Description![^1])));
    }

    private static Flow Of(int nodes, Func<int, string> description) => new(
        ValueList.From<FlowNode>(Enumerable.Range(0, nodes).Select(i => new FilterNode($"n{i}", "n0", "TRUE") { Name = $"Node {i}", Description = description(i) })), [], []);
}
