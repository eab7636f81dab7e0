using Azure.Core;
using Azure.Core.Pipeline;

namespace Handover.Services.Storage;

/// <summary>
/// Counts how often the SDK sent one request. A write that was sent once and refused was refused; one that was sent again may have been
/// refused because of its own first, unanswered sending.
/// </summary>
internal sealed class SendCount
{
    private const string Property = "handover.sends";
    private int sends;

    public bool IsAmbiguous => Volatile.Read(ref sends) > 1;

    /// <summary>Counts the requests of this flow of control until the result is disposed.</summary>
    public IDisposable Watch() => HttpPipeline.CreateHttpMessagePropertiesScope(new Dictionary<string, object?> { [Property] = this });

    public sealed class Policy : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message)
        {
            if (message.TryGetProperty(Property, out var value) && value is SendCount count)
            {
                Interlocked.Increment(ref count.sends);
            }
        }
    }
}
