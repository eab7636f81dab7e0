using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;
using Handover.Services.Notifications.Secrets;

namespace Handover.Services.Tests.Notifications;

/// <summary>The store of secrets in Azure, through its real client, against a vault that answers as Key Vault documents.</summary>
public sealed class KeyVaultTests
{
    private static readonly SubscriberSecret Secret = new("https://hooks.example.com/part", "key");

    [Fact]
    public async Task A_secret_is_written_read_and_deleted_and_one_that_is_not_there_is_no_error()
    {
        using var vault = new Vault();
        var store = StoreOn(vault);
        await store.PutAsync("channel-1-a", Secret, default);
        Assert.Equal(Secret, await store.FindAsync("channel-1-a", default));
        Assert.Equal("application/json", vault.Kept["channel-1-a"]["contentType"]!.GetValue<string>());
        await store.DeleteAsync("channel-1-a", default);
        await store.DeleteAsync("channel-1-a", default);
        Assert.Null(await store.FindAsync("channel-1-a", default));
        Assert.All(vault.Authorizations, authorization => Assert.Equal("Bearer token-of-the-app", authorization));
    }

    [Fact]
    public async Task A_vault_that_refuses_says_which_role_is_missing_and_no_secret()
    {
        using var vault = new Vault { Refuses = true };
        var refused = await Assert.ThrowsAsync<SecretStoreException>(() => StoreOn(vault).PutAsync("channel-1-a", Secret, default));
        Assert.Contains("Key Vault Secrets Officer", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hooks.example.com", refused.ToString(), StringComparison.Ordinal);
    }

    private static KeyVaultSecretStore StoreOn(Vault vault) => new(new SecretClient(
        new Uri("https://handover.vault.azure.net/"), new FixedToken(),
        new SecretClientOptions { Transport = new HttpClientTransport(vault), Retry = { MaxRetries = 0 } }));

    private sealed class FixedToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new("token-of-the-app", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }

    private sealed class Vault : HttpMessageHandler
    {
        public ConcurrentDictionary<string, JsonObject> Kept { get; } = new();
        public ConcurrentQueue<string> Authorizations { get; } = new();
        public bool Refuses { get; init; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Headers.Authorization is null)
            {
                var challenge = new HttpResponseMessage(HttpStatusCode.Unauthorized);
                challenge.Headers.TryAddWithoutValidation(
                    "WWW-Authenticate", "Bearer authorization=\"https://login.microsoftonline.com/00000000-0000-0000-0000-000000000001\", resource=\"https://vault.azure.net\"");
                return challenge;
            }

            Authorizations.Enqueue(request.Headers.Authorization.ToString());
            var name = request.RequestUri!.Segments[2].Trim('/');
            if (Refuses)
            {
                return Json(HttpStatusCode.Forbidden, new JsonObject { ["error"] = new JsonObject { ["code"] = "Forbidden", ["message"] = "The caller may not." } });
            }

            if (request.Method == HttpMethod.Put)
            {
                Kept[name] = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!.AsObject();
                return Answer(name);
            }

            if (!Kept.ContainsKey(name))
            {
                return Json(HttpStatusCode.NotFound, new JsonObject { ["error"] = new JsonObject { ["code"] = "SecretNotFound", ["message"] = "There is none." } });
            }

            var answer = Answer(name);
            if (request.Method == HttpMethod.Delete)
            {
                Kept.TryRemove(name, out _);
            }

            return answer;
        }

        private HttpResponseMessage Answer(string name) => Json(HttpStatusCode.OK, new JsonObject
        {
            ["value"] = Kept[name]["value"]!.GetValue<string>(),
            ["id"] = $"https://handover.vault.azure.net/secrets/{name}/0123456789abcdef0123456789abcdef",
            ["attributes"] = new JsonObject { ["enabled"] = true },
        });

        private static HttpResponseMessage Json(HttpStatusCode status, JsonObject body) =>
            new(status) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
    }
}
