using System.Diagnostics;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Logging;

namespace Handover.LocalRuntime.Durable;

/// <summary>
/// The blob lease by which one process owns the task hub. A lease left behind by a process of this machine that has died is broken at
/// once; the ETag of the owner's metadata keeps two successors from breaking each other's.
/// </summary>
internal sealed class HubLease(BlobClient blob, HubOwnershipConflict conflict, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan RetryEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource released = new();
    private readonly BlobLeaseClient lease = blob.GetBlobLeaseClient(Guid.NewGuid().ToString());
    private TaskCompletionSource nextRenewal = NewSource();
    private long heldSince;
    private Task renewing = Task.CompletedTask;

    public string OwnerName => lease.LeaseId;

    public async Task Acquire(CancellationToken cancellation)
    {
        if (!await blob.ExistsAsync(cancellation))
        {
            await CreateBlob(cancellation);
        }

        for (var announced = false; !await TryAcquire(announced, cancellation); announced = true)
        {
            await Task.Delay(RetryEvery, cancellation);
        }
    }

    /// <summary>Renews until released; tells once if another process has taken the hub.</summary>
    public void KeepRenewing(Action<string> lost) => renewing = Renew(lost);

    /// <summary>Waits while it is doubtful whether the lease is still held (storage does not answer).</summary>
    public async Task WhenHeld(CancellationToken cancellation)
    {
        while (true)
        {
            var renewal = Volatile.Read(ref nextRenewal).Task;
            if (Stopwatch.GetElapsedTime(Volatile.Read(ref heldSince)) < Duration - Margin)
            {
                return;
            }

            await renewal.WaitAsync(cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!released.IsCancellationRequested)
        {
            await released.CancelAsync();
            await renewing;
            try
            {
                await lease.ReleaseAsync();
            }
            catch (RequestFailedException e)
            {
                logger.LogWarning(e, "The task hub's lease could not be released; it ends by itself.");
            }
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task CreateBlob(CancellationToken cancellation)
    {
        try
        {
            await blob.UploadAsync(
                BinaryData.FromString("The lease of this blob is the ownership of the task hub."),
                new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } }, cancellation);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            logger.LogDebug("Another process created the task hub's lease blob.");
        }
    }

    private async Task<bool> TryAcquire(bool announced, CancellationToken cancellation)
    {
        var properties = (await blob.GetPropertiesAsync(cancellationToken: cancellation)).Value;
        var owner = HubOwner.From(properties.Metadata);
        var unchanged = new RequestConditions { IfMatch = properties.ETag };
        try
        {
            if (properties.LeaseState is LeaseState.Leased or LeaseState.Breaking)
            {
                if (owner is null || !owner.IsDeadHere())
                {
                    RefuseOrAnnounce(owner, announced);
                    return false;
                }

                logger.LogInformation("The task hub's owner, {Owner}, has died: taking over.", owner);
                await lease.BreakAsync(TimeSpan.Zero, unchanged, cancellation);
            }

            var asked = Stopwatch.GetTimestamp();
            await lease.AcquireAsync(Duration, unchanged, cancellation);
            await blob.SetMetadataAsync(
                HubOwner.ThisProcess.ToMetadata(), new BlobRequestConditions { LeaseId = lease.LeaseId }, cancellation);
            Volatile.Write(ref heldSince, asked);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return false;
        }
    }

    private void RefuseOrAnnounce(HubOwner? owner, bool announced)
    {
        var message = $"The task hub '{blob.BlobContainerName}' is owned by {owner?.ToString() ?? "another process"}.";
        if (conflict == HubOwnershipConflict.Refuse)
        {
            throw new TaskHubOwnershipException(message + " Stop that process, or give this one a hub name of its own.");
        }

        if (!announced)
        {
            logger.LogWarning("{Message} Waiting until it is free.", message);
        }
    }

    private async Task Renew(Action<string> lost)
    {
        while (!released.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(RenewEvery, released.Token);
                var asked = Stopwatch.GetTimestamp();
                await lease.RenewAsync(cancellationToken: released.Token);
                Volatile.Write(ref heldSince, asked);
                Interlocked.Exchange(ref nextRenewal, NewSource()).SetResult();
            }
            catch (OperationCanceledException) when (released.IsCancellationRequested)
            {
                return;
            }
            catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
            {
                lost($"Another process has taken the task hub '{blob.BlobContainerName}' ({e.ErrorCode}).");
                return;
            }
            catch (Exception e) when (e is RequestFailedException or AggregateException or OperationCanceledException)
            {
                logger.LogWarning(e, "The task hub's lease could not be renewed; trying again.");
            }
        }
    }
}
