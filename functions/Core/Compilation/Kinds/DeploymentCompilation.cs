using Handover.Core.Expressions;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Compilation;

/// <summary>A deployment publishes its input as it is; it must say where, and its tests must fit its columns.</summary>
internal static class DeploymentCompilation
{
    public static void Compile(DeploymentNode deployment, NodeCompilation node)
    {
        if (deployment.Target is null)
        {
            node.Report(NodeDiagnostics.Unpointed("target", "target"));
        }
        else
        {
            CheckTarget(deployment.Target, node);
        }

        CheckSetting(deployment.Role, "role", node);
        CheckSetting(deployment.Warehouse, "warehouse", node);
        for (var i = 0; i < deployment.Tests.Count; i++)
        {
            CheckTest(deployment.Tests[i], $"tests[{i}]", node);
        }

        MaterializationCheck.Run(deployment, node);
        node.Pass(null);
    }

    private static void CheckTarget(TableName target, NodeCompilation node)
    {
        OutputColumns.CheckTable(node, target, "target");
        // Publishing puts marks behind the name; see PublicationNames.
        if (target.Name.Length is > PublicationNames.MaxTargetName and <= 255)
        {
            node.Report(NodeDiagnostics.TargetTooLong("target.name"));
        }
    }

    private static void CheckSetting(string? value, string word, NodeCompilation node)
    {
        if (value is null)
        {
            node.Report(NodeDiagnostics.Unpointed(word, word));
        }
        else
        {
            OutputColumns.CheckName(node, value, word);
        }
    }

    private static void CheckTest(DataTest test, string field, NodeCompilation node)
    {
        if (test is UniqueTest { Columns.Count: 0 } or NotNullTest { Columns.Count: 0 })
        {
            node.Report(NodeDiagnostics.Nothing($"{field}.columns"));
        }

        for (var i = 0; i < test.ColumnNames.Count; i++)
        {
            var place = test is AcceptedValuesTest ? $"{field}.column" : $"{field}.columns[{i}]";
            var column = node.Column(test.ColumnNames[i], place);
            if (test is AcceptedValuesTest accepted && column is not null)
            {
                CheckValues(accepted, column, field, node);
            }
        }

        if (test is RowCountChangeTest { MinPercent: null, MaxPercent: null })
        {
            node.Report(NodeDiagnostics.NoBounds(field));
        }
    }

    private static void CheckValues(AcceptedValuesTest test, Column column, string field, NodeCompilation node)
    {
        if (test.Values.Count == 0)
        {
            node.Report(NodeDiagnostics.Nothing($"{field}.values"));
        }

        var scope = ExpressionScope.Of([column]);
        for (var i = 0; i < test.Values.Count; i++)
        {
            var equal = new BinarySyntax(BinaryOperator.Equal, Columns.Named(column.Name), Columns.Literal(test.Values[i], column.Type), default);
            if (!ExpressionCompiler.Bind(equal, scope, ExpressionContext.Filter).Succeeded)
            {
                node.Report(NodeDiagnostics.TestValue(test.Values[i].Text, column, $"{field}.values[{i}]"));
            }
        }
    }
}
