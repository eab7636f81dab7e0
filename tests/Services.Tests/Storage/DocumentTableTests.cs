using Azure;
using Azure.Data.Tables;
using FsCheck.Xunit;
using Handover.Services.Storage;

namespace Handover.Services.Tests.Storage;

public class DocumentTableTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;

    // One for all cases of a property.
    private readonly DocumentTable shared = storage.NewTable();

    [Fact]
    public async Task A_document_comes_back_with_its_key_and_version()
    {
        var table = storage.NewTable();
        var written = await table.InsertAsync("p", "r", new Note("text", 3, Shade: Shade.DarkRed), None);
        var read = await table.GetAsync<Note>("p", "r", None);
        Assert.Equal(new Stored<Note>(new Note("text", 3, Shade: Shade.DarkRed), written) { Partition = "p", Row = "r", WrittenAt = read!.WrittenAt }, read);
        Assert.Null(await table.GetAsync<Note>("p", "other", None));
    }

    [Fact]
    public async Task A_row_is_stored_as_readable_JSON_without_nulls()
    {
        var table = storage.NewTable();
        await table.InsertAsync("p", "r", new Note("Zürich \"x\""), None, new Columns { { "Owner", "ann" }, { "Missing", (string?)null } });
        var client = new TableClient(storage.Connection, storage.Prefix + table.Name);
        var entity = (await client.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal("""{"text":"Zürich \"x\"","number":0,"shade":"lightBlue"}""", entity.GetString("Json"));
        Assert.Equal("ann", entity.GetString("Owner"));
        Assert.False(entity.ContainsKey("Missing"));
    }

    [Fact]
    public async Task A_second_insert_is_a_conflict()
    {
        var table = storage.NewTable();
        await table.InsertAsync("p", "r", new Note("first"), None);
        var refused = await Assert.ThrowsAsync<StorageException>(() => table.InsertAsync("p", "r", new Note("second"), None));
        Assert.Equal(StorageFailure.Conflict, refused.Kind);
        Assert.Contains("p/r", refused.Message, StringComparison.Ordinal);
        Assert.Equal("first", (await table.GetAsync<Note>("p", "r", None))!.Value.Text);
    }

    [Fact]
    public async Task Of_many_concurrent_inserts_one_wins()
    {
        var table = storage.NewTable();
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => OutcomeAsync(() => table.InsertAsync("p", "claim", new Note("claim", i), None))));
        Assert.Equal(1, results.Count(kind => kind is null));
        Assert.Equal(19, results.Count(kind => kind is StorageFailure.Conflict));
    }

    [Fact]
    public async Task Two_writers_racing_on_a_version_lose_no_update()
    {
        var table = storage.NewTable();
        await table.InsertAsync("p", "r", new Note("counter"), None);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AddAsync(25)));
        Assert.Equal(100, (await table.GetAsync<Note>("p", "r", None))!.Value.Number);

        async Task AddAsync(int times)
        {
            while (times > 0)
            {
                var read = (await table.GetAsync<Note>("p", "r", None))!;
                var outcome = await OutcomeAsync(() => table.ReplaceAsync("p", "r", read.Value with { Number = read.Value.Number + 1 }, read.ETag, None));
                Assert.True(outcome is null or StorageFailure.Stale);
                times -= outcome is null ? 1 : 0;
            }
        }
    }

    [Fact]
    public async Task Writes_to_what_is_gone_say_so()
    {
        var table = storage.NewTable();
        var version = await table.InsertAsync("p", "r", new Note("x"), None);
        var newer = await table.ReplaceAsync("p", "r", new Note("y"), version, None);
        Assert.Equal(StorageFailure.Stale, await OutcomeAsync(() => table.DeleteAsync("p", "r", version, None)));
        Assert.True(await table.DeleteAsync("p", "r", newer, None));
        Assert.False(await table.DeleteAsync("p", "r", newer, None));
        Assert.Equal(StorageFailure.NotFound, await OutcomeAsync(() => table.ReplaceAsync("p", "r", new Note("z"), newer, None)));
        await Assert.ThrowsAsync<ArgumentException>(() => table.ReplaceAsync("p", "r", new Note("z"), default, None));
        await Assert.ThrowsAsync<ArgumentException>(() => table.DeleteAsync("p", "r", default, None));
    }

    [Fact]
    public async Task A_replaced_row_keeps_no_piece_of_a_longer_one()
    {
        var table = storage.NewTable();
        var version = await table.InsertAsync("p", "r", new Note(new string('x', 100_000)), None, new Columns { { "Old", true } });
        await table.ReplaceAsync("p", "r", new Note("short"), version, None);
        Assert.Equal("short", (await table.GetAsync<Note>("p", "r", None))!.Value.Text);
        Assert.Empty((await table.QueryAsync<Note>("p", RowRange.All, 10, null, None, $"Old eq {true}")).Items);
    }

    [Property(MaxTest = 60)]
    public void Text_of_any_length_and_alphabet_comes_back(ushort length, byte kind, string? salt)
    {
        // Pairs of surrogates at every alignment with the borders of the pieces; lone halves are no text and cannot be JSON.
        string[] units = ["a", "ü", "\"", "\U0001F600", "\u4E2D", "\\", "\u0001"];
        var unit = units[kind % units.Length];
        var text = "x"[..(length % 2)] + string.Concat(Enumerable.Repeat(unit, length)) + new string([.. (salt ?? "").Where(letter => !char.IsSurrogate(letter))]);
        var row = Guid.NewGuid().ToString("N");
        shared.InsertAsync("p", row, new Note(text), None).GetAwaiter().GetResult();
        Assert.Equal(text, shared.GetAsync<Note>("p", row, None).GetAwaiter().GetResult()!.Value.Text);
    }

    [Fact]
    public async Task A_row_over_1_MiB_is_refused_before_it_is_sent()
    {
        var table = storage.NewTable();
        await table.InsertAsync("p", "fits", new Note(new string('x', 523_000)), None);
        Assert.Equal(StorageFailure.TooLarge, await OutcomeAsync(() => table.InsertAsync("p", "r", new Note(new string('x', 524_288)), None)));
        Assert.Equal(StorageFailure.TooLarge, await OutcomeAsync(() => table.InsertAsync("p", "r", new Note("x"), None, new Columns { { "Long", new string('x', 32_769) } })));
        Assert.Null(await table.GetAsync<Note>("p", "r", None));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\u0007b")]
    [InlineData("a\u0085b")]
    [InlineData("half a pair")]
    [InlineData("")]
    public async Task A_key_that_Azure_forbids_is_refused(string key)
    {
        // An attribute cannot hold half a surrogate pair.
        key = key == "half a pair" ? "a\ud800b" : key;
        var table = storage.NewTable();
        Assert.Equal(StorageFailure.InvalidKey, await OutcomeAsync(() => table.InsertAsync(key, "r", new Note("x"), None)));
        Assert.Equal(StorageFailure.InvalidKey, await OutcomeAsync(() => table.InsertAsync("p", key, new Note("x"), None)));
        Assert.Equal(StorageFailure.InvalidKey, await OutcomeAsync(() => table.GetAsync<Note>("p", key, None)));
        Assert.Equal(StorageFailure.InvalidKey, await OutcomeAsync(() => table.QueryAsync<Note>(key, RowRange.All, 1, null, None)));
        Assert.Equal(StorageFailure.InvalidKey, await OutcomeAsync(() => { table.Batch("p").Insert(key, new Note("x")); return Task.CompletedTask; }));
    }

    [Property(MaxTest = 40)]
    public void An_escaped_key_is_one_that_the_service_finds_again(string? part)
    {
        var key = RowKey.Of("k", part?[..Math.Min(part.Length, 40)] ?? "");
        var partition = "keys" + Guid.NewGuid().ToString("N");
        shared.InsertAsync(partition, key, new Note("x"), None).GetAwaiter().GetResult();
        Assert.Equal(key, shared.GetAsync<Note>(partition, key, None).GetAwaiter().GetResult()!.Row);
        Assert.Equal(key, Assert.Single(shared.QueryAsync<Note>(partition, RowRange.Exactly(key), 10, null, None).GetAwaiter().GetResult().Items).Row);
        Assert.True(shared.DeleteAsync(partition, key, ETag.All, None).GetAwaiter().GetResult());
    }

    [Theory]
    [InlineData("Json")]
    [InlineData("Json12")]
    [InlineData("RowKey")]
    [InlineData("WriteId")]
    [InlineData("with space")]
    [InlineData("")]
    public void A_column_may_not_take_the_stores_own_name(string name) =>
        Assert.Equal(StorageFailure.InvalidKey, Assert.Throws<StorageException>(() => new Columns { { name, "x" } }).Kind);

    [Fact]
    public async Task JSON_that_does_not_fit_is_corrupt()
    {
        var table = storage.NewTable();
        await table.InsertAsync("p", "r", new[] { 1, 2 }, None);
        Assert.Equal(StorageFailure.Corrupt, await OutcomeAsync(() => table.GetAsync<Note>("p", "r", None)));
    }

    [Fact]
    public async Task Storage_that_does_not_answer_is_unavailable()
    {
        var nowhere = new StorageClients(new StorageOptions
        {
            ConnectionString = "DefaultEndpointsProtocol=http;AccountName=abc;AccountKey=YQ==;TableEndpoint=http://127.0.0.1:9/abc;BlobEndpoint=http://127.0.0.1:9/abc",
            MaxRetries = 1,
        });
        Assert.Equal(StorageFailure.Unavailable, await OutcomeAsync(() => new DocumentTable(nowhere, "T").GetAsync<Note>("p", "r", None)));
        Assert.Equal(StorageFailure.Unavailable, await OutcomeAsync(() => new ContentBlobs(nowhere, "flows/").PutAsync(new byte[1], None)));
        var health = await nowhere.HealthAsync(None);
        Assert.False(health.Tables || health.Blobs || health.IsHealthy);
        Assert.DoesNotContain("127.0.0.1", health.Problem, StringComparison.Ordinal);
        Assert.True((await storage.Clients.HealthAsync(None)).IsHealthy);
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_told_so()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => storage.NewTable().GetAsync<Note>("p", "r", cancelled.Token));
    }

    internal static async Task<StorageFailure?> OutcomeAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (StorageException refused)
        {
            return refused.Kind;
        }
    }
}
