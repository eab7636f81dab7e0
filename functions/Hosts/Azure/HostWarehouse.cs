using Handover.Services.Warehouse;

namespace Handover.Functions;

/// <summary>The warehouse of this host.</summary>
internal static class HostWarehouse
{
    public static IWarehouse Of(IConfiguration configuration) => SnowflakeConnections.Warehouse(configuration);
}
