namespace Handover.LocalRuntime;

/// <summary>What a process does when another one owns the task hub.</summary>
public enum HubOwnershipConflict
{
    /// <summary>Waits with its start until the hub is free.</summary>
    Wait,

    /// <summary>Refuses to start and says who owns it.</summary>
    Refuse,
}

/// <summary>The durable engine's settings; those that host.json has are read from there.</summary>
public sealed class LocalDurableOptions
{
    /// <summary>The setting <c>AzureWebJobsStorage</c> unless set here.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Names the tables and the container, so hubs share a storage account without meeting: letters and digits, a letter first.</summary>
    public string HubName { get; set; } = "TestHubName";

    /// <summary>20 unless set here or in host.json.</summary>
    public int? MaxConcurrentActivityFunctions { get; set; }

    public HubOwnershipConflict OwnershipConflict { get; set; } = HubOwnershipConflict.Wait;

    internal Durable.EngineProbe Probe { get; set; } = new();
}
