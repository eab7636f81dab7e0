using System.Collections.Concurrent;
using System.Diagnostics;
using Handover.Core.Operations;
using Handover.Services.Deployments;
using Handover.Services.Operations;
using Handover.Services.Projects;
using Handover.Services.Telemetry;
using Handover.Services.Tests.Schedules;
using Handover.Services.Tests.Storage;
using Handover.Services.Tests.Warehouse.Snowflake;
using Microsoft.Extensions.Logging.Abstractions;

namespace Handover.Services.Tests.Telemetry;

/// <summary>One id leads from a request to the statements that it had run in the warehouse.</summary>
public sealed class TraceTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    public async Task Statements_are_traced_beneath_the_request_that_began_them_and_their_tag_names_it_and_the_execution()
    {
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Signals.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var account = new FakeAccount();
        await using var shop = new Workshop(storage.Connection);
        var operations = shop.Get<OperationStore>();
        string trace;
        using (var request = Traces.Work("Deploy")!)
        {
            trace = request.TraceId.ToString();
            await operations.AddAsync(
                new Operation
                {
                    Id = "op-1",
                    Kind = OperationKind.Deploy,
                    Project = "p-1",
                    RequestedBy = "a@example.com",
                    Plan = "",
                    Steps = [new OperationStep { Name = StepNames.Stage }],
                    CreatedAt = shop.Clock.GetUtcNow(),
                    Request = trace,
                    Execution = "execution-1",
                },
                default);
        }

        // Later, on whatever machine: nothing is left of the request but what the operation remembers.
        Activity.Current = null;
        var steps = new OperationSteps(
            new StepRunner(operations, shop.Clock, NullLogger<StepRunner>.Instance), operations, shop.Get<ProjectStore>(),
            new DeploymentSteps(account.Warehouse(), null!, operations), [new SnowflakeLongBuildTests.OneTable()], shop.Clock);
        Assert.Equal(StepResult.Done, (await steps.RunAsync("op-1", StepNames.Stage, "out", default)).Result);

        var mine = ended.Where(span => span.TraceId.ToString() == trace).ToList();
        var began = Assert.Single(mine, span => span.OperationName == "Deploy");
        var step = Assert.Single(mine, span => span.OperationName == "Deploy stage");
        Assert.Equal((began.SpanId, "op-1"), (step.ParentSpanId, (string)step.GetTagItem("handover.operation")!));
        var statements = mine.Where(span => span.OperationName.StartsWith("snowflake ", StringComparison.Ordinal)).ToList();
        Assert.All(statements, span => Assert.Equal(step.SpanId, span.ParentSpanId));
        var tag = $"handover op-1 stage out execution execution-1 request {trace}";
        Assert.Contains(account.Statements, said => said.Contains($"QUERY_TAG = '{tag}'", StringComparison.Ordinal));
        var submitted = Assert.Single(statements, span => span.OperationName == "snowflake SUBMIT");
        Assert.Equal(tag, submitted.GetTagItem("handover.query_tag"));
        Assert.NotNull(submitted.GetTagItem("handover.query_id"));
    }
}
