using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Handover.Core.Flows;
using Handover.Core.Tests.Compilation;

namespace Handover.Core.Tests.Packs;

public sealed partial class FlowDrawingTests
{
    [Fact]
    public void A_line_over_several_layers_passes_between_the_nodes_and_meets_none()
    {
        var flow = Shop.Parse("""
            [{"id":"a","kind":"filter","input":"orders","where":"id > 1"},
             {"id":"b","kind":"filter","input":"a","where":"id > 2"},
             {"id":"c","kind":"filter","input":"customers","where":"id > 2"},
             {"id":"j","kind":"join","left":"b","right":"orders","type":"inner","on":[{"left":"ID","right":"ID"}],"rightPrefix":"O_"},
             {"id":"k","kind":"join","left":"j","right":"customers","type":"inner","on":[{"left":"CUSTOMER_ID","right":"ID"}],"rightPrefix":"C_"},
             {"id":"d","kind":"deployment","input":"k","type":"view"}]
            """);
        var svg = Draw(flow);
        var boxes = svg.Descendants().Where(element => element.Name.LocalName == "rect").Select(box => (X: Number(box, "x"), Y: Number(box, "y"), Width: Number(box, "width"), Height: Number(box, "height"))).ToList();
        var lanes = svg.Descendants().Where(element => element.Name.LocalName == "path").SelectMany(path => Lane().Matches(path.Attribute("d")!.Value))
            .Select(lane => (From: int.Parse(lane.Groups[1].Value, CultureInfo.InvariantCulture), Y: int.Parse(lane.Groups[2].Value, CultureInfo.InvariantCulture))).ToList();
        // orders passes two layers to j, customers three to k.
        Assert.Equal(5, lanes.Count);
        Assert.All(lanes, lane => Assert.DoesNotContain(boxes, box => box.X == lane.From && box.Y <= lane.Y && lane.Y <= box.Y + box.Height));
        Assert.Equal(boxes.Count, boxes.Distinct().Count());
    }

    [Theory]
    [InlineData("Short", "Short")]
    [InlineData("WWWWWWWWWWWWWWWWWWWWWWWW", "WWWWWWWWWWWWWWWW…")]
    [InlineData("日本語日本語日本語日本語日本語", "日本語日本語日本語日本…")]
    public void A_label_is_cut_to_what_its_box_has_room_for(string name, string label)
    {
        var svg = Draw(Shop.Flow(new FilterNode("f", "orders", "id > 1") { Name = name }));
        Assert.Contains(svg.Descendants(), element => element.Name.LocalName == "text" && element.Value == label);
    }

    private static XDocument Draw(Flow flow) => XDocument.Parse(PackSample.Files(PackSample.Subject(flow))["flow.svg"]);

    private static int Number(XElement element, string name) => int.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(\d+) (\d+) H\d+")]
    private static partial Regex Lane();
}
