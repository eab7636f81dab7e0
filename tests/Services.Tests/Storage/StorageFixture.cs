using Azure.Core;
using Handover.Services.Storage;
using Handover.Testing;

namespace Handover.Services.Tests.Storage;

/// <summary>Storage of its own in the emulator: a prefix that nobody else has.</summary>
public sealed class StorageFixture : IAsyncLifetime
{
    private readonly AzuriteFixture azurite = new();

    public StorageClients Clients { get; private set; } = null!;

    public string Connection => azurite.ConnectionString;

    public string Prefix { get; } = AzuriteFixture.UniqueName();

    public async Task InitializeAsync()
    {
        await azurite.InitializeAsync();
        Clients = Open();
    }

    public Task DisposeAsync() => azurite.DisposeAsync();

    /// <summary>Another process's view of the same storage, with a policy of its own in the pipeline.</summary>
    public StorageClients Open(Action<ClientOptions>? configure = null) =>
        new(new StorageOptions { ConnectionString = Connection, Prefix = Prefix }, configure);

    /// <summary>A table that no other test has.</summary>
    public DocumentTable NewTable(StorageClients? clients = null) => new(clients ?? Clients, NewName());

    public static string NewName() => AzuriteFixture.UniqueName("T");
}

public sealed record Note(string Text, int Number = 0, string? Remark = null, Shade Shade = Shade.LightBlue);

public enum Shade
{
    LightBlue,
    DarkRed,
}
