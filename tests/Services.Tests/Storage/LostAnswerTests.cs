using Handover.Services.Storage;

namespace Handover.Services.Tests.Storage;

/// <summary>The server has executed a write, its answer is lost, and the SDK sends the write again.</summary>
public sealed class LostAnswerTests : IClassFixture<StorageFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly FaultPolicy fault = new();
    private readonly DocumentTable table;
    private readonly DocumentTable calm;

    public LostAnswerTests(StorageFixture storage)
    {
        var name = StorageFixture.NewName();
        table = new DocumentTable(storage.Open(fault.Install), name);
        calm = new DocumentTable(storage.Clients, name);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task An_insert_that_happened_is_no_conflict(int losses)
    {
        await calm.GetAsync<Note>("p", "r", None);
        await table.GetAsync<Note>("p", "r", None);
        fault.LoseAnswers(losses);
        var version = await table.InsertAsync("p", "r", new Note("mine"), None);
        Assert.Equal(losses + 1, fault.Sent);
        Assert.Equal(version, (await calm.GetAsync<Note>("p", "r", None))!.ETag);
    }

    [Fact]
    public async Task An_insert_against_anothers_row_stays_a_conflict()
    {
        await calm.InsertAsync("p", "r", new Note("theirs"), None);
        await table.GetAsync<Note>("p", "r", None);
        fault.LoseAnswers(1);
        Assert.Equal(StorageFailure.Conflict, await DocumentTableTests.OutcomeAsync(() => table.InsertAsync("p", "r", new Note("mine"), None)));
    }

    [Fact]
    public async Task A_replacement_that_happened_is_not_stale()
    {
        var read = await table.InsertAsync("p", "r", new Note("before"), None);
        fault.LoseAnswers(1);
        var version = await table.ReplaceAsync("p", "r", new Note("after"), read, None);
        Assert.Equal(2, fault.Sent);
        await calm.ReplaceAsync("p", "r", new Note("later"), version, None);
    }

    [Fact]
    public async Task A_replacement_of_what_another_changed_stays_stale()
    {
        var read = await table.InsertAsync("p", "r", new Note("before"), None);
        await calm.ReplaceAsync("p", "r", new Note("theirs"), read, None);
        fault.LoseAnswers(1);
        Assert.Equal(StorageFailure.Stale, await DocumentTableTests.OutcomeAsync(() => table.ReplaceAsync("p", "r", new Note("mine"), read, None)));
        Assert.Equal("theirs", (await calm.GetAsync<Note>("p", "r", None))!.Value.Text);
    }

    [Fact]
    public async Task A_deletion_that_happened_is_no_failure()
    {
        var read = await table.InsertAsync("p", "r", new Note("x"), None);
        fault.LoseAnswers(1);
        await table.DeleteAsync("p", "r", read, None);
        Assert.Null(await calm.GetAsync<Note>("p", "r", None));
    }

    [Fact]
    public async Task A_batch_that_happened_gives_its_versions()
    {
        var old = await table.Batch("p").Insert("state", new Note("1")).Insert("gone", new Note("x")).SubmitAsync(None);
        fault.LoseAnswers(2);
        var versions = await table.Batch("p")
            .Replace("state", new Note("2"), old["state"]).Insert("audit", new Note("a")).Delete("gone", old["gone"]).Upsert("index", new Note("i"))
            .SubmitAsync(None);
        Assert.Equal(3, fault.Sent);
        Assert.Equal(["audit", "index", "state"], versions.Keys.Order());
        foreach (var (row, version) in versions)
        {
            Assert.Equal(version, (await calm.GetAsync<Note>("p", row, None))!.ETag);
        }
    }

    [Fact]
    public async Task A_batch_of_deletions_that_happened_is_no_failure()
    {
        var old = await table.Batch("p").Insert("a", new Note("1")).Insert("b", new Note("2")).SubmitAsync(None);
        fault.LoseAnswers(1);
        Assert.Empty(await table.Batch("p").Delete("a", old["a"]).Delete("b", old["b"]).SubmitAsync(None));
        Assert.Null(await calm.GetAsync<Note>("p", "a", None));
    }

    [Fact]
    public async Task A_batch_that_happened_is_known_by_any_row_that_nobody_has_changed_since()
    {
        var old = await table.InsertAsync("p", "state", new Note("1"), None);
        fault.LoseAnswers(1, async () =>
        {
            var read = (await calm.GetAsync<Note>("p", "state", None))!;
            await calm.ReplaceAsync("p", "state", new Note("3, theirs"), read.ETag, None);
        });
        var versions = await table.Batch("p").Replace("state", new Note("2"), old).Insert("audit", new Note("a")).SubmitAsync(None);
        // Ours happened and was then changed: our version is one that no longer fits, as it has to be.
        Assert.Equal(StorageFailure.Stale, await DocumentTableTests.OutcomeAsync(() => calm.ReplaceAsync("p", "state", new Note("4"), versions["state"], None)));
        Assert.Equal("3, theirs", (await calm.GetAsync<Note>("p", "state", None))!.Value.Text);
    }

    [Fact]
    public async Task A_batch_that_did_not_happen_stays_refused()
    {
        await calm.InsertAsync("p", "taken", new Note("theirs"), None);
        await table.GetAsync<Note>("p", "taken", None);
        fault.LoseAnswers(1);
        Assert.Equal(StorageFailure.Conflict, await DocumentTableTests.OutcomeAsync(() =>
            table.Batch("p").Insert("new", new Note("x")).Insert("taken", new Note("mine")).SubmitAsync(None)));
        Assert.Null(await calm.GetAsync<Note>("p", "new", None));
    }
}
