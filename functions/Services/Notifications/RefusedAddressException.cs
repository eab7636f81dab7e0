namespace Handover.Services.Notifications;

/// <summary>The address is one that messages are not sent to: not in the public Internet, and not allowed by configuration.</summary>
public sealed class RefusedAddressException(string host) : Exception(
    $"'{host}' is an address inside of a network, where messages are not sent to. If that is wanted, an administrator allows it by the setting Notifications__AllowPrivateAddresses.");
