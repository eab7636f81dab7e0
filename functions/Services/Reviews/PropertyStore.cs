using System.Collections.Immutable;
using Handover.Core.Annotations;
using Handover.Services.Storage;
using ETag = Azure.ETag;

namespace Handover.Services.Reviews;

/// <summary>The custom properties of the workspace: one row, because they are read and changed as a whole.</summary>
public sealed class PropertyStore(StorageClients clients)
{
    private const string Partition = "workspace";
    private const string Row = "definitions";

    /// <summary>The version of definitions that nobody has written yet.</summary>
    private static readonly ETag Unwritten = new("\"unwritten\"");
    private readonly DocumentTable table = new(clients, "Properties");

    public async Task<(ImmutableArray<PropertyDefinition> Definitions, ETag ETag)> ReadAsync(CancellationToken cancellation) =>
        await table.GetAsync<PropertyDefinitions>(Partition, Row, cancellation) is { } found ? (found.Value.Items, found.ETag) : ([], Unwritten);

    public async Task<(ImmutableArray<PropertyDefinition> Definitions, ETag ETag)> WriteAsync(IEnumerable<PropertyDefinition> definitions, ETag read, CancellationToken cancellation)
    {
        var clean = PropertyRules.Definitions(definitions);
        var value = new PropertyDefinitions(clean);
        return (clean, read == Unwritten
            ? await table.InsertAsync(Partition, Row, value, cancellation)
            : await table.ReplaceAsync(Partition, Row, value, read, cancellation));
    }

    private sealed record PropertyDefinitions(ImmutableArray<PropertyDefinition> Items);
}
