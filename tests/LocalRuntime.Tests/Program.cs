namespace Handover.LocalRuntime.Tests;

/// <summary>The entry of the child processes that tests kill; the test runner does not come through here.</summary>
public static class Program
{
    public static Task<int> Main(string[] args) => args is [Support.ChildHost.Command, .. var rest]
        ? Support.ChildHost.Run(rest)
        : throw new ArgumentException($"Run the tests with `dotnet test`; '{Support.ChildHost.Command}' is for the tests themselves.");
}
