using System.Diagnostics;
using Azure.Core;
using Azure.Core.Pipeline;
using Handover.Services.Storage;

namespace Handover.Services.Tests.Storage;

/// <summary>A table of several thousand rows, written once.</summary>
public sealed class ManyRows : IAsyncLifetime
{
    public const int Count = 3200;

    public StorageFixture Storage { get; } = new();

    public DocumentTable Table { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Storage.InitializeAsync();
        Table = Storage.NewTable();
        foreach (var chunk in Enumerable.Range(0, Count).Chunk(DocumentBatch.MaxRows))
        {
            var batch = Table.Batch("p");
            foreach (var i in chunk)
            {
                batch.Insert(RowKey.Of("revision", RowKey.Number(i)), new Note("n", i), new Columns { { "Even", i % 2 == 0 }, { "Number", (long)i } });
            }
            await batch.SubmitAsync(CancellationToken.None);
        }
        await Table.Batch("p").Insert("a", new Note("before")).Insert("z", new Note("behind")).SubmitAsync(CancellationToken.None);
        await Table.InsertAsync("q", RowKey.Of("revision", RowKey.Number(0)), new Note("elsewhere"), CancellationToken.None);
    }

    public Task DisposeAsync() => Storage.DisposeAsync();
}

public class PagingTests(ManyRows rows) : IClassFixture<ManyRows>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly RowRange Revisions = RowRange.Prefix(RowKey.Prefix("revision"));

    [Theory]
    [InlineData(100)]
    [InlineData(999)]
    [InlineData(DocumentTable.MaxPage)]
    public async Task Pages_hold_every_row_once_and_in_order(int limit)
    {
        var numbers = new List<int>();
        string? continuation = null;
        var pages = 0;
        do
        {
            var page = await rows.Table.QueryAsync<Note>("p", Revisions, limit, continuation, None);
            Assert.True(page.Continuation is null || page.Items.Count == limit);
            numbers.AddRange(page.Items.Select(item => item.Value.Number));
            continuation = page.Continuation;
            pages++;
        }
        while (continuation is not null);
        Assert.Equal(Enumerable.Range(0, ManyRows.Count), numbers);
        Assert.Equal((ManyRows.Count + limit - 1) / limit, pages);
    }

    [Fact]
    public async Task A_last_page_that_is_full_has_no_continuation()
    {
        var first = await rows.Table.QueryAsync<Note>("p", Revisions, 800, null, None);
        for (var i = 0; i < 3; i++)
        {
            first = await rows.Table.QueryAsync<Note>("p", Revisions, 800, Assert.IsType<string>(first.Continuation), None);
        }
        Assert.Null(first.Continuation);
    }

    [Fact]
    public async Task A_filter_is_applied_by_the_server_and_pages_go_on_under_it()
    {
        var found = new List<int>();
        string? continuation = null;
        do
        {
            var page = await rows.Table.QueryAsync<Note>("p", Revisions, 300, continuation, None, $"Even eq {true} and Number ge {1000L}");
            found.AddRange(page.Items.Select(item => item.Value.Number));
            continuation = page.Continuation;
        }
        while (continuation is not null);
        Assert.Equal(Enumerable.Range(500, 1100).Select(i => i * 2), found);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(50)]
    public async Task What_only_the_caller_can_see_is_found_once_and_in_order(int limit)
    {
        var found = new List<int>();
        string? continuation = null;
        do
        {
            var page = await rows.Table.FindAsync<Note>("p", Revisions, note => note.Number % 97 == 5, limit, continuation, None);
            Assert.True(page.Continuation is null || page.Items.Count == limit);
            found.AddRange(page.Items.Select(item => item.Value.Number));
            continuation = page.Continuation;
        }
        while (continuation is not null);
        Assert.Equal(Enumerable.Range(0, ManyRows.Count).Where(number => number % 97 == 5), found);
    }

    [Fact]
    public async Task A_rare_match_among_thousands_of_rows_takes_a_handful_of_requests()
    {
        var counted = new RequestCount();
        var table = new DocumentTable(rows.Storage.Open(options => options.AddPolicy(counted, HttpPipelinePosition.PerCall)), rows.Table.Name);
        // One is found at once, and so one is wanted from then on: a page of one row each would take thousands.
        var page = await table.FindAsync<Note>("p", Revisions, note => note.Number is 0 or ManyRows.Count - 1, 2, null, None);
        Assert.Equal([0, ManyRows.Count - 1], page.Items.Select(item => item.Value.Number));
        Assert.InRange(counted.Count, 1, 12);
    }

    private sealed class RequestCount : HttpPipelineSynchronousPolicy
    {
        private int count;

        public int Count => count;

        public override void OnSendingRequest(HttpMessage message) => Interlocked.Increment(ref count);
    }

    [Fact]
    public async Task A_filters_values_cannot_widen_it()
    {
        var evil = "x' or Number ge 0L or Owner eq 'x";
        Assert.Empty((await rows.Table.QueryAsync<Note>("p", RowRange.All, 10, null, None, $"Owner eq {evil}")).Items);
        var page = await rows.Table.QueryAsync<Note>("q", RowRange.All, 10, null, None, $"Number ge {0L} or PartitionKey eq {"p"}");
        Assert.Empty(page.Items);
    }

    [Fact]
    public async Task Ranges_take_the_first_key_and_leave_the_last()
    {
        var range = RowRange.Between(RowKey.Of("revision", RowKey.Number(10)), RowKey.Of("revision", RowKey.Number(13)));
        var page = await rows.Table.QueryAsync<Note>("p", range, 100, null, None);
        Assert.Equal([10, 11, 12], page.Items.Select(item => item.Value.Number));
        Assert.Equal(["a"], (await rows.Table.QueryAsync<Note>("p", RowRange.Between(null, "b"), 100, null, None)).Items.Select(item => item.Row));
        Assert.Equal(["z"], (await rows.Table.QueryAsync<Note>("p", RowRange.Between("s", null), 100, null, None)).Items.Select(item => item.Row));
    }

    [Fact]
    public async Task A_prefix_takes_in_what_begins_with_it_and_nothing_else()
    {
        // Neighbours in the order of UTF-16 units, around the borders of the surrogates.
        string[] letters = ["a", "b", "c", "~", "\uD7FE", "\uD7FF", "\U00010000", "\U00010001", "\U0001F3FF", "\U0001F400", "\U0010FFFF", "\uE000", "\uE001", "\uFFFC", "\uFFFD"];
        string[] pairs = [.. letters.SelectMany(first => letters.Select(second => first + second))];
        string[] keys = [.. letters, .. pairs];
        foreach (var chunk in keys.Chunk(DocumentBatch.MaxRows))
        {
            var batch = rows.Table.Batch("prefixes");
            foreach (var key in chunk)
            {
                batch.Insert(key, new Note("x"));
            }
            await batch.SubmitAsync(None);
        }
        foreach (var prefix in letters.Concat(pairs.Where((_, i) => i % 7 == 0)))
        {
            var page = await rows.Table.QueryAsync<Note>("prefixes", RowRange.Prefix(prefix), 1000, null, None);
            Assert.Equal(keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal), page.Items.Select(item => item.Row));
        }
    }

    [Fact]
    public async Task A_scan_reads_all_of_a_partition_and_no_other()
    {
        var watch = Stopwatch.StartNew();
        var count = 0;
        await foreach (var row in rows.Table.ScanAsync<Note>("p", Revisions, None))
        {
            Assert.Equal(count++, row.Value.Number);
        }
        Assert.Equal(ManyRows.Count, count);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_scan_over_partitions_finds_a_row_in_each()
    {
        var found = new List<string>();
        await foreach (var row in rows.Table.ScanPartitionsAsync<Note>(RowRange.All, RowRange.Exactly(RowKey.Of("revision", RowKey.Number(0))), None))
        {
            found.Add(row.Partition);
        }
        Assert.Equal(["p", "q"], found);
        found.Clear();
        await foreach (var row in rows.Table.ScanPartitionsAsync<Note>(RowRange.Between(null, "q"), RowRange.Exactly("z"), None))
        {
            found.Add(row.Partition);
        }
        Assert.Equal(["p"], found);
    }

    [Fact]
    public async Task A_continuation_belongs_to_one_list_and_is_safe_in_a_URL()
    {
        var continuation = (await rows.Table.QueryAsync<Note>("p", Revisions, 10, null, None)).Continuation!;
        Assert.Equal(continuation, Uri.EscapeDataString(continuation));
        var other = new DocumentTable(rows.Storage.Clients, StorageFixture.NewName());
        await RefusedAsync(() => rows.Table.QueryAsync<Note>("q", Revisions, 10, continuation, None));
        await RefusedAsync(() => rows.Table.QueryAsync<Note>("p", RowRange.All, 10, continuation, None));
        await RefusedAsync(() => rows.Table.QueryAsync<Note>("p", Revisions, 10, continuation, None, $"Even eq {true}"));
        await RefusedAsync(() => other.QueryAsync<Note>("p", Revisions, 10, continuation, None));
        await RefusedAsync(() => rows.Table.QueryAsync<Note>("p", Revisions, 10, continuation[..^1], None));
        await RefusedAsync(() => rows.Table.QueryAsync<Note>("p", Revisions, 10, (continuation[0] == 'A' ? 'B' : 'A') + continuation[1..], None));
        await RefusedAsync(() => rows.Table.QueryAsync<Note>("p", Revisions, 10, "not a continuation!", None));
        await RefusedAsync(() => rows.Table.QueryAsync<Note>("p", Revisions, 10, "", None));
    }

    private static async Task RefusedAsync(Func<Task> call) =>
        Assert.Equal(StorageFailure.InvalidContinuation, await DocumentTableTests.OutcomeAsync(call));
}
