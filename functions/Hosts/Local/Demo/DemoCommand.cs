using System.Text.Json.Nodes;
using Handover.Local.Client;
using Handover.Local.Identity;
using Handover.Local.Sample;

namespace Handover.Local.Demo;

/// <summary><c>./run demo</c>: the main job in the terminal, through the public API, on a running host or one of its own.</summary>
public static class DemoCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        var address = (configuration["urls"] ?? LoopbackGuard.DefaultAddress).Split(';')[0];
        if (await AnswersAsync(address))
        {
            Console.WriteLine($"Using the host that runs on {address}.");
            await new Demonstration(address, Console.Out).RunAsync(CancellationToken.None);
        }
        else
        {
            await LocalHost.RunAsync(args, (_, started, ending) => new Demonstration(started, Console.Out).RunAsync(ending));
        }

        return 0;
    }

    /// <summary>Whether a host runs on an address.</summary>
    internal static async Task<bool> AnswersAsync(string address)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(3) };
        try
        {
            using var answer = await http.GetAsync($"{address}/api/health");
            return answer.IsSuccessStatusCode;
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}

/// <summary>An analyst, a reviewer and an IT owner bring a project to production and back.</summary>
internal sealed class Demonstration(string address, TextWriter screen)
{
    private const string Table = "catalog/ANALYTICS/MARTS/AIRPORT_PUNCTUALITY";

    public async Task RunAsync(CancellationToken cancellation)
    {
        using var analyst = await new HandoverClient(address).SignInAsync(SampleWorkspace.Analyst, cancellation);
        using var reviewer = await new HandoverClient(address).SignInAsync(SampleWorkspace.Reviewer, cancellation);
        using var owner = await new HandoverClient(address).SignInAsync(SampleWorkspace.ItOwner, cancellation);

        var id = await OpenAsync(analyst, cancellation);
        await BackUpAsync(analyst, id, cancellation);
        var before = await ContentAsync(owner, cancellation);
        var plan = await PlanAsync(analyst, id, cancellation);
        if (plan.Body["empty"]!.GetValue<bool>())
        {
            Say("Production already is what the project says. Roll the promotion back on the page, or change the project, to see it again.");
            return;
        }

        var promotion = await PromoteAsync(analyst, reviewer, plan, cancellation);
        await ShowResultAsync(owner, cancellation);
        await RollBackAsync(owner, promotion, cancellation);
        var after = await ContentAsync(owner, cancellation);
        Say(before == after ? $"ANALYTICS.MARTS is as before: {after}." : $"ANALYTICS.MARTS differs: it was {before}, it is {after}.");
    }

    private async Task<string> OpenAsync(HandoverClient analyst, CancellationToken cancellation)
    {
        Title("Ada, the analyst, opens the project");
        var found = await analyst.GetAsync($"projects?search={Uri.EscapeDataString(SampleWorkspace.ProjectName)}&environment=development", cancellation);
        var project = found.Body["items"]!.AsArray().Single(item => item!["name"]!.GetValue<string>() == SampleWorkspace.ProjectName)!;
        var id = project["id"]!.GetValue<string>();
        Say($"{project["name"]}, revision {project["revision"]}, {project["environment"]}, owned by {project["owner"]}");
        var preview = await analyst.GetAsync($"projects/{id}/nodes/by_airport/preview?limit=4", cancellation);
        Rows(preview.Body);
        return id;
    }

    private async Task BackUpAsync(HandoverClient analyst, string id, CancellationToken cancellation)
    {
        Title("She clones it as a backup");
        var clone = await analyst.PostAsync($"projects/{id}/clone", new { name = $"{SampleWorkspace.ProjectName}, backup" }, cancellation);
        Say($"{clone.Text("name")} ({clone.Text("id")})");
    }

    private async Task<ApiAnswer> PlanAsync(HandoverClient analyst, string id, CancellationToken cancellation)
    {
        Title("She plans the promotion to production");
        var plan = await analyst.PostAsync("plans", new { project = id, environment = "production" }, cancellation);
        Say($"plan {plan.Text("hash")[..12]}, {plan.Body["problems"]!.AsArray().Count} problems, approvals needed: {plan.Body["requiredApprovals"]}");
        foreach (var source in plan.Body["sources"]!.AsArray())
        {
            Say($"  source      {Name(source!["from"])} -> {Name(source["to"])}");
        }

        foreach (var deployment in plan.Body["deployments"]!.AsArray())
        {
            Say($"  {deployment!["action"],-11} {deployment["type"]} {Name(deployment["target"])} as {deployment["role"]}");
        }

        Say($"  owner       {plan.Body["ownership"]!["before"] ?? "(none)"} -> {plan.Body["ownership"]!["after"]}, locked afterwards: {plan.Body["lockedAfter"]}");
        return plan;
    }

    private async Task<string> PromoteAsync(HandoverClient analyst, HandoverClient reviewer, ApiAnswer plan, CancellationToken cancellation)
    {
        Title("She requests it; Rita, the reviewer, approves exactly this plan");
        var requested = await analyst.PostAsync("promotions", new { plan = plan.Text("hash"), comment = "Ready for production" }, cancellation);
        var promotion = requested.Text("id");
        await reviewer.PostAsync($"promotions/{promotion}/approve", new { plan = plan.Text("hash"), comment = "Looks right" }, cancellation);
        await FollowAsync(analyst, requested.Location, cancellation);
        return promotion;
    }

    private async Task ShowResultAsync(HandoverClient owner, CancellationToken cancellation)
    {
        Title("Ivan, who owns it in production now, looks at the result, computed from three million flights");
        var table = await owner.GetAsync($"{Table}?role=REPORTER_PROD", cancellation);
        Say($"{Name(table.Body["name"])}: {table.Body["rows"]} rows");
        Rows((await owner.GetAsync($"{Table}/preview?role=REPORTER_PROD&limit=4", cancellation)).Body);
    }

    private async Task RollBackAsync(HandoverClient owner, string promotion, CancellationToken cancellation)
    {
        Title("Somebody changes their mind: Ivan rolls it back, with its data");
        var rollback = await owner.PostAsync($"promotions/{promotion}/rollback", new { }, cancellation);
        await FollowAsync(owner, rollback.Location, cancellation);
    }

    private async Task FollowAsync(HandoverClient client, string location, CancellationToken cancellation)
    {
        var told = new HashSet<string>();
        var ended = await client.FollowAsync(location, operation =>
        {
            foreach (var step in operation["steps"]!.AsArray().Where(step => step!["endedAt"] is not null && told.Add(step["name"]!.GetValue<string>())))
            {
                Say($"  {step!["name"],-14} {step["status"],-10} {step["detail"]}");
            }
        }, cancellation);
        Say($"  {ended["kind"]} {ended["status"]}");
        if (ended["status"]!.GetValue<string>() != "succeeded")
        {
            throw new HostStartException($"The demonstration broke off: {ended["problem"]?["detail"]}");
        }
    }

    private async Task<string> ContentAsync(HandoverClient owner, CancellationToken cancellation)
    {
        var tables = await owner.GetAsync("catalog/ANALYTICS/MARTS?role=REPORTER_PROD", cancellation);
        var names = tables.Body["items"]!.AsArray().Select(item => $"{item!["name"]} ({item["rows"] ?? "view"})").ToList();
        return names.Count == 0 ? "empty" : string.Join(", ", names);
    }

    private void Rows(JsonObject data)
    {
        Say("  " + string.Join(" | ", data["columns"]!.AsArray().Select(column => column!["name"]!.GetValue<string>())));
        foreach (var row in data["rows"]!.AsArray())
        {
            Say("  " + string.Join(" | ", row!.AsArray().Select(value => value?.ToString() ?? "NULL")));
        }
    }

    private static string Name(JsonNode? table) => $"{table!["database"]}.{table["schema"]}.{table["name"]}";

    private void Title(string text)
    {
        screen.WriteLine();
        screen.WriteLine(text);
    }

    private void Say(string text) => screen.WriteLine($"  {text}");
}
