using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Handover.Testing;

namespace Handover.Api.Tests;

/// <summary>Lineage, the handover pack, the audit and backups, from outside.</summary>
public sealed class GovernanceTests(Installation installation) : IClassFixture<Installation>
{
    [Fact]
    public async Task A_column_is_followed_to_its_source_and_on_into_the_project_that_reads_it()
    {
        var analyst = await installation.AnalystAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        await analyst.FollowAsync((await analyst.PostAsync($"projects/{id}/deploy", new { nodes = new[] { "out_table" } })).Expect(202).Location);
        var reader = await ReaderAsync(analyst, table);

        var down = (await analyst.GetAsync($"projects/{id}/lineage?node=airports&column=STATE")).Expect(200).Body;
        Assert.Equal(["STATE", "STATE"], down["downstream"]!["published"]!.AsArray().Select(one => one!["column"]!.GetValue<string>()));
        var foreign = Assert.Single(down["downstreamProjects"]!.AsArray())!;
        Assert.Equal((reader, "again"), (foreign["project"]!.GetValue<string>(), foreign["node"]!.GetValue<string>()));

        var up = (await analyst.GetAsync($"projects/{reader}/lineage?node=big&column=STATE")).Expect(200).Body;
        Assert.Equal(table, up["upstream"]!["sources"]![0]!["table"]!["name"]!.GetValue<string>());
        var writer = Assert.Single(up["upstreamProjects"]!.AsArray())!;
        Assert.Equal((id, "out_table"), (writer["project"]!.GetValue<string>(), writer["node"]!.GetValue<string>()));
        Assert.Equal("AIRPORTS", writer["upstream"]!["sources"]![0]!["table"]!["name"]!.GetValue<string>());

        // The column that is deployed, asked for at the deployment, leads to the same reader.
        var deployed = (await analyst.GetAsync($"projects/{id}/lineage?node=out_table&column=STATE")).Expect(200).Body;
        Assert.Equal([reader], deployed["downstreamProjects"]!.AsArray().Select(one => one!["project"]!.GetValue<string>()));

        var columns = (await analyst.GetAsync($"projects/{id}/lineage?node=by_state")).Expect(200).Body["columns"]!.AsArray();
        Assert.Equal(["STATE", "AIRPORTS"], columns.Select(one => one!["column"]!["column"]!.GetValue<string>()));
        (await analyst.GetAsync($"projects/{id}/lineage")).ExpectProblem(400, "query-invalid");
        (await analyst.GetAsync($"projects/{id}/lineage?node=none")).ExpectProblem(404, "node-not-found");
        (await analyst.GetAsync($"projects/{id}/lineage?node=airports&column=NONE")).ExpectProblem(404, "column-not-found");
    }

    [Fact]
    public async Task A_project_that_reads_what_it_writes_is_followed_through_its_own_table()
    {
        var analyst = await installation.AnalystAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        await analyst.FollowAsync((await analyst.PostAsync($"projects/{id}/deploy", new { nodes = new[] { "out_table" } })).Expect(202).Location);
        var flow = Sample.SmallFlow(table);
        flow["nodes"]!.AsArray().Add(JsonNode.Parse($$"""{ "id": "again", "kind": "source", "table": { "database": "ANALYTICS_DEV", "schema": "MARTS", "name": "{{table}}" } }"""));
        flow["nodes"]!.AsArray().Add(JsonNode.Parse("""{ "id": "big", "kind": "filter", "input": "again", "where": "AIRPORTS > 1" }"""));
        await Sample.SaveAsync(analyst, id, flow);

        var up = (await analyst.GetAsync($"projects/{id}/lineage?node=big&column=STATE")).Expect(200).Body;
        var writer = Assert.Single(up["upstreamProjects"]!.AsArray())!;
        Assert.Equal((id, "out_table"), (writer["project"]!.GetValue<string>(), writer["node"]!.GetValue<string>()));
        var down = (await analyst.GetAsync($"projects/{id}/lineage?node=airports&column=STATE")).Expect(200).Body;
        Assert.Equal([(id, "again")], down["downstreamProjects"]!.AsArray().Select(one => (one!["project"]!.GetValue<string>(), one["node"]!.GetValue<string>())));
    }

    [Fact]
    public async Task A_project_that_the_caller_may_not_see_is_a_project_without_a_name()
    {
        var analyst = await installation.AnalystAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        await analyst.FollowAsync((await analyst.PostAsync($"projects/{id}/deploy", new { nodes = new[] { "out_table" } })).Expect(202).Location);
        var stranger = await installation.StrangerAsync();
        var own = await ReaderAsync(stranger, table);
        var answer = (await stranger.GetAsync($"projects/{own}/lineage?node=big&column=STATE")).Expect(200);
        var hidden = Assert.Single(answer.Body["upstreamProjects"]!.AsArray())!;
        Assert.Equal("a project you may not see", hidden["name"]!.GetValue<string>());
        Assert.DoesNotContain(id, Encoding.UTF8.GetString(answer.Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_handover_pack_holds_everything_and_fits_its_manifest()
    {
        var analyst = await installation.AnalystAsync();
        var id = await Sample.FlightPunctualityAsync(analyst);
        var pack = (await analyst.GetAsync($"projects/{id}/handover")).Expect(200);
        Assert.Equal("application/zip", pack.ContentType);
        var files = Unzip(pack.Bytes);
        var manifest = Encoding.UTF8.GetString(files["MANIFEST.sha256"]).Split('\n', StringSplitOptions.RemoveEmptyEntries).ToDictionary(line => line[66..], line => line[..64]);
        Assert.Equal(files.Keys.Where(name => name != "MANIFEST.sha256").Order(), manifest.Keys.Order());
        Assert.All(manifest, entry => Assert.Equal(entry.Value, Convert.ToHexStringLower(SHA256.HashData(files[entry.Key]))));
        Assert.Equal((await analyst.GetAsync($"projects/{id}")).Expect(200).Text("flowHash"), manifest["flow.json"]);
        Assert.Superset(new HashSet<string>(["README.md", "documentation.html", "documentation.md", "flow.json", "flow.svg", "lineage.json", "dbt/dbt_project.yml", "dbt/models/schema.yml"]), files.Keys.ToHashSet());
        Assert.Contains(files.Keys, name => name.StartsWith("sql/", StringComparison.Ordinal));
        Assert.Equal(pack.Bytes, (await analyst.GetAsync($"projects/{id}/handover")).Bytes);
    }

    [Fact]
    public async Task The_audit_tells_what_changed_from_where_is_whole_and_leaves_as_csv_and_json_lines()
    {
        var analyst = await installation.AnalystAsync();
        var (id, _) = await Sample.SmallAsync(analyst);
        var etag = (await analyst.GetAsync($"projects/{id}")).ETag;
        (await analyst.PatchAsync($"projects/{id}", new { name = "=HYPERLINK(1)" }, etag)).Expect(200);
        var items = (await analyst.GetAsync($"audit?project={id}")).Expect(200).Items;
        Assert.Equal("=HYPERLINK(1)", items[0]!["changes"]!["name"]!["after"]!.GetValue<string>());
        Assert.NotNull(items[0]!["client"]!["address"]);
        Assert.Equal(items.Count, items[0]!["sequence"]!.GetValue<int>());

        Assert.Equal("project-changed", Assert.Single((await analyst.GetAsync($"audit?project={id}&action=project-changed")).Expect(200).Items)!["action"]!.GetValue<string>());
        Assert.Empty((await analyst.GetAsync($"audit?project={id}&action=nothing-of-the-kind")).Expect(200).Items);
        var chosen = (await analyst.GetAsync($"audit?project={id}&action=project-changed&format=jsonl")).Expect(200);
        Assert.Contains("project-changed", Assert.Single(Encoding.UTF8.GetString(chosen.Bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);

        var verdict = (await analyst.GetAsync($"projects/{id}/audit/verify")).Expect(200).Body;
        Assert.True(verdict["valid"]!.GetValue<bool>());
        Assert.Equal(items[0]!["hash"]!.GetValue<string>(), verdict["hash"]!.GetValue<string>());
        (await (await installation.ReviewerAsync()).GetAsync($"projects/{id}/audit/verify")).ExpectProblem(403, "project-right-missing");

        var csv = (await analyst.GetAsync($"audit?project={id}&format=csv")).Expect(200);
        Assert.Equal("text/csv", csv.ContentType);
        Assert.Equal(items.Count + 1, Encoding.UTF8.GetString(csv.Bytes).TrimEnd().Split("\r\n").Length);
        var lines = (await analyst.GetAsync($"audit?project={id}&format=jsonl")).Expect(200);
        Assert.Equal("application/x-ndjson", lines.ContentType);
        var parsed = Encoding.UTF8.GetString(lines.Bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!["hash"]!.GetValue<string>());
        Assert.Equal(items.Select(item => item!["hash"]!.GetValue<string>()), parsed);
        (await analyst.GetAsync($"audit?project={id}&format=xml")).ExpectProblem(400, "query-invalid");
    }

    [Fact]
    public async Task A_schedule_that_changes_is_audited_with_what_it_was()
    {
        var analyst = await installation.AnalystAsync();
        var (id, _) = await Sample.SmallAsync(analyst);
        await analyst.FollowAsync((await analyst.PostAsync($"projects/{id}/deploy", new { nodes = new[] { "out_table" } })).Expect(202).Location);
        var path = $"projects/{id}/deployments/out_table/schedule";
        var first = (await analyst.PutAsync(path, new { cron = "0 6 * * *" }, null)).Expect(200);
        (await analyst.PutAsync(path, new { cron = "0 7 * * *" }, first.ETag)).Expect(200);
        var change = (await analyst.GetAsync($"audit?project={id}")).Expect(200).Items[0]!["changes"]!["schedule"]!;
        Assert.Contains("0 6 * * *", change["before"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("0 7 * * *", change["after"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_administrators_change_for_all_is_a_chain_of_its_own_that_only_they_read()
    {
        var administrator = await installation.AdministratorAsync();
        var environment = AzuriteFixture.UniqueName("e").ToLowerInvariant();
        var path = $"environments/{environment}";
        (await administrator.PostAsync("environments", new
        {
            id = environment,
            name = "Test",
            role = "ANALYST_DEV",
            warehouse = "DEV_WH",
            target = new { database = "ANALYTICS_DEV" },
            policies = new { approvals = 2 },
        })).Expect(201);
        var added = (await administrator.GetAsync(path)).Expect(200);
        var lax = added.Body;
        lax["policies"]!["approvals"] = 0;
        (await administrator.PutAsync(path, lax.ToJsonString(), added.ETag)).Expect(200);
        (await administrator.SendAsync(HttpMethod.Delete, path, null, (await administrator.GetAsync(path)).ETag)).Expect(204);

        var entries = (await administrator.GetAsync("audit?project=workspace&user=admin@example.com")).Expect(200).Items
            .Where(entry => entry!["summary"]!.GetValue<string>().EndsWith(environment, StringComparison.Ordinal)).ToList();
        Assert.Equal(["environment-removed", "environment-changed", "environment-added"], entries.Select(entry => entry!["action"]!.GetValue<string>()));
        var change = Assert.Single(entries[1]!["changes"]!.AsObject());
        Assert.Equal(("policies.approvals", "2", "0"), (change.Key, change.Value!["before"]!.GetValue<string>(), change.Value["after"]!.GetValue<string>()));
        Assert.True((await administrator.GetAsync("projects/workspace/audit/verify")).Expect(200).Body["valid"]!.GetValue<bool>());
        (await (await installation.AnalystAsync()).GetAsync("audit?project=workspace")).ExpectProblem(404, "project-not-found");
    }

    [Fact]
    public async Task A_backup_comes_back_as_a_new_revision_and_as_a_new_project_with_its_history()
    {
        var analyst = await installation.AnalystAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        var before = (await analyst.GetAsync($"projects/{id}/flow")).Expect(200);
        var backup = (await analyst.PostAsync("backups", new { project = id })).Expect(201).Text("id");
        Assert.Equal(backup, (await analyst.GetAsync($"backups?project={id}")).Expect(200).Items[0]!["id"]!.GetValue<string>());
        await Sample.SaveAsync(analyst, id, Sample.SmallFlow(table, "COUNT(DISTINCT CITY)"));

        var path = $"backups/{backup}/restore";
        (await analyst.PostAsync(path, new { into = "same" })).ExpectProblem(428, "if-match-missing");
        (await analyst.SendAsync(HttpMethod.Post, path, new { into = "same" }, before.ETag)).ExpectProblem(412, "etag-stale");
        (await (await installation.ReviewerAsync()).PostAsync(path, new { into = "new" })).ExpectProblem(403, "project-right-missing");
        (await (await installation.StrangerAsync()).PostAsync(path, new { into = "new" })).ExpectProblem(404, "backup-not-found");
        var revision = (await analyst.GetAsync($"projects/{id}")).Body["revision"]!.GetValue<int>();
        var now = (await analyst.GetAsync($"projects/{id}/flow")).ETag;
        var same = (await analyst.SendAsync(HttpMethod.Post, path, new { into = "same" }, now)).Expect(200).Body;
        Assert.Equal(revision + 1, same["revision"]!.GetValue<int>());
        Assert.Equal(before.Bytes, (await analyst.GetAsync($"projects/{id}/flow")).Bytes);
        Assert.Equal("backup-restored", (await analyst.GetAsync($"audit?project={id}")).Items[0]!["action"]!.GetValue<string>());

        var made = (await analyst.PostAsync(path, new { into = "new", name = "From the backup" })).Expect(200);
        var other = made.Text("id");
        Assert.NotEqual(id, other);
        var revisions = (await analyst.GetAsync($"projects/{other}/revisions")).Expect(200).Items;
        Assert.Equal([3, 2, 1], revisions.Select(one => one!["number"]!.GetValue<int>()));
        Assert.StartsWith("Restored backup", revisions[0]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        var flow = (await analyst.GetAsync($"projects/{other}/flow")).Body;
        var deployments = flow["nodes"]!.AsArray().Where(node => node!["kind"]!.GetValue<string>() == "deployment").ToList();
        Assert.Equal(2, deployments.Count);
        Assert.All(deployments, node => Assert.Null(node!["target"]));
        Assert.True((await analyst.GetAsync($"projects/{other}/audit/verify")).Body["valid"]!.GetValue<bool>());
        (await analyst.GetAsync($"projects/{other}/revisions/1")).Expect(200);
    }

    [Fact]
    public async Task A_backup_brings_the_Deployment_History_into_a_new_project_where_it_goes_on()
    {
        var analyst = await installation.AnalystAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        await DeployAsync();
        await Sample.SaveAsync(analyst, id, Sample.SmallFlow(table, "COUNT(DISTINCT CITY)"));
        await DeployAsync();
        var backup = (await analyst.PostAsync("backups", new { project = id })).Expect(201).Text("id");
        var other = (await analyst.PostAsync($"backups/{backup}/restore", new { into = "new" })).Expect(200).Text("id");

        var versions = (await analyst.GetAsync($"projects/{other}/deployments/out_table/versions")).Expect(200).Items;
        Assert.Equal([2, 1], versions.Select(version => version!["number"]!.GetValue<int>()));
        var then = (await analyst.GetAsync($"projects/{id}/deployments/out_table/versions")).Expect(200).Items;
        Assert.Equal(then.Select(version => version!["sql"]?.GetValue<string>()), versions.Select(version => version!["sql"]?.GetValue<string>()));
        // The old project still writes that table.
        (await analyst.PostAsync($"projects/{other}/deployments/out_table/versions/1/restore")).ExpectProblem(409, "target-taken");
        var report = (await (await installation.AdministratorAsync()).GetAsync($"verify?project={other}")).Expect(200).Body;
        Assert.Empty(report["violations"]!.AsArray());

        async Task DeployAsync() =>
            await analyst.FollowAsync((await analyst.PostAsync($"projects/{id}/deploy", new { nodes = new[] { "out_table" } })).Expect(202).Location);
    }

    [Fact]
    public async Task A_promotion_backs_up_its_source_and_its_pack_has_the_plan()
    {
        var analyst = await installation.AnalystAsync();
        var (id, _) = await Sample.SmallAsync(analyst);
        (await analyst.PutAsync($"projects/{id}/annotation", new { description = "About airports", tags = new[] { "airports" } }, "*")).Expect(200);
        var (promotion, location, _) = await Sample.PromoteAsync(analyst, await installation.ReviewerAsync(), id);
        Assert.Equal("succeeded", (await analyst.FollowAsync(location))["status"]!.GetValue<string>());
        var backups = (await analyst.GetAsync($"backups?project={id}")).Expect(200).Items;
        Assert.Equal("promotion", Assert.Single(backups)!["reason"]!.GetValue<string>());
        var files = Unzip((await analyst.GetAsync($"promotions/{promotion}/handover")).Expect(200).Bytes);
        // A first promotion brings along what the project is about, and its pack says so.
        var target = (await analyst.GetAsync($"promotions/{promotion}")).Expect(200).Text("targetProject");
        Assert.Equal("About airports", (await analyst.GetAsync($"projects/{target}")).Expect(200).Text("description"));
        Assert.Contains("About airports", Encoding.UTF8.GetString(files["documentation.md"]), StringComparison.Ordinal);
        Assert.Superset(new HashSet<string>(["plan.json", "flow.json", "sql/out_table.sql", "ddl/out_view.sql", "grants/out_table.sql", "dbt/models/out_table.sql"]), files.Keys.ToHashSet());
    }

    private static Dictionary<string, byte[]> Unzip(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var content = new MemoryStream();
            using var body = entry.Open();
            body.CopyTo(content);
            return content.ToArray();
        });
    }

    [Fact]
    public async Task An_administrator_sees_whether_everything_fits_together()
    {
        var analyst = await installation.AnalystAsync();
        var (id, _) = await Sample.SmallAsync(analyst);
        await analyst.FollowAsync((await analyst.PostAsync($"projects/{id}/deploy")).Expect(202).Location);
        (await analyst.GetAsync("verify")).ExpectProblem(403, "administrator-required");
        var administrator = await installation.AdministratorAsync();
        (await administrator.GetAsync("verify?project=p-nothing")).ExpectProblem(404, "project-not-found");
        var report = (await administrator.GetAsync($"verify?project={id}")).Expect(200).Body;
        Assert.Empty(report["violations"]!.AsArray());
        Assert.True(report["whole"]!.GetValue<bool>());
        Assert.Equal((1, 2), (report["looked"]!["projects"]!.GetValue<int>(), report["looked"]!["tables"]!.GetValue<int>()));
    }

    /// <summary>A project of its own that reads a deployed table.</summary>
    private static async Task<string> ReaderAsync(Api owner, string table)
    {
        var id = (await owner.PostAsync("projects", new { name = "Reads " + table, environment = "development" })).Expect(201).Text("id");
        await Sample.SaveAsync(owner, id, JsonNode.Parse($$"""
            { "$schema": "handover/flow/1", "groups": [], "explorations": [], "nodes": [
              { "id": "again", "kind": "source", "table": { "database": "ANALYTICS_DEV", "schema": "MARTS", "name": "{{table}}" } },
              { "id": "big", "kind": "filter", "input": "again", "where": "AIRPORTS > 1" } ] }
            """)!.AsObject());
        return id;
    }
}
