using Handover.Core.Sql;

namespace Handover.Core.Deployments;

/// <summary>One object that an operation publishes: built beside the target first, then renamed into place.</summary>
/// <param name="Target">Where it ends up.</param>
/// <param name="IsView">View or table.</param>
/// <param name="Role">Role that owns and writes it.</param>
/// <param name="Warehouse">Virtual warehouse that computes it.</param>
/// <param name="Select">The full SELECT in the warehouse's dialect, for a target that is created or replaced; null for one that is only retired.</param>
/// <param name="Token">Names this operation's staging objects (<c>T__STAGE_{token}</c>); 8..32 characters A-Z, 0-9.</param>
public sealed record Publication(TableName Target, bool IsView, string Role, string Warehouse, string? Select, string Token);

/// <summary>A rename, part of a swap.</summary>
/// <param name="From">The object that moves.</param>
/// <param name="To">Its new name in the same schema.</param>
/// <param name="IsView">View or table.</param>
public sealed record Move(TableName From, TableName To, bool IsView);

/// <summary>The renames of one publication; see <see cref="Swap"/>.</summary>
/// <param name="Publication">What is published.</param>
/// <param name="Moves">The renames in order.</param>
public sealed record PublicationSwap(Publication Publication, IReadOnlyList<Move> Moves);

/// <summary>
/// The renames that put one operation's staged objects into place, computed once and kept, so that doing it, doing it again after a crash,
/// and undoing it all speak of the same thing. For each publication in order: <c>T__PREVIOUS</c> to <c>T__PREVIOUS_{token}</c> (if there),
/// <c>T</c> to <c>T__PREVIOUS</c> (if there), <c>T__STAGE_{token}</c> to <c>T</c> (unless it is retired).
/// </summary>
/// <param name="Token">The operation's token.</param>
/// <param name="Publications">In order.</param>
public sealed record Swap(string Token, IReadOnlyList<PublicationSwap> Publications);
