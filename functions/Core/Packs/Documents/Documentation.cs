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
    public static Document Of(HandoverSubject subject, IReadOnlyList<HandedDeployment> deployments, string drawing)
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
            blocks.Add(new Paragraph($"{(group.Description is { Length: > 0 } text ? text + " " : "")}Nodes: {string.Join(", ", group.Nodes)}."));
        }

        blocks.Add(new Heading(2, "Deployments"));
        foreach (var deployment in deployments)
        {
            Add(blocks, deployment);
        }

        blocks.Add(new Heading(2, "Nodes"));
        blocks.Add(new Table(
            ["Node", "Kind", "Reads", "What it does", "Columns"],
            [.. subject.Flow.Nodes.Select(node => Row(node))]));
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
            .. subject.Facts.Select(fact => ImmutableArray.Create(fact.Name, fact.Value)),
        ]);

    private static void Add(ImmutableArray<Block>.Builder blocks, HandedDeployment deployment)
    {
        var node = deployment.Node;
        blocks.Add(new Heading(3, node.Title));
        if ((node.Annotation.Description ?? node.Description) is { Length: > 0 } about)
        {
            blocks.Add(new Paragraph(about));
        }

        var rows = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        rows.Add(["Type", node.Type.ToString().ToLowerInvariant()]);
        rows.Add(["Target", node.Target?.ToString() ?? "nowhere yet"]);
        rows.Add(["Role", node.Role ?? ""]);
        rows.Add(["Warehouse", node.Warehouse ?? ""]);
        rows.Add(["Schedule", deployment.Schedule is { } schedule ? schedule.Words + (schedule.Paused ? ", paused" : "") : "none"]);
        rows.AddRange(node.Annotation.Properties.Select(property => ImmutableArray.Create(property.Name, property.Value)));
        rows.AddRange(node.Tests.Select(test => ImmutableArray.Create("Test", DataTestText.Of(test))));
        blocks.Add(new Table(["What", "Value"], rows.ToImmutable()));
        blocks.Add(new Table(
            ["Column", "Type", "Comes from", "Computed by"],
            [.. deployment.Columns.Select(one => ColumnRow(one.Column, one.Lineage))]));
        blocks.Add(new Code("sql", deployment.Select));
    }

    private static ImmutableArray<string> ColumnRow(Column column, ColumnLineage lineage)
    {
        var sources = string.Join(", ", lineage.Sources.Select(source => $"{source.Table}.{source.Column}").Distinct());
        var expressions = string.Join("; ", lineage.Expressions.Select(one => $"{one.Column.Node}.{one.Column.Column} = {one.Text}"));
        return [column.Name, column.Type.ToString(), sources + (lineage.IsExact ? "" : " (not exact)"), expressions];
    }

    private static ImmutableArray<string> Row(CompiledNode compiled) =>
    [
        compiled.Node.Title == compiled.Node.Id ? compiled.Node.Id : $"{compiled.Node.Title} ({compiled.Node.Id})",
        compiled.Node.Kind,
        compiled.Node is SourceNode source ? source.Table.ToString() : string.Join(", ", compiled.Node.InputIds),
        compiled.Node.Description ?? "",
        string.Join(", ", compiled.Columns.Select(column => column.Name)),
    ];
}
