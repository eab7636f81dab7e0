using System.Text;
using System.Text.Json.Nodes;
using Handover.Testing;

namespace Handover.Api.Tests;

/// <summary>
/// Who gets through every route: the rows are written by hand from the table "Who may do what", the routes come from the API itself. A route without a row fails,
/// and so does a row without a route. A request that gets through is made so that it changes little: it names what is not there, or lacks what it needs.
/// </summary>
public sealed class AccessMatrixTests(Installation installation) : IClassFixture<Installation>
{
    /// <summary>Least first, as they are in the table.</summary>
    private static readonly string[] Roles = ["anonymous", "stranger", "viewer", "reviewer", "editor", "owner", "administrator"];

    /// <summary>The first role of the table that a rule lets through, and what those before it are told.</summary>
    private static readonly Dictionary<string, (string First, int Below)> Rules = new()
    {
        ["anyone"] = ("anonymous", 0),
        ["user"] = ("stranger", 0),
        ["see"] = ("viewer", 0),
        ["comment"] = ("reviewer", 403),
        ["preview"] = ("reviewer", 403),
        ["edit"] = ("editor", 403),
        ["manage"] = ("owner", 403),
        ["unlock"] = ("administrator", 403),
        ["workspace"] = ("administrator", 403),
    };

    /// <summary>Method, route, rule, and the query or body that is needed to come as far as the access check of a route without a project in its path.</summary>
    private const string Rows = """
        GET health | anyone
        GET openapi.json | anyone
        GET connector.json | anyone

        GET me | user
        GET functions | user
        POST compile | user
        GET roles | user
        GET warehouses | user
        GET catalog | user
        GET catalog/{db} | user
        GET catalog/{db}/{schema} | user
        GET catalog/{db}/{schema}/{table} | user
        GET catalog/{db}/{schema}/{table}/preview | user
        GET tables | user
        GET environments | user
        GET environments/{environment} | user
        GET properties | user
        GET projects | user
        POST projects | user
        GET reviews | user
        GET schedules | user
        GET freshness | user
        POST schedules/preview | user
        GET promotions | user
        GET webhooks | user
        POST webhooks | user
        GET webhooks/{webhook} | user
        DELETE webhooks/{webhook} | user
        GET webhooks/{webhook}/deliveries | user
        POST webhooks/{webhook}/deliveries/{delivery}/retry | user

        GET users | workspace
        GET users/{email} | workspace
        POST users | workspace
        PATCH users/{email} | workspace
        DELETE users/{email} | workspace
        POST users/{email}/hand-on | workspace
        POST environments | workspace
        PUT environments/{environment} | workspace
        DELETE environments/{environment} | workspace
        PUT properties | workspace
        GET channels | workspace
        POST channels | workspace
        GET channels/{channel} | workspace
        PATCH channels/{channel} | workspace
        DELETE channels/{channel} | workspace
        POST channels/{channel}/test | workspace
        GET channels/{channel}/deliveries | workspace
        POST channels/{channel}/deliveries/{delivery}/retry | workspace
        GET operations | workspace
        GET verify | workspace | ?project={id}
        POST promotions/{promotion}/override | workspace | {"reason":""}

        GET projects/{id} | see
        GET projects/{id}/flow | see
        GET projects/{id}/revisions | see
        GET projects/{id}/revisions/{n} | see
        GET projects/{id}/diff | see
        GET projects/{id}/diagnostics | see
        GET projects/{id}/nodes/{node}/sql | see
        GET projects/{id}/nodes/{node}/columns | see
        GET projects/{id}/lineage | see
        GET projects/{id}/findings | see
        GET projects/{id}/annotation | see
        GET projects/{id}/collaborators | see
        GET projects/{id}/comments | see
        GET projects/{id}/reviews | see
        GET projects/{id}/deployments | see
        GET projects/{id}/deployments/{node}/versions | see
        GET projects/{id}/deployments/{node}/versions/{n} | see
        GET projects/{id}/deployments/{node}/schedule | see
        GET projects/{id}/deployments/{node}/executions | see
        GET projects/{id}/deployments/{node}/executions/{execution} | see
        GET projects/{id}/deployments/{node}/freshness | see
        GET projects/{id}/handover | see
        GET audit | see | ?project={id}
        GET backups | see | ?project={id}
        POST plans | see | {"project":"{id}","environment":"production"}
        GET plans/{hash} | see
        GET promotions/{promotion} | see
        GET promotions/{promotion}/handover | see
        GET operations/{operation} | see

        POST projects/{id}/comments | comment
        PATCH projects/{id}/comments/{comment} | comment
        POST projects/{id}/reviews/{n}/decision | comment
        POST promotions/{promotion}/approve | comment | {"plan":"another"}
        POST promotions/{promotion}/reject | comment | {"comment":""}

        GET projects/{id}/nodes/{node}/preview | preview
        GET projects/{id}/nodes/{node}/profile | preview
        GET projects/{id}/nodes/{node}/distribution | preview
        POST projects/{id}/explorations/run | preview
        POST projects/{id}/clone | preview

        PATCH projects/{id} | edit
        PUT projects/{id}/flow | edit
        POST projects/{id}/revisions/{n}/restore | edit
        POST projects/{id}/sources/exchange | edit
        POST projects/{id}/sources/remove-unused | edit
        POST projects/{id}/sources/refresh | edit
        POST projects/{id}/findings/fix | edit
        PUT projects/{id}/annotation | edit
        PUT projects/{id}/nodes/{node}/annotation | edit
        POST projects/{id}/reviews | edit
        POST projects/{id}/reviews/{n}/withdraw | edit
        POST projects/{id}/deploy | edit
        POST projects/{id}/deployments/{node}/versions/{n}/restore | edit
        POST backups | edit | {"project":"{id}"}
        POST promotions | edit | {"plan":"{hash}"}

        PUT projects/{id}/collaborators | manage
        POST projects/{id}/owner | manage
        DELETE projects/{id} | manage
        POST projects/{id}/restore | manage
        POST projects/{id}/lock | manage
        GET projects/{id}/audit/verify | manage
        PUT projects/{id}/deployments/{node}/schedule | manage
        DELETE projects/{id}/deployments/{node} | manage
        DELETE projects/{id}/deployments/{node}/schedule | manage
        POST projects/{id}/deployments/{node}/schedule/pause | manage
        POST projects/{id}/deployments/{node}/schedule/resume | manage
        POST projects/{id}/deployments/{node}/run | manage
        POST backups/{backup}/restore | manage | {"into":"new"}
        POST promotions/{promotion}/cancel | manage
        POST operations/{operation}/cancel | manage

        POST projects/{id}/unlock | unlock
        POST promotions/{promotion}/rollback | unlock | {}

        POST projects/{id}/leave | see
        """;

    [Fact]
    public async Task Every_route_has_a_row_and_every_row_a_route()
    {
        var document = (await Api.Anonymous(installation.Address).GetAsync("openapi.json")).Expect(200).Body;
        var routes = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(method => $"{method.Key.ToUpperInvariant()} {path.Key.TrimStart('/')}"));
        Assert.Equal(routes.Order(StringComparer.Ordinal), Read().Select(row => $"{row.Method} {row.Route}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_role_gets_through_where_the_table_says_and_nowhere_else()
    {
        var callers = await CallersAsync();
        var places = await PlacesAsync(callers);
        var wrong = new List<string>();
        foreach (var row in Read())
        {
            foreach (var role in Roles)
            {
                var answer = await AskAsync(callers[role], row, places);
                var (expected, got) = (Expected(row.Rule, role), Outcome(answer));
                if (expected != got)
                {
                    wrong.Add($"{row.Method} {row.Route} as {role}: expected {Word(expected)}, got {Word(got)} ({answer.Status} {Encoding.UTF8.GetString(answer.Bytes)[..Math.Min(200, answer.Bytes.Length)]})");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static IEnumerable<(string Method, string Route, string Rule, string? With)> Read() =>
        from line in Rows.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        let parts = line.Split(" | ")
        let route = parts[0].Split(' ')
        select (route[0], route[1], parts[1], parts.ElementAtOrDefault(2));

    /// <summary>0 for getting through.</summary>
    private static int Expected(string rule, string role)
    {
        var (first, below) = Rules[rule];
        return Array.IndexOf(Roles, role) >= Array.IndexOf(Roles, first) ? 0
            : role == "anonymous" ? 401
            : role == "stranger" && rule != "workspace" ? 404
            : below;
    }

    private static int Outcome(Answer answer) => answer.ContentType != "application/problem+json" ? 0 : (answer.Status, answer.Text("code")) switch
    {
        (401, "sign-in-required") => 401,
        (403, "project-right-missing" or "administrator-required") => 403,
        (404, "project-not-found" or "promotion-not-found" or "plan-not-found" or "operation-not-found" or "backup-not-found") => 404,
        _ => 0,
    };

    private static string Word(int outcome) => outcome == 0 ? "to get through" : $"{outcome}";

    private static async Task<Answer> AskAsync(Api caller, (string Method, string Route, string Rule, string? With) row, Dictionary<string, string> places)
    {
        var path = string.Join('/', row.Route.Split('/').Select(part => part.StartsWith('{') ? places.GetValueOrDefault(part, "9999") : part));
        var with = places.Aggregate(row.With ?? "", (text, place) => text.Replace(place.Key, place.Value, StringComparison.Ordinal));
        var query = with.StartsWith('?') ? with : "";
        object? body = row.Method is "GET" or "DELETE" ? null : with.Length > 0 ? with : """{"noSuchProperty":true}""";
        for (; ; )
        {
            var answer = await caller.SendAsync(new HttpMethod(row.Method), path + query, body);
            if (answer.Status != 429)
            {
                return answer;
            }

            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }

    private async Task<Dictionary<string, Api>> CallersAsync()
    {
        var callers = new Dictionary<string, Api>
        {
            ["anonymous"] = Api.Anonymous(installation.Address),
            ["owner"] = await installation.AnalystAsync(),
            ["administrator"] = await installation.AdministratorAsync(),
        };
        foreach (var role in Roles.Where(role => !callers.ContainsKey(role)).ToList())
        {
            callers[role] = await installation.StrangerAsync();
        }

        return callers;
    }

    /// <summary>A project with everybody in it, and what was made of it: what the routes are asked about.</summary>
    private static async Task<Dictionary<string, string>> PlacesAsync(Dictionary<string, Api> callers)
    {
        var owner = callers["owner"];
        var (id, _) = await Sample.SmallAsync(owner, AzuriteFixture.UniqueName("matrix"));
        var collaborators = new JsonArray();
        foreach (var role in new[] { "viewer", "reviewer", "editor" })
        {
            collaborators.Add(new JsonObject { ["email"] = (await callers[role].GetAsync("me")).Expect(200).Text("email"), ["role"] = role });
        }

        (await owner.PutAsync($"projects/{id}/collaborators", new JsonObject { ["collaborators"] = collaborators }.ToJsonString(), "*")).Expect(200);
        var plan = (await owner.PostAsync("plans", new { project = id, environment = "production" })).Expect(200);
        var requested = (await owner.PostAsync("promotions", new { plan = plan.Text("hash") })).Expect(202);
        return new Dictionary<string, string>
        {
            ["{id}"] = id,
            ["{hash}"] = plan.Text("hash"),
            ["{promotion}"] = requested.Text("id"),
            ["{operation}"] = requested.Text("operation"),
            ["{backup}"] = (await owner.PostAsync("backups", new { project = id })).Expect(201).Text("id"),
        };
    }
}
