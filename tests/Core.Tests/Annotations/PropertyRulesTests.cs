using System.Collections.Immutable;
using Handover.Core.Annotations;
using Handover.Core.Diagnostics;

namespace Handover.Core.Tests.Annotations;

public sealed class PropertyRulesTests
{
    private static readonly ImmutableArray<PropertyDefinition> Known =
    [
        new("Team", PropertySubject.Project, PropertyKind.Text), new("Why", PropertySubject.Project, PropertyKind.LongText),
        new("Tier", PropertySubject.Project, PropertyKind.Choice) { Choices = ["Gold", "Silver"] }, new("PII", PropertySubject.Deployment, PropertyKind.YesNo),
    ];

    [Theory]
    [InlineData("Team", 100, 101)]
    [InlineData("Why", 400, 401)]
    public void Texts_have_their_lengths(string name, int fits, int tooLong)
    {
        Assert.Single(Set(PropertySubject.Project, name, new string('x', fits)));
        Refused("property-value-invalid", () => Set(PropertySubject.Project, name, new string('x', tooLong)));
    }

    [Fact]
    public void A_choice_and_a_yes_or_no_take_their_words_and_an_unknown_name_none()
    {
        Assert.Equal("Gold", Set(PropertySubject.Project, "Tier", "Gold")["Tier"]);
        Refused("property-value-invalid", () => Set(PropertySubject.Project, "Tier", "gold"));
        Assert.Equal("yes", Set(PropertySubject.Deployment, "PII", "yes")["PII"]);
        Refused("property-value-invalid", () => Set(PropertySubject.Deployment, "PII", "true"));
        Refused("property-undefined", () => Set(PropertySubject.Project, "PII", "yes"));
    }

    [Fact]
    public void A_value_without_definition_stays_and_is_hidden()
    {
        var before = new Dictionary<string, string> { ["Old"] = "kept", ["Team"] = "gone" };
        var after = PropertyRules.Set(Known, PropertySubject.Project, before, new Dictionary<string, string> { ["Tier"] = "Gold" });
        Assert.Equal(["Old", "Tier"], after.Keys);
        Assert.Equal(["Tier"], PropertyRules.Visible(Known, PropertySubject.Project, after).Keys);
    }

    [Fact]
    public void Definitions_are_unique_and_choices_belong_to_choices()
    {
        Assert.Equal(4, PropertyRules.Definitions(Known).Length);
        Refused("properties-invalid", () => PropertyRules.Definitions([Known[0], Known[0]]));
        Refused("properties-invalid", () => PropertyRules.Definitions([Known[2] with { Choices = [] }]));
        Refused("properties-invalid", () => PropertyRules.Definitions([Known[0] with { Choices = ["a"] }]));
        Refused("properties-invalid", () => PropertyRules.Definitions([Known[0] with { Name = " " }]));
    }

    private static ImmutableSortedDictionary<string, string> Set(PropertySubject on, string name, string value) =>
        PropertyRules.Set(Known, on, new Dictionary<string, string>(), new Dictionary<string, string> { [name] = value });

    private static void Refused(string code, Action act) => Assert.Equal(code, Assert.Throws<RefusalException>(act).Refusal.Code);
}
