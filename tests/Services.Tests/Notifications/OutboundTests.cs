using System.Net;
using Handover.Core.Diagnostics;
using Handover.Core.Notifications;
using Handover.Services.Notifications;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Handover.Services.Tests.Notifications;

/// <summary>Where messages do not go, and what a bad receiver cannot do.</summary>
public sealed class OutboundTests : IAsyncLifetime
{
    private static readonly NotificationOptions Closed = new() { AllowHttp = true };
    private Receiver receiver = null!;

    public async Task InitializeAsync() => receiver = await Receiver.StartAsync();

    public Task DisposeAsync() => receiver.DisposeAsync().AsTask();

    public static TheoryData<string> Inside() => new(
        "http://127.0.0.1:{port}/", "http://[::1]:{port}/", "http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://2130706433:{port}/",
        "http://0x7f000001:{port}/", "http://0x7f.1:{port}/", "http://017700000001:{port}/", "http://127.1:{port}/", "http://[::ffff:127.0.0.1]:{port}/",
        "http://[::ffff:7f00:1]:{port}/", "http://localhost:{port}/", "http://localhost.:{port}/", "http://0.0.0.0:{port}/", "http://192.168.0.1/", "http://[fd00:ec2::254]/",
        "http://168.63.129.16/");

    [Theory]
    [MemberData(nameof(Inside))]
    public async Task An_address_inside_is_refused_when_it_is_set_and_when_it_is_sent_to(string template)
    {
        var address = template.Replace("{port}", $"{receiver.Port}", StringComparison.Ordinal);
        using var http = new OutboundHttp(Closed, TimeProvider.System);
        var refused = await Assert.ThrowsAsync<RefusalException>(() => http.RequireAllowedAsync(address, default));
        Assert.Contains(refused.Refusal.Code, new[] { "address-not-allowed", "address-unknown" });

        // As if its name had resolved elsewhere when it was set.
        var result = await SendAsync(http, address);
        Assert.NotEqual(AttemptKind.Taken, result.Kind);
        Assert.Empty(receiver.Requests);
    }

    [Theory]
    [InlineData("ftp://example.com/")]
    [InlineData("http://example.com/")]
    [InlineData("https://user:password@example.com/")]
    [InlineData("https://example.com/#part")]
    [InlineData("/relative")]
    [InlineData("https://")]
    [InlineData("")]
    [InlineData("file:///etc/passwd")]
    public async Task An_address_that_is_none_of_the_web_is_refused(string address)
    {
        using var http = new OutboundHttp(new NotificationOptions(), TimeProvider.System);
        var refused = await Assert.ThrowsAsync<RefusalException>(() => http.RequireAllowedAsync(address, default));
        Assert.Equal("address-invalid", refused.Refusal.Code);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var inside = await Receiver.StartAsync();
        receiver.Answer = (context, _) =>
        {
            context.Response.Redirect(inside.Address, permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        };
        using var http = new OutboundHttp(Telling.Open, TimeProvider.System);
        var result = await SendAsync(http, receiver.Address);
        Assert.Equal((AttemptKind.Refused, 307), (result.Kind, result.Answer));
        Assert.Empty(inside.Requests);
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_costs_no_more_than_the_time_out()
    {
        receiver.Answer = (context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        using var http = new OutboundHttp(Telling.Open with { Timeout = TimeSpan.FromMilliseconds(300) }, TimeProvider.System);
        var result = await SendAsync(http, receiver.Address);
        Assert.Equal((AttemptKind.Passing, null), (result.Kind, result.Answer));
        Assert.Contains("did not answer", result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_drips_costs_no_more_either()
    {
        receiver.Answer = async (context, _) =>
        {
            context.Response.StatusCode = 500;
            await context.Response.WriteAsync("slow");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        using var http = new OutboundHttp(Telling.Open with { Timeout = TimeSpan.FromMilliseconds(500) }, TimeProvider.System);
        Assert.Equal(AttemptKind.Passing, (await SendAsync(http, receiver.Address)).Kind);
    }

    [Fact]
    public async Task A_body_without_end_is_read_only_at_its_beginning()
    {
        receiver.Answer = async (context, _) =>
        {
            context.Response.StatusCode = 400;
            var chunk = new string('x', 64 * 1024);
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(chunk, context.RequestAborted);
            }
        };
        using var http = new OutboundHttp(Telling.Open, TimeProvider.System);
        var result = await SendAsync(http, receiver.Address);
        Assert.Equal((AttemptKind.Refused, 400), (result.Kind, result.Answer));
        Assert.True(result.Problem!.Length < 300);
    }

    [Fact]
    public async Task What_is_told_of_a_failure_names_no_more_than_the_host()
    {
        var address = receiver.Address;
        await receiver.DisposeAsync();
        using var http = new OutboundHttp(Telling.Open, TimeProvider.System);
        var result = await SendAsync(http, address);
        Assert.Equal(AttemptKind.Passing, result.Kind);
        Assert.DoesNotContain("secret-part", result.Problem, StringComparison.Ordinal);
        receiver = await Receiver.StartAsync();
    }

    [Theory]
    [InlineData("true", "10.0.0.1", true)]
    [InlineData("false", "10.0.0.1", false)]
    [InlineData("", "10.0.0.1", false)]
    [InlineData("10.0.0.0/8, 192.168.1.7", "10.2.3.4", true)]
    [InlineData("10.0.0.0/8, 192.168.1.7", "192.168.1.7", true)]
    [InlineData("10.0.0.0/8, 192.168.1.7", "192.168.1.8", false)]
    [InlineData("10.0.0.0/8", "::ffff:10.0.0.1", true)]
    [InlineData("10.0.0.0/8", "169.254.169.254", false)]
    public void An_installation_can_allow_networks_of_its_own(string setting, string address, bool allowed)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Notifications:AllowPrivateAddresses", setting)]).Build();
        Assert.Equal(allowed, NotificationOptions.From(configuration).Allows(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("AllowPrivateAddresses", "sometimes")]
    [InlineData("AllowHttp", "yes")]
    [InlineData("PageAddress", "not an address")]
    [InlineData("TimeoutSeconds", "0")]
    public void A_setting_that_cannot_be_read_stops_the_start(string name, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new($"Notifications:{name}", value)]).Build();
        Assert.Contains(name, Assert.Throws<InvalidOperationException>(() => NotificationOptions.From(configuration)).Message, StringComparison.Ordinal);
    }

    private static async Task<AttemptResult> SendAsync(OutboundHttp http, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent("{}") };
        return await http.SendAsync(request, default);
    }
}
