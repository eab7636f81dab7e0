using System.Collections.Immutable;
using Handover.Core.Compilation;
using Handover.Core.Deployments;
using Handover.Core.Flows;
using Handover.Core.Lineage;
using Handover.Core.Sql;

namespace Handover.Core.Packs;

/// <summary>What a person needs to know of a project: its purpose, its flow, and for each deployment its columns, tests and schedule.</summary>
internal static class Documentation
{
    public static Document Of(HandoverSubject subject, IReadOnlyList<HandedDeployment> deployments, string drawing, SqlDialectKind dialect)
    {
        var blocks = ImmutableArray.CreateBuilder<Block>();
        if (subject.Description is { Length: > 0 } about)
        {
            blocks.Add(new Paragraph(about));
        }

        blocks.Add(Facts(subject));
        blocks.Add(new Heading(2, "Flow"));
        blocks.Add(new Drawing(drawing, "flow.svg"));
        foreach (var group in subject.Flow.Flow.Groups)
        {
            blocks.Add(new Heading(3, group.Name));
            if (group.Description is { Length: > 0 } what)
            {
                blocks.Add(new Paragraph(what));
            }

            blocks.Add(new Paragraph($"Nodes: {string.Join(", ", group.Nodes.Select(id => subject.Flow.Find(id)?.Node.Title ?? id))}."));
        }

        blocks.Add(new Heading(2, "Deployments"));
        foreach (var deployment in deployments)
        {
            Add(blocks, subject, deployment);
        }

        blocks.Add(new Heading(2, "Nodes"));
        blocks.Add(new Table(
            ["Node", "Kind", "Reads", "What it is for", "Columns"],
            [.. subject.Flow.Nodes.Select(node => Row(node))]));
        for (var i = 0; i < subject.Flow.Nodes.Length; i++)
        {
            if (subject.Flow.Nodes[i].Node is not SourceNode && subject.Flow.OwnSql(i, dialect, null) is { } sql)
            {
                blocks.Add(new Details($"What {TitleOf(subject.Flow.Nodes[i].Node)} does", "sql", sql));
            }
        }

        if (subject.Flow.Flow.Explorations.Count > 0)
        {
            blocks.Add(new Heading(2, "Questions that were asked of the data"));
            blocks.Add(new Table(
                ["Exploration", "Node", "By", "Measures", "Rows", "Order"],
                [.. subject.Flow.Flow.Explorations.Select(Row)]));
        }

        return new Document(subject.Name, blocks.ToImmutable());
    }

    private static Table Facts(HandoverSubject subject) => new(
        ["What", "Value"],
        [
            ["Project", subject.Project],
            ["Environment", subject.Environment],
            ["Owner", subject.Owner],
            ["Revision", $"{subject.Revision}"],
            .. subject.Tags.IsEmpty ? ImmutableArray<ImmutableArray<string>>.Empty : [["Tags", string.Join(", ", subject.Tags)]],
            .. subject.Properties.Select(static one => ImmutableArray.Create(one.Key, one.Value)),
            .. subject.Facts.Select(fact => ImmutableArray.Create(fact.Name, fact.Value)),
        ]);

    private static void Add(ImmutableArray<Block>.Builder blocks, HandoverSubject subject, HandedDeployment deployment)
    {
        var node = deployment.Node;
        blocks.Add(new Heading(3, node.Title));
        if ((node.Annotation.Description ?? node.Description) is { Length: > 0 } about)
        {
            blocks.Add(new Paragraph(about));
        }

        var rows = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        rows.Add(["Type", ReadMe.TypeOf(node)]);
        rows.Add(["Target", node.Target?.ToString() ?? "nowhere yet"]);
        rows.Add(["Role", node.Role ?? ""]);
        rows.Add(["Warehouse", node.Warehouse ?? ""]);
        rows.Add(["Schedule", deployment.Schedule is { } schedule ? schedule.Words + (schedule.Paused ? ", paused" : "") : "none"]);
        if (node.Annotation.Tags.Count > 0)
        {
            rows.Add(["Tags", string.Join(", ", node.Annotation.Tags)]);
        }

        rows.AddRange(subject.PropertiesOf(node).Select(property => ImmutableArray.Create(property.Name, property.Value)));
        rows.AddRange(node.Tests.Select(test => ImmutableArray.Create("Test", DataTestText.Of(test))));
        blocks.Add(new Table(["What", "Value"], rows.ToImmutable()));
        blocks.Add(new Table(
            ["Column", "Type", "Comes from", "Computed by"],
            [.. deployment.Columns.Select(one => ColumnRow(one.Column, one.Lineage))]));
        AddRows(blocks, deployment);
        blocks.Add(new Details($"The whole statement of {node.Title}", "sql", deployment.Select));
    }

    private static void AddRows(ImmutableArray<Block>.Builder blocks, HandedDeployment deployment)
    {
        var rules = deployment.Columns.SelectMany(static one => one.Lineage.Rows)
            .Select(static rule => (rule.Node, rule.Field, What: rule.Expression ?? string.Join(", ", rule.Columns))).Distinct().ToList();
        if (rules.Count > 0)
        {
            blocks.Add(new Table(["Which rows there are is decided in", "By", "Looking at"], [.. rules.Select(static rule => ImmutableArray.Create(rule.Node, rule.Field, rule.What))]));
        }
    }

    private static ImmutableArray<string> ColumnRow(Column column, ColumnLineage lineage)
    {
        var sources = string.Join(", ", lineage.Sources.Select(source => $"{source.Table}.{source.Column}").Distinct());
        var expressions = string.Join("; ", lineage.Expressions.Select(one => $"{one.Column.Node}.{one.Column.Column} = {one.Text}"));
        return [column.Name, column.Type.ToString(), sources + (lineage.IsExact ? "" : " (not exact)"), expressions];
    }

    private static ImmutableArray<string> Row(CompiledNode compiled) =>
    [
        TitleOf(compiled.Node),
        compiled.Node.Kind,
        compiled.Node is SourceNode source ? source.Table.ToString() : string.Join(", ", compiled.Node.InputIds),
        compiled.Node.Description ?? "",
        string.Join(", ", compiled.Columns.Select(column => column.Name)),
    ];

    private static ImmutableArray<string> Row(Exploration one) =>
    [
        one.Name,
        one.Node,
        string.Join(", ", one.Query.Dimensions),
        string.Join(", ", one.Query.Measures.Select(static measure => $"{measure.Name} = {measure.Function.ToString().ToLowerInvariant()}({measure.Column})")),
        $"{(one.Query.Filter is { } filter ? $"where {filter}" : "all")}{(one.Query.Limit is { } most ? $", at most {most}" : "")}",
        string.Join(", ", one.Query.Sort.Select(static sort => sort.Column + (sort.Descending ? " descending" : ""))),
    ];

    private static string TitleOf(FlowNode node) => node.Title == node.Id ? node.Id : $"{node.Title} ({node.Id})";
}
