using System.Globalization;
using Handover.Bench;
using Handover.Bench.Soak;
using Handover.Testing;

// The speeds that Handover promises, as ratios measured in one run. Usage: tests/bench/run [compile|dataform|clone|history|engine|tick|load|promotion|start|soak [minutes]]
if (args is ["bare", var connection, var address])
{
    await BareServer.RunAsync(connection, address);
    return;
}

if (args is ["soak", ..])
{
    // Not among all: it takes an hour.
    var time = TimeSpan.FromMinutes(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 60);
    var emulator = new AzuriteFixture();
    await emulator.InitializeAsync();
    Environment.ExitCode = await SoakBench.RunAsync(emulator.ConnectionString, time) ? 0 : 1;
    return;
}

var all = args.Length == 0;
if (all || args.Contains("compile"))
{
    CompileBench.Run();
}

if (all || args.Contains("dataform"))
{
    DataformBench.Run();
}

if (all || args.Contains("clone") || args.Contains("history") || args.Contains("engine") || args.Contains("tick") || args.Contains("load") || args.Contains("promotion") || args.Contains("start"))
{
    var azurite = new AzuriteFixture();
    await azurite.InitializeAsync();
    if (all || args.Contains("clone"))
    {
        await CloneBench.RunAsync(azurite.ConnectionString);
    }

    if (all || args.Contains("history"))
    {
        await HistoryBench.RunAsync(azurite.ConnectionString);
    }

    if (all || args.Contains("engine"))
    {
        await EngineBench.RunAsync(azurite.ConnectionString);
    }

    if (all || args.Contains("tick"))
    {
        await TickBench.RunAsync(azurite.ConnectionString);
    }

    if (all || args.Contains("load"))
    {
        await LoadBench.RunAsync(azurite.ConnectionString);
    }

    if (all || args.Contains("promotion"))
    {
        await PromotionBench.RunAsync(azurite.ConnectionString);
    }

    if (all || args.Contains("start"))
    {
        await StartBench.RunAsync(azurite.ConnectionString);
    }
}
