using Handover.Bench;
using Handover.Testing;

// The speeds that Handover promises, as ratios measured in one run. Usage: tests/bench/run [compile|clone|history|engine|tick|load]
if (args is ["bare", var connection, var address])
{
    await BareServer.RunAsync(connection, address);
    return;
}

var all = args.Length == 0;
if (all || args.Contains("compile"))
{
    CompileBench.Run();
}

if (all || args.Contains("clone") || args.Contains("history") || args.Contains("engine") || args.Contains("tick") || args.Contains("load"))
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
}
