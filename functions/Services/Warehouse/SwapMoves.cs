using Handover.Core.Deployments;
using Handover.Core.Sql;

namespace Handover.Services.Warehouse;

/// <summary>The names of staged and replaced objects, and what they say about a swap: pure, the same on every warehouse.</summary>
public static class SwapMoves
{
    /// <summary>Where a publication is built.</summary>
    public static TableName Stage(TableName target, string token) => target with { Name = $"{target.Name}__STAGE_{token}" };

    /// <summary>Where the object that a publication replaces stays.</summary>
    public static TableName Previous(TableName target) => target with { Name = $"{target.Name}__PREVIOUS" };

    /// <summary>Where the object replaced before that stays until the operation is over.</summary>
    public static TableName Displaced(TableName target, string token) => target with { Name = $"{target.Name}__PREVIOUS_{token}" };

    /// <summary>Refuses a token that is not 8 to 32 characters A-Z, 0-9.</summary>
    public static void RequireToken(string token)
    {
        if (token.Length is < 8 or > 32 || !token.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter)))
        {
            throw new ArgumentException("A token is 8 to 32 characters A-Z, 0-9.", nameof(token));
        }
    }

    /// <summary>The renames of one publication.</summary>
    /// <param name="publication">What is published.</param>
    /// <param name="kind">Whether an object exists: true for a view, false for a table, null if there is none.</param>
    public static PublicationSwap Plan(Publication publication, Func<TableName, bool?> kind)
    {
        var target = publication.Target;
        List<Move> moves = [];
        if (kind(Previous(target)) is { } previousIsView)
        {
            moves.Add(new Move(Previous(target), Displaced(target, publication.Token), previousIsView));
        }
        if (kind(target) is { } isView)
        {
            moves.Add(new Move(target, Previous(target), isView));
        }
        if (publication.Select is not null)
        {
            moves.Add(new Move(Stage(target, publication.Token), target, publication.IsView));
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
