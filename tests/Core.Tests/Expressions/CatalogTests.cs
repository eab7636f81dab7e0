using Handover.Core.Expressions;

namespace Handover.Core.Tests.Expressions;

public sealed class CatalogTests
{
    [Fact]
    public void The_catalogue_is_sorted_and_complete_enough_to_work_with()
    {
        var names = FunctionCatalog.All.Select(static function => function.Name).ToArray();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.True(names.Length >= 150, $"{names.Length} functions");
    }

    [Fact]
    public void Every_function_is_documented_and_found_by_each_of_its_names()
    {
        Assert.All(FunctionCatalog.All, static function =>
        {
            Assert.EndsWith(".", function.Summary, StringComparison.Ordinal);
            Assert.NotEmpty(function.Example);
            Assert.Equal(function.Documentation.ToLowerInvariant(), function.Documentation);
            Assert.StartsWith(function.Name + "(", function.Signature, StringComparison.Ordinal);
            Assert.Equal(function.Name, function.Name.ToUpperInvariant());
            Assert.All(function.Aliases.Append(function.Name), name => Assert.Same(function, FunctionCatalog.Find(name.ToLowerInvariant())));
        });
    }

    [Theory]
    [InlineData("SUBSTR", "SUBSTR(text, start [, length])")]
    [InlineData("COALESCE", "COALESCE(value, more, …)")]
    [InlineData("PI", "PI()")]
    [InlineData("PERCENTILE_CONT", "PERCENTILE_CONT(percentile) WITHIN GROUP (ORDER BY value)")]
    [InlineData("RANK", "RANK() OVER ([PARTITION BY …] ORDER BY …)")]
    public void A_signature_shows_how_to_call(string name, string signature) => Assert.Equal(signature, FunctionCatalog.Find(name)!.Signature);
}
