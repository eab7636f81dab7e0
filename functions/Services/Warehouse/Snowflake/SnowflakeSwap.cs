using Handover.Core.Deployments;
using Handover.Core.Sql;

namespace Handover.Services.Warehouse;

/// <summary>One statement of a swap, done and undone by names.</summary>
internal abstract record SwapStep
{
    private SwapStep()
    {
    }

    /// <summary>An object takes a name that is free.</summary>
    public sealed record Rename(Move Move) : SwapStep;

    /// <summary>Two tables take each other's name.</summary>
    public sealed record Exchange(TableName Target, TableName Other) : SwapStep;
}

/// <summary>
/// The statements of a publication's renames, and how many of them have happened. Snowflake commits every such statement by itself, so a crash
/// may leave any number of them done; the names that exist say how many.
/// </summary>
/// <remarks>
/// A table that replaces a table comes to the same names by another way, so that there is never a moment without the target: the staged table
/// takes the name <c>T__PREVIOUS</c>, then it and <c>T</c> take each other's. The same names exist before and after that last statement. So the
/// staged table bears a comment that says whose it is, and the comment goes with it. Renaming first and exchanging last also keeps the replaced
/// table away from the stage's name, where a staging that comes late would replace it.
/// </remarks>
internal sealed class SnowflakeSwap
{
    private readonly PublicationSwap swap;

    public SnowflakeSwap(PublicationSwap swap)
    {
        this.swap = swap;
        Steps = IsExchange(swap) ? [.. Exchanging()] : [.. swap.Moves.Select(move => new SwapStep.Rename(move))];
    }

    public Publication Publication => swap.Publication;

    public IReadOnlyList<SwapStep> Steps { get; }

    /// <summary>What the staged table's comment is while it is put into place, and stays afterwards.</summary>
    public string Mark => MarkOf(swap.Publication.Token);

    public bool Exchanges => Steps is [.., SwapStep.Exchange];

    public TableName Stage => PublicationNames.Stage(swap.Publication.Target, swap.Publication.Token);

    /// <summary>Every name that the swap may touch.</summary>
    public IEnumerable<TableName> Names => swap.Moves.SelectMany(move => new[] { move.From, move.To }).Append(Stage);

    public static string MarkOf(string token) => $"Published by Handover, operation {token}";

    /// <summary>How many of the steps have happened: the first ones, as each follows on the one before.</summary>
    public int Done(IReadOnlyDictionary<TableName, SnowflakeObject> there)
    {
        var done = 0;
        while (done < Steps.Count && HasHappened(Steps[done], there))
        {
            done++;
        }
        return done;
    }

    /// <summary>The first object that the remaining steps need and that is not there as what it has to be, or null if they can be done.</summary>
    public TableName? Missing(IReadOnlyDictionary<TableName, SnowflakeObject> there)
    {
        var kinds = there.Values.Where(found => found.IsPlain).ToDictionary(found => found.Name, found => found.IsView);
        foreach (var step in Steps.Skip(Done(there)))
        {
            foreach (var (name, isView) in Needs(step))
            {
                if (!kinds.TryGetValue(name, out var kind) || kind != isView)
                {
                    return name;
                }
            }
            if (step is SwapStep.Rename { Move: var move })
            {
                kinds.Remove(move.From);
                kinds[move.To] = move.IsView;
            }
        }
        return null;
    }

    /// <summary>Whether it cannot be told if the tables have been exchanged, because somebody has changed the comment that says so.</summary>
    public bool IsUnknown(IReadOnlyDictionary<TableName, SnowflakeObject> there) =>
        Exchanges && Done(there) == Steps.Count - 2 && !there.ContainsKey(Stage) && there.ContainsKey(Beside);

    private static IEnumerable<(TableName Name, bool IsView)> Needs(SwapStep step) => step switch
    {
        SwapStep.Rename rename => [(rename.Move.From, rename.Move.IsView)],
        SwapStep.Exchange exchange => [(exchange.Target, false), (exchange.Other, false)],
        _ => [],
    };

    private bool HasHappened(SwapStep step, IReadOnlyDictionary<TableName, SnowflakeObject> there) => step switch
    {
        SwapStep.Exchange exchange => IsMarked(exchange.Target, there),
        SwapStep.Rename { Move: var move } when Exchanges && move.From == Stage => IsMarked(move.To, there) || IsMarked(swap.Publication.Target, there),
        SwapStep.Rename rename => there.ContainsKey(rename.Move.To),
        _ => false,
    };

    private bool IsMarked(TableName name, IReadOnlyDictionary<TableName, SnowflakeObject> there) => there.TryGetValue(name, out var found) && found.Comment == Mark;

    // Where what is replaced ends up.
    private TableName Beside => swap.Moves.First(move => move.From == swap.Publication.Target).To;

    private static bool IsExchange(PublicationSwap swap) =>
        swap.Publication is { Select: not null, IsView: false } publication && swap.Moves.Any(move => move.From == publication.Target && !move.IsView);

    private IEnumerable<SwapStep> Exchanging()
    {
        var target = swap.Publication.Target;
        foreach (var move in swap.Moves.Where(move => move.From == Beside))
        {
            yield return new SwapStep.Rename(move);
        }
        yield return new SwapStep.Rename(new Move(Stage, Beside, IsView: false));
        yield return new SwapStep.Exchange(target, Beside);
    }
}
