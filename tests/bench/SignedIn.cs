using System.Net;
using System.Net.Http.Json;

namespace Handover.Bench;

/// <summary>A client with the session of one of the sample's users.</summary>
internal static class SignedIn
{
    public static async Task<HttpClient> AtAsync(string address, string email)
    {
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(address) };
        (await client.PostAsJsonAsync("/.auth/login/local", new { email })).EnsureSuccessStatusCode();
        return client;
    }
}
