using DuckDB.NET.Data;
using DuckDB.NET.Native;
using Handover.Core.Deployments;
using Handover.Core.Sql;

namespace Handover.Services.Warehouse;

/// <summary>Builds staged objects and renames them into place. A transaction of DuckDB writes to one file, so a swap is all or none for each database.</summary>
internal sealed class DuckDbPublisher(DuckDbEngine engine, TimeSpan timeout)
{
    private static readonly PublicationStatements Statements = new(SqlDialect.DuckDb);

    public Task<StatementResult> StageAsync(StageRequest request, string select, CancellationToken cancellation)
    {
        var publication = request.Publication;
        var stage = PublicationNames.Stage(publication.Target, publication.Token);
        return engine.WriteAsync(stage.Database, session =>
        {
            var script = ScriptOf(session, request, select);
            session.Transaction(() =>
            {
                DropStage(session, stage);
                foreach (var statement in script.Statements)
                {
                    Run(session, statement);
                }
            });
            long? rows = publication.IsView ? null : DuckDbCatalog.CountRows(session, stage);
            return new StatementResult(rows, QueryId: null, script.Continues, script.FullBecause);
        }, timeout, cancellation);
    }

    public Task DropAsync(TableName table, CancellationToken cancellation) =>
        engine.WriteAsync(table.Database, session =>
        {
            new DuckDbTables(session).DropIfThere(table);
            return true;
        }, timeout, cancellation);

    public Task<Swap> PlanAsync(IReadOnlyList<Publication> publications, CancellationToken cancellation) =>
        engine.ReadAsync(session =>
        {
            var known = new DuckDbTables(session);
            var swaps = publications.Select(publication => SwapMoves.Plan(publication, known.KindOf)).ToArray();
            return new Swap(publications.Count == 0 ? "" : publications[0].Token, swaps);
        }, timeout, cancellation);

    public async Task SwapAsync(Swap swap, CancellationToken cancellation)
    {
        // Everything is looked at before the first rename, so that what is missing in the last database leaves the first one alone.
        await engine.ReadAsync(session =>
        {
            var known = new DuckDbTables(session);
            foreach (var publication in swap.Publications)
            {
                RequireReady(known, publication);
            }
            return true;
        }, timeout, cancellation);
        foreach (var database in ByDatabase(swap))
        {
            await engine.WriteAsync(database.Key, session =>
            {
                session.Transaction(() =>
                {
                    var known = new DuckDbTables(session);
                    foreach (var publication in database)
                    {
                        Swap(known, publication);
                    }
                });
                return true;
            }, timeout, cancellation);
        }
    }

    public async Task UnswapAsync(Swap swap, CancellationToken cancellation)
    {
        foreach (var database in ByDatabase(swap).Reverse())
        {
            await engine.WriteAsync(database.Key, session =>
            {
                session.Transaction(() =>
                {
                    var known = new DuckDbTables(session);
                    foreach (var publication in database.Reverse())
                    {
                        Unswap(known, publication);
                    }
                });
                return true;
            }, timeout, cancellation);
        }
    }

    /// <summary>What a run continues must still be what its SELECT gives.</summary>
    private static StageScript ScriptOf(DuckDbSession session, StageRequest request, string select)
    {
        if (!StageScript.MayContinue(request))
        {
            return StageScript.Of(request, null, [], SqlDialectKind.DuckDb);
        }
        var target = DuckDbCatalog.Describe(session, request.Publication.Target);
        return StageScript.Of(request, target is { IsView: false } ? target.Columns : null, DuckDbRows.ColumnsOf(session, select), SqlDialectKind.DuckDb);
    }

    private static void Run(DuckDbSession session, StageStatement statement)
    {
        if (statement.Violation is null)
        {
            session.Execute(statement.Sql);
        }
        else if (session.Read(statement.Sql, reader => Convert.ToInt64(reader.GetValue(0))).Single() is > 0 and var violations)
        {
            throw new WarehouseException(WarehouseFailure.DataError, $"{violations:N0} {statement.Violation}");
        }
    }

    // What is left of an earlier attempt may be of the other kind, which CREATE OR REPLACE refuses. To ask which it is lists every table of every database.
    private static void DropStage(DuckDbSession session, TableName stage)
    {
        try
        {
            session.Execute(Statements.Drop(stage, isView: false));
        }
        catch (DuckDBException view) when (view.ErrorType is DuckDBErrorType.Catalog)
        {
            session.Execute(Statements.Drop(stage, isView: true));
        }
    }

    private static void Swap(DuckDbTables known, PublicationSwap swap)
    {
        if (SwapMoves.Happened(swap, known.KindOf))
        {
            return;
        }
        RequireReady(known, swap);
        foreach (var move in swap.Moves)
        {
            known.Rename(move.From, move.To);
        }
    }

    private static void Unswap(DuckDbTables known, PublicationSwap swap)
    {
        if (!SwapMoves.Happened(swap, known.KindOf))
        {
            return;
        }
        if (swap.Publication.Select is not null)
        {
            // Left by a staging that ran once more after the swap; what is unswapped takes its name.
            known.DropIfThere(PublicationNames.Stage(swap.Publication.Target, swap.Publication.Token));
        }
        foreach (var move in swap.Moves.Reverse())
        {
            known.Rename(move.To, move.From);
        }
    }

    private static void RequireReady(DuckDbTables known, PublicationSwap swap)
    {
        if (!SwapMoves.Happened(swap, known.KindOf) && SwapMoves.Missing(swap, known.KindOf) is { } missing)
        {
            throw new WarehouseException(WarehouseFailure.NotFound,
                $"{missing} is needed to publish {swap.Publication.Target} and does not exist: stage it again, and plan the swap anew if the target was changed meanwhile.");
        }
    }

    private static IEnumerable<IGrouping<string, PublicationSwap>> ByDatabase(Swap swap) =>
        swap.Publications.GroupBy(publication => publication.Publication.Target.Database);
}
