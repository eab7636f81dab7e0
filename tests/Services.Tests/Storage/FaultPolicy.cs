using Azure.Core;
using Azure.Core.Pipeline;

namespace Handover.Services.Tests.Storage;

/// <summary>Lets the server execute a write and then loses its answer, as a broken connection does; what happens before the SDK sends again is the test's to say.</summary>
public sealed class FaultPolicy : HttpPipelinePolicy
{
    private int losses;
    private Func<Task> between = () => Task.CompletedTask;

    public int Sent { get; private set; }

    public void Install(ClientOptions options) => options.AddPolicy(this, HttpPipelinePosition.BeforeTransport);

    public void LoseAnswers(int count, Func<Task>? beforeNext = null)
    {
        losses = count;
        Sent = 0;
        between = beforeNext ?? between;
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        if (message.Request.Method == RequestMethod.Get)
        {
            return;
        }
        Sent++;
        if (losses > 0)
        {
            losses--;
            message.Response.Dispose();
            await between();
            throw new IOException("The answer was lost.");
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();
}
