using System.Collections.Immutable;
using Handover.Core.Diagnostics;
using Handover.Core.Expressions;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Compilation;

/// <summary>One node while it is compiled: what its kind reads (the inputs' columns) and what it leaves (columns, query, problems, references).</summary>
internal sealed class NodeCompilation(FlowNode node, NodeSchema[] inputs)
{
    private readonly List<Diagnostic> diagnostics = [];
    private readonly List<InputReference> references = [];

    public FlowNode Node => node;

    /// <summary>The columns that the node gives.</summary>
    public NodeSchema Output { get; private set; } = NodeSchema.Unknown;

    /// <summary>Where each output column comes from; default if all are the first input's, unchanged.</summary>
    public ImmutableArray<ImmutableArray<ColumnOrigin>> Origins { get; private set; }

    /// <summary>The node's query; unusable if the node has errors.</summary>
    public SqlQuery? Query { get; private set; }

    public ImmutableArray<Diagnostic> Diagnostics => [.. diagnostics];

    public ImmutableArray<InputReference> References => [.. references];

    public bool HasErrors { get; private set; }

    public NodeSchema Input(int input = 0) => inputs[input];

    public int InputCount => inputs.Length;

    /// <summary>What the node's CTE reads for an input.</summary>
    public CommonTableFrom From(int input = 0, string? alias = null) => new(node.InputIds[input], alias);

    public void Report(Diagnostic diagnostic)
    {
        HasErrors |= diagnostic.Severity == Severity.Error;
        diagnostics.Add(diagnostic with { Node = node.Id });
    }

    public void Refer(int input, string column, string field, TextSpan? span = null) =>
        references.Add(new InputReference(input, column, new ColumnPlace(node.Id, field, span)));

    /// <summary>A column of an input by its exact name, as a reference of <paramref name="field"/>; null after a report, or where the input is uncertain.</summary>
    public Column? Column(string name, string field, int input = 0)
    {
        Refer(input, name, field);
        var schema = inputs[input];
        if (schema.IndexOf(name) is >= 0 and var index)
        {
            return schema.Columns[index];
        }

        if (schema.IsComplete)
        {
            var near = EditDistance.Nearest(name, schema.Columns.Select(static column => column.Name));
            Report(NodeDiagnostics.NoSuchColumn(name, node.InputIds[input], field, near));
        }

        return null;
    }

    /// <summary>
    /// The first input's columns for expressions beside outputs of these names. Where an output has the name of a column that it is not, columns
    /// go by the input's name: whether a bare one means the column or the output differs from clause to clause and from dialect to dialect.
    /// </summary>
    public (ExpressionScope Scope, string? Relation) ScopeBeside(IEnumerable<string> outputs)
    {
        var input = inputs[0];
        return outputs.Any(name => input.IndexOf(name) >= 0)
            ? (new ExpressionScope([new ScopeRelation(node.InputIds[0], input.Columns)]), node.InputIds[0])
            : (input.Scope, null);
    }

    /// <summary>Compiles an expression of a field over the first input.</summary>
    public ExpressionResult Expression(string text, string field, ExpressionContext context, ExpressionScope? scope = null)
    {
        var result = ExpressionCompiler.Compile(text, scope ?? inputs[0].Scope, context);
        Take(result.Diagnostics, field, keepSpans: true);
        foreach (var reference in result.References)
        {
            Refer(0, reference.Column, field, reference.Span);
        }

        return result;
    }

    /// <summary>Binds an expression that the compiler made up itself: its problems belong to the field as a whole.</summary>
    public TypedExpression? Bind(ExpressionSyntax syntax, ExpressionScope scope, ExpressionContext context, string field)
    {
        var result = ExpressionCompiler.Bind(syntax, scope, context);
        Take(result.Diagnostics, field, keepSpans: false);
        return result.Expression;
    }

    /// <summary>Takes over the problems of an expression; behind an uncertain input, an unknown column is no news.</summary>
    public void Take(ImmutableArray<Diagnostic> found, string field, bool keepSpans)
    {
        foreach (var diagnostic in found)
        {
            if (diagnostic.Code != FlowDiagnosticCodes.UnknownColumn || Array.TrueForAll(inputs, static input => input.IsComplete))
            {
                Report(diagnostic with { Field = field, Span = keepSpans ? diagnostic.Span : null });
            }
        }
    }

    /// <summary>Ends with the first input's columns as they are.</summary>
    public void Pass(SqlQuery? query)
    {
        Output = inputs[0];
        Query = query;
    }

    /// <summary>Ends with columns of its own.</summary>
    public void Finish(OutputColumns columns, SqlQuery? query)
    {
        Output = columns.ToSchema(Array.TrueForAll(inputs, static input => input.IsComplete));
        Origins = columns.Origins;
        Query = query;
    }

    /// <summary>Ends with columns of its own that are known to be all or not, whatever the inputs.</summary>
    public void Finish(OutputColumns columns, SqlQuery? query, bool isComplete)
    {
        Output = columns.ToSchema(isComplete);
        Origins = columns.Origins;
        Query = query;
    }
}
