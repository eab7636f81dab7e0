using System.Buffers;
using System.Text.Json;
using Handover.Core.Diagnostics;
using Handover.Services;

namespace Handover.Triggers.Http;

/// <summary>Reads JSON bodies strictly and within bounds.</summary>
public static class RequestBody
{
    /// <summary>Most bytes that an ordinary body may have.</summary>
    public const int DefaultLimit = 256 * 1024;

    /// <summary>Most bytes that a flow may have.</summary>
    public const int FlowLimit = 8 * 1024 * 1024;

    // The serializer tells what is missing in words only.
    private const string MissingMark = "was missing required properties including";

    /// <summary>The body as a value.</summary>
    /// <exception cref="RefusalException"><c>body-too-large</c>, <c>content-type-unsupported</c>, <c>body-missing</c>, <c>json-invalid</c>.</exception>
    public static async Task<T> ReadAsync<T>(this HttpRequest request, CancellationToken cancellation) =>
        Parse<T>(await request.ReadBytesAsync(DefaultLimit, cancellation));

    /// <summary>The body as a value, or a default where the body is empty.</summary>
    public static async Task<T> ReadOrDefaultAsync<T>(this HttpRequest request, T absent, CancellationToken cancellation)
    {
        var bytes = await request.ReadBytesAsync(DefaultLimit, cancellation, required: false);
        return bytes.IsEmpty ? absent : Parse<T>(bytes);
    }

    /// <summary>The body's bytes.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(this HttpRequest request, int limit, CancellationToken cancellation, bool required = true)
    {
        if (request.ContentLength > limit)
        {
            throw TooLarge(limit);
        }

        var buffer = new ArrayBufferWriter<byte>((int)(request.ContentLength ?? 4096) + 1);
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(buffer.GetMemory(4096), cancellation)) > 0)
            {
                buffer.Advance(read);
                if (buffer.WrittenCount > limit)
                {
                    throw TooLarge(limit);
                }
            }
        }
        catch (BadHttpRequestException tooLong) when (tooLong.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLarge(limit);
        }
        catch (BadHttpRequestException broken)
        {
            throw new Refusal(RefusalKind.Invalid, "body-broken", "The body did not arrive whole. Send it again.").ToException(broken);
        }

        if (buffer.WrittenCount == 0)
        {
            return required ? throw Refusal.Invalid("body-missing", "This request needs a JSON body.") : ReadOnlyMemory<byte>.Empty;
        }

        if (!request.HasJsonContentType())
        {
            throw Refusal.Invalid("content-type-unsupported", "Send the body as application/json.");
        }

        return buffer.WrittenMemory;
    }

    private static T Parse<T>(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(bytes.Span, HandoverJson.Options)
                ?? throw Refusal.Invalid("json-invalid", "The body is null; this request needs an object.");
        }
        catch (JsonException problem)
        {
            throw new Refusal(RefusalKind.Invalid, CodeOf(problem), Where(problem, typeof(T))).ToException(problem);
        }
    }

    private static string CodeOf(JsonException problem) => problem.Message switch
    {
        var text when text.Contains("could not be mapped to any .NET member", StringComparison.Ordinal) => "property-unknown",
        var text when text.Contains(MissingMark, StringComparison.Ordinal) => "property-missing",
        _ => "json-invalid",
    };

    private static string Where(JsonException problem, Type body)
    {
        var place = $"{problem.Path ?? "$"}, line {problem.LineNumber + 1}, byte {problem.BytePositionInLine + 1}";
        return CodeOf(problem) switch
        {
            "property-unknown" => $"The body has a property that this request does not know: {place}.",
            "property-missing" => $"The body lacks what this request needs: {Missing(problem.Message)}",
            _ => $"The body is not the JSON that this request takes: {place}.{(BodyShape.At(body, problem.Path) is { } wanted ? $" It takes {wanted} there." : "")}",
        };
    }

    private static string Missing(string message) =>
        message[(message.IndexOf(MissingMark, StringComparison.Ordinal) + MissingMark.Length)..].TrimStart(' ', ':').Split(". Path", StringSplitOptions.None)[0].TrimEnd('.') + ".";

    private static RefusalException TooLarge(int limit) =>
        new Refusal(RefusalKind.TooLarge, "body-too-large", $"The body is larger than the {limit / 1024:N0} KiB that this request takes.").ToException();
}
