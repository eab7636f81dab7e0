using System.Collections.Immutable;

namespace Handover.Core.Expressions;

/// <content>Calls, windows and templates.</content>
public sealed partial class ExpressionWriter
{
    /// <summary>Whether writing an expression twice costs nothing.</summary>
    internal static bool IsCheap(TypedExpression expression) => expression switch
    {
        TypedColumn or TypedLiteral or TypedDatePart => true,
        TypedCast cast => cast.Operand is TypedLiteral,
        _ => false,
    };

    internal void WriteList(ImmutableArray<TypedExpression> items)
    {
        for (var i = 0; i < items.Length; i++)
        {
            Output.Append(i == 0 ? "" : ", ");
            Write(items[i]);
        }
    }

    /// <summary>Writes a template; arguments that it names more than once are bound to names first.</summary>
    /// <param name="template">The template.</param>
    /// <param name="arguments">What its places are for.</param>
    /// <param name="call">The call whose clauses it may name, or null.</param>
    internal void WriteTemplate(DuckDbTemplate template, ImmutableArray<TypedExpression> arguments, TypedCall? call = null)
    {
        if (!NeedsBinding(template, arguments))
        {
            WriteBody(template, arguments, call, bound: false);
            return;
        }

        Output.Append("list_transform([struct_pack(");
        var first = true;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (IsCheap(arguments[i]) || template.Uses(i) == 0)
            {
                continue;
            }

            Output.Append(first ? "" : ", ").Append('a').Append(i).Append(" := ");
            Write(arguments[i]);
            first = false;
        }

        Output.Append(")], lambda ").Append(DuckDbTemplate.Bound).Append(": ");
        WriteBody(template, arguments, call, bound: true);
        Output.Append(")[1]");
    }

    /// <summary>Appends the OVER clause of a call, with a space before it; nothing where there is none.</summary>
    internal void WriteOver(TypedCall call)
    {
        if (call.Window is not { } window)
        {
            return;
        }

        Output.Append(" OVER (");
        if (!window.PartitionBy.IsEmpty)
        {
            Output.Append("PARTITION BY ");
            WriteList(window.PartitionBy);
        }

        var order = WhatOrders(window.OrderBy);
        if (!order.IsEmpty)
        {
            Output.Append(window.PartitionBy.IsEmpty ? "ORDER BY " : " ORDER BY ");
            WriteOrder(order);
        }

        if (window.Frame is { } frame)
        {
            WriteFrame(frame);
        }
        else if (IsDuckDb && call.Function.Clauses.HasFlag(FunctionClauses.WholePartition))
        {
            Output.Append(" ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING");
        }

        Output.Append(')');
    }

    internal void WriteOrder(ImmutableArray<TypedOrderItem> items)
    {
        for (var i = 0; i < items.Length; i++)
        {
            Output.Append(i == 0 ? "" : ", ");
            Write(items[i]);
        }
    }

    /// <summary>The items of an order without literals: they order nothing, and DuckDB refuses them.</summary>
    private ImmutableArray<TypedOrderItem> WhatOrders(ImmutableArray<TypedOrderItem> items) =>
        IsDuckDb ? items.RemoveAll(static item => item.Value is TypedLiteral) : items;

    private static bool NeedsBinding(DuckDbTemplate template, ImmutableArray<TypedExpression> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (template.Uses(i) > 1 && !IsCheap(arguments[i]))
            {
                return true;
            }
        }

        return false;
    }

    private void WriteBody(DuckDbTemplate template, ImmutableArray<TypedExpression> arguments, TypedCall? call, bool bound)
    {
        foreach (var segment in template.Segments)
        {
            Output.Append(segment.Text);
            if (segment.Last)
            {
                return;
            }

            switch (segment.Argument)
            {
                case DuckDbTemplate.All:
                    WriteList(arguments);
                    break;
                case DuckDbTemplate.Distinct:
                    Output.Append(call is { Distinct: true } ? "DISTINCT " : "");
                    break;
                case DuckDbTemplate.Order:
                    if (call is not null && WhatOrders(call.WithinGroup) is { IsEmpty: false } order)
                    {
                        Output.Append(" ORDER BY ");
                        WriteOrder(order);
                    }

                    break;
                case DuckDbTemplate.IgnoreNulls:
                    Output.Append(call is { IgnoreNulls: true } ? " IGNORE NULLS" : "");
                    break;
                case DuckDbTemplate.Over:
                    if (call is not null)
                    {
                        WriteOver(call);
                    }

                    break;
                default:
                    WritePlace(segment, arguments[segment.Argument], bound);
                    break;
            }
        }
    }

    private void WritePlace(DuckDbTemplate.Segment segment, TypedExpression argument, bool bound)
    {
        var named = bound && !IsCheap(argument);
        if (segment.Integer && argument is not TypedLiteral)
        {
            Output.Append("CAST(");
            WriteValue(segment, argument, named, enclosed: true);
            Output.Append(" AS BIGINT)");
            return;
        }

        WriteValue(segment, argument, named, segment.Enclosed);
    }

    private void WriteValue(DuckDbTemplate.Segment segment, TypedExpression argument, bool named, bool enclosed)
    {
        if (named)
        {
            Output.Append(DuckDbTemplate.Bound).Append(".a").Append(segment.Argument);
        }
        else
        {
            WriteOperand(argument, enclosed ? Precedence.Or : Precedence.Operand);
        }
    }

    private void WriteCall(TypedCall call)
    {
        if (IsDuckDb)
        {
            call.Function.DuckDb.Write(this, call);
            return;
        }

        Output.Append(call.Function.Name).Append('(').Append(call.Distinct ? "DISTINCT " : "");
        if (call.Arguments.IsEmpty && call.Function.Clauses.HasFlag(FunctionClauses.Star))
        {
            Output.Append('*');
        }

        WriteList(call.Arguments);
        Output.Append(')');
        if (!call.WithinGroup.IsEmpty)
        {
            Output.Append(" WITHIN GROUP (ORDER BY ");
            WriteOrder(call.WithinGroup);
            Output.Append(')');
        }

        Output.Append(call.IgnoreNulls ? " IGNORE NULLS" : "");
        WriteOver(call);
    }

    private void WriteFrame(WindowFrame frame)
    {
        Output.Append(frame.Unit == FrameUnit.Rows ? " ROWS BETWEEN " : " RANGE BETWEEN ");
        WriteBound(frame.Start);
        Output.Append(" AND ");
        WriteBound(frame.End);
    }

    private void WriteBound(FrameBound bound)
    {
        switch (bound.Kind)
        {
            case FrameBoundKind.UnboundedPreceding:
                Output.Append("UNBOUNDED PRECEDING");
                break;
            case FrameBoundKind.Preceding:
                Output.Append(bound.Offset).Append(" PRECEDING");
                break;
            case FrameBoundKind.CurrentRow:
                Output.Append("CURRENT ROW");
                break;
            case FrameBoundKind.Following:
                Output.Append(bound.Offset).Append(" FOLLOWING");
                break;
            default:
                Output.Append("UNBOUNDED FOLLOWING");
                break;
        }
    }
}
