using System.Collections.Immutable;
using Handover.Core.Diagnostics;

namespace Handover.Core.Expressions;

/// <summary>Collects problems; allocates nothing while there are none.</summary>
internal sealed class DiagnosticBag
{
    private const int MostReported = 100;

    private List<Diagnostic>? items;

    public bool HasErrors { get; private set; }

    public void Add(Diagnostic diagnostic)
    {
        HasErrors |= diagnostic.Severity == Severity.Error;
        items ??= [];
        if (items.Count >= MostReported || (diagnostic.Code == ExpressionDiagnostics.SyntaxError && HasSyntaxErrorAt(diagnostic.Span)))
        {
            return;
        }

        items.Add(diagnostic);
    }

    public ImmutableArray<Diagnostic> ToImmutable()
    {
        if (items is null)
        {
            return [];
        }

        var sorted = items.ToArray();
        var keys = new (int Start, int Order)[sorted.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = (sorted[i].Span?.Start ?? 0, i);
        }

        Array.Sort(keys, sorted);
        return ImmutableArray.Create(sorted);
    }

    private bool HasSyntaxErrorAt(TextSpan? span)
    {
        foreach (var item in items!)
        {
            if (item.Code == ExpressionDiagnostics.SyntaxError && item.Span?.Start == span?.Start)
            {
                return true;
            }
        }

        return false;
    }
}
