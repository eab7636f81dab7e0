using System.Text;
using System.Text.RegularExpressions;

namespace Handover.Api.Tests;

/// <summary>What the host exports, seen by a collector that takes OTLP over HTTP.</summary>
public sealed partial class TelemetryTests
{
    private sealed record Span(string Trace, string Id, string Parent, string Name, string Attributes);

    [Fact]
    public async Task One_request_is_one_trace_from_its_function_to_the_statements_and_metrics_arrive_beside_it()
    {
        await using var collector = await Hook.StartAsync();
        await using var host = await HostProcess.StartAsync(
            "--Telemetry:Exporter", "otlp", "--OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
            "--OTEL_EXPORTER_OTLP_ENDPOINT", new Uri(collector.Address).GetLeftPart(UriPartial.Authority), "--OTEL_BSP_SCHEDULE_DELAY", "200", "--OTEL_METRIC_EXPORT_INTERVAL", "500");
        var analyst = await Api.SignInAsync(host.Address, "analyst@example.com");
        var (id, _) = await Sample.SmallAsync(analyst);
        Assert.Equal("succeeded", (await analyst.FollowAsync((await analyst.PostAsync($"projects/{id}/deploy")).Expect(202).Location))["status"]!.GetValue<string>());
        // The audit names the request by the very id that the collector knows.
        var audit = (await analyst.GetAsync($"audit?project={id}")).Expect(200).Items.First(entry => entry!["action"]!.GetValue<string>() == "deployed")!;
        var trace = audit["request"]!.GetValue<string>();
        Assert.Matches(TraceId, trace);

        await Poll.UntilAsync(
            () => Task.FromResult(Spans(collector).Any(span => span.Trace == trace && span.Name == "Deploy record") && Metrics(collector).Contains("handover.warehouse.statement.duration")),
            TimeSpan.FromMinutes(1), "the trace and the metrics to arrive");
        var spans = Spans(collector).Where(span => span.Trace == trace).ToList();
        var statement = spans.First(span => span.Name == "duckdb CREATE");
        var stage = Assert.Single(spans, span => span.Id == statement.Parent);
        Assert.Equal("Deploy stage", stage.Name);
        var function = Assert.Single(spans, span => span.Id == stage.Parent);
        Assert.Equal("Deploy", function.Name);
        Assert.Contains("projects/{id}/deploy", Assert.Single(spans, span => span.Id == function.Parent).Attributes, StringComparison.Ordinal);
        Assert.Contains("handover.tick.duration", Metrics(collector));
        // No statement leaves as text: it may hold data.
        Assert.DoesNotContain(Spans(collector), span => span.Attributes.Contains("SELECT ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_exporter_that_there_is_not_is_said_at_the_start()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => HostProcess.StartAsync("--Telemetry:Exporter", "carrier-pigeon"));
        Assert.Contains("none, console or otlp", refused.Message, StringComparison.Ordinal);
    }

    // ExportTraceServiceRequest and ExportMetricsServiceRequest nest alike: resource (1), scope (2), then spans or metrics (2).
    private static IEnumerable<Span> Spans(Hook collector) =>
        from item in Items(collector)
        let fields = Fields(item).ToLookup(field => field.Number, field => field.Bytes)
        where fields[1].FirstOrDefault() is { Length: 16 } && fields[2].FirstOrDefault() is { Length: 8 }
        select new Span(
            Convert.ToHexStringLower(fields[1].First()), Convert.ToHexStringLower(fields[2].First()), Convert.ToHexStringLower(fields[4].FirstOrDefault() ?? []),
            Encoding.UTF8.GetString(fields[5].First()), string.Join('\n', fields[9].Select(bytes => Encoding.UTF8.GetString(bytes))));

    private static HashSet<string> Metrics(Hook collector) =>
        [.. Items(collector).Select(item => Encoding.UTF8.GetString(Fields(item).FirstOrDefault(field => field.Number == 1).Bytes ?? [])).Where(name => name.StartsWith("handover.", StringComparison.Ordinal))];

    private static IEnumerable<byte[]> Items(Hook collector) =>
        from request in collector.Requests
        from resource in Fields(request.Body).Where(field => field.Number == 1)
        from scope in Fields(resource.Bytes).Where(field => field.Number == 2)
        from item in Fields(scope.Bytes).Where(field => field.Number == 2)
        select item.Bytes;

    /// <summary>The fields of a protobuf message that have a length.</summary>
    private static IEnumerable<(int Number, byte[] Bytes)> Fields(byte[] message)
    {
        var at = 0;
        while (at < message.Length)
        {
            var key = Varint();
            switch (key & 7)
            {
                case 0:
                    Varint();
                    break;
                case 1:
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint();
                    yield return ((int)(key >> 3), message[at..(at + length)]);
                    at += length;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"Wire type {key & 7}.");
            }
        }

        ulong Varint()
        {
            ulong value = 0;
            for (var shift = 0; ; shift += 7)
            {
                var read = message[at++];
                value |= (ulong)(read & 0x7f) << shift;
                if (read < 0x80)
                {
                    return value;
                }
            }
        }
    }

    [GeneratedRegex("^[0-9a-f]{32}$")]
    private static partial Regex TraceId { get; }
}
