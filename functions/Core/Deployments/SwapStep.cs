using System.Collections.Immutable;
using Handover.Core.Sql;

namespace Handover.Core.Deployments;

/// <summary>One statement of a swap.</summary>
public abstract record SwapStep
{
    private SwapStep()
    {
    }

    /// <summary>An object takes a name that is free.</summary>
    /// <param name="Move">The rename.</param>
    public sealed record Rename(Move Move) : SwapStep;

    /// <summary>Two tables take each other's name.</summary>
    /// <param name="Target">One.</param>
    /// <param name="Other">The other.</param>
    public sealed record Exchange(TableName Target, TableName Other) : SwapStep;

    /// <summary>An object's comment says whose it is.</summary>
    /// <param name="Name">The object.</param>
    /// <param name="Text">The comment.</param>
    public sealed record Mark(TableName Name, string Text) : SwapStep;

    /// <summary>What is granted on one object is granted on another, and nothing else is.</summary>
    /// <param name="From">The object that is replaced.</param>
    /// <param name="FromIsView">View or table.</param>
    /// <param name="To">The object that replaces it.</param>
    /// <param name="ToIsView">View or table.</param>
    public sealed record CarryGrants(TableName From, bool FromIsView, TableName To, bool ToIsView) : SwapStep;
}

/// <summary>The statements that a swap of one publication consists of: what the warehouse runs and what plans show.</summary>
/// <remarks>
/// On Snowflake a table that replaces a table comes to the same names by another way than by renames alone, so that there is never a moment
/// without the target: the staged table takes the name <c>T__PREVIOUS</c>, then it and <c>T</c> take each other's. The same names exist before
/// and after that last statement. So the staged table bears a comment that says whose it is, and the comment goes with it. Renaming first and
/// exchanging last also keeps the replaced table away from the stage's name, where a staging that comes late would replace it.
/// </remarks>
/// <param name="Preparation">What happens to the staged object before the first name changes; can be done again.</param>
/// <param name="Steps">The changes of names, each following on the one before.</param>
public sealed record SwapScript(ImmutableArray<SwapStep> Preparation, ImmutableArray<SwapStep> Steps)
{
    /// <summary>The statements of a swap in a dialect.</summary>
    public static SwapScript Of(PublicationSwap swap, SqlDialectKind dialect)
    {
        if (dialect is not SqlDialectKind.Snowflake)
        {
            return new SwapScript([], Renames(swap));
        }

        var exchanges = IsExchange(swap);
        return new SwapScript([.. Prepare(swap, exchanges)], exchanges ? Exchanging(swap) : Renames(swap));
    }

    /// <summary>The comment of a table that an operation publishes.</summary>
    public static string MarkOf(string token) => $"Published by Handover, operation {token}";

    /// <summary>The statements that do it, for people to read.</summary>
    public IEnumerable<string> Texts(SqlDialectKind dialect) => Preparation.Concat(Steps).SelectMany(step => Explain(step, dialect));

    /// <summary>The statements that undo it, for people to read.</summary>
    public IEnumerable<string> UndoTexts(SqlDialectKind dialect) => Steps.Reverse().Select(step => Undo(step, dialect));

    /// <summary>The statement of a step that consists of one.</summary>
    public static string Do(SwapStep step, SqlDialectKind dialect) => step switch
    {
        SwapStep.Rename { Move: var move } => PublicationStatements.In(dialect).Rename(move.From, move.To, move.IsView),
        SwapStep.Exchange exchange => SnowflakeStatements.Exchange(exchange.Target, exchange.Other),
        SwapStep.Mark mark => PublicationStatements.In(dialect).Comment(mark.Name, isView: false, mark.Text),
        _ => throw new ArgumentException($"{step} is more than a statement.", nameof(step)),
    };

    /// <summary>The statement that undoes a change of names.</summary>
    public static string Undo(SwapStep step, SqlDialectKind dialect) => step switch
    {
        SwapStep.Rename { Move: var move } => PublicationStatements.In(dialect).Rename(move.To, move.From, move.IsView),
        SwapStep.Exchange => Do(step, dialect),
        _ => throw new ArgumentException($"{step} changes no name.", nameof(step)),
    };

    // Who is granted what is Snowflake's to say when the swap comes: so the plan shows what is asked, and says what follows from the answer.
    private static IEnumerable<string> Explain(SwapStep step, SqlDialectKind dialect) => step is SwapStep.CarryGrants carry
        ?
        [
            SnowflakeGrantStatements.Show(carry.From, carry.FromIsView),
            "-- What the first has and the second lacks is then granted on the second, and what only the second has is revoked from it.\n"
                + SnowflakeGrantStatements.Show(carry.To, carry.ToIsView),
        ]
        : [Do(step, dialect)];

    private static IEnumerable<SwapStep> Prepare(PublicationSwap swap, bool exchanges)
    {
        var publication = swap.Publication;
        if (publication.Select is null)
        {
            yield break;
        }

        var stage = PublicationNames.Stage(publication.Target, publication.Token);
        if (swap.Moves.FirstOrDefault(move => move.From == publication.Target) is { } replaced)
        {
            yield return new SwapStep.CarryGrants(publication.Target, replaced.IsView, stage, publication.IsView);
        }

        if (exchanges)
        {
            yield return new SwapStep.Mark(stage, MarkOf(publication.Token));
        }
    }

    private static ImmutableArray<SwapStep> Renames(PublicationSwap swap) => [.. swap.Moves.Select(move => new SwapStep.Rename(move))];

    private static bool IsExchange(PublicationSwap swap) =>
        swap.Publication is { Select: not null, IsView: false } publication && swap.Moves.Any(move => move.From == publication.Target && !move.IsView);

    private static ImmutableArray<SwapStep> Exchanging(PublicationSwap swap)
    {
        var target = swap.Publication.Target;
        // A deploy puts what it replaces at T__PREVIOUS, a run beside that.
        var previous = swap.Moves.First(move => move.From == target).To;
        return
        [
            .. swap.Moves.Where(move => move.From == previous).Select(move => new SwapStep.Rename(move)),
            new SwapStep.Rename(new Move(PublicationNames.Stage(target, swap.Publication.Token), previous, IsView: false)),
            new SwapStep.Exchange(target, previous),
        ];
    }
}
