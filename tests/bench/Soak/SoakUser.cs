using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Handover.Bench.Soak;

/// <summary>What somebody got for a request.</summary>
internal sealed record SoakAnswer(int Status, string ETag, JsonNode? Body)
{
    public bool Done => Status is >= 200 and < 300;

    public string Text(string property) => (string)Body![property]!;

    public JsonArray Items => Body!["items"]!.AsArray();
}

/// <summary>A signed-in user whose every request is noted.</summary>
internal sealed class SoakUser(HttpClient http, SoakLedger ledger)
{
    public static async Task<SoakUser> AtAsync(string address, string email, SoakLedger ledger) => new(await SignedIn.AtAsync(address, email), ledger);

    public Task<SoakAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<SoakAnswer> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, body);

    public Task<SoakAnswer> PutAsync(string path, object body, string ifMatch) => SendAsync(HttpMethod.Put, path, body, ifMatch);

    /// <summary>Follows an operation to its end.</summary>
    public async Task<SoakAnswer> FollowAsync(string operation)
    {
        SoakAnswer answer;
        while ((answer = await GetAsync($"operations/{operation}")).Status == 202)
        {
            await Task.Delay(300);
        }

        return answer;
    }

    private async Task<SoakAnswer> SendAsync(HttpMethod method, string path, object? body = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, new Uri($"/api/{path}", UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        if (ifMatch is { Length: > 0 })
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        var begun = Stopwatch.GetTimestamp();
        try
        {
            using var answer = await http.SendAsync(request);
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            var text = answer.Content.Headers.ContentType?.MediaType ?? "";
            var json = text.EndsWith("json", StringComparison.Ordinal) && bytes.Length > 0 ? JsonNode.Parse(bytes) : null;
            ledger.Answered($"{method} {path}", (int)answer.StatusCode, (string?)(json as JsonObject)?["code"], Stopwatch.GetElapsedTime(begun));
            return new SoakAnswer((int)answer.StatusCode, answer.Headers.ETag?.ToString() ?? "", json);
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
        {
            ledger.Answered($"{method} {path}", 0, away.Message, Stopwatch.GetElapsedTime(begun));
            return new SoakAnswer(0, "", null);
        }
    }
}
