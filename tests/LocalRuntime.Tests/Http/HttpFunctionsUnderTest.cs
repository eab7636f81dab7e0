using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Handover.LocalRuntime.Tests.Http;

public sealed record Thing(string Name, int? Count, DateOnly Day);

public sealed class HttpFunctionsUnderTest(IHttpContextAccessor accessor)
{
    private int calls;

    [Function(nameof(NoRoute))]
    public IResult NoRoute([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Results.Text(request.Method);

    [Function(nameof(GetThing))]
    public Results<Ok<Thing>, NotFound> GetThing([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{Id}")] HttpRequest request, string iD) =>
        request is not null && iD == "none" ? TypedResults.NotFound() : TypedResults.Ok(new Thing(iD, null, new DateOnly(2030, 1, 2)));

    [Function(nameof(PutThing))]
    public async Task<IResult> PutThing([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "things/{other}")] HttpRequest request, string other)
    {
        var thing = await request.ReadFromJsonAsync<Thing>();
        return TypedResults.Accepted($"/api/things/{other}", thing);
    }

    [Function(nameof(Typed))]
    public ValueTask<Ok<string>> Typed(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "typed/{number:int}/{id:guid}/{when}")] HttpRequest request,
        int number, Guid id, DateTimeOffset when, string? q, int? top, bool flag = true) =>
        ValueTask.FromResult(TypedResults.Ok($"{request.Method} {number} {id} {when:O} {q} {top} {flag}"));

    [Function(nameof(NeedsNumber))]
    public IResult NeedsNumber([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "needs/{number}")] HttpRequest request, int number, int must) =>
        Results.Text($"{request.Path} {number} {must}");

    [Function(nameof(Rest))]
    public IResult Rest([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "rest/{*path}")] HttpRequest request, string? path) =>
        Results.Text(path ?? $"null {request.RouteValues.ContainsKey("path")}");

    [Function(nameof(Action))]
    public IActionResult Action([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "action")] HttpRequest request) =>
        new ObjectResult(new { FirstName = request.Method }) { StatusCode = 418 };

    [Function(nameof(WritesItself))]
    public static async Task WritesItself([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "writes")] HttpRequest request)
    {
        request.HttpContext.Response.StatusCode = 201;
        await request.HttpContext.Response.WriteAsync("written");
    }

    [Function(nameof(Fails))]
    public IResult Fails([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "fails")] HttpRequest request)
    {
        request.HttpContext.Response.Headers["x-kept"] = "yes";
        throw new BadHttpRequestException("no such luck", 400);
    }

    [Function(nameof(FailsLate))]
    public static async Task FailsLate([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "fails-late")] HttpRequest request)
    {
        await request.HttpContext.Response.WriteAsync("partial");
        await request.HttpContext.Response.Body.FlushAsync();
        throw new InvalidOperationException("late");
    }

    [Function(nameof(ReadsBody))]
    public static async Task<IResult> ReadsBody([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "body")] HttpRequest request)
    {
        await request.Body.CopyToAsync(Stream.Null);
        return Results.NoContent();
    }

    [Function(nameof(Context))]
    public IResult Context(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "context/{id}")] HttpRequest request, FunctionContext context,
        CancellationToken cancellation)
    {
        var http = context.GetHttpContext();
        return Results.Json(new
        {
            context.FunctionDefinition.Name,
            context.FunctionDefinition.EntryPoint,
            SameHttp = ReferenceEquals(http, request.HttpContext),
            SameServices = ReferenceEquals(context.InstanceServices, request.HttpContext.RequestServices),
            SameToken = cancellation == context.CancellationToken,
            NoAccessor = accessor.HttpContext is null,
            Bound = context.BindingContext.BindingData["id"],
            Calls = ++calls,
        });
    }

    [Function(nameof(StartsFlow))]
    public static async Task<IResult> StartsFlow(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "flows")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        Results.Text($"{request.Method} {await client.ScheduleNewOrchestrationInstanceAsync("Nobody", null, new StartOrchestrationOptions("from-http"))}");
}
