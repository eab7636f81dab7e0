using System.Text;
using System.Text.Json;
using Handover.Core.Diagnostics;
using Handover.Core.Governance;
using Handover.Core.Projects;
using Handover.Services.Projects;
using Handover.Triggers.Http;
using Handover.Triggers.Projects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handover.Triggers.Governance;

/// <summary>Who did what, when.</summary>
public sealed class AuditFunctions(ProjectStore projects)
{
    private const int ExportPage = 500;
    private const string Csv = "text/csv";
    private const string JsonLines = "application/x-ndjson";

    [Function("ReadAudit"), Requires(Audience.User)]
    [Documented(
        "A project's audit, newest first, or with project=workspace what administrators changed for all; whole as CSV or JSON lines where Accept or 'format' asks for it",
        Query = ["!project", "user", "action", "from", "to", "limit", "continuation", "format"], Answer = typeof(ListView<AuditEntry>))]
    public async Task<IResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "audit")] HttpRequest request, CancellationToken cancellation)
    {
        var id = request.QueryText("project") ?? throw Refusal.Invalid("query-invalid", "Name the project whose audit you want: ?project=…; the word workspace is what administrators change for all.");
        var found = await projects.FindAsync(id, cancellation);
        var user = request.Caller().User;
        if (found is null ? !user.IsAdministrator || (id != WorkspaceAudit.Id && !await projects.IsPurgedAsync(id, cancellation)) : !Access.Allows(user, found.Project, Right.See))
        {
            throw Refusal.NotFound("project", id);
        }

        var filter = new AuditFilter(request.QueryText("user"), request.QueryTime("from"), request.QueryTime("to"), request.QueryText("action"));
        switch (FormatOf(request))
        {
            case Csv:
                return Export(request, id, filter, Csv, "csv", AuditExport.CsvHeader, AuditExport.CsvLine);
            case JsonLines:
                return Export(request, id, filter, JsonLines, "jsonl", "", entry => JsonSerializer.Serialize(entry, Services.HandoverJson.Options) + "\n");
            default:
                var (limit, continuation) = request.Paging();
                return TypedResults.Ok(ListView.Of(await projects.AuditAsync(id, filter, limit, continuation, cancellation)));
        }
    }

    [Function("VerifyAudit"), Requires(Right.Manage, IncludeDeleted = true, IncludePurged = true)]
    [Documented("Check that the project's audit is the unbroken chain that it was written as")]
    public async Task<Ok<AuditVerdict>> Verify(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{id}/audit/verify")] HttpRequest request, string id, CancellationToken cancellation) =>
        TypedResults.Ok(await projects.VerifyAuditAsync(id, cancellation));

    private IResult Export(
        HttpRequest request, string project, AuditFilter filter, string type, string extension, string first, Func<AuditEntry, string> line)
    {
        request.HttpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"audit-{project}.{extension}\"";
        var cancellation = request.HttpContext.RequestAborted;
        return Results.Stream(
            async body =>
            {
                await body.WriteAsync(Encoding.UTF8.GetBytes(first), cancellation);
                string? continuation = null;
                do
                {
                    var page = await projects.AuditAsync(project, filter, ExportPage, continuation, cancellation);
                    await body.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(page.Items.Select(line))), cancellation);
                    continuation = page.Continuation;
                }
                while (continuation is not null);
            },
            type);
    }

    private static string? FormatOf(HttpRequest request) => request.QueryText("format") switch
    {
        "csv" => Csv,
        "jsonl" => JsonLines,
        "json" => null,
        null => request.GetTypedHeaders().Accept.Select(accepted => accepted.MediaType.Value).FirstOrDefault() switch
        {
            Csv => Csv,
            JsonLines or "application/jsonl" => JsonLines,
            _ => null,
        },
        _ => throw Refusal.Invalid("query-invalid", "'format' must be json, csv or jsonl."),
    };
}
