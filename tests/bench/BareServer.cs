using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Handover.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Handover.Bench;

/// <summary>
/// What a read and a save of a flow cost at least: bare ASP.NET Core endpoints that make the storage calls that Handover makes for them, and
/// do nothing else. Runs as a process of its own, as Handover does.
/// </summary>
internal static class BareServer
{
    public static async Task RunAsync(string storage, string address)
    {
        var table = new TableClient(storage, AzuriteFixture.UniqueName("bare"));
        await table.CreateAsync();
        var blobs = new BlobContainerClient(storage, AzuriteFixture.UniqueName("bare"));
        await blobs.CreateAsync();
        await table.UpsertEntityAsync(Row("workspace", "user", 200));
        var flow = new byte[3000];

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        var app = builder.Build();
        app.MapGet("/{id}", async (string id) =>
        {
            await table.GetEntityAsync<TableEntity>("workspace", "user");
            await table.GetEntityAsync<TableEntity>(id, "project");
            return Results.Bytes(flow, "application/json");
        });
        app.MapPut("/{id}", async (string id, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            await table.GetEntityAsync<TableEntity>("workspace", "user");
            var project = await table.GetEntityIfExistsAsync<TableEntity>(id, "project");
            await Task.WhenAll(PutAsync(blobs, body.ToArray()), PutAsync(blobs, body.ToArray()), table.UpsertEntityAsync(Row("reads", id, 200)));
            await table.GetEntityIfExistsAsync<TableEntity>(id, "claim");
            var write = Guid.NewGuid().ToString("N");
            var next = Row(id, "project", 1500);
            await table.SubmitTransactionAsync(
            [
                project.HasValue ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, next, project.Value!.ETag) : new(TableTransactionActionType.Add, next),
                new(TableTransactionActionType.Add, Row(id, "audit" + write, 600)),
                new(TableTransactionActionType.Add, Row(id, "revision" + write, 300)),
            ]);
            await table.GetEntityIfExistsAsync<TableEntity>("index", id);
            await table.UpsertEntityAsync(Row("index", id, 1500));
            return Results.Ok();
        });
        Console.WriteLine("Ready");
        await app.RunAsync();
    }

    private static TableEntity Row(string partition, string row, int length) => new(partition, row) { ["Json"] = new string('x', length) };

    private static async Task PutAsync(BlobContainerClient blobs, byte[] content) => await blobs.GetBlobClient(Guid.NewGuid().ToString("N"))
        .UploadAsync(new BinaryData(content), new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = Azure.ETag.All } });
}
