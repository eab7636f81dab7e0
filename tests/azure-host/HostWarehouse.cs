using Handover.Services.Warehouse;

namespace Handover.Functions;

/// <summary>The embedded warehouse in the function app, for tests that run against the real Functions host (<c>-p:Warehouse=DuckDb</c>).</summary>
internal static class HostWarehouse
{
    public static IWarehouse Of(IConfiguration configuration) => new DuckDbWarehouse(new DuckDbOptions
    {
        Folder = configuration["DuckDb:Folder"] ?? throw new InvalidOperationException("The setting DuckDb__Folder is missing: the folder that the local host filled with the sample."),
    });
}
