using System.Diagnostics;
using Handover.Core.Deployments;
using Handover.Core.Sql;
using Handover.Services.Warehouse;

namespace Handover.Services.Tests.Warehouse;

/// <summary>This assembly as a process of its own that deploys without end and says what it has committed, until it is killed.</summary>
public static class ChildProcess
{
    public static async Task<int> Main(string[] arguments)
    {
        await using var warehouse = new DuckDbWarehouse(new DuckDbOptions { Folder = arguments[0], MemoryMiB = 256, Threads = 2 });
        var session = new Session("DEPLOYER", "WH");
        for (var round = int.Parse(arguments[1]); ; round++)
        {
            var isView = round % 3 == 0;
            Publication[] publications =
            [
                new(new TableName("PROD", "SHOP", "T"), isView, "DEPLOYER", "WH", $"SELECT {round} AS ROUND, ID FROM RAW.SHOP.ORDERS", $"ROUND{round:D6}"),
                new(new TableName("PROD", "SHOP", "V"), true, "DEPLOYER", "WH", "SELECT max(ROUND) AS ROUND FROM PROD.SHOP.T", $"ROUND{round:D6}"),
            ];
            foreach (var publication in publications)
            {
                if (publication.IsView && await warehouse.DescribeAsync(session, new TableName("PROD", "SHOP", "T"), default) is null)
                {
                    await warehouse.ExecuteAdminAsync("PROD", "CREATE TABLE PROD.SHOP.T AS SELECT -1 AS ROUND, 0 AS ID", default);
                }
                await warehouse.StageAsync(session, publication, default);
            }
            await warehouse.SwapAsync(session, await warehouse.PlanSwapAsync(session, publications, default), default);
            Console.WriteLine(round);
        }
    }

    public static Process Start(string folder, int round) => Process.Start(new ProcessStartInfo
    {
        FileName = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
        ArgumentList = { "exec", typeof(ChildProcess).Assembly.Location, folder, round.ToString() },
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
