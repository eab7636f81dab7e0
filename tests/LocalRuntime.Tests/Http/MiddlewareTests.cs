using System.Collections.Concurrent;
using System.Net;
using Handover.LocalRuntime.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Handover.LocalRuntime.Tests.Http;

public static class MiddlewareFunctions
{
    [Function(nameof(Ok))]
    public static IResult Ok([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ok")] HttpRequest request) =>
        Results.Text($"ok {request.HttpContext.Items["set"]}");

    [Function(nameof(Throws))]
    public static IResult Throws([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "throws/{n}")] HttpRequest request, int n) =>
        throw new TimeoutException($"{request.Path} {n}");

    [Function(nameof(Flow))]
    public static async Task<string> Flow([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CallActivityAsync<string>(nameof(Work));
        throw new TimeoutException("flow");
    }

    [Function(nameof(Work))]
    public static string Work([ActivityTrigger] string? input) => input ?? "work";
}

public sealed class Recording(ConcurrentQueue<string> seen) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        seen.Enqueue($"in {context.FunctionDefinition.Name} {context.GetHttpContext() is not null}");
        try
        {
            await next(context);
            seen.Enqueue($"out {context.FunctionDefinition.Name} {context.GetInvocationResult().Value?.GetType().Name}");
        }
        catch (TimeoutException e)
        {
            seen.Enqueue($"caught {context.FunctionDefinition.Name} {e.Message}");
            throw;
        }
    }
}

public sealed class MiddlewareTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private readonly ConcurrentQueue<string> seen = new();

    [Fact]
    public async Task It_runs_in_order_around_every_kind_of_function_and_sees_their_own_exceptions()
    {
        await using var host = await Start(builder => builder.UseMiddleware<Recording>());
        await host.Get("/api/ok");
        await host.Get("/api/throws/1");
        await host.Run(nameof(MiddlewareFunctions.Flow));
        Assert.Equal(
            [
                "in Ok True", "out Ok ContentHttpResult", "in Throws True", "caught Throws /api/throws/1 1",
                "in Flow False", "in Work False", "out Work String", "in Flow False", "caught Flow flow",
            ],
            seen);
    }

    [Fact]
    public async Task Registered_before_the_web_application_it_does_not_see_the_HTTP_context()
    {
        var fresh = LocalFunctionsApplication.CreateBuilder([]).AddFunctions(typeof(MiddlewareFunctions));
        var http = new List<bool>();
        fresh.UseMiddleware((context, next) => Note(context, next, http));
        fresh.ConfigureFunctionsWebApplication();
        fresh.UseMiddleware((context, next) => Note(context, next, http));
        fresh.Durable.ConnectionString = azurite.ConnectionString;
        fresh.Durable.HubName = AzuriteFixture.UniqueName("hub");
        await using var app = fresh.Build();
        app.Web.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync();
        using var client = new HttpClient();
        await client.GetAsync(new Uri(app.Web.Urls.First() + "/api/ok"));
        Assert.Equal([false, true], http);
        await app.StopAsync();
    }

    [Theory]
    [InlineData("result", 403)]
    [InlineData("execute", 422)]
    [InlineData("status", 402)]
    public async Task It_may_answer_in_place_of_the_function(string how, int status)
    {
        await using var host = await Start(builder => builder.UseMiddleware(async (context, _) =>
        {
            var http = context.GetHttpContext()!;
            switch (how)
            {
                case "result":
                    context.GetInvocationResult().Value = Results.Json(new { code = "no" }, statusCode: 403);
                    break;
                case "execute":
                    await Results.Problem(statusCode: 422).ExecuteAsync(http);
                    break;
                default:
                    http.Response.StatusCode = 402;
                    break;
            }
        }));
        Assert.Equal((HttpStatusCode)status, (await host.Get("/api/ok")).Status);
    }

    [Fact]
    public async Task It_may_change_what_the_function_answered_before_it_is_written()
    {
        await using var host = await Start(builder => builder.UseMiddleware(async (context, next) =>
        {
            var http = context.GetHttpContext()!;
            http.Items["set"] = "by middleware";
            await next();
            Assert.False(http.Response.HasStarted);
            http.Response.Headers["x-after"] = "yes";
            if (http.Request.Query.ContainsKey("replace"))
            {
                context.GetInvocationResult<IResult>().Value = Results.Text("replaced");
            }
        }));
        Assert.Equal("replaced", (await host.Get("/api/ok?replace")).Body);
        using var response = await host.Http.GetAsync(new Uri("/api/ok", UriKind.Relative));
        Assert.Equal(("ok by middleware", "yes"), (await response.Content.ReadAsStringAsync(), response.Headers.GetValues("x-after").Single()));
    }

    [Theory]
    [InlineData("/api/throws/1", typeof(TimeoutException))]
    [InlineData("/api/throws/x", typeof(FunctionInputConverterException))]
    public async Task It_turns_failures_of_the_function_and_of_binding_into_answers(string path, Type expected)
    {
        await using var host = await Start(builder => builder.UseMiddleware(async (context, next) =>
        {
            try
            {
                await next();
            }
            catch (Exception e)
            {
                context.GetInvocationResult().Value = Results.Problem(e.GetType().Name, statusCode: 409);
            }
        }));
        var (status, body) = await host.Get(path);
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains(expected.Name, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_own_exception_is_an_empty_500()
    {
        await using var host = await Start(builder => builder.UseMiddleware((_, _) => throw new InvalidOperationException("mine")));
        Assert.Equal((HttpStatusCode.InternalServerError, ""), await host.Get("/api/ok"));
    }

    private static Task Note(FunctionContext context, Func<Task> next, List<bool> http)
    {
        http.Add(context.GetHttpContext() is not null);
        return next();
    }

    private Task<TestHost> Start(Action<LocalFunctionsApplicationBuilder> configure) => TestHost.StartAsync(
        azurite.ConnectionString, [typeof(MiddlewareFunctions)], builder =>
        {
            Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(builder.Services, seen);
            configure(builder);
        });
}
