using System.Text.Json.Nodes;
using Handover.Testing;

namespace Handover.Api.Tests;

/// <summary>The rules of who may do what beyond the matrix: ownership, locks, and people who go.</summary>
public sealed class PeopleTests(Installation installation) : IClassFixture<Installation>
{
    [Fact]
    public async Task A_locked_project_takes_changes_only_after_an_administrator_unlocked_it_with_a_reason()
    {
        var analyst = await installation.AnalystAsync();
        var administrator = await installation.AdministratorAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        (await analyst.PostAsync($"projects/{id}/lock", new { reason = "It is live" })).Expect(200);
        (await analyst.PutAsync($"projects/{id}/flow", Sample.SmallFlow(table, "COUNT(DISTINCT CITY)").ToJsonString(), "*")).ExpectProblem(409, "project-locked");
        (await analyst.PatchAsync($"projects/{id}", new { name = "Other" }, "*")).ExpectProblem(409, "project-locked");
        (await analyst.PostAsync($"projects/{id}/sources/remove-unused")).Expect(200);
        (await analyst.PostAsync($"projects/{id}/unlock", new { reason = "please" })).ExpectProblem(403, "project-right-missing");
        (await administrator.PostAsync($"projects/{id}/unlock", new { reason = " " })).ExpectProblem(400, "reason-missing");
        (await administrator.PostAsync($"projects/{id}/unlock", new { reason = "A mistake in production" })).Expect(200);
        (await administrator.PostAsync($"projects/{id}/unlock", new { reason = "Again" })).ExpectProblem(409, "project-not-locked");
        Assert.Contains("A mistake in production", (await analyst.GetAsync($"audit?project={id}")).Items[0]!["summary"]!.GetValue<string>(), StringComparison.Ordinal);
        await Sample.SaveAsync(analyst, id, Sample.SmallFlow(table, "COUNT(DISTINCT CITY)"));
    }

    [Fact]
    public async Task Ownership_moves_to_an_existing_user_who_is_made_a_collaborator_by_the_same_call()
    {
        var analyst = await installation.AnalystAsync();
        var (id, _) = await Sample.SmallAsync(analyst);
        (await analyst.PostAsync($"projects/{id}/owner", new { email = "nobody@example.com" })).ExpectProblem(422, "user-unknown");
        (await analyst.PostAsync($"projects/{id}/owner", new { email = "analyst@example.com" })).ExpectProblem(422, "user-is-owner");
        var (next, email) = await UserAsync();
        (await analyst.PostAsync($"projects/{id}/owner", new { email })).Expect(200);
        Assert.Equal(email, (await next.GetAsync($"projects/{id}")).Expect(200).Text("owner"));
    }

    [Fact]
    public async Task An_inactive_user_becomes_no_owner_and_no_collaborator()
    {
        var (analyst, administrator) = (await installation.AnalystAsync(), await installation.AdministratorAsync());
        var (id, _) = await Sample.SmallAsync(analyst);
        var (_, email) = await UserAsync();
        (await administrator.PatchAsync($"users/{email}", new { active = false }, "*")).Expect(200);
        (await analyst.PostAsync($"projects/{id}/owner", new { email })).ExpectProblem(422, "user-unknown");
        (await analyst.PutAsync($"projects/{id}/collaborators", new { collaborators = new[] { new { email, role = "viewer" } } }, "*")).ExpectProblem(422, "user-unknown");
        Assert.Equal("analyst@example.com", (await analyst.GetAsync($"projects/{id}")).Expect(200).Text("owner"));
    }

    [Fact]
    public async Task The_former_owner_stays_as_editor_unless_removed()
    {
        var analyst = await installation.AnalystAsync();
        var (next, email) = await UserAsync();
        var (id, _) = await Sample.SmallAsync(analyst);
        (await analyst.PostAsync($"projects/{id}/owner", new { email })).Expect(200);
        Assert.Equal("editor", RoleOf((await next.GetAsync($"projects/{id}")).Body, "analyst@example.com"));
        (await analyst.DeleteAsync($"projects/{id}", "*")).ExpectProblem(403, "project-right-missing");

        var (gone, _) = await Sample.SmallAsync(analyst);
        (await analyst.PostAsync($"projects/{gone}/owner", new { email, removeFormer = true })).Expect(200);
        (await analyst.GetAsync($"projects/{gone}")).ExpectProblem(404, "project-not-found");
    }

    [Fact]
    public async Task A_project_is_never_without_an_owner()
    {
        var analyst = await installation.AnalystAsync();
        var (id, _) = await Sample.SmallAsync(analyst);
        (await analyst.PostAsync($"projects/{id}/leave")).ExpectProblem(409, "owner-cannot-leave");
        (await analyst.PutAsync($"projects/{id}/collaborators", new { collaborators = new[] { new { email = "analyst@example.com", role = "viewer" } } }, "*")).ExpectProblem(400, "collaborators-invalid");
        (await analyst.PutAsync($"projects/{id}/collaborators", new { collaborators = new[] { new { email = "it@example.com", role = "owner" } } }, "*")).ExpectProblem(400, "collaborators-invalid");
    }

    [Fact]
    public async Task A_collaborator_can_leave_and_sees_the_project_no_more()
    {
        var analyst = await installation.AnalystAsync();
        var reviewer = await installation.ReviewerAsync();
        var (id, _) = await Sample.SmallAsync(analyst);
        (await reviewer.PostAsync($"projects/{id}/leave")).Expect(204);
        (await reviewer.GetAsync($"projects/{id}")).ExpectProblem(404, "project-not-found");
        Assert.Equal("collaborator-left", (await analyst.GetAsync($"audit?project={id}")).Items[0]!["action"]!.GetValue<string>());
        (await (await installation.AdministratorAsync()).PostAsync($"projects/{id}/leave")).ExpectProblem(409, "not-a-collaborator");
    }

    [Fact]
    public async Task A_locked_project_can_be_handed_on_and_left()
    {
        var (analyst, reviewer) = (await installation.AnalystAsync(), await installation.ReviewerAsync());
        var (id, _) = await Sample.SmallAsync(analyst);
        var (next, email) = await UserAsync();
        (await analyst.PostAsync($"projects/{id}/lock", new { reason = "It is live" })).Expect(200);
        (await reviewer.PostAsync($"projects/{id}/leave")).Expect(204);
        (await analyst.PostAsync($"projects/{id}/owner", new { email })).Expect(200);
        var project = (await next.GetAsync($"projects/{id}")).Expect(200).Body;
        Assert.Equal((email, true), (project["owner"]!.GetValue<string>(), project["locked"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task Who_is_taken_out_of_the_directory_works_on_no_project_any_more_even_if_their_address_comes_back()
    {
        var (analyst, administrator) = (await installation.AnalystAsync(), await installation.AdministratorAsync());
        var (id, _) = await Sample.SmallAsync(analyst);
        var (user, email) = await UserAsync();
        (await analyst.PutAsync($"projects/{id}/collaborators", new { collaborators = new[] { new { email, role = "editor" } } }, "*")).Expect(200);
        (await user.GetAsync($"projects/{id}")).Expect(200);
        (await administrator.DeleteAsync($"users/{email}", "*")).Expect(204);
        Assert.Empty((await analyst.GetAsync($"projects/{id}/collaborators")).Expect(200).Body["collaborators"]!.AsArray());
        var told = (await analyst.GetAsync($"audit?project={id}")).Items[0]!;
        Assert.Equal(("collaborator-removed", "admin@example.com"), (told["action"]!.GetValue<string>(), told["by"]!.GetValue<string>()));
        (await administrator.PostAsync("users", new { email, name = "Somebody else" })).Expect(201);
        (await user.GetAsync($"projects/{id}")).ExpectProblem(404, "project-not-found");
    }

    [Fact]
    public async Task Who_may_not_do_something_is_told_what_it_takes_and_whom_to_ask()
    {
        var (analyst, reviewer) = (await installation.AnalystAsync(), await installation.ReviewerAsync());
        var (id, _) = await Sample.SmallAsync(analyst);
        var name = (await analyst.GetAsync($"projects/{id}")).Text("name");
        Assert.Equal(
            $"You are reviewer of '{name}', and this takes the role editor. Ask its owner, analyst@example.com.",
            (await reviewer.PutAsync($"projects/{id}/flow", "{}", "*")).ExpectProblem(403, "project-right-missing").Text("detail"));
        Assert.Equal(
            $"Only the owner of '{name}', analyst@example.com, or an administrator may do this.",
            (await reviewer.DeleteAsync($"projects/{id}", "*")).ExpectProblem(403, "project-right-missing").Text("detail"));
        // The owner is not told to ask the owner.
        Assert.Equal(
            $"In '{name}' only an administrator may do this.",
            (await analyst.PostAsync($"projects/{id}/unlock", new { reason = "please" })).ExpectProblem(403, "project-right-missing").Text("detail"));
    }

    [Fact]
    public async Task A_user_who_owns_projects_cannot_be_removed_until_they_are_handed_on()
    {
        var administrator = await installation.AdministratorAsync();
        var (user, email) = await UserAsync();
        var (first, deleted) = ((await Sample.SmallAsync(user)).Id, (await Sample.SmallAsync(user)).Id);
        (await user.DeleteAsync($"projects/{deleted}", "*")).Expect(204);
        (await administrator.PatchAsync($"users/{email}", new { active = false }, "*")).ExpectProblem(409, "user-owns-projects");
        (await administrator.DeleteAsync($"users/{email}", "*")).ExpectProblem(409, "user-owns-projects");

        var (heir, heirEmail) = await UserAsync();
        (await administrator.PostAsync($"users/{email}/hand-on", new { to = "nobody@example.com" })).ExpectProblem(422, "user-unknown");
        (await administrator.PostAsync($"users/{email}/hand-on", new { to = heirEmail, projects = new[] { "p-none" } })).ExpectProblem(422, "project-not-theirs");
        var some = (await administrator.PostAsync($"users/{email}/hand-on", new { to = heirEmail, projects = new[] { first } })).Expect(200).Body;
        Assert.Equal(first, Assert.Single(some["projects"]!.AsArray())!["id"]!.GetValue<string>());
        (await administrator.PatchAsync($"users/{email}", new { active = false }, "*")).ExpectProblem(409, "user-owns-projects");
        var rest = (await administrator.PostAsync($"users/{email}/hand-on", new { to = heirEmail })).Expect(200).Body;
        Assert.Equal(deleted, Assert.Single(rest["projects"]!.AsArray())!["id"]!.GetValue<string>());

        (await administrator.PatchAsync($"users/{email}", new { active = false }, "*")).Expect(200);
        (await user.GetAsync("me")).ExpectProblem(403, "user-unknown");
        (await administrator.DeleteAsync($"users/{email}", "*")).Expect(204);
        (await administrator.DeleteAsync($"users/{email}", "*")).ExpectProblem(404, "user-not-found");
        Assert.Equal(heirEmail, (await heir.GetAsync($"projects/{first}")).Expect(200).Text("owner"));
    }

    [Fact]
    public async Task An_administrator_cannot_put_themselves_out_and_an_environments_owner_cannot_be_removed()
    {
        var administrator = await installation.AdministratorAsync();
        (await administrator.PatchAsync("users/admin@example.com", new { active = false }, "*")).ExpectProblem(409, "user-is-yourself");
        (await administrator.DeleteAsync("users/admin@example.com", "*")).ExpectProblem(409, "user-is-yourself");
        var (_, email) = await UserAsync();
        (await administrator.PostAsync("environments", new
        {
            id = AzuriteFixture.UniqueName("env").ToLowerInvariant(),
            name = "Owned",
            role = "DEPLOYER_PROD",
            warehouse = "PROD_WH",
            target = new { database = "ANALYTICS" },
            owner = email,
        })).Expect(201);
        (await administrator.DeleteAsync($"users/{email}", "*")).ExpectProblem(409, "user-owns-environment");
    }

    private async Task<(Api User, string Email)> UserAsync()
    {
        var user = await installation.StrangerAsync();
        return (user, (await user.GetAsync("me")).Expect(200).Text("email"));
    }

    private static string? RoleOf(JsonObject project, string email) =>
        project["collaborators"]!.AsArray().FirstOrDefault(one => one!["email"]!.GetValue<string>() == email)?["role"]!.GetValue<string>();
}
