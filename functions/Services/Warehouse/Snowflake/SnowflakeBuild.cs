using System.Globalization;
using Handover.Core.Deployments;
using Handover.Services.Storage;

namespace Handover.Services.Warehouse;

/// <summary>How far the statements of a staging have come, kept as text between the calls that ask for it.</summary>
/// <param name="Script">The statements.</param>
/// <param name="Statement">The one that is next or under way, counted from 0.</param>
/// <param name="IsSubmitted">Whether Snowflake has that one.</param>
/// <param name="Query">The query of what was submitted last.</param>
/// <param name="Computed">The query of what computed rows last.</param>
internal sealed record SnowflakeBuild(StageScript Script, int Statement, bool IsSubmitted, string? Query, string? Computed)
{
    public static SnowflakeBuild Begin(StageScript script) => new(script, 0, false, null, null);

    /// <summary>Where a text says that a staging was; null for a staging with other statements, which is no use to this one.</summary>
    public static SnowflakeBuild? Resume(StageScript script, string? running) =>
        running?.Split(' ') is [var hash, var statement, var query, var computed] && hash == HashOf(script)
            ? new SnowflakeBuild(script, int.Parse(statement, CultureInfo.InvariantCulture), true, query, computed)
            : null;

    public SnowflakeBuild Submitted(string query) =>
        this with { IsSubmitted = true, Query = query, Computed = Script.Statements[Statement].Sql == Script.CleanUp ? Computed : query };

    public SnowflakeBuild Next() => this with { Statement = Statement + 1, IsSubmitted = false };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{HashOf(Script)} {Statement} {Query} {Computed}");

    private static string HashOf(StageScript script) =>
        ContentBlobs.HashOf(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', script.Statements.Select(statement => statement.Sql))))[..16];
}
