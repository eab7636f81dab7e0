using System.Collections.Immutable;
using Handover.Core.Sql;

namespace Handover.Core.Expressions;

/// <summary>
/// Gives names and types to a parsed expression. A part that is wrong is reported and becomes null; its siblings are
/// bound all the same, so that one pass reports everything.
/// </summary>
internal sealed partial class Binder(ExpressionScope scope, ExpressionContext context, DiagnosticBag diagnostics, SubqueryBinder? subqueries)
{
    private readonly List<ColumnReference> references = [];
    private bool inAggregate;
    private bool inWindow;

    public bool HasAggregate { get; private set; }

    public bool HasWindow { get; private set; }

    public ImmutableArray<ColumnReference> References
    {
        get
        {
            references.Sort(static (left, right) => left.Span.Start.CompareTo(right.Span.Start));
            return [.. references];
        }
    }

    /// <summary>Columns of an enclosing query: one value for the whole of this one, so grouping does not concern them.</summary>
    private HashSet<TypedExpression>? OuterColumns { get; set; }

    public TypedExpression? BindRoot(ExpressionSyntax syntax)
    {
        var bound = Bind(syntax);
        if (bound is null)
        {
            return null;
        }

        if (IsMisplaced(bound))
        {
            return null;
        }

        if (context.Condition)
        {
            bound = ToCondition(bound);
        }

        if (bound is not null && context.Aggregates != AggregateUse.Forbidden)
        {
            new GroupingCheck(scope.GroupedBy, diagnostics, OuterColumns).Check(bound);
            if (context.Aggregates == AggregateUse.Required && !HasAggregate)
            {
                diagnostics.Add(ExpressionDiagnostics.AggregateRequired(bound.Span));
            }
        }

        return bound;
    }

    private TypedExpression? Bind(ExpressionSyntax syntax) => syntax switch
    {
        LiteralSyntax literal => BindLiteral(literal),
        ColumnSyntax column => BindColumn(column),
        BinarySyntax binary => BindBinary(binary),
        CallSyntax call => BindCall(call),
        UnarySyntax unary => BindUnary(unary),
        CaseSyntax choice => BindCase(choice),
        CastSyntax cast => BindCast(cast),
        IsNullSyntax isNull => BindIsNull(isNull),
        InSyntax list => BindIn(list),
        BetweenSyntax between => BindBetween(between),
        LikeSyntax like => BindLike(like),
        AccessSyntax access => BindAccess(access),
        SubquerySyntax subquery => BindSubquery(subquery),
        _ => null,
    };

    /// <summary>Binds a part that must be a value, not an interval.</summary>
    private TypedExpression? BindValue(ExpressionSyntax syntax)
    {
        var bound = Bind(syntax);
        return bound is null || IsMisplaced(bound) ? null : bound;
    }

    private bool IsMisplaced(TypedExpression bound)
    {
        if (bound is not TypedInterval)
        {
            return false;
        }

        diagnostics.Add(ExpressionDiagnostics.MisplacedInterval(bound.Span));
        return true;
    }

    private TypedExpression? BindLiteral(LiteralSyntax literal)
    {
        switch (literal.Kind)
        {
            case LiteralKind.Null:
                return new TypedLiteral(LiteralKind.Null, "NULL", SqlType.Unknown, literal.Span);
            case LiteralKind.Boolean:
                return new TypedLiteral(LiteralKind.Boolean, literal.Text, SqlType.Boolean, literal.Span);
            case LiteralKind.String:
                return new TypedLiteral(LiteralKind.String, literal.Text, SqlType.Varchar, literal.Span);
            case LiteralKind.Number:
                if (!LiteralText.TryNumber(literal.Text, out var canonical, out var type))
                {
                    diagnostics.Add(ExpressionDiagnostics.NumberTooLarge(literal.Span));
                    return null;
                }

                return new TypedLiteral(LiteralKind.Number, canonical, type, literal.Span);
            case LiteralKind.Interval:
                var parts = LiteralText.Interval(literal.Text);
                if (parts.IsDefault)
                {
                    diagnostics.Add(ExpressionDiagnostics.InvalidInterval(literal.Text, literal.Span));
                    return null;
                }

                return new TypedInterval(parts, literal.Span);
            default:
                return BindTemporal(literal);
        }
    }

    private TypedLiteral? BindTemporal(LiteralSyntax literal)
    {
        var type = literal.Kind switch
        {
            LiteralKind.Date => SqlType.Date,
            LiteralKind.Time => SqlType.Time,
            _ => SqlType.Timestamp,
        };
        if (LiteralText.Temporal(literal.Kind, literal.Text) is { } text)
        {
            return new TypedLiteral(literal.Kind, text, type, literal.Span);
        }

        diagnostics.Add(ExpressionDiagnostics.InvalidLiteral(literal.Text, literal.Kind.ToString().ToUpperInvariant(), literal.Span));
        return null;
    }

    private TypedColumn? BindColumn(ColumnSyntax syntax)
    {
        var outcome = LookupOutcome.Unknown;
        for (var at = scope; at is not null; at = at.Outer)
        {
            var found = at.Index.Find(syntax.Relation, syntax.Name, out var relation, out var column);
            if (found == LookupOutcome.Found)
            {
                references.Add(new ColumnReference(relation.Name, column.Name, syntax.Span));
                var bound = new TypedColumn(relation.Name, column.Name, column.Type, column.Nullable, syntax.Span);
                if (at != scope)
                {
                    (OuterColumns ??= new HashSet<TypedExpression>(ReferenceEqualityComparer.Instance)).Add(bound);
                }

                return bound;
            }

            // A name that an inner scope knows hides the outer one, even if it is wrong there.
            outcome = found == LookupOutcome.UnknownRelation && at != scope ? outcome : found;
            if (found == LookupOutcome.Ambiguous)
            {
                break;
            }
        }

        ReportColumn(syntax, outcome);
        return null;
    }

    private void ReportColumn(ColumnSyntax syntax, LookupOutcome outcome)
    {
        var name = syntax.Name.Text;
        switch (outcome)
        {
            case LookupOutcome.Ambiguous:
                diagnostics.Add(ExpressionDiagnostics.AmbiguousColumn(name, syntax.Span, Disambiguation(syntax)));
                break;
            case LookupOutcome.UnknownRelation:
                diagnostics.Add(ExpressionDiagnostics.UnknownRelation(
                    syntax.Relation!.Text, syntax.Relation.Span, Near(syntax.Relation.Text, EditDistance.RelationNames(scope))));
                break;
            default:
                diagnostics.Add(ExpressionDiagnostics.UnknownColumn(
                    name, syntax.Name.Span, Near(name, EditDistance.ColumnNames(scope, syntax.Relation))));
                break;
        }
    }

    private string Disambiguation(ColumnSyntax syntax)
    {
        var named = new List<string>();
        foreach (var relation in scope.Relations)
        {
            foreach (var column in relation.Columns)
            {
                if (column.Name.Equals(syntax.Name.Text, StringComparison.OrdinalIgnoreCase))
                {
                    var written = syntax.Relation is null && relation.Columns.Length > 0 && scope.Relations.Length > 1
                        ? EditDistance.Written(column.Name)
                        : SqlIdentifier.Quote(column.Name);
                    named.Add(relation.Name is { } prefix ? $"{EditDistance.Written(prefix)}.{written}" : written);
                }
            }
        }

        return $"Write {string.Join(" or ", named)}.";
    }

    private static string? Near(string name, IEnumerable<string> candidates) =>
        EditDistance.Nearest(name, candidates) is { } near ? EditDistance.Written(near) : null;

    private TypedSubquery? BindSubquery(SubquerySyntax syntax)
    {
        var operand = syntax.Operand is null ? null : BindValue(syntax.Operand);
        if (subqueries is null)
        {
            diagnostics.Add(ExpressionDiagnostics.SubqueryNotAllowed(syntax.Span));
            return null;
        }

        var binding = subqueries(syntax.Query, scope, diagnostics.Add);
        if (binding is null || (syntax.Operand is not null && operand is null))
        {
            return null;
        }

        references.AddRange(binding.OuterReferences);
        if (syntax.Kind == SubqueryKind.Exists)
        {
            return new TypedSubquery(syntax.Kind, null, binding.Query, false, SqlType.Boolean, false, syntax.Span);
        }

        if (binding.Columns.Length != 1)
        {
            diagnostics.Add(ExpressionDiagnostics.SubqueryColumns(binding.Columns.Length, syntax.Span));
            return null;
        }

        var column = binding.Columns[0];
        if (syntax.Kind == SubqueryKind.Scalar)
        {
            return new TypedSubquery(syntax.Kind, null, binding.Query, false, column.Type, true, syntax.Span);
        }

        if (TypeRules.Comparable(operand!.Type, column.Type) is not { } common)
        {
            diagnostics.Add(ExpressionDiagnostics.NoCommonType(operand.Type, column.Type, syntax.Span));
            return null;
        }

        return new TypedSubquery(
            syntax.Kind, Coerce(operand, common), binding.Query, syntax.Negated, SqlType.Boolean, operand.Nullable || column.Nullable, syntax.Span);
    }
}
