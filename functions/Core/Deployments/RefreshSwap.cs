using Handover.Core.Sql;

namespace Handover.Core.Deployments;

/// <summary>The renames of a run, which computes a table anew and leaves its definition.</summary>
public static class RefreshSwap
{
    /// <summary>
    /// The renames of a deploy, without touching <c>T__PREVIOUS</c>: that is what the version before was, and taking a deploy or a promotion
    /// back needs it. What a run replaces stands aside as <c>T__PREVIOUS_{token}</c> until the run is recorded.
    /// </summary>
    public static PublicationSwap Of(PublicationSwap deploy)
    {
        var target = deploy.Publication.Target;
        var aside = Aside(deploy.Publication);
        return deploy with
        {
            Moves = [.. deploy.Moves.Where(move => move.To != aside).Select(move => move.From == target ? move with { To = aside } : move)],
        };
    }

    /// <summary>Where a run puts what it replaces.</summary>
    public static TableName Aside(Publication publication) => PublicationNames.OlderPrevious(publication.Target, publication.Token);
}
