using System.Collections.Immutable;
using System.Text.Json;
using Handover.Core.Governance;
using Handover.Core.Projects;

namespace Handover.Core.Tests.Governance;

public sealed class AuditChainTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_chain_as_it_was_written_is_whole_in_any_order_and_with_newer_entries_behind_its_end()
    {
        var (entries, head) = Chain(5);
        Assert.Equal(new AuditVerdict("p", true, 5, head.Hash), AuditChain.Verify("p", entries.Reverse(), head));
        Assert.True(AuditChain.Verify("p", entries, new AuditHead(3, entries[2].Hash!)).Valid);
        Assert.True(AuditChain.Verify("p", [], null).Valid);
    }

    [Fact]
    public void Every_field_counts()
    {
        var (entries, head) = Chain(4);
        var entry = entries[1];
        AuditEntry[] changed =
        [
            entry with { At = entry.At.AddTicks(1) }, entry with { By = "x" }, entry with { Action = "x" }, entry with { Summary = "x" }, entry with { Request = null },
            entry with { Data = entry.Data.SetItem("a", "2") }, entry with { Data = entry.Data.Add("b", "1") }, entry with { Changes = null },
            entry with { Changes = entry.Changes!.SetItem("name", new AuditChange("x", "y")) }, entry with { Client = null }, entry with { Client = new ClientOrigin("::1", "x") },
            entry with { Project = "q" }, entry with { Hash = new string('1', 64) }, entry with { Previous = new string('1', 64) },
        ];
        foreach (var one in changed)
        {
            var verdict = AuditChain.Verify("p", entries.SetItem(1, one), head);
            Assert.False(verdict.Valid);
            Assert.Equal(2, verdict.Broken);
            Assert.NotNull(verdict.Reason);
        }
    }

    [Fact]
    public void The_first_missing_added_or_rewritten_entry_is_named()
    {
        var (entries, head) = Chain(5);
        Assert.Equal(3, AuditChain.Verify("p", entries.RemoveAt(2), head).Broken);
        Assert.Equal(5, AuditChain.Verify("p", entries.RemoveAt(4), head).Broken);
        Assert.Equal(1, AuditChain.Verify("p", [], head).Broken);
        Assert.Equal(5, AuditChain.Verify("p", entries, null).Broken);
        Assert.Equal(2, AuditChain.Verify("p", entries.Add(entries[1] with { By = "x" }), head).Broken);
        Assert.Equal(1, AuditChain.Verify("p", entries.Add(entries[1] with { Sequence = 0 }), head).Broken);
        // Somebody rewrote everything from an entry on, and only the end tells.
        var rewritten = entries[..3];
        var end = new AuditHead(3, rewritten[2].Hash!);
        foreach (var entry in entries[3..])
        {
            (end, var again) = AuditChain.Append(end, entry with { By = "x" });
            rewritten = rewritten.Add(again);
        }

        Assert.Equal(5, AuditChain.Verify("p", rewritten, head).Broken);
    }

    [Fact]
    public void The_hash_is_of_what_storage_gives_back()
    {
        var (_, entry) = AuditChain.Append(AuditHead.None, Entry(1) with { Summary = "half \uD800 <&> \"é\" 😀", By = "ö" });
        var back = JsonSerializer.Deserialize<AuditEntry>(JsonSerializer.Serialize(entry))!;
        Assert.Equal(entry.Hash, AuditChain.HashOf(back));
    }

    [Theory]
    [InlineData("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("=\"x\",1", "\"'=\"\"x\"\",1\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData("plain = text", "plain = text")]
    [InlineData(null, "")]
    public void A_csv_cell_is_never_a_formula(string? text, string cell) => Assert.Equal(cell, AuditExport.Cell(text));

    [Fact]
    public void A_csv_line_has_as_many_cells_as_the_header()
    {
        var (_, entry) = AuditChain.Append(AuditHead.None, Entry(1));
        Assert.Equal(AuditExport.CsvHeader.Split(',').Length, AuditExport.CsvLine(entry).Split(',').Length);
    }

    [Fact]
    public void Changes_of_a_project_are_told_by_name_before_and_after()
    {
        var before = new Project
        {
            Id = "p",
            Name = "Old",
            Environment = "development",
            Owner = "a@x",
            Revision = 1,
            FlowHash = "f",
            CloneHash = "c",
            ReadsHash = "r",
            CreatedBy = "a@x",
            CreatedAt = Start,
            UpdatedBy = "a@x",
            UpdatedAt = Start,
        };
        var after = before with
        {
            Name = "New",
            Tags = ["x"],
            Properties = before.Properties.Add("cost", "1"),
            Collaborators = [new Collaborator("b@x", ProjectRole.Editor)],
            UpdatedBy = "b@x",
        };
        Assert.Null(ProjectChanges.Between(before, before.Touched("z@x", Start.AddDays(1))));
        var changes = ProjectChanges.Between(before, after)!;
        Assert.Equal(["collaborators", "name", "property cost", "tags"], changes.Keys);
        Assert.Equal(new AuditChange("Old", "New"), changes["name"]);
        Assert.Equal(new AuditChange(null, "b@x (editor)"), changes["collaborators"]);
    }

    private static (ImmutableArray<AuditEntry> Entries, AuditHead Head) Chain(int count)
    {
        var head = AuditHead.None;
        var entries = ImmutableArray.CreateBuilder<AuditEntry>();
        for (var i = 0; i < count; i++)
        {
            (head, var entry) = AuditChain.Append(head, Entry(i));
            entries.Add(entry);
        }

        return (entries.ToImmutable(), head);
    }

    private static AuditEntry Entry(int number) => new(
        Start.AddSeconds(number), "a@x", "flow-saved", "p", $"Saved {number}", ImmutableSortedDictionary<string, string>.Empty.Add("a", "1"), "r")
    {
        Changes = ImmutableSortedDictionary<string, AuditChange>.Empty.Add("name", new AuditChange("a", null)),
        Client = new ClientOrigin("127.0.0.1", "x"),
    };
}
