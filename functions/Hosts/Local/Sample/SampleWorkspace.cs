using Handover.Local.Client;

namespace Handover.Local.Sample;

/// <summary>
/// Fills a new workspace with the sample: environments, people and the project Flight punctuality. It is a client of the public API like any other,
/// and it can be run again after it was broken off. Once it is complete it never touches the workspace again.
/// </summary>
public sealed class SampleWorkspace(string address, LocalPaths paths)
{
    public const string Analyst = "analyst@example.com";
    public const string Reviewer = "reviewer@example.com";
    public const string ItOwner = "it@example.com";
    public const string Administrator = "admin@example.com";
    public const string ProjectName = "Flight punctuality";

    private string Done => Path.Combine(paths.Data, "sample.done");

    public async Task FillAsync(Action<string> say, CancellationToken cancellation)
    {
        if (File.Exists(Done))
        {
            return;
        }

        using var administrator = await new HandoverClient(address).SignInAsync(Administrator, cancellation);
        await AddPeopleAsync(administrator, cancellation);
        await AddEnvironmentsAsync(administrator, cancellation);
        using var analyst = await new HandoverClient(address).SignInAsync(Analyst, cancellation);
        await AddProjectAsync(analyst, cancellation);
        await File.WriteAllTextAsync(Done, "The sample has been loaded. Delete this file to have what is missing of it added again.\n", cancellation);
        say($"Loaded the sample project {ProjectName}.");
    }

    private static async Task AddPeopleAsync(HandoverClient administrator, CancellationToken cancellation)
    {
        await UnlessThereAsync(() => administrator.PostAsync("users", new { email = Analyst, name = "Ada Analyst", warehouseRoles = new[] { "ANALYST_DEV" } }, cancellation));
        await UnlessThereAsync(() => administrator.PostAsync("users", new { email = Reviewer, name = "Rita Reviewer", warehouseRoles = new[] { "ANALYST_DEV", "REPORTER_PROD" } }, cancellation));
        await UnlessThereAsync(() => administrator.PostAsync("users", new { email = ItOwner, name = "Ivan Operations", warehouseRoles = new[] { "DEPLOYER_PROD", "REPORTER_PROD" } }, cancellation));
    }

    private static async Task AddEnvironmentsAsync(HandoverClient administrator, CancellationToken cancellation)
    {
        await UnlessThereAsync(() => administrator.PostAsync("environments", new
        {
            id = "development",
            name = "Development",
            role = "ANALYST_DEV",
            warehouse = "DEV_WH",
            target = new { database = "ANALYTICS_DEV", schema = "MARTS" },
        }, cancellation));
        await UnlessThereAsync(() => administrator.PostAsync("environments", new
        {
            id = "production",
            name = "Production",
            production = true,
            role = "DEPLOYER_PROD",
            warehouse = "PROD_WH",
            target = new { database = "ANALYTICS" },
            sourceMap = new[] { new { from = new { database = "RAW_DEV" }, to = new { database = "RAW" } } },
            owner = ItOwner,
            policies = new { approvals = 1, notByRequester = true, lockAfterPromotion = true, directDeploy = false },
        }, cancellation));
    }

    private static async Task AddProjectAsync(HandoverClient analyst, CancellationToken cancellation)
    {
        var found = await analyst.GetAsync($"projects?search={Uri.EscapeDataString(ProjectName)}&owner={Analyst}", cancellation);
        var id = found.Body["items"]!.AsArray().FirstOrDefault(item => item!["name"]!.GetValue<string>() == ProjectName)?["id"]!.GetValue<string>();
        id ??= (await analyst.PostAsync("projects", new
        {
            name = ProjectName,
            environment = "development",
            description = "How punctual are US airports and routes? Built on the flights of 2001.",
            tags = new[] { "sample", "aviation" },
        }, cancellation)).Text("id");
        var flow = await analyst.GetAsync($"projects/{id}/flow", cancellation);
        if (flow.Body["nodes"]!.AsArray().Count == 0)
        {
            var json = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Sample", "flight-punctuality.json"), cancellation);
            await analyst.PutAsync($"projects/{id}/flow?message=The%20sample&strict=true", json, flow.ETag, cancellation);
        }

        var people = await analyst.GetAsync($"projects/{id}/collaborators", cancellation);
        if (people.Body["collaborators"]!.AsArray().Count == 0)
        {
            var collaborators = new[] { new { email = Reviewer, role = "reviewer" }, new { email = ItOwner, role = "viewer" } };
            await analyst.PutAsync($"projects/{id}/collaborators", new { collaborators }, people.ETag, cancellation);
        }
    }

    /// <summary>Adding what is there already is what a second run does.</summary>
    private static async Task UnlessThereAsync(Func<Task<ApiAnswer>> add)
    {
        try
        {
            await add();
        }
        catch (ApiException there) when (there.Code is "user-exists" or "environment-exists")
        {
            // Added by a run that was broken off.
        }
    }
}
