using Handover.Core.Deployments;
using Handover.Core.Sql;

namespace Handover.Services.Warehouse;

/// <summary>
/// The statements of a publication's renames, and how many of them have happened. Snowflake commits every such statement by itself, so a crash
/// may leave any number of them done; the names that exist say how many.
/// </summary>
internal sealed class SnowflakeSwap
{
    private readonly PublicationSwap swap;
    private readonly SwapScript script;

    public SnowflakeSwap(PublicationSwap swap) => (this.swap, script) = (swap, SwapScript.Of(swap, SqlDialectKind.Snowflake));

    public Publication Publication => swap.Publication;

    public IReadOnlyList<SwapStep> Preparation => script.Preparation;

    public IReadOnlyList<SwapStep> Steps => script.Steps;

    /// <summary>What the staged table's comment is while it is put into place, and stays afterwards.</summary>
    public string Mark => SwapScript.MarkOf(swap.Publication.Token);

    public bool Exchanges => Steps is [.., SwapStep.Exchange];

    public TableName Stage => PublicationNames.Stage(swap.Publication.Target, swap.Publication.Token);

    /// <summary>Every name that the swap may touch.</summary>
    public IEnumerable<TableName> Names => swap.Moves.SelectMany(move => new[] { move.From, move.To }).Append(Stage);

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
}
