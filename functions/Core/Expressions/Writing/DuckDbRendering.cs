using System.Collections.Immutable;

namespace Handover.Core.Expressions;

/// <summary>How a function is written for DuckDB: by templates, one an argument count, or by code.</summary>
internal sealed class DuckDbRendering
{
    private readonly ImmutableArray<DuckDbTemplate> templates;
    private readonly Action<ExpressionWriter, TypedCall>? code;

    private DuckDbRendering(ImmutableArray<DuckDbTemplate> templates, Action<ExpressionWriter, TypedCall>? code)
    {
        this.templates = templates;
        this.code = code;
    }

    /// <summary>Templates, see <see cref="DuckDbTemplate"/>; the one that names as many arguments as the call has is used, a single one always.</summary>
    public static DuckDbRendering Text(params ReadOnlySpan<string> templates)
    {
        var parsed = ImmutableArray.CreateBuilder<DuckDbTemplate>(templates.Length);
        foreach (var template in templates)
        {
            parsed.Add(new DuckDbTemplate(template));
        }

        return new DuckDbRendering(parsed.MoveToImmutable(), null);
    }

    /// <summary>Code, where the text depends on more than the number of arguments.</summary>
    public static DuckDbRendering Code(Action<ExpressionWriter, TypedCall> code) => new([], code);

    public void Write(ExpressionWriter writer, TypedCall call)
    {
        if (code is not null)
        {
            code(writer, call);
            return;
        }

        foreach (var template in templates)
        {
            if (template.Arity == call.Arguments.Length)
            {
                writer.WriteTemplate(template, call.Arguments, call);
                return;
            }
        }

        if (templates.Length > 1)
        {
            writer.Unsupported($"{call.Function.Name} with {call.Arguments.Length} arguments", call.Span);
            return;
        }

        writer.WriteTemplate(templates[0], call.Arguments, call);
    }
}
