using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Handover.Functions;
using Handover.LocalRuntime.Tests.Support;
using Handover.Services.Storage;
using Handover.Triggers;
using Handover.Triggers.Governance;
using Handover.Triggers.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Handover.LocalRuntime.Tests.Http;

/// <summary>Whether the function app believes the header that names the caller: only where somebody vouches that the caller has not written it.</summary>
public sealed class PrincipalTrustTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Administrator = "admin@example.com";

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("false", "false", false)]
    [InlineData("1", "yes", false)]
    [InlineData("True", null, true)]
    [InlineData(null, "true", true)]
    public async Task A_header_is_worth_nothing_where_app_service_authentication_is_off(string? authentication, string? developer, bool isBelieved)
    {
        await using var host = await TestHost.StartAsync(azurite.ConnectionString, [typeof(MeFunctions)], builder =>
        {
            builder.Configuration["WEBSITE_AUTH_ENABLED"] = authentication;
            builder.Configuration["Identity:TrustClientPrincipal"] = developer;
            builder.Configuration["FirstAdministrator"] = Administrator;
            builder.UseMiddleware<RequestDoor>();
            builder.Services.AddSingleton(new StorageOptions { ConnectionString = azurite.ConnectionString, Prefix = AzuriteFixture.UniqueName("trust") });
            builder.Services.AddTriggers(builder.Configuration, PrincipalTrust.Of(builder.Configuration));
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/me");
        var principal = new JsonObject { ["userDetails"] = Administrator };
        request.Headers.Add("x-ms-client-principal", Convert.ToBase64String(Encoding.UTF8.GetBytes(principal.ToJsonString())));
        using var answer = await host.Http.SendAsync(request);
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        if (isBelieved)
        {
            Assert.Equal((HttpStatusCode.OK, Administrator), (answer.StatusCode, body["email"]!.GetValue<string>()));
        }
        else
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "authentication-not-configured"), (answer.StatusCode, body["code"]!.GetValue<string>()));
        }
    }

    [Theory]
    [InlineData("true", "true", true)]
    [InlineData(null, "true", false)]
    public void Only_app_services_front_end_is_asked_where_a_request_came_from(string? authentication, string? developer, bool isBehind)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["WEBSITE_AUTH_ENABLED"] = authentication, ["Identity:TrustClientPrincipal"] = developer }).Build();
        Assert.Equal(isBehind, PrincipalTrust.Of(configuration).FrontEnd);
    }
}
