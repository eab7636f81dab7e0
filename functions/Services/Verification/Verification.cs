using Handover.Core.Sql;
using Handover.Services.Operations;
using Handover.Services.Warehouse;

namespace Handover.Services.Verification;

/// <summary>What one verification has learnt so far.</summary>
public sealed class Verification(DateTimeOffset begun, TimeSpan patience)
{
    private readonly HashSet<string> sound = new(StringComparer.Ordinal);
    private readonly HashSet<string> tokens = new(StringComparer.Ordinal);

    public DateTimeOffset Begun { get; } = begun;

    /// <summary>What was written after this may still be on its way.</summary>
    public DateTimeOffset SettledBefore { get; } = begun - patience;

    internal int Projects { get; set; }
    internal int Operations { get; set; }
    internal int Promotions { get; set; }
    internal int Backups { get; set; }
    internal int Revisions { get; set; }
    internal int Versions { get; set; }
    internal int Tables { get; set; }

    /// <summary>Schemas that deployments write, and under which session to look at them.</summary>
    internal Dictionary<(string Database, string Schema), HashSet<Session>> Schemas { get; } = [];

    /// <summary>Whether a staging object belongs to something that is under way.</summary>
    internal bool IsUnderWay(string name) => tokens.Any(token => name.EndsWith("_" + token, StringComparison.Ordinal));

    internal async Task OpenedAsync(OpenOperation open, OperationChecks operations, CancellationToken cancellation)
    {
        if (await operations.TokenAsync(open.Operation, cancellation) is { } token)
        {
            tokens.Add(token);
        }
    }

    internal void Writes(TableName target, string role, string warehouse)
    {
        var key = (target.Database, target.Schema);
        if (!Schemas.TryGetValue(key, out var sessions))
        {
            Schemas.Add(key, sessions = []);
        }

        sessions.Add(new Session(role, warehouse, "verify"));
    }

    /// <summary>What is wrong with a content; what was found sound is not read again.</summary>
    internal async Task<string?> ContentAsync(string kind, string hash, Func<string, CancellationToken, Task<string?>> check, CancellationToken cancellation)
    {
        var name = $"{kind}/{hash}";
        if (sound.Contains(name))
        {
            return null;
        }

        var problem = await check(hash, cancellation);
        if (problem is null)
        {
            sound.Add(name);
            return null;
        }

        return $"{name} {problem}";
    }

    internal VerifiedCounts Counts() => new(Projects, Revisions, Versions, Operations, Promotions, Backups, sound.Count, Tables);
}
