using System.Collections.Immutable;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Deployments;

/// <summary>A statement of a staging.</summary>
/// <param name="Sql">Text in the warehouse's dialect.</param>
/// <param name="Violation">Of a check, a SELECT of one number that has to be 0: what is wrong otherwise, to follow that number. Null for what is only run.</param>
public sealed record StageStatement(string Sql, string? Violation = null);

/// <summary>The statements that build a publication under its staging name: what the warehouse runs and what plans show.</summary>
/// <param name="Continues">Whether the target's rows are continued.</param>
/// <param name="FullBecause">Why all rows are computed although it was asked to continue; null otherwise.</param>
/// <param name="Statements">In order, each committed by itself or all together; the first one begins the stage anew.</param>
/// <param name="CleanUp">What to run besides if a check fails; null for nothing.</param>
public sealed record StageScript(bool Continues, string? FullBecause, ImmutableArray<StageStatement> Statements, string? CleanUp = null)
{
    /// <summary>The statements of a request.</summary>
    /// <param name="request">What is to be staged.</param>
    /// <param name="target">The target's columns in order; null if there is no such table, a view included.</param>
    /// <param name="now">The columns of the SELECT as the warehouse says them, comparable with <paramref name="target"/>.</param>
    /// <param name="dialect">The dialect to write.</param>
    /// <exception cref="ArgumentException">The columns of the request lack one that it names.</exception>
    public static StageScript Of(StageRequest request, IReadOnlyList<Column>? target, IReadOnlyList<Column> now, SqlDialectKind dialect)
    {
        if (!MayContinue(request))
        {
            return Full(request, null, dialect);
        }

        if (target is null)
        {
            return Full(request, "the table is not there yet", dialect);
        }

        return Same(target, now) ? Continued(request, dialect) : Full(request, "its columns have changed", dialect);
    }

    /// <summary>The statements of a request whose target is as it should be: what a plan shows.</summary>
    public static StageScript Of(StageRequest request, SqlDialectKind dialect) => Of(request, request.Columns, request.Columns, dialect);

    /// <summary>Whether the target's columns matter at all.</summary>
    public static bool MayContinue(StageRequest request) =>
        request is { Continue: true, Publication: { IsView: false, Select: not null }, Materialization.Mode: not MaterializationMode.Full };

    private static StageScript Full(StageRequest request, string? because, SqlDialectKind dialect)
    {
        var publication = request.Publication;
        var select = publication.Select ?? throw new ArgumentException("What is only retired is not staged.", nameof(request));
        var statements = PublicationStatements.In(dialect);
        var stage = PublicationNames.Stage(publication.Target, publication.Token);
        // Without COPY GRANTS: a stage is new, and with it the schema's future grants would not come to a target that is new too.
        return publication.IsView
            ? new StageScript(false, because, [new StageStatement(statements.CreateView(stage, select, copyGrants: false))])
            : new StageScript(false, because, [new StageStatement(statements.CreateTable(stage, select, copyGrants: false)), .. KeyChecks(request, stage, dialect)]);
    }

    private static StageScript Continued(StageRequest request, SqlDialectKind dialect)
    {
        var publication = request.Publication;
        var stage = PublicationNames.Stage(publication.Target, publication.Token);
        var increments = new IncrementStatements(SqlDialect.Of(dialect), [.. request.Columns.Select(column => column.Name)]);
        var copy = new StageStatement(increments.Copy(publication.Target, stage));
        if (request.Materialization.Mode is MaterializationMode.Append)
        {
            return new StageScript(true, null, [copy, new StageStatement(increments.Append(stage, publication.Select!, Watermark(request)))]);
        }

        var delta = PublicationNames.Delta(publication.Target, publication.Token);
        var drop = increments.DropDelta(delta);
        return new StageScript(
            true,
            null,
            [
                copy,
                new StageStatement(increments.CreateDelta(delta, stage, publication.Select!, request.Materialization.Watermark)),
                .. KeyChecks(request, delta, dialect),
                new StageStatement(increments.Merge(stage, delta, [.. request.Materialization.Key.Distinct()])),
                new StageStatement(drop),
            ],
            drop);
    }

    private static IEnumerable<StageStatement> KeyChecks(StageRequest request, TableName rows, SqlDialectKind dialect)
    {
        if (request.Materialization is not { Mode: MaterializationMode.Merge, Key: var key })
        {
            yield break;
        }

        ValueList<string> columns = [.. key.Distinct()];
        var names = string.Join(", ", columns);
        yield return new StageStatement(
            DataTestSql.Write(new NotNullTest(columns), rows, request.Columns, null, dialect),
            $"rows have no value in the merge key ({names}). Filter them out, or choose another key.");
        yield return new StageStatement(
            DataTestSql.Write(new UniqueTest(columns), rows, request.Columns, null, dialect),
            $"values of the merge key ({names}) come more than once. Keep one row of each, with a distinct node, or choose another key.");
    }

    private static string Watermark(StageRequest request) =>
        request.Materialization.Watermark ?? throw new ArgumentException("Appending needs a watermark; the compiler has said so.", nameof(request));

    private static bool Same(IReadOnlyList<Column> there, IReadOnlyList<Column> now) =>
        there.Select(column => (column.Name, column.Type)).SequenceEqual(now.Select(column => (column.Name, column.Type)));
}
