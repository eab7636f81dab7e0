using FsCheck;
using FsCheck.Fluent;

namespace Handover.Core.Tests.Semantics;

/// <summary>Random flows give the same rows from the warehouse, through the compiler, as from an interpreter that knows nothing of the compiler.</summary>
public sealed class RandomFlowTests(SemanticWarehouse warehouse) : IClassFixture<SemanticWarehouse>
{
    private const int LargestFlow = 60;

    [Fact]
    public void A_random_flow_means_the_same_to_the_warehouse_and_to_the_interpreter()
    {
        var flows = Gen.Choose(0, int.MaxValue).SelectMany(static seed => Gen.Sized(size => Gen.Constant(RandomFlow.Make(new Random(seed), 1 + Math.Min(size, LargestFlow)))));
        var property = Prop.ForAll(Arb.From(flows, static flow => flow.Smaller()), flow =>
        {
            var difference = Comparison.Difference(flow, warehouse);
            Assert.True(difference is null, difference);
        });
        property.Check(Thorough.Config(200, 5_000, LargestFlow));
    }
}
