using Handover.LocalRuntime.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Handover.LocalRuntime.Tests.Http;

#pragma warning disable IDE0060 // The parameters of these functions are what is refused.

public static class Refused
{
    public static class Keys
    {
        [Function("A")]
        public static IResult A([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest request) => Results.Ok();
    }

    public static class Poco
    {
        [Function("A")]
        public static Task<string> A([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Task.FromResult("");
    }

    public static class Date
    {
        [Function("A")]
        public static IResult A([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "a/{day}")] HttpRequest request, DateOnly day) => Results.Ok();
    }

    public static class AnEnum
    {
        [Function("A")]
        public static IResult A([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "a/{day}")] HttpRequest request, DayOfWeek day) => Results.Ok();
    }

    public static class FromQuery
    {
        [Function("A")]
        public static IResult A([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, [FromQuery] string q) => Results.Ok();
    }

    public static class TwoTriggers
    {
        [Function("A")]
        public static IResult A([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, [TimerTrigger("* * * * *")] TimerInfo timer) => Results.Ok();
    }

    public static class SameName
    {
        [Function("A")]
        public static string A([ActivityTrigger] string input) => input;

        [Function("a")]
        public static string B([ActivityTrigger] string input) => input;
    }

    public static class Schedule
    {
        [Function("A")]
        public static void A([TimerTrigger("every day")] TimerInfo timer) => timer.ToString();
    }

    public static class Setting
    {
        [Function("A")]
        public static void A([TimerTrigger("%NOT_SET%")] TimerInfo timer) => timer.ToString();
    }

    public static class ClientInOrchestrator
    {
        [Function("A")]
        public static Task A([OrchestrationTrigger] TaskOrchestrationContext context, [DurableClient] DurableTaskClient client) => Task.CompletedTask;
    }

    public static class OtherHub
    {
        [Function("A")]
        public static IResult A([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, [DurableClient(TaskHub = "other")] DurableTaskClient client) => Results.Ok();
    }

    public static class SyncOrchestrator
    {
        [Function("A")]
        public static string A([OrchestrationTrigger] TaskOrchestrationContext context) => "";
    }

    public static class LiteralAndParameter
    {
        [Function("A")]
        public static IResult A([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "promotions/plan")] HttpRequest request) => Results.Ok();

        [Function("B")]
        public static IResult B([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "promotions/{id}")] HttpRequest request) => Results.Ok();
    }
}

public sealed class RefusalTests
{
    [Theory]
    [InlineData(typeof(Refused.Keys), "authorization level Function")]
    [InlineData(typeof(Refused.Poco), "returns String")]
    [InlineData(typeof(Refused.Date), "parameter 'day' of type DateOnly")]
    [InlineData(typeof(Refused.AnEnum), "parameter 'day' of type DayOfWeek")]
    [InlineData(typeof(Refused.FromQuery), "[FromQueryAttribute] on 'q'")]
    [InlineData(typeof(Refused.TwoTriggers), "2 trigger parameters")]
    [InlineData(typeof(Refused.SameName), "Two functions are named 'a'")]
    [InlineData(typeof(Refused.Schedule), "schedule that cannot be read, 'every day'")]
    [InlineData(typeof(Refused.Setting), "the setting 'NOT_SET' is missing")]
    [InlineData(typeof(Refused.ClientInOrchestrator), "which a replay cannot repeat")]
    [InlineData(typeof(Refused.OtherHub), "this host has one task hub")]
    [InlineData(typeof(Refused.SyncOrchestrator), "must return a Task")]
    [InlineData(typeof(Refused.LiteralAndParameter), "The routes of 'A' (POST api/promotions/plan) and 'B' (GET, POST api/promotions/{id}) clash")]
    public void What_the_real_host_would_fail_with_is_refused_at_start(Type functions, string because)
    {
        var error = Assert.Throws<FunctionDefinitionException>(() => TestHost.Builder("UseDevelopmentStorage=true", "hub", [functions]).Build());
        Assert.Contains(because, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/{id}", "a/{other}", true)]
    [InlineData("a/{id}", "a/b", true)]
    [InlineData("a/{id:int}", "a/b", true)]
    [InlineData("a/{id:int}", "a/{id:alpha}", true)]
    [InlineData("a/{*rest}", "a/b/c", true)]
    [InlineData("a/{*rest}", "a", true)]
    [InlineData("a/{id?}", "a", true)]
    [InlineData("a/{id=1}", "A", true)]
    [InlineData("{x}/b", "a/{y}", true)]
    [InlineData("a/v{n}", "a/b", true)]
    [InlineData("a/{id}", "a/{id}/b", false)]
    [InlineData("a/{id}/b", "a/{id}/c", false)]
    [InlineData("a/{id}", "b/{id}", false)]
    [InlineData("a", "a/{id}", false)]
    public void Routes_clash_where_one_path_matches_both(string a, string b, bool clash)
    {
        var (left, right) = (Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse(a), Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse(b));
        Assert.Equal(clash, Handover.LocalRuntime.Http.RouteOverlap.PathsMeet(left, right));
        Assert.Equal(clash, Handover.LocalRuntime.Http.RouteOverlap.PathsMeet(right, left));
    }

    [Theory]
    [InlineData("GET", "POST", false)]
    [InlineData("GET", "get", true)]
    [InlineData("", "GET", true)]
    public void Routes_of_different_methods_do_not_clash(string a, string b, bool meet) => Assert.Equal(
        meet, Handover.LocalRuntime.Http.RouteOverlap.MethodsMeet(a.Split(',', StringSplitOptions.RemoveEmptyEntries), b.Split(',')));
}
