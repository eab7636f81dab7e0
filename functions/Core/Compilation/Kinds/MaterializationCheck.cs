using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Compilation;

/// <summary>Whether a deployment's table can be brought up to date as it says.</summary>
internal static class MaterializationCheck
{
    private const string Field = "materialization";
    private const string Watermark = $"{Field}.watermark";
    private const string Key = $"{Field}.key";

    public static void Run(DeploymentNode deployment, NodeCompilation node)
    {
        var how = deployment.Materialization;
        if (deployment.Type is DeploymentType.View && how.Mode is not MaterializationMode.Full)
        {
            node.Report(MaterializationDiagnostics.OnView(Field));
        }

        CheckFields(how, node);
        if (how.Watermark is { } watermark && node.Column(watermark, Watermark) is { } column)
        {
            CheckWatermark(how, column, node);
        }

        for (var i = 0; i < how.Key.Count; i++)
        {
            if (node.Column(how.Key[i], $"{Key}[{i}]") is { } part)
            {
                CheckKey(part, $"{Key}[{i}]", node);
            }
        }
    }

    private static void CheckFields(Materialization how, NodeCompilation node)
    {
        if (how is { Mode: MaterializationMode.Append, Watermark: null })
        {
            node.Report(MaterializationDiagnostics.NoWatermark(Watermark));
        }

        if (how is { Mode: MaterializationMode.Merge, Key.Count: 0 })
        {
            node.Report(MaterializationDiagnostics.NoKey(Key));
        }

        if (how is { Mode: MaterializationMode.Full, Watermark: not null })
        {
            node.Report(MaterializationDiagnostics.Unused("watermark", how.Mode, Watermark));
        }

        if (how is { Mode: not MaterializationMode.Merge, Key.Count: > 0 })
        {
            node.Report(MaterializationDiagnostics.Unused("key", how.Mode, Key));
        }
    }

    private static void CheckWatermark(Materialization how, Column column, NodeCompilation node)
    {
        if (column.Type.Kind is SqlTypeKind.Boolean or SqlTypeKind.Time or SqlTypeKind.Binary || IsNested(column.Type.Kind))
        {
            node.Report(MaterializationDiagnostics.NoOrder(column, Watermark));
        }
        else if (how.Mode is MaterializationMode.Append)
        {
            if (column.Type.Kind is SqlTypeKind.Date)
            {
                node.Report(MaterializationDiagnostics.Coarse(column, Watermark));
            }

            if (column.Nullable)
            {
                node.Report(MaterializationDiagnostics.WatermarkMayBeNull(column, Watermark));
            }
        }
    }

    private static void CheckKey(Column column, string field, NodeCompilation node)
    {
        if (IsNested(column.Type.Kind))
        {
            node.Report(MaterializationDiagnostics.NoEquality(column, field));
        }
        else if (column.Nullable)
        {
            node.Report(MaterializationDiagnostics.KeyMayBeNull(column, field));
        }
    }

    private static bool IsNested(SqlTypeKind kind) => kind is SqlTypeKind.Variant or SqlTypeKind.Array or SqlTypeKind.Object;
}
