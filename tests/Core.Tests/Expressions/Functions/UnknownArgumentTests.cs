using System.Data.Common;
using Handover.Core.Expressions;

namespace Handover.Core.Tests.Expressions.Functions;

/// <summary>Nearly every function of Snowflake gives NULL if any argument is NULL. Every case of a scalar function is run again with each of its arguments unknown; who answers all the same is listed here.</summary>
public sealed class UnknownArgumentTests(ExpressionWarehouse warehouse) : IClassFixture<ExpressionWarehouse>
{
    /// <summary>What they are for, by their documentation: choosing among values, containers that hold NULLs, three-valued logic.</summary>
    private static readonly string[] Answering =
    [
        "ARRAY_APPEND", "ARRAY_CONSTRUCT", "ARRAY_PREPEND", "BOOLAND", "BOOLOR", "COALESCE", "DECODE", "DIV0NULL", "EQUAL_NULL", "GREATEST_IGNORE_NULLS", "IFF",
        "LEAST_IGNORE_NULLS", "NULLIF", "NVL", "NVL2", "OBJECT_CONSTRUCT", "OBJECT_CONSTRUCT_KEEP_NULL", "ZEROIFNULL",
    ];

    [Fact]
    public void An_unknown_argument_gives_an_unknown_value()
    {
        var (answering, wrong) = (new SortedSet<string>(StringComparer.Ordinal), new List<string>());
        foreach (var (expression, expected) in FunctionExecutionTests.All.Where(item => item.Expected is not null))
        {
            if (CallOf(expression) is not var (name, arguments)
                || FunctionCatalog.Find(name) is not { Kind: FunctionKind.Scalar } function)
            {
                continue;
            }

            for (var i = 0; i < arguments.Count; i++)
            {
                var unknown = $"{name}({string.Join(", ", arguments.Select((argument, at) => at == i ? $"NULLIF({argument}, {argument})" : argument))})";
                if (Answers(unknown))
                {
                    answering.Add(function.Name);
                    wrong.AddRange(Answering.Contains(function.Name) ? [] : [unknown]);
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
        Assert.Equal(Answering, answering);
    }

    private bool Answers(string expression)
    {
        var compiled = ExpressionCompiler.Compile(expression, ExpressionWarehouse.Scope, new ExpressionContext(AggregateUse.Forbidden, Windows: false, Condition: false));
        try
        {
            // What has to be a literal cannot be unknown.
            return compiled.Diagnostics.IsEmpty && warehouse.Evaluate(expression) is not null;
        }
        catch (DbException)
        {
            return true;
        }
    }

    /// <summary>A call that is the whole expression, with its arguments; null for everything else.</summary>
    private static (string Name, List<string> Arguments)? CallOf(string expression)
    {
        var open = expression.IndexOf('(', StringComparison.Ordinal);
        if (open <= 0 || !expression.EndsWith(')') || !expression[..open].All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'))
        {
            return null;
        }

        var (arguments, depth, quoted, from) = (new List<string>(), 0, false, open + 1);
        for (var at = open; at < expression.Length; at++)
        {
            var letter = expression[at];
            quoted ^= letter == '\'';
            if (quoted)
            {
                continue;
            }

            depth += letter is '(' or '[' ? 1 : letter is ')' or ']' ? -1 : 0;
            if ((letter == ',' && depth == 1) || depth == 0)
            {
                arguments.Add(expression[from..at].Trim());
                from = at + 1;
            }

            if (depth == 0 && at < expression.Length - 1)
            {
                return null;
            }
        }

        return (expression[..open], arguments);
    }
}
