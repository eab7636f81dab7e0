using Handover.Local;
using Handover.Local.Demo;

try
{
    switch (args)
    {
        case ["reset", .. var options]:
            await ResetCommand.RunAsync(LocalPaths.Find(new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(options).Build()), Console.WriteLine);
            return 0;
        case ["demo", .. var options]:
            return await DemoCommand.RunAsync(options);
        case ["verify", .. var options]:
            return await VerifyCommand.RunAsync(options, Console.WriteLine);
        default:
            await LocalHost.RunAsync(args, async (_, address, ending) =>
            {
                Console.WriteLine($"Handover is on {address} (Ctrl+C ends it).");
                await Task.Delay(Timeout.Infinite, ending).ContinueWith(_ => { }, TaskScheduler.Default);
            });
            return 0;
    }
}
catch (HostStartException refused)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 1;
}
catch (OperationCanceledException)
{
    return 130;
}
