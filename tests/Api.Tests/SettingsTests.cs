namespace Handover.Api.Tests;

/// <summary>A setting that cannot be used is said at the start, with what is allowed, and never ignored.</summary>
[Trait("Host", "own")]
public sealed class SettingsTests
{
    [Theory]
    [InlineData("--Storage:CacheMiB", "-1", "The memory for contents is -1 MiB: it must be 0 or more.")]
    [InlineData("--Warehouse:MemoryMiB", "3", "The memory of the embedded warehouse is 3 MiB: it must be 64 or more.")]
    [InlineData("--Warehouse:Threads", "0", "The embedded warehouse has 0 threads for 8 statements: it needs 1 or more of both.")]
    [InlineData("--Warehouse:MaxStatements", "many", "'many'")]
    public async Task A_setting_that_cannot_be_used_ends_the_start_and_is_named(string setting, string value, string named)
    {
        var ended = await Assert.ThrowsAsync<InvalidOperationException>(() => HostProcess.StartAsync(setting, value));
        Assert.Contains("A setting is wrong.", ended.Message, StringComparison.Ordinal);
        Assert.Contains(named, ended.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Message, StringComparison.Ordinal);
    }
}
