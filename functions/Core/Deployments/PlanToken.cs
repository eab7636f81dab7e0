using System.Security.Cryptography;
using System.Text;

namespace Handover.Core.Deployments;

/// <summary>
/// The name part of an operation's staging objects. It is derived from what a plan was computed from, not from the operation, so that the
/// statements that people approve are the very statements that run; one operation at a time has a project, so two never share a token at once.
/// </summary>
public static class PlanToken
{
    /// <summary>16 characters 0-9 and A-F.</summary>
    public static string Of(params ReadOnlySpan<string> inputs) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', inputs!))).AsSpan(0, 8));
}
