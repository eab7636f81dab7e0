using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Handover.Local.Client;

/// <summary>Somebody at the public API: what the sample and the demonstration do, any program could do.</summary>
public sealed class HandoverClient : IDisposable
{
    private readonly HttpClient http;

    public HandoverClient(string address)
    {
        var handler = new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false };
        http = new HttpClient(handler) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(5) };
    }

    /// <summary>Signs in as a user of the directory.</summary>
    public async Task<HandoverClient> SignInAsync(string email, CancellationToken cancellation)
    {
        using var answer = await http.PostAsync("/.auth/login/local", Content(new { email }), cancellation);
        await EnsureAsync(answer, cancellation);
        return this;
    }

    public Task<ApiAnswer> GetAsync(string path, CancellationToken cancellation) => SendAsync(HttpMethod.Get, path, null, null, cancellation);

    public Task<ApiAnswer> PostAsync(string path, object? body, CancellationToken cancellation) => SendAsync(HttpMethod.Post, path, body, null, cancellation);

    public Task<ApiAnswer> PutAsync(string path, object body, string etag, CancellationToken cancellation) => SendAsync(HttpMethod.Put, path, body, etag, cancellation);

    /// <summary>Follows long work to its end, as the answer's headers say.</summary>
    /// <param name="location">Where it can be followed.</param>
    /// <param name="progress">Told after each look.</param>
    /// <param name="cancellation">Stops following, not the work.</param>
    public async Task<JsonObject> FollowAsync(string location, Action<JsonObject> progress, CancellationToken cancellation)
    {
        while (true)
        {
            using var answer = await http.GetAsync(location, cancellation);
            var operation = (await ReadAsync(answer, cancellation)).Body;
            progress(operation);
            if (answer.StatusCode is not HttpStatusCode.Accepted)
            {
                return operation;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<ApiAnswer> SendAsync(HttpMethod method, string path, object? body, string? etag, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, $"/api/{path}") { Content = body is null ? null : Content(body) };
        if (etag is not null)
        {
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(etag));
        }

        using var answer = await http.SendAsync(request, cancellation);
        return await ReadAsync(answer, cancellation);
    }

    private static async Task<ApiAnswer> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        await EnsureAsync(answer, cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        var body = text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
        return new ApiAnswer(answer.StatusCode, answer.Headers.ETag?.ToString() ?? "", answer.Headers.Location?.ToString() ?? "", body);
    }

    private static async Task EnsureAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (!answer.IsSuccessStatusCode)
        {
            var text = await answer.Content.ReadAsStringAsync(cancellation);
            var problem = text.StartsWith('{') ? JsonNode.Parse(text) as JsonObject : null;
            throw new ApiException(
                answer.StatusCode, problem?["code"]?.GetValue<string>() ?? "", $"{(int)answer.StatusCode} {problem?["code"]}: {problem?["detail"] ?? text}");
        }
    }

    private static StringContent Content(object body) =>
        new(body as string ?? JsonSerializer.Serialize(body, Services.HandoverJson.Options), new MediaTypeHeaderValue("application/json"));
}

/// <summary>What the API answered.</summary>
public sealed record ApiAnswer(HttpStatusCode Status, string ETag, string Location, JsonObject Body)
{
    public string Text(string property) => Body[property]!.GetValue<string>();
}

/// <summary>The API said no.</summary>
public sealed class ApiException(HttpStatusCode status, string code, string message) : Exception(message)
{
    public HttpStatusCode Status { get; } = status;
    public string Code { get; } = code;
}
