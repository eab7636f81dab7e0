using System.Security.Cryptography;
using System.Text;
using Azure;
using Handover.Core.Diagnostics;

namespace Handover.Triggers.Http;

/// <summary>Storage versions as HTTP ETags: opaque, strong, and without what storage puts into them.</summary>
public static class Versions
{
    public static string Of(ETag version) =>
        $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(version.ToString())).AsSpan(0, 10))}\"";

    /// <summary>Refuses unless the caller read this version.</summary>
    /// <exception cref="RefusalException"><c>if-match-missing</c>, <c>etag-stale</c>.</exception>
    public static void RequireVersion(this HttpRequest request, ETag version)
    {
        var named = request.RequireIfMatch();
        if (named != "*" && named != Of(version))
        {
            throw Refusal.Stale();
        }
    }
}
