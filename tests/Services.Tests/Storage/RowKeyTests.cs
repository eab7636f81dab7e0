using System.Text;
using FsCheck.Xunit;
using Handover.Services.Storage;

namespace Handover.Services.Tests.Storage;

public class RowKeyTests
{
    [Property(MaxTest = 1000)]
    public void A_key_reads_back_into_its_parts(string[]? parts)
    {
        parts = Parts(parts);
        Assert.Equal(parts, RowKey.Parts(RowKey.Of(parts)));
    }

    [Property(MaxTest = 1000)]
    public void A_key_holds_nothing_that_Azure_forbids_and_survives_UTF8(string[]? parts)
    {
        var key = RowKey.Of(Parts(parts));
        Assert.DoesNotContain(key, letter => letter is '/' or '\\' or '#' or '?' or '%' or '\'' || char.IsControl(letter));
        Assert.Equal(key, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(key)));
    }

    [Property(MaxTest = 1000)]
    public void A_prefix_takes_in_exactly_the_keys_of_its_parts(string[]? first, string[]? second)
    {
        var prefix = Parts(first);
        var parts = Parts(second);
        var belongs = parts.Length > prefix.Length && parts.Take(prefix.Length).SequenceEqual(prefix);
        Assert.Equal(belongs, RowKey.Of(parts).StartsWith(RowKey.Prefix(prefix), StringComparison.Ordinal));
        Assert.StartsWith(RowKey.Prefix(prefix), RowKey.Of([.. prefix, .. parts]), StringComparison.Ordinal);
    }

    [Property(MaxTest = 1000)]
    public void Numbers_sort_as_numbers(uint first, uint second) =>
        Assert.Equal(first.CompareTo(second), Math.Sign(string.CompareOrdinal(RowKey.Number(first), RowKey.Number(second))));

    [Property(MaxTest = 1000)]
    public void Times_sort_the_newest_first_whatever_their_offset(DateTimeOffset first, DateTimeOffset second, short minutes)
    {
        second = second.ToOffset(TimeSpan.FromMinutes(minutes % 840));
        var order = Math.Sign(string.CompareOrdinal(RowKey.NewestFirst(first, "x"), RowKey.NewestFirst(second, "x")));
        Assert.Equal(second.UtcTicks.CompareTo(first.UtcTicks), order);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(10_000_000_000)]
    public void A_number_that_would_not_sort_is_refused(long number) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RowKey.Number(number));

    [Fact]
    public void A_key_of_more_than_1_KiB_is_refused()
    {
        Assert.Equal(RowKey.MaxLength, RowKey.Of(new string('k', RowKey.MaxLength)).Length);
        Assert.Equal(StorageFailure.InvalidKey, Assert.Throws<StorageException>(() => RowKey.Of(new string('k', RowKey.MaxLength + 1))).Kind);
    }

    [Theory]
    [InlineData("a~")]
    [InlineData("a~12")]
    [InlineData("a~zzzz")]
    public void What_was_not_escaped_here_is_not_unescaped(string text) =>
        Assert.Equal(StorageFailure.InvalidKey, Assert.Throws<StorageException>(() => RowKey.Unescape(text)).Kind);

    [Fact]
    public void A_key_is_readable_where_nothing_is_special()
    {
        Assert.Equal("deployment:orders", RowKey.Of("deployment", "orders"));
        Assert.Equal("revision:0000000012", RowKey.Of("revision", RowKey.Number(12)));
        Assert.Equal("user:a@b.example", RowKey.Of("user", "a@b.example"));
        Assert.Equal("a~003Ab", RowKey.Of("a:b"));
    }

    // Short, so that five characters for one stay within a key's length; at least one part that is not empty.
    private static string[] Parts(string[]? parts) =>
        [.. (parts ?? []).Take(4).Select(part => part is null ? "" : part[..Math.Min(part.Length, 20)]), "x"];
}
