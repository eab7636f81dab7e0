using Handover.Testing;

namespace Handover.Api.Tests;

/// <summary>The installation under test: the one that HANDOVER_URL names, or a local host started for the suite, with the sample in it.</summary>
public sealed class Installation : IAsyncLifetime
{
    private static readonly Lazy<Task<string>> Shared = new(StartAsync);
    private static HostProcess? host;

    public string Address { get; private set; } = "";

    public async Task InitializeAsync() => Address = await Shared.Value;

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Somebody who is signed in.</summary>
    public async Task<Api> AsAsync(string email) => await Api.SignInAsync(Address, email);

    public Task<Api> AnalystAsync() => AsAsync("analyst@example.com");

    public Task<Api> ReviewerAsync() => AsAsync("reviewer@example.com");

    public Task<Api> ItOwnerAsync() => AsAsync("it@example.com");

    public Task<Api> AdministratorAsync() => AsAsync("admin@example.com");

    /// <summary>A user whom no other test knows.</summary>
    public async Task<Api> StrangerAsync()
    {
        var email = $"{AzuriteFixture.UniqueName("stranger")}@example.com";
        var administrator = await AdministratorAsync();
        (await administrator.PostAsync("users", new { email, name = "A stranger", warehouseRoles = new[] { "ANALYST_DEV" } })).Expect(201);
        return await AsAsync(email);
    }

    private static async Task<string> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("HANDOVER_URL") is { Length: > 0 } given)
        {
            return given.TrimEnd('/');
        }

        host = await HostProcess.StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => host.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return host.Address;
    }
}
