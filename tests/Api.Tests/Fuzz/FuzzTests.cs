using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Handover.Api.Tests.Fuzz;

/// <summary>
/// Requests made up from the API's own document never meet a fault, and are never answered otherwise than the document says. HANDOVER_THOROUGH
/// sends 20,000 of them, others every time; HANDOVER_SEED repeats a run.
/// </summary>
[Trait("Host", "own")]
public sealed class FuzzTests
{
    private static readonly string[] Users = ["analyst", "reviewer", "it", "admin", "nobody", "analyst"];

    [Fact]
    public async Task No_request_meets_a_fault_or_an_answer_that_the_document_does_not_know()
    {
        var isThorough = Environment.GetEnvironmentVariable("HANDOVER_THOROUGH") is { Length: > 0 };
        var count = isThorough ? 20_000 : 1_200;
        var seed = int.TryParse(Environment.GetEnvironmentVariable("HANDOVER_SEED"), CultureInfo.InvariantCulture, out var given) ? given : isThorough ? Random.Shared.Next() : 1;
        await using var host = await HostProcess.StartAsync();
        var administrator = await Api.SignInAsync(host.Address, "admin@example.com");
        var document = (await administrator.GetAsync("openapi.json")).Expect(200).Body;
        var schema = new AnswerSchema(document);
        var faults = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var statuses = new ConcurrentDictionary<int, int>();
        await Task.WhenAll(Users.Select((user, index) => FuzzAsync(index, user)));

        Assert.True(statuses.Where(item => item.Key is >= 200 and < 300).Sum(item => item.Value) > count / 20, $"Hardly anything succeeded: {string.Join(", ", statuses)}");
        Assert.True(faults.IsEmpty, $"Seed {seed}, {faults.Count} kinds of faults:\n{string.Join("\n\n", faults.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => item.Value))}");

        async Task FuzzAsync(int index, string user)
        {
            var api = user == "nobody" ? Api.Anonymous(host.Address) : await Api.SignInAsync(host.Address, $"{user}@example.com");
            var generator = new RequestGenerator(document, seed + index);
            generator.Know("email", "analyst@example.com", "reviewer@example.com", "it@example.com", "stranger@example.com");
            generator.Know("database", "RAW_DEV", "ANALYTICS_DEV");
            generator.Know("db", "RAW_DEV", "ANALYTICS_DEV");
            generator.Know("schema", "US_FLIGHTS", "MARTS");
            generator.Know("table", "AIRPORTS", "FLIGHTS");
            generator.Know("environment", "development", "production");
            if (user != "nobody")
            {
                var (project, _) = await Sample.SmallAsync(await Api.SignInAsync(host.Address, "analyst@example.com"));
                generator.Know("project", project);
                generator.Learn((await api.GetAsync($"projects/{project}/flow")));
            }

            for (var sent = 0; sent < count / Users.Length; sent++)
            {
                var request = generator.Next();
                var answer = await api.SendAsync(request.Method, request.Path, request.Body, request.IfMatch, request.Key);
                statuses.AddOrUpdate(answer.Status, 1, static (_, known) => known + 1);
                var violation = answer.Status >= 500 ? "A fault." : schema.Violation(request.Operation, answer);
                if (violation is not null)
                {
                    var name = request.Operation["operationId"]!.GetValue<string>();
                    var said = Encoding.UTF8.GetString(answer.Bytes);
                    faults.TryAdd(
                        $"{name} {answer.Status} {violation.Split(':')[0]}",
                        $"{name} as {user}: {violation}\n  {request.Method} {request.Path}\n  {request.Body?[..Math.Min(request.Body.Length, 600)]}\n  {answer.Status} {said[..Math.Min(said.Length, 500)]}");
                }

                generator.Learn(answer);
            }
        }
    }
}
