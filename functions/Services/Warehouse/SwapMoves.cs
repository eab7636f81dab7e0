using Handover.Core.Deployments;
using Handover.Core.Sql;

namespace Handover.Services.Warehouse;

/// <summary>The renames of a swap, and what the names that exist say about it: pure, the same on every warehouse.</summary>
public static class SwapMoves
{
    /// <summary>The renames of one publication.</summary>
    /// <param name="publication">What is published.</param>
    /// <param name="kind">Whether an object exists: true for a view, false for a table, null if there is none.</param>
    public static PublicationSwap Plan(Publication publication, Func<TableName, bool?> kind)
    {
        var target = publication.Target;
        List<Move> moves = [];
        if (kind(PublicationNames.Previous(target)) is { } previousIsView)
        {
            moves.Add(new Move(PublicationNames.Previous(target), PublicationNames.OlderPrevious(target, publication.Token), previousIsView));
        }
        if (kind(target) is { } isView)
        {
            moves.Add(new Move(target, PublicationNames.Previous(target), isView));
        }
        if (publication.Select is not null)
        {
            moves.Add(new Move(PublicationNames.Stage(target, publication.Token), target, publication.IsView));
        }
        return new PublicationSwap(publication, moves);
    }

    /// <summary>
    /// Whether the renames have happened. They form a chain that ends at the first one's new name, which was free when the swap was planned;
    /// and as they happen together, it exists if and only if they have.
    /// </summary>
    public static bool Happened(PublicationSwap swap, Func<TableName, bool?> kind) => swap.Moves.Count > 0 && kind(swap.Moves[0].To) is not null;

    /// <summary>The first object that the renames need and that is not there, or null if they can be done.</summary>
    public static TableName? Missing(PublicationSwap swap, Func<TableName, bool?> kind) =>
        swap.Moves.Select(move => move.From).FirstOrDefault(from => kind(from) is null);
}
