using Handover.Local;
using Handover.Local.Azurite;
using Handover.Local.Data;
using Handover.Local.Identity;
using Handover.Local.Node;
using Handover.Local.Web;

try
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.UseQuietLogging();
    var paths = LocalPaths.Find(builder.Configuration);
    if (args is ["reset", ..])
    {
        await ResetCommand.RunAsync(paths, Console.WriteLine);
        return 0;
    }
    var address = builder.UseLoopback();
    using var hostLock = HostLock.Take(paths, $"is running on {address}");
    using var stop = new StopSignals();
    var node = NodeRuntime.Find(Console.WriteLine);
    await using var azurite = await AzuriteProcess.StartAsync(paths, builder.Configuration, node, Console.WriteLine, stop.Token);
    await SampleData.LoadAsync(paths, node, Console.WriteLine, stop.Token);
    await WebBuild.RunAsync(paths, builder.Configuration, () => node, Console.WriteLine, stop.Token);

    builder.Services.AddLocalSignIn(paths).AddStaticPage();
    var app = builder.Build();
    app.UseLoopbackGuard();
    app.UseClientPrincipal();
    app.UseStaticPage(paths);
    app.UseRouting();
    app.MapLocalSignIn(_ => Task.FromResult<IReadOnlyList<LocalUser>>(
    [
        new("analyst@example.com", "Ada Analyst", "Analyst", Active: true),
        new("reviewer@example.com", "Rita Reviewer", "Reviewer", Active: true),
        new("it@example.com", "Ivan Operations", "IT owner", Active: true),
        new("admin@example.com", "Anna Administrator", "Administrator", Active: true),
    ]));
    app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"Handover is on {address} (Ctrl+C ends it)."));
    stop.Dispose();
    await app.RunAsync();
    return 0;
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
