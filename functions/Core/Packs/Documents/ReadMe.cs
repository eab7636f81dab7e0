using System.Collections.Immutable;

namespace Handover.Core.Packs;

/// <summary>The first page of a pack: what it is and what is in it.</summary>
internal static class ReadMe
{
    private static readonly (string Path, string Text)[] Contents =
    [
        ("sql/", "one SELECT a deployment with everything upstream of it; it runs as it is in a worksheet"),
        ("ddl/", "the same as CREATE statements"),
        ("grants/", "the least that a deployment's role needs"),
        ("schedule/", "Snowflake tasks that compute scheduled tables again on time"),
        ("dbt/", "the flow as a dbt project, a model a node; see dbt/README.md"),
        ("flow.json", "the flow itself, to be brought in again (PUT projects/{id}/flow); its SHA-256 is the flow hash of the revision"),
        ("lineage.json", "for each deployed column the source columns that it comes from, step by step"),
        ("documentation.html", "everything about the project for people; documentation.md is the same as Markdown"),
        ("flow.svg", "the flow as a drawing"),
    ];

    public static string Write(HandoverSubject subject, IReadOnlyList<HandedDeployment> deployments, IEnumerable<string> files)
    {
        var paths = files.ToList();
        var facts = string.Concat(subject.Facts.Select(fact => $" {fact.Name}: {fact.Value}."));
        return MarkdownText.Write(new Document(
            $"{subject.Name}: handover to {subject.Environment}",
            [
                new Paragraph($"Revision {subject.Revision}, owned by {subject.Owner}.{facts}"),
                new Table(
                    ["Deployment", "Type", "Target", "Role", "Warehouse"],
                    [
                        .. deployments.Select(deployment => deployment.Node).Select(node => ImmutableArray.Create(
                            node.Id, node.Type.ToString().ToLowerInvariant(), node.Target?.ToString() ?? "", node.Role ?? "", node.Warehouse ?? "")),
                    ]),
                new Table(
                    ["File", "What it is"],
                    [
                        .. Contents.Where(item => item.Path == "dbt/" || paths.Any(path => path.StartsWith(item.Path, StringComparison.Ordinal)))
                            .Select(item => ImmutableArray.Create(item.Path, item.Text)),
                        ["MANIFEST.sha256", "check everything with: sha256sum -c MANIFEST.sha256"],
                    ]),
            ]));
    }
}
