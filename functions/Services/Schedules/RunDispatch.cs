using Handover.Core.Operations;
using Handover.Core.Schedules;
using Handover.Services.Identity;
using Handover.Services.Operations;

namespace Handover.Services.Schedules;

/// <summary>Starts the workflow of an operation whose row is written.</summary>
public delegate Task StartOperation(string operation);

/// <summary>Makes the operations that carry out executions. Their ids follow from the execution and the try, so that none is made twice.</summary>
public sealed class RunDispatch(OperationStore operations, TimeProvider clock)
{
    // As long as this, whoever wrote an execution down is left to start it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public OpenRun NewTry(string project, string node, string execution, DateTimeOffset due, int attempt = 1) =>
        new(execution, Ids.Derived("o", "run", project, node, execution, $"{attempt}"), due, clock.GetUtcNow(), attempt);

    /// <summary>Writes the operation of a try and starts it.</summary>
    public async Task StartAsync(string project, string node, OpenRun run, string by, string? request, StartOperation start, CancellationToken cancellation)
    {
        var operation = new Operation
        {
            Id = run.Operation,
            Kind = OperationKind.Run,
            Project = project,
            Node = node,
            Execution = run.Execution,
            RequestedBy = by,
            Plan = "",
            Steps = [.. StepNames.Run.Select(name => new OperationStep { Name = name })],
            CreatedAt = clock.GetUtcNow(),
            Request = request,
        };
        await operations.AddAsync(operation, cancellation);
        await start(run.Operation);
    }

    /// <summary>Starts those that were written down and never started, because the process ended between the two.</summary>
    /// <returns>False if one may still be about to be started by another process: look again later.</returns>
    public async Task<bool> MendAsync(LoadedRuns read, StartOperation start, CancellationToken cancellation)
    {
        var settled = true;
        foreach (var run in read.Runs.Open.Where(run => run.RetryAt is null))
        {
            if (await operations.FindAsync(run.Operation, cancellation) is not null)
            {
                continue;
            }

            if (clock.GetUtcNow() - run.Claimed < Patience)
            {
                settled = false;
                continue;
            }

            await StartAsync(read.Project, read.Node, run, read.Schedule?.Value.By ?? "", null, start, cancellation);
        }

        return settled;
    }
}
