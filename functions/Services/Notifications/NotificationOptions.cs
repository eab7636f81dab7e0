using System.Net;
using Handover.Core.Notifications;
using Microsoft.Extensions.Configuration;

namespace Handover.Services.Notifications;

/// <summary>The settings <c>Notifications__…</c>.</summary>
public sealed record NotificationOptions
{
    /// <summary>Base address of the page, for links in messages.</summary>
    public Uri? PageAddress { get; init; }

    /// <summary>Networks outside of the public Internet that messages may be sent to nevertheless.</summary>
    public IReadOnlyList<IPNetwork> AllowedNetworks { get; init; } = [];

    /// <summary>Whether addresses may begin with <c>http:</c>.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>Time for one attempt, from the name's resolution to the end of the answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After this long an attempt that has not reported back is taken for lost with its process, and made again.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether messages may go to this address.</summary>
    public bool Allows(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return NetworkAddresses.IsPublic(plain) || AllowedNetworks.Any(network => network.Contains(plain));
    }

    /// <summary>Reads them; <c>AllowPrivateAddresses</c> is <c>true</c> or a list of networks such as <c>10.1.0.0/16</c>.</summary>
    /// <exception cref="InvalidOperationException">One of them cannot be read.</exception>
    public static NotificationOptions From(IConfiguration configuration)
    {
        var section = configuration.GetSection("Notifications");
        return new NotificationOptions
        {
            PageAddress = Address(section["PageAddress"]),
            AllowHttp = Flag(section["AllowHttp"], "AllowHttp"),
            AllowedNetworks = [.. Networks(section.GetSection("AllowPrivateAddresses"))],
            Timeout = Seconds(section["TimeoutSeconds"], "TimeoutSeconds") ?? TimeSpan.FromSeconds(10),
            Lease = Seconds(section["LeaseSeconds"], "LeaseSeconds") ?? TimeSpan.FromSeconds(30),
        };
    }

    private static Uri? Address(string? text) => string.IsNullOrEmpty(text)
        ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : throw Wrong("PageAddress", "the page's address");

    private static bool Flag(string? text, string name) => string.IsNullOrEmpty(text) ? false : bool.TryParse(text, out var flag) ? flag : throw Wrong(name, "true or false");

    private static TimeSpan? Seconds(string? text, string name) => string.IsNullOrEmpty(text)
        ? null
        : int.TryParse(text, out var seconds) && seconds is > 0 and <= 300 ? TimeSpan.FromSeconds(seconds) : throw Wrong(name, "a number of seconds from 1 to 300");

    private static IEnumerable<IPNetwork> Networks(IConfigurationSection setting)
    {
        var texts = setting.GetChildren().Select(child => child.Value ?? "").ToList();
        texts.AddRange((setting.Value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        foreach (var text in texts)
        {
            if (bool.TryParse(text, out var all))
            {
                if (all)
                {
                    yield return IPNetwork.Parse("0.0.0.0/0");
                    yield return IPNetwork.Parse("::/0");
                }
            }
            else
            {
                yield return IPNetwork.TryParse(text, out var network)
                    ? network
                    : IPAddress.TryParse(text, out var one)
                        ? new IPNetwork(one, one.GetAddressBytes().Length * 8)
                        : throw Wrong("AllowPrivateAddresses", "true, false or a list of networks such as 10.1.0.0/16");
            }
        }
    }

    private static InvalidOperationException Wrong(string name, string what) => new($"The setting Notifications__{name} must be {what}.");
}
