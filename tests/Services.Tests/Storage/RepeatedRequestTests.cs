using Handover.Core.Diagnostics;
using Handover.Services.Operations;

namespace Handover.Services.Tests.Storage;

public sealed class RepeatedRequestTests
{
    [Fact]
    public async Task A_request_that_the_first_one_with_its_key_overtakes_answers_what_that_one_began()
    {
        string? begun = null;
        var answer = await OperationStore.OnceAsync("key", () => Task.FromResult(begun), () =>
        {
            begun = "op-first";
            throw Refusal.Conflict("project-busy", "The first one has it.");
        });
        Assert.Equal("op-first", answer);
    }

    [Fact]
    public async Task Without_a_key_or_a_first_request_a_refusal_stays_one()
    {
        foreach (var (key, first) in new[] { ((string?)null, (string?)"op-first"), ("key", null) })
        {
            var refusal = await Assert.ThrowsAsync<RefusalException>(() =>
                OperationStore.OnceAsync(key, () => Task.FromResult(first), () => throw Refusal.Conflict("project-busy", "Somebody else has it.")));
            Assert.Equal("project-busy", refusal.Refusal.Code);
        }
    }

    [Fact]
    public async Task A_second_request_begins_nothing()
    {
        var answer = await OperationStore.OnceAsync("key", () => Task.FromResult<string?>("op-first"), () => throw new InvalidOperationException("Begun twice."));
        Assert.Equal("op-first", answer);
    }
}
