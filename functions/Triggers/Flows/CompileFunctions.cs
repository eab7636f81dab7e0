using Handover.Core.Diagnostics;
using Handover.Core.Expressions;
using Handover.Core.Projects;
using Handover.Core.Sql;
using Handover.Services.Catalog;
using Handover.Services.Projects;
using Handover.Triggers.Catalog;
using Handover.Triggers.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handover.Triggers.Flows;

/// <summary>What the compiler says of a flow.</summary>
public sealed record DiagnosticsView(bool Valid, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>What the compiler makes of a flow that is not saved.</summary>
public sealed record CompiledView(bool Valid, IReadOnlyList<Diagnostic> Diagnostics, IReadOnlyList<CompiledNodeView> Nodes);

/// <summary>One node of it.</summary>
public sealed record CompiledNodeView(string Id, IReadOnlyList<Column> Columns);

/// <summary>The SQL of a node.</summary>
public sealed record SqlView(string Node, string Dialect, string Sql);

/// <summary>The columns of a node.</summary>
public sealed record ColumnsView(string Node, IReadOnlyList<Column> Columns, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>A function that expressions may call.</summary>
public sealed record FunctionView(
    string Name, IReadOnlyList<string> Aliases, FunctionKind Kind, FunctionCategory Category, string Signature, string Summary, string Example, string Documentation);

/// <summary>The function catalogue, in alphabetical order.</summary>
public sealed record FunctionsView(IReadOnlyList<FunctionView> Items);

/// <summary>What a flow compiles to, and its data.</summary>
public sealed class CompileFunctions(FlowService service, FlowStore flows)
{
    [Function("GetDiagnostics"), Requires(Right.See)]
    [Documented("All problems of the flow")]
    public async Task<Ok<DiagnosticsView>> Diagnostics(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{id}/diagnostics")] HttpRequest request, CancellationToken cancellation)
    {
        var compiled = await flows.CompiledAsync(request.Project().Project.FlowHash, cancellation);
        return TypedResults.Ok(new DiagnosticsView(!compiled.HasErrors, compiled.Diagnostics));
    }

    [Function("ListFunctions"), Requires(Audience.User)]
    [Documented("Every function that an expression may call")]
    public Ok<FunctionsView> Functions([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "functions")] HttpRequest request) =>
        TypedResults.Ok(new FunctionsView([.. FunctionCatalog.All.Select(function => new FunctionView(
            function.Name, function.Aliases, function.Kind, function.Category, function.Signature, function.Summary, function.Example, function.Documentation))]));

    [Function("CompileFlow"), Requires(Audience.User)]
    [Documented("Compile a flow that is not saved", Body = typeof(Core.Flows.Flow))]
    public async Task<Ok<CompiledView>> Compile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "compile")] HttpRequest request, CancellationToken cancellation)
    {
        var json = await request.ReadBytesAsync(RequestBody.FlowLimit, cancellation);
        var compiled = await service.CompileAsync(request.Caller(), json, cancellation);
        var nodes = compiled.Nodes.Select(node => new CompiledNodeView(node.Node.Id, node.Columns)).ToList();
        return TypedResults.Ok(new CompiledView(!compiled.HasErrors, compiled.Diagnostics, nodes));
    }

    [Function("GetNodeSql"), Requires(Right.See)]
    [Documented("One statement for a node, with everything upstream of it", Query = ["dialect"])]
    public async Task<Ok<SqlView>> Sql(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{id}/nodes/{node}/sql")] HttpRequest request, string node, CancellationToken cancellation)
    {
        var dialect = request.QueryText("dialect") switch
        {
            null or "snowflake" => SqlDialectKind.Snowflake,
            "duckdb" => SqlDialectKind.DuckDb,
            _ => throw Refusal.Invalid("query-invalid", "'dialect' must be snowflake or duckdb."),
        };
        var sql = await service.SqlAsync(request.Project().Project, node, dialect, cancellation);
        return TypedResults.Ok(new SqlView(node, dialect.ToString().ToLowerInvariant(), sql));
    }

    [Function("GetNodeColumns"), Requires(Right.See)]
    [Documented("The output columns of a node")]
    public async Task<Ok<ColumnsView>> Columns(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{id}/nodes/{node}/columns")] HttpRequest request, string node, CancellationToken cancellation)
    {
        var (columns, diagnostics) = await service.ColumnsAsync(request.Project().Project, node, cancellation);
        return TypedResults.Ok(new ColumnsView(node, columns, diagnostics));
    }

    [Function("PreviewNode"), Requires(Right.Preview)]
    [Documented("The first rows of a node", Query = ["limit", "role", "warehouse"])]
    public async Task<Ok<DataView>> Preview(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{id}/nodes/{node}/preview")] HttpRequest request, string node, CancellationToken cancellation)
    {
        var limit = request.QueryInt("limit", 1, Limits.PreviewRows) ?? 100;
        var data = await service.PreviewAsync(
            request.Caller(), request.Project().Project, node, limit, request.QueryText("role"), request.QueryText("warehouse"), cancellation);
        return TypedResults.Ok(DataView.Of(data));
    }
}
