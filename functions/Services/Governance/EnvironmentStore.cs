using System.Text.RegularExpressions;
using Handover.Core.Diagnostics;
using Handover.Core.Governance;
using Handover.Services.Projects;
using Handover.Services.Storage;
using ETag = Azure.ETag;

namespace Handover.Services.Governance;

/// <summary>The environments of the workspace.</summary>
public sealed partial class EnvironmentStore(StorageClients clients, ProjectIndex projects)
{
    private const string Partition = "workspace";
    private readonly DocumentTable table = new(clients, "Environments");

    /// <summary>All of them, by id: a workspace has a handful.</summary>
    public async Task<IReadOnlyList<Stored<DeploymentEnvironment>>> ListAsync(CancellationToken cancellation) =>
        await table.ScanAsync<DeploymentEnvironment>(Partition, RowRange.All, cancellation).ToListAsync(cancellation);

    /// <summary>The environment, or a refusal.</summary>
    /// <exception cref="RefusalException"><c>environment-not-found</c>.</exception>
    public async Task<Stored<DeploymentEnvironment>> RequireAsync(string id, CancellationToken cancellation) =>
        (SlugPattern.IsMatch(id) ? await table.GetAsync<DeploymentEnvironment>(Partition, id, cancellation) : null)
        ?? throw Refusal.NotFound("environment", id);

    /// <summary>Adds one.</summary>
    /// <exception cref="RefusalException"><c>environment-exists</c>, <c>environment-invalid</c>.</exception>
    public async Task<Stored<DeploymentEnvironment>> AddAsync(DeploymentEnvironment environment, CancellationToken cancellation)
    {
        Check(environment);
        try
        {
            return new(environment, await table.InsertAsync(Partition, environment.Id, environment, cancellation));
        }
        catch (StorageException taken) when (taken.Kind is StorageFailure.Conflict)
        {
            throw Refusal.Conflict("environment-exists", $"There is an environment '{environment.Id}' already.");
        }
    }

    /// <summary>Changes one.</summary>
    public async Task<Stored<DeploymentEnvironment>> ReplaceAsync(DeploymentEnvironment environment, ETag etag, CancellationToken cancellation)
    {
        Check(environment);
        return new(environment, await table.ReplaceAsync(Partition, environment.Id, environment, etag, cancellation));
    }

    /// <summary>Removes one.</summary>
    /// <exception cref="RefusalException"><c>environment-in-use</c>.</exception>
    public async Task DeleteAsync(string id, ETag etag, CancellationToken cancellation)
    {
        if (await projects.AnyInAsync(id, cancellation))
        {
            throw Refusal.Conflict("environment-in-use", "Projects live in this environment. Delete or promote them first.");
        }

        await table.DeleteAsync(Partition, id, etag, cancellation);
    }

    private static void Check(DeploymentEnvironment environment)
    {
        Require(SlugPattern.IsMatch(environment.Id), "The id must be a slug: a letter, then letters, digits and hyphens, at most 40.");
        Require(environment.Name.Trim().Length is > 0 and <= 100, "The name must have 1 to 100 characters.");
        Require(environment.Role.Length is > 0 and <= 255, "A default role is needed.");
        Require(environment.Warehouse.Length is > 0 and <= 255, "A default warehouse is needed.");
        Require(environment.Target.Database.Length is > 0 and <= 255, "A target database is needed.");
        Require(environment.Policies.Approvals is >= 0 and <= 10, "0 to 10 approvals can be demanded.");
        Require(environment.Policies.ApprovalHours is >= 1 and <= 24 * 90, "A request can wait 1 hour to 90 days.");
        Require(environment.Policies.RetentionDays is >= 0 and <= 90, "Replaced tables can be kept 0 to 90 days.");
        CheckPolicies(environment.Policies);
        foreach (var mapping in environment.SourceMap)
        {
            Require(
                mapping.From.Grain() == mapping.To.Grain(),
                $"Both sides of a source mapping are named equally finely: {mapping.From.Database} is not.");
            Require(mapping.From.Name is null || mapping.From.Schema is not null, "A table in a source mapping needs its schema.");
        }

        Require(
            environment.SourceMap.Select(mapping => mapping.From).Distinct().Count() == environment.SourceMap.Length,
            "Two source mappings begin at the same place.");
    }

    private static void CheckPolicies(EnvironmentPolicies policies)
    {
        Require(policies.RequiredProperties.Length <= 50 && policies.RequiredProperties.All(one => one.Name.Length is > 0 and <= 100), "Name at most 50 required properties.");
        Require(policies.ReviewRevisionsBehind is >= 0 and <= 1000, "A reviewed revision can be 0 to 1,000 behind.");
        Require(policies.ReviewDays is null or (>= 1 and <= 3650), "A review can count 1 to 3,650 days.");
        Require(policies.ErrorFindings.Length <= 50 && policies.ErrorFindings.All(code => code.Length is > 0 and <= 100), "Name at most 50 findings by their codes.");
        Require(policies.Windows.Length <= 50, "An environment has at most 50 deployment windows.");
        foreach (var window in policies.Windows)
        {
            Require(window.IsValid(), $"The deployment window '{window}' needs times such as 22:00, an IANA time zone such as Europe/Berlin, and each day once.");
        }
    }

    private static void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw Refusal.Invalid("environment-invalid", what);
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex SlugPattern { get; }
}
