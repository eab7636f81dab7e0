using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Handover.LocalRuntime.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Handover.LocalRuntime.Tests.Http;

public sealed class HttpTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private TestHost host = null!;

    public async Task InitializeAsync() => host = await TestHost.StartAsync(
        azurite.ConnectionString, [typeof(HttpFunctionsUnderTest)], builder => builder.Services.AddHttpContextAccessor(),
        web: web =>
        {
            web.Use((context, next) =>
            {
                context.Response.Headers["x-plain"] = "middleware";
                return next(context);
            });
            web.MapGet("/.auth/me", () => "plain endpoint");
            web.MapFallback(() => Results.Text("the web front end"));
        });

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData("/api/things/1", 200, """{"name":"1","count":null,"day":"2030-01-02"}""")]
    [InlineData("/API/Things/a%2Fb%20c+d/", 200, """{"name":"a%2Fb c+d","count":null,"day":"2030-01-02"}""")]
    [InlineData("/api/things/none", 404, "")]
    [InlineData("/api/things//1", 404, "")]
    [InlineData("/api/unknown", 404, "")]
    [InlineData("/api/noroute", 200, "GET")]
    [InlineData("/api/rest/a/b/c", 200, "a/b/c")]
    [InlineData("/api/rest", 200, "null True")]
    [InlineData("/api/action", 418, """{"firstName":"GET"}""")]
    [InlineData("/api/typed/x/00000000000000000000000000000001/2030-01-02T03:04:05Z", 404, "")]
    [InlineData("/api/needs/1", 500, "")]
    [InlineData("/api/needs/text?must=1", 500, "")]
    [InlineData("/api/needs/1?must=2&must=3", 200, "/api/needs/1 1 3")]
    [InlineData("/.auth/me", 200, "plain endpoint")]
    [InlineData("/projects/1", 200, "the web front end")]
    public async Task Paths_reach_their_functions(string path, int status, string body) =>
        Assert.Equal(((HttpStatusCode)status, body), await host.Get(path));

    [Fact]
    public async Task Parameters_bind_by_name_from_the_route_and_the_query()
    {
        var (_, body) = await host.Get("/api/typed/7/00000000000000000000000000000001/2030-01-02T03:04:05%2B01:00?Q=x&top=2");
        Assert.Equal("\"GET 7 00000000-0000-0000-0000-000000000001 2030-01-02T03:04:05.0000000+01:00 x 2 True\"", body);
    }

    [Theory]
    [InlineData("HEAD", "/api/things/1")]
    [InlineData("POST", "/api/things/1")]
    [InlineData("OPTIONS", "/api/things/1")]
    [InlineData("GET", "/api/writes")]
    public async Task A_method_that_no_function_takes_is_an_empty_404(string method, string path)
    {
        using var response = await Send(method, path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        Assert.False(response.Content.Headers.TryGetValues("Allow", out _));
    }

    [Fact]
    public async Task Without_methods_every_verb_is_taken()
    {
        using var response = await Send("BREW", "/api/NoRoute");
        Assert.Equal("BREW", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Methods_of_one_path_may_be_different_functions()
    {
        using var response = await host.Http.PutAsJsonAsync("/api/things/5", new Thing("n", 1, new DateOnly(2030, 1, 1)));
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("/api/things/5", response.Headers.Location?.ToString());
        Assert.Equal("""{"name":"n","count":1,"day":"2030-01-01"}""", await response.Content.ReadAsStringAsync());
        Assert.Equal("middleware", response.Headers.GetValues("x-plain").Single());
    }

    [Fact]
    public async Task A_function_may_write_the_response_itself()
    {
        using var response = await Send("POST", "/api/writes");
        Assert.Equal((HttpStatusCode.Created, "written"), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task An_unhandled_exception_is_an_empty_500_with_the_headers_set_and_is_logged()
    {
        using var response = await Send("GET", "/api/fails");
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal(0, response.Content.Headers.ContentLength);
        Assert.Null(response.Content.Headers.ContentType);
        Assert.Equal("yes", response.Headers.GetValues("x-kept").Single());
        Assert.Contains(host.Logs.Entries, e => e.Category == "Function.Fails" && e.Error is BadHttpRequestException);
    }

    [Fact]
    public async Task An_exception_after_the_response_began_cuts_the_connection() =>
        await Assert.ThrowsAnyAsync<Exception>(() => host.Get("/api/fails-late"));

    [Fact]
    public async Task A_body_over_the_limit_is_a_500()
    {
        using var fits = await host.Http.PostAsync("/api/body", new ByteArrayContent(new byte[30_000_000]));
        Assert.Equal(HttpStatusCode.NoContent, fits.StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/body") { Content = new ByteArrayContent(new byte[30_000_001]) };
        request.Headers.ExpectContinue = true;
        using var tooLarge = await host.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.InternalServerError, tooLarge.StatusCode);
    }

    [Fact]
    public async Task The_context_is_of_this_call_and_the_class_is_new_each_time()
    {
        await host.Get("/api/context/1");
        var (_, body) = await host.Get("/api/context/2");
        var seen = JsonSerializer.Deserialize<JsonElement>(body);
        Assert.Equal("Context", seen.GetProperty("name").GetString());
        Assert.Equal($"{typeof(HttpFunctionsUnderTest).FullName}.Context", seen.GetProperty("entryPoint").GetString());
        Assert.Equal("2", seen.GetProperty("bound").GetString());
        Assert.Equal(1, seen.GetProperty("calls").GetInt32());
        Assert.All(["sameHttp", "sameServices", "sameToken", "noAccessor"], name => Assert.True(seen.GetProperty(name).GetBoolean(), name));
    }

    [Fact]
    public async Task A_function_gets_the_durable_client_of_the_hub()
    {
        using var response = await Send("POST", "/api/flows");
        Assert.Equal("POST from-http", await response.Content.ReadAsStringAsync());
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await host.Completed("from-http")).RuntimeStatus);
    }

    [Fact]
    public async Task JSON_options_of_results_and_reading_are_those_configured()
    {
        await using var own = await TestHost.StartAsync(azurite.ConnectionString, [typeof(HttpFunctionsUnderTest)], builder =>
        {
            builder.Services.AddHttpContextAccessor();
            builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.KebabCaseUpper);
        });
        Assert.Equal("""{"NAME":"1","COUNT":null,"DAY":"2030-01-02"}""", (await own.Get("/api/things/1")).Body);
    }

    [Fact]
    public async Task The_prefix_comes_from_host_json()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """{ "extensions": { "http": { "routePrefix": "v1" }, "durableTask": { "hubName": "ignoredHere" } } }""");
        await using var own = await TestHost.StartAsync(azurite.ConnectionString, [typeof(HttpFunctionsUnderTest)], builder =>
        {
            builder.Services.AddHttpContextAccessor();
            builder.HostJsonPath = file;
        });
        Assert.Equal((HttpStatusCode.OK, "GET"), await own.Get("/v1/NoRoute"));
        Assert.Equal(HttpStatusCode.NotFound, (await own.Get("/api/NoRoute")).Status);
        File.Delete(file);
    }

    private Task<HttpResponseMessage> Send(string method, string path) =>
        host.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
}
