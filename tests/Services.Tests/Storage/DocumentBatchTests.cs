using Azure;
using Handover.Services.Storage;

namespace Handover.Services.Tests.Storage;

public class DocumentBatchTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_batch_writes_everything_and_gives_versions_to_go_on_with()
    {
        var table = storage.NewTable();
        var old = await table.Batch("p").Insert("a", new Note("a")).Insert("b", new Note("b")).SubmitAsync(None);
        var versions = await table.Batch("p")
            .Insert("c", new Note("c"), new Columns { { "Owner", "ann" } })
            .Replace("a", new Note("a2"), old["a"])
            .Delete("b", old["b"])
            .Upsert("d", new Note("d"))
            .SubmitAsync(None);
        Assert.Equal(["a", "c", "d"], versions.Keys.Order());
        Assert.Null(await table.GetAsync<Note>("p", "b", None));
        await table.ReplaceAsync("p", "a", new Note("a3"), versions["a"], None);
        await table.Batch("p").Replace("c", new Note("c2"), versions["c"]).Upsert("d", new Note("d2")).SubmitAsync(None);
        Assert.Equal("d2", (await table.GetAsync<Note>("p", "d", None))!.Value.Text);
    }

    [Fact]
    public async Task A_batch_that_fails_in_one_row_writes_none_and_names_it()
    {
        var table = storage.NewTable();
        var version = await table.InsertAsync("p", "there", new Note("x"), None);
        await table.ReplaceAsync("p", "there", new Note("y"), version, None);
        var stale = await Assert.ThrowsAsync<StorageException>(() =>
            table.Batch("p").Insert("new", new Note("n")).Replace("there", new Note("z"), version).SubmitAsync(None));
        Assert.Equal(StorageFailure.Stale, stale.Kind);
        Assert.Contains("p/there", stale.Message, StringComparison.Ordinal);
        var conflict = await Assert.ThrowsAsync<StorageException>(() => table.Batch("p").Insert("new", new Note("n")).Insert("there", new Note("z")).SubmitAsync(None));
        Assert.Equal(StorageFailure.Conflict, conflict.Kind);
        Assert.Equal(StorageFailure.NotFound,
            await DocumentTableTests.OutcomeAsync(() => table.Batch("p").Insert("new", new Note("n")).Delete("nowhere", ETag.All).SubmitAsync(None)));
        Assert.Null(await table.GetAsync<Note>("p", "new", None));
    }

    [Fact]
    public async Task Azures_limits_are_checked_as_it_is_filled()
    {
        var table = storage.NewTable();
        var full = table.Batch("p");
        for (var i = 0; i < DocumentBatch.MaxRows; i++)
        {
            full.Insert(RowKey.Number(i), new Note("x"));
        }
        Assert.Equal(StorageFailure.TooLarge, Refusal(() => full.Insert("more", new Note("x"))));
        Assert.Equal(StorageFailure.InvalidKey, Refusal(() => table.Batch("p").Insert("r", new Note("x")).Delete("r", ETag.All)));
        Assert.Equal(100, (await full.SubmitAsync(None)).Count);

        var heavy = table.Batch("p");
        Assert.Equal(StorageFailure.TooLarge, Refusal(() =>
        {
            for (var i = 0; i < 10; i++)
            {
                heavy.Insert("heavy" + i, new Note(new string('x', 500_000)));
            }
        }));
        Assert.Equal(8, heavy.Count);
        await heavy.SubmitAsync(None);
        Assert.Equal(500_000, (await table.GetAsync<Note>("p", "heavy7", None))!.Value.Text.Length);
        // What takes six bytes on the wire is counted as six.
        var escaped = table.Batch("p").Insert("1", new Note(new string('\u4E2D', 500_000)));
        Assert.Equal(StorageFailure.TooLarge, Refusal(() => escaped.Insert("2", new Note(new string('\u4E2D', 500_000)))));
    }

    [Fact]
    public async Task An_empty_batch_does_nothing_and_a_sent_one_is_over()
    {
        var table = storage.NewTable();
        Assert.Empty(await table.Batch("p").SubmitAsync(None));
        var batch = table.Batch("p").Insert("r", new Note("x"));
        await batch.SubmitAsync(None);
        await Assert.ThrowsAsync<InvalidOperationException>(() => batch.SubmitAsync(None));
        Assert.Throws<InvalidOperationException>(() => batch.Insert("s", new Note("x")));
    }

    private static StorageFailure? Refusal(Action call)
    {
        try
        {
            call();
            return null;
        }
        catch (StorageException refused)
        {
            return refused.Kind;
        }
    }
}
