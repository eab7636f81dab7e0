using System.Text.Json.Nodes;

namespace Handover.Infra.Tests;

/// <summary>The logic app's workflow, and the page's routes.</summary>
public sealed class WorkflowTests
{
    private static JsonObject Definition(Deployment deployment) => deployment.Single("Microsoft.Logic/workflows").At("properties.definition")!.AsObject();

    [Fact]
    public void It_is_there_only_if_somebody_wants_it() => Assert.Empty(Deployment.Default.OfType("Microsoft.Logic/workflows"));

    [Fact]
    public void Every_action_waits_for_actions_beside_it() => Assert.All(Scopes(Definition(Deployment.Complete)), actions =>
        Assert.All(actions, action => Assert.All(action.Value!["runAfter"]?.AsObject() ?? [], before => Assert.True(actions.ContainsKey(before.Key), $"{action.Key} waits for {before.Key}."))));

    [Fact]
    public void It_calls_the_api_with_its_identity_and_follows_202_itself()
    {
        var calls = Actions(Definition(Deployment.Complete)).Where(action => action.Value!["type"]!.ToString() == "Http").ToDictionary(action => action.Key, action => action.Value!);
        Assert.Equal(["Ask", "Plan", "Post_result", "Read_webhook", "Request"], calls.Keys.Order(StringComparer.Ordinal));
        Assert.All(calls.Where(call => call.Key != "Post_result"), call => Assert.Equal("ManagedServiceIdentity", call.Value["inputs"]!["authentication"]!["type"]!.ToString()));
        Assert.All(new[] { "Plan", "Request", "Ask" }, name => Assert.Equal("@parameters('audience')", calls[name]["inputs"]!["authentication"]!["audience"]!.ToString()));
        Assert.All(new[] { "Request", "Ask" }, name => Assert.Equal("DisableAsyncPattern", calls[name]["operationOptions"]!.ToString()));
        Assert.NotNull(calls["Request"]["inputs"]!["headers"]!["Idempotency-Key"]);
    }

    [Fact]
    public void It_has_a_branch_for_each_end_of_an_operation()
    {
        var source = Repository.Text("functions/Core/Operations/Operation.cs");
        var cases = Definition(Deployment.Complete)["actions"]!["Promote"]!["actions"]!["By_result"]!["cases"]!.AsObject().Select(branch => branch.Value!["case"]!.ToString()).ToList();
        Assert.Equal(["cancelled", "compensated", "failed", "succeeded"], cases.Order(StringComparer.Ordinal));
        Assert.All(cases, name => Assert.Contains($"    {char.ToUpperInvariant(name[0])}{name[1..]},", source, StringComparison.Ordinal));
    }

    [Fact]
    public void The_address_that_it_posts_to_is_read_from_the_key_vault_and_kept_out_of_its_history()
    {
        var actions = Definition(Deployment.Complete)["actions"]!;
        Assert.Contains("outputs", actions["Read_webhook"]!["runtimeConfiguration"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("inputs", actions["Post_result"]!["runtimeConfiguration"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_started_by_tokens_of_this_tenant_and_never_by_a_signed_address()
    {
        var access = Deployment.Complete.Single("Microsoft.Logic/workflows").At("properties.accessControl.triggers")!;
        Assert.Equal("Disabled", access["sasAuthenticationPolicy"]!["state"]!.ToString());
        Assert.Contains("00000000-0000-0000-0000-000000000002", access["openAuthenticationPolicies"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("Recurrence", Definition(Deployment.Complete)["triggers"]!["clock"]!["type"]!.ToString());
    }

    [Fact]
    public void The_page_lets_nobody_but_people_of_the_tenant_reach_the_api()
    {
        var page = Repository.Json("infra/staticwebapp.config.json");
        Assert.Equal(["azureActiveDirectory"], page["auth"]!["identityProviders"]!.AsObject().Select(provider => provider.Key));
        Assert.Contains("{tenant}", page["auth"]!.ToJsonString(), StringComparison.Ordinal);
        var routes = page["routes"]!.AsArray().Select(route => route!.AsObject()).Where(route => route["route"]!.ToString().StartsWith("/api", StringComparison.Ordinal)).ToList();
        Assert.Equal("[\"authenticated\"]", routes.Single(route => route["route"]!.ToString() == "/api/*")["allowedRoles"]!.ToJsonString());
        Assert.Equal("/api/health", Assert.Single(routes, route => route["allowedRoles"]!.ToJsonString().Contains("anonymous", StringComparison.Ordinal))["route"]!.ToString());
    }

    [Fact]
    public void The_page_runs_no_script_but_its_own_and_stands_in_no_frame()
    {
        var policy = Repository.Json("infra/staticwebapp.config.json")["globalHeaders"]!["content-security-policy"]!.ToString().Split(';', StringSplitOptions.TrimEntries);
        // Fluent UI writes its styles at run time, so styles may be inline; scripts may not.
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("script-src 'self'", policy);
        Assert.Contains("base-uri 'none'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain(policy, part => part.Contains("unsafe-eval", StringComparison.Ordinal));
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Actions(JsonObject definition) => Scopes(definition).SelectMany(actions => actions);

    /// <summary>The actions of the workflow and of everything in it that has actions.</summary>
    private static IEnumerable<JsonObject> Scopes(JsonNode node)
    {
        if (node is JsonObject container)
        {
            if (container["actions"] is JsonObject actions)
            {
                yield return actions;
            }

            foreach (var inner in container.Where(entry => entry.Value is JsonObject).SelectMany(entry => Scopes(entry.Value!)))
            {
                yield return inner;
            }
        }
    }
}
