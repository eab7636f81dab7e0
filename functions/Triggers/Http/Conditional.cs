using System.Globalization;
using System.Text.Json;
using Handover.Core.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;

namespace Handover.Triggers.Http;

/// <summary>Reads what a request says about versions and lists.</summary>
public static class Conditional
{
    /// <summary>The version that the caller read; every change of something that exists must name it.</summary>
    /// <exception cref="RefusalException"><c>if-match-missing</c>.</exception>
    public static string RequireIfMatch(this HttpRequest request)
    {
        var value = request.Headers.IfMatch.ToString();
        return value.Length > 0
            ? value
            : throw new Refusal(RefusalKind.PreconditionRequired, "if-match-missing", "Send If-Match with the ETag that you read, so that nobody's change is lost.").ToException();
    }

    /// <summary>Sets the answer's ETag from a storage version.</summary>
    public static void SetETag(this HttpRequest request, string etag) => request.HttpContext.Response.Headers.ETag = etag;

    /// <summary>Sets where to follow long work and how soon to ask again.</summary>
    public static string FollowOperation(this HttpRequest request, string operation)
    {
        request.HttpContext.Response.Headers.RetryAfter = "1";
        return request.Absolute($"/api/operations/{operation}");
    }

    /// <summary>
    /// A path of this API as an address: workflow engines such as Logic Apps follow a Location only if it is absolute. In the cloud TLS ends before
    /// the app, which therefore does not see it.
    /// </summary>
    public static string Absolute(this HttpRequest request, string path) =>
        $"{(request.Host.Host is "localhost" or "127.0.0.1" or "[::1]" ? request.Scheme : "https")}://{request.Host}{path}";

    /// <summary>A whole number from the query.</summary>
    /// <exception cref="RefusalException"><c>query-invalid</c>.</exception>
    public static int? QueryInt(this HttpRequest request, string name, int least, int most)
    {
        var text = request.QueryText(name);
        if (text is null)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Refusal.Invalid("query-invalid", $"'{name}' must be a whole number from {least} to {most}.");
    }

    /// <summary>A text from the query; null if absent or empty.</summary>
    public static string? QueryText(this HttpRequest request, string name)
    {
        var text = request.Query[name];
        return text.Count > 1
            ? throw Refusal.Invalid("query-invalid", $"'{name}' is given more than once.")
            : string.IsNullOrEmpty(text) ? null : text.ToString();
    }

    /// <summary>A yes or no from the query; no if absent.</summary>
    /// <exception cref="RefusalException"><c>query-invalid</c>.</exception>
    public static bool QueryFlag(this HttpRequest request, string name) => request.QueryText(name) switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw Refusal.Invalid("query-invalid", $"'{name}' must be true or false."),
    };

    /// <summary>One of the words of an enumeration from the query, as it is written in JSON.</summary>
    /// <exception cref="RefusalException"><c>query-invalid</c>.</exception>
    public static T? QueryWord<T>(this HttpRequest request, string name) where T : struct, Enum
    {
        if (request.QueryText(name) is not { } text)
        {
            return null;
        }

        foreach (var value in Enum.GetValues<T>())
        {
            if (JsonNamingPolicy.CamelCase.ConvertName(value.ToString()) == text)
            {
                return value;
            }
        }

        throw Refusal.Invalid("query-invalid", $"'{name}' must be one of {string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName))}.");
    }

    /// <summary>A time from the query, RFC 3339.</summary>
    /// <exception cref="RefusalException"><c>query-invalid</c>.</exception>
    public static DateTimeOffset? QueryTime(this HttpRequest request, string name) => request.QueryText(name) switch
    {
        null => null,
        { } text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time.ToUniversalTime(),
        _ => throw Refusal.Invalid("query-invalid", $"'{name}' must be a time such as 2026-01-31T12:00:00Z."),
    };

    /// <summary>A whole number from the route.</summary>
    /// <exception cref="RefusalException">404 where it is not one: no such thing can exist.</exception>
    public static int RouteInt(string what, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : throw Refusal.NotFound(what, text);

    /// <summary>Page size and continuation of a list.</summary>
    public static (int Limit, string? Continuation) Paging(this HttpRequest request, int usual = 50) =>
        (request.QueryInt("limit", 1, 500) ?? usual, request.QueryText("continuation"));

    /// <summary>The key that makes a repeated POST answer the first one's operation.</summary>
    public static string? IdempotencyKey(this HttpRequest request)
    {
        var key = request.Headers["Idempotency-Key"].ToString();
        return key.Length switch
        {
            0 => null,
            <= 200 => WebEncoders.Base64UrlEncode(System.Text.Encoding.UTF8.GetBytes(key)),
            _ => throw Refusal.Invalid("idempotency-key-invalid", "Idempotency-Key may have at most 200 characters."),
        };
    }
}
