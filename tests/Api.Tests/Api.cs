using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Handover.Api.Tests;

/// <summary>An HTTP client of one user. It signs in by the cookie where the host offers that, by the principal header otherwise.</summary>
public sealed class Api
{
    private readonly HttpClient http;

    private Api(string address)
    {
        http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(address),
            Timeout = TimeSpan.FromMinutes(3),
        };
    }

    public static Api Anonymous(string address) => new(address);

    public static async Task<Api> SignInAsync(string address, string email)
    {
        var api = new Api(address);
        using var answer = await api.http.PostAsync("/.auth/login/local", Json(new { email }));
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            var principal = JsonSerializer.Serialize(new { identityProvider = "aad", userId = email, userDetails = email, userRoles = new[] { "authenticated" } });
            api.http.DefaultRequestHeaders.Add("x-ms-client-principal", Convert.ToBase64String(Encoding.UTF8.GetBytes(principal)));
        }
        else
        {
            Assert.True(answer.IsSuccessStatusCode, $"{email} could not sign in: {(int)answer.StatusCode}");
        }

        return api;
    }

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> PostAsync(string path, object? body = null, string? key = null) => SendAsync(HttpMethod.Post, path, body, key: key);

    public Task<Answer> PutAsync(string path, object body, string? ifMatch) => SendAsync(HttpMethod.Put, path, body, ifMatch);

    public Task<Answer> PatchAsync(string path, object body, string? ifMatch) => SendAsync(HttpMethod.Patch, path, body, ifMatch);

    public Task<Answer> DeleteAsync(string path, string? ifMatch) => SendAsync(HttpMethod.Delete, path, null, ifMatch);

    public async Task<Answer> SendAsync(HttpMethod method, string path, object? body = null, string? ifMatch = null, string? key = null, string? contentType = null)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith('/') || path.StartsWith("http", StringComparison.Ordinal) ? path : $"/api/{path}");
        if (body is not null)
        {
            request.Content = Json(body, contentType);
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var answer = await http.SendAsync(request);
        return new Answer(
            (int)answer.StatusCode, answer.Headers.ETag?.ToString() ?? "", answer.Headers.Location?.ToString() ?? "", answer.Headers.RetryAfter?.ToString() ?? "",
            answer.Content.Headers.ContentType?.MediaType ?? "", await answer.Content.ReadAsByteArrayAsync(), $"{method} {path}");
    }

    /// <summary>Posts, and is gone before the answer if that takes longer.</summary>
    public async Task AbandonAsync(string path, object? body, TimeSpan after)
    {
        using var gone = new CancellationTokenSource(after);
        try
        {
            using var answer = await http.PostAsync($"/api/{path}", Json(body ?? new { }), gone.Token);
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>Follows an operation to its end.</summary>
    public async Task<JsonObject> FollowAsync(string location)
    {
        Answer answer = default!;
        await Poll.UntilAsync(async () => (answer = await GetAsync(location)).Status != 202, TimeSpan.FromMinutes(2), $"{location} to end");
        return answer.Expect(200).Body;
    }

    private static StringContent Json(object body, string? contentType = null) => new(
        body as string ?? JsonSerializer.Serialize(body, JsonSerializerOptions.Web), new MediaTypeHeaderValue(contentType ?? "application/json"));
}

/// <summary>What the API answered.</summary>
public sealed record Answer(int Status, string ETag, string Location, string RetryAfter, string ContentType, byte[] Bytes, string Asked)
{
    public JsonObject Body => JsonNode.Parse(Bytes)!.AsObject();

    public JsonArray Items => Body["items"]!.AsArray();

    public string Text(string property) => Body[property]!.GetValue<string>();

    /// <summary>Fails the test unless the status is this one.</summary>
    public Answer Expect(int status)
    {
        Assert.True(Status == status, $"{Asked}: expected {status}, got {Status}: {Encoding.UTF8.GetString(Bytes)}");
        return this;
    }

    /// <summary>Fails the test unless it is this refusal, in the form that every refusal has.</summary>
    public Answer ExpectProblem(int status, string code)
    {
        Expect(status);
        Assert.Equal("application/problem+json", ContentType);
        Assert.Equal(code, Text("code"));
        Assert.NotEmpty(Text("detail"));
        return this;
    }
}
