using Handover.Services.Storage;

namespace Handover.Services.Projects;

/// <summary>
/// Contents of one kind that were old when they were listed, for a collector: it lists what is old, then looks who refers to it, then deletes the versions
/// that it listed. Whoever is about to refer to something puts or keeps it first, which makes it young and gives it a new version: done before the
/// list, it is not on it; done after, it cannot be deleted; found deleted, it is put anew.
/// </summary>
internal sealed class OldContents(Dictionary<string, Func<CancellationToken, Task<bool>>> deletions)
{
    public bool IsEmpty => deletions.Count == 0;

    public static async Task<OldContents> ListAsync(
        IAsyncEnumerable<StoredContent> contents, DateTimeOffset before, Func<StoredContent, CancellationToken, Task<bool>> delete, CancellationToken cancellation) =>
        Of(await contents.Where(content => content.LastPut < before).ToListAsync(cancellation), content => content.Hash, delete);

    public static OldContents Of<T>(IEnumerable<T> contents, Func<T, string> hashOf, Func<T, CancellationToken, Task<bool>> delete) => new(
        contents.ToDictionary(hashOf, Func<CancellationToken, Task<bool>> (content) => cancellation => delete(content, cancellation), StringComparer.Ordinal));

    /// <summary>Somebody refers to this one.</summary>
    public void Keep(string hash) => deletions.Remove(hash);

    /// <summary>Deletes what is left.</summary>
    /// <returns>How many are gone, and how many somebody has put or kept since they were listed.</returns>
    public async Task<(int Deleted, int Kept)> DeleteAsync(CancellationToken cancellation)
    {
        var deleted = 0;
        foreach (var delete in deletions.Values)
        {
            deleted += await delete(cancellation) ? 1 : 0;
        }

        return (deleted, deletions.Count - deleted);
    }
}
