using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Deployments;

/// <summary>What is to be staged, and from what.</summary>
/// <param name="Publication">What is built, and where it ends up.</param>
public sealed record StageRequest(Publication Publication)
{
    /// <summary>How rows are brought up to date. A key is checked in a full build too, as later runs go by it.</summary>
    public Materialization Materialization { get; init; } = Materialization.Full;

    /// <summary>The publication's output columns; needed for everything but a full materialisation.</summary>
    public IReadOnlyList<Column> Columns { get; init; } = [];

    /// <summary>
    /// Whether to continue from the target's rows, as a scheduled run does, where that can be done; else all rows are computed, as a deploy
    /// does. Either way the stage begins anew, so a staging that is repeated never takes a row twice.
    /// </summary>
    public bool Continue { get; init; }

    /// <summary>What the staging said of itself when it was last asked for and had not ended; null if it is to begin.</summary>
    public string? Running { get; init; }

    /// <summary>A publication that is built in full.</summary>
    public static implicit operator StageRequest(Publication publication) => new(publication);
}
