using Handover.Core.Diagnostics;
using Handover.Core.Projects;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Handover.Services.Identity;

/// <summary>Puts the administrator that <c>FirstAdministrator</c> configures into an empty directory's place: everybody else is added by them.</summary>
public sealed class FirstAdministrator(UserDirectory users, IConfiguration configuration, ILogger<FirstAdministrator> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration["FirstAdministrator"] is not { Length: > 0 } email || await users.FindAsync(email, cancellationToken) is not null)
        {
            return;
        }

        try
        {
            await users.AddAsync(new User(email, configuration["FirstAdministratorName"] ?? email, WorkspaceRole.Administrator, ["*"]), cancellationToken);
            log.LogInformation("{Email} is the first administrator", email);
        }
        catch (RefusalException taken) when (taken.Refusal.Code == "user-exists")
        {
            // Another instance has added them between the two calls.
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
