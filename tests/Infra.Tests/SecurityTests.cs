using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Handover.Infra.Tests;

/// <summary>What may never change in what is deployed.</summary>
public sealed partial class SecurityTests
{
    private const string DiagnosticSettings = "/providers/Microsoft.Insights/diagnosticSettings/";

    /// <summary>Types that have diagnostic settings. A virtual network's groups and endpoints log nothing that it does not.</summary>
    private static readonly string[] Logged =
    [
        "Microsoft.OperationalInsights/workspaces", "Microsoft.Storage/storageAccounts", "Microsoft.Storage/storageAccounts/blobServices", "Microsoft.Storage/storageAccounts/queueServices",
        "Microsoft.Storage/storageAccounts/tableServices", "Microsoft.KeyVault/vaults", "Microsoft.Web/sites", "Microsoft.Network/virtualNetworks", "Microsoft.Logic/workflows",
    ];

    /// <summary>Types of this deployment that have none, or whose logs another one carries.</summary>
    private static readonly string[] Unlogged =
    [
        "Microsoft.Resources/resourceGroups", "Microsoft.ManagedIdentity/userAssignedIdentities", "Microsoft.Insights/diagnosticSettings", "Microsoft.Insights/components", "Microsoft.Insights/actionGroups",
        "Microsoft.Insights/scheduledQueryRules", "Microsoft.Storage/storageAccounts/blobServices/containers", "Microsoft.Authorization/locks", "Microsoft.Authorization/roleAssignments",
        "Microsoft.DurableTask/schedulers", "Microsoft.DurableTask/schedulers/taskHubs", "Microsoft.Web/serverfarms", "Microsoft.Web/sites/basicPublishingCredentialsPolicies", "Microsoft.Web/sites/config",
        "Microsoft.Web/staticSites", "Microsoft.Web/staticSites/config", "Microsoft.Web/staticSites/linkedBackends", "Microsoft.Consumption/budgets", "Microsoft.Network/networkSecurityGroups",
        "Microsoft.Network/virtualNetworks/subnets", "Microsoft.Network/privateDnsZones", "Microsoft.Network/privateDnsZones/virtualNetworkLinks", "Microsoft.Network/privateEndpoints",
        "Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
    ];

    [Fact]
    public void Storage_takes_identities_alone_over_encrypted_connections_and_shows_nothing_to_the_public() => Assert.All(Deployment.All, deployment =>
    {
        var account = deployment.Single("Microsoft.Storage/storageAccounts");
        Assert.Equal("false", account.TextAt("properties.allowSharedKeyAccess"));
        Assert.Equal("false", account.TextAt("properties.allowBlobPublicAccess"));
        Assert.Equal("false", account.TextAt("properties.allowCrossTenantReplication"));
        Assert.Equal("true", account.TextAt("properties.supportsHttpsTrafficOnly"));
        Assert.Equal("TLS1_2", account.TextAt("properties.minimumTlsVersion"));
        Assert.All(deployment.OfType("Microsoft.Storage/storageAccounts/blobServices/containers"), container => Assert.Equal("None", container.TextAt("properties.publicAccess")));
    });

    [Fact]
    public void The_function_app_speaks_https_with_tls_1_2_and_takes_no_password() => Assert.All(Deployment.All, deployment =>
    {
        var site = deployment.Single("Microsoft.Web/sites");
        Assert.Equal("true", site.TextAt("properties.httpsOnly"));
        Assert.True(Version.Parse(site.TextAt("properties.siteConfig.minTlsVersion")) >= new Version(1, 2));
        Assert.True(Version.Parse(site.TextAt("properties.siteConfig.scmMinTlsVersion")) >= new Version(1, 2));
        Assert.Equal("Disabled", site.TextAt("properties.siteConfig.ftpsState"));
        var policies = deployment.OfType("Microsoft.Web/sites/basicPublishingCredentialsPolicies").ToList();
        Assert.Equal(2, policies.Count);
        Assert.All(policies, policy => Assert.Equal("false", policy.TextAt("properties.allow")));
    });

    [Fact]
    public void Authentication_lets_only_the_static_web_app_and_tokens_of_this_tenant_through() => Assert.All(Deployment.All, deployment =>
    {
        var settings = deployment.Single("Microsoft.Web/sites/config", "authsettingsV2");
        Assert.Equal("true", settings.TextAt("properties.platform.enabled"));
        Assert.Equal("true", settings.TextAt("properties.globalValidation.requireAuthentication"));
        Assert.Equal("Return401", settings.TextAt("properties.globalValidation.unauthenticatedClientAction"));
        Assert.Empty(settings.At("properties.globalValidation.excludedPaths")!.AsArray());
        Assert.Equal("true", settings.TextAt("properties.httpSettings.requireHttps"));
        var enabled = settings.At("properties.identityProviders")!.AsObject().Where(provider => provider.Value!["enabled"]!.GetValue<bool>()).Select(provider => provider.Key);
        Assert.Equal(["azureActiveDirectory", "azureStaticWebApps"], enabled.Order(StringComparer.Ordinal));
        Assert.Contains("defaultHostname", settings.TextAt("properties.identityProviders.azureStaticWebApps.registration.clientId"), StringComparison.Ordinal);
        Assert.Contains("00000000-0000-0000-0000-000000000002", settings.TextAt("properties.identityProviders.azureActiveDirectory.registration.openIdIssuer"), StringComparison.Ordinal);
        Assert.Null(settings.At("properties.identityProviders.azureActiveDirectory.registration.clientSecretSettingName"));
        Assert.NotEmpty(settings.At("properties.identityProviders.azureActiveDirectory.validation.allowedAudiences")!.AsArray());
    });

    [Fact]
    public void Authentication_is_written_after_the_link_that_would_overwrite_it()
    {
        var resources = Bicep.Template["resources"]!.AsObject();
        var module = resources["authentication"]!["properties"]!["template"]!["resources"]!.AsArray();
        Assert.Single(module, resource => resource!["type"]!.ToString() == "Microsoft.Web/staticSites/linkedBackends");
        var settings = module.Single(resource => resource!["type"]!.ToString() == "Microsoft.Web/sites/config")!;
        Assert.Contains(settings["dependsOn"]!.AsArray(), name => name!.ToString().Contains("linkedBackends", StringComparison.Ordinal));
        Assert.Equal("Standard", Deployment.Default.Single("Microsoft.Web/staticSites").TextAt("sku.name"));
    }

    [Fact]
    public void The_header_is_trusted_by_setting_only_where_somebody_asks_for_it()
    {
        Assert.DoesNotContain("'Identity__TrustClientPrincipal'", Settings(Deployment.Default), StringComparison.Ordinal);
        Assert.Contains("'Identity__TrustClientPrincipal'", Settings(Deployment.Complete), StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_vault_knows_roles_alone_and_forgets_nothing() => Assert.All(Deployment.All, deployment =>
    {
        var vault = deployment.Single("Microsoft.KeyVault/vaults");
        Assert.Equal("true", vault.TextAt("properties.enableRbacAuthorization"));
        Assert.Equal("true", vault.TextAt("properties.enablePurgeProtection"));
        Assert.Equal("true", vault.TextAt("properties.enableSoftDelete"));
        Assert.Null(vault.At("properties.accessPolicies"));
        Assert.Empty(deployment.OfType("Microsoft.KeyVault/vaults/secrets"));
    });

    [Fact]
    public void Whatever_runs_has_a_managed_identity_and_nothing_hands_out_a_key()
    {
        string[] running = ["Microsoft.Web/sites", "Microsoft.Web/staticSites", "Microsoft.Logic/workflows"];
        Assert.All(Deployment.All, deployment =>
        {
            Assert.All(running.SelectMany(deployment.OfType), resource => Assert.Contains(resource.TextAt("identity.type"), new[] { "UserAssigned", "SystemAssigned" }));
            Assert.Equal("true", deployment.Single("Microsoft.OperationalInsights/workspaces").TextAt("properties.features.disableLocalAuth"));
            Assert.Equal("true", deployment.Single("Microsoft.Insights/components").TextAt("properties.DisableLocalAuth"));
        });
        Assert.Equal("UserAssignedIdentity", Deployment.Default.Single("Microsoft.Web/sites").TextAt("properties.functionAppConfig.deployment.storage.authentication.type"));
        Assert.All(Repository.Files("infra", "*.bicep"), file => Assert.DoesNotMatch(KeyFunction, Repository.Text(file)));
        Assert.All(Deployment.All, deployment => Assert.DoesNotMatch(KeyInText, string.Join('\n', deployment.Resources.Select(resource => resource.Content.ToJsonString()))));
    }

    [Fact]
    public void Everything_that_can_log_logs_to_the_workspace() => Assert.All(Deployment.All, deployment =>
    {
        var observed = deployment.OfType("Microsoft.Insights/diagnosticSettings").Select(setting => setting.Id[..setting.Id.IndexOf(DiagnosticSettings, StringComparison.Ordinal)]).ToHashSet();
        Assert.All(deployment.Resources.Where(resource => Logged.Contains(resource.Type)), resource => Assert.Contains(resource.Id, observed));
        // A type that is in neither list is new: decide where it belongs.
        Assert.Empty(deployment.Resources.Select(resource => resource.Type).Distinct().Except(Logged).Except(Unlogged));
        Assert.All(deployment.OfType("Microsoft.Insights/diagnosticSettings"), setting =>
        {
            Assert.NotEqual("", setting.TextAt("properties.workspaceId"));
            var categories = (setting.At("properties.logs")?.AsArray() ?? []).Concat(setting.At("properties.metrics")?.AsArray() ?? []);
            Assert.NotEmpty(categories);
            Assert.All(categories, category => Assert.True(category!["enabled"]!.GetValue<bool>()));
        });
    });

    [Fact]
    public void No_parameter_and_no_output_is_a_secret()
    {
        var template = Bicep.Template;
        foreach (var part in Templates(template))
        {
            Assert.All(part["parameters"]?.AsObject() ?? [], parameter =>
            {
                Assert.DoesNotContain("secure", parameter.Value!["type"]?.ToString() ?? "", StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotMatch(SecretName, parameter.Key);
            });
            Assert.All(part["outputs"]?.AsObject() ?? [], output =>
            {
                Assert.DoesNotContain("secure", output.Value!["type"]?.ToString() ?? "", StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotMatch(SecretName, output.Key);
                Assert.DoesNotMatch(SecretValue, output.Value["value"]!.ToJsonString());
            });
        }
    }

    [Fact]
    public void Roles_are_assigned_in_one_file_by_name()
    {
        Assert.Equal(["infra/app/roles.bicep"], Repository.Files("infra", "*.bicep").Where(file => Repository.Text(file).Contains("roleAssignments@", StringComparison.Ordinal)));
        var assignments = RoleReference.Count(Repository.Text("infra/app/roles.bicep"));
        Assert.Equal(Repository.Text("infra/app/roles.bicep").Split("roleDefinitionId:").Length - 1, assignments);
    }

    [Fact]
    public void Each_identity_has_the_roles_that_it_needs_and_no_more()
    {
        var names = Role.Matches(Repository.Text("infra/app/roles.bicep")).ToDictionary(match => match.Groups[2].Value, match => match.Groups[1].Value);
        var assigned = Deployment.Complete.OfType("Microsoft.Authorization/roleAssignments")
            .Select(role => $"{Holder(role.TextAt("properties.principalId"))} {names[role.TextAt("properties.roleDefinitionId").Split('/')[^1]]} {role.Id.Split("/providers/")[^2].Split('/')[1]}");
        Assert.Equal(
            [
                "deployer keyVaultSecretsOfficer vaults",
                "identity durableTaskDataContributor schedulers",
                "identity keyVaultSecretsOfficer vaults",
                "identity monitoringMetricsPublisher components",
                "identity storageBlobDataOwner storageAccounts",
                "identity storageQueueDataContributor storageAccounts",
                "identity storageTableDataContributor storageAccounts",
                "promotions keyVaultSecretsUser vaults",
                "web keyVaultSecretsUser vaults",
            ],
            assigned.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_private_installation_reaches_storage_only_through_its_network()
    {
        var account = Deployment.Complete.Single("Microsoft.Storage/storageAccounts");
        Assert.Equal("Disabled", account.TextAt("properties.publicNetworkAccess"));
        Assert.Equal("Deny", account.TextAt("properties.networkAcls.defaultAction"));
        var groups = Deployment.Complete.OfType("Microsoft.Network/privateEndpoints").Select(endpoint => endpoint.At("properties.privateLinkServiceConnections")![0]!["properties"]!["groupIds"]![0]!.ToString());
        Assert.Equal(["blob", "queue", "table", "vault"], groups.Order(StringComparer.Ordinal));
        Assert.Equal(4, Deployment.Complete.OfType("Microsoft.Network/privateEndpoints/privateDnsZoneGroups").Count());
        Assert.Equal(4, Deployment.Complete.OfType("Microsoft.Network/privateDnsZones/virtualNetworkLinks").Count());
        Assert.Contains("Microsoft.App/environments", Deployment.Complete.Single("Microsoft.Network/virtualNetworks/subnets", "app").Content.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("Microsoft.Web/serverFarms", Deployment.Dedicated.Single("Microsoft.Network/virtualNetworks/subnets", "app").Content.ToJsonString(), StringComparison.Ordinal);
    }

    /// <summary>The application settings as text, 'name', 'value', …: what is known only while deploying makes the whole an expression.</summary>
    internal static string Settings(Deployment deployment) => deployment.Single("Microsoft.Web/sites/config", "appsettings").At("properties") switch
    {
        JsonObject known => string.Join(", ", known.Select(setting => $"'{setting.Key}', '{setting.Value}'")),
        var expression => expression!.ToString(),
    };

    private static string Holder(string principal) => PrincipalModule.Match(principal) is { Success: true } module ? module.Groups[1].Value : "deployer";

    private static IEnumerable<JsonObject> Templates(JsonObject template)
    {
        yield return template;
        var resources = template["resources"] is JsonObject named ? named.Select(resource => resource.Value) : template["resources"]!.AsArray();
        foreach (var nested in resources.Select(resource => resource!["properties"] is JsonObject properties ? properties["template"] : null).OfType<JsonObject>().SelectMany(Templates))
        {
            yield return nested;
        }
    }

    [GeneratedRegex(@"(\w+): '([0-9a-f]{8}-[0-9a-f-]{27})'")]
    private static partial Regex Role { get; }

    [GeneratedRegex(@"'Microsoft\.Authorization/roleDefinitions',\s+roles?\b")]
    private static partial Regex RoleReference { get; }

    [GeneratedRegex(@"format\('(\w+)-\{0\}'")]
    private static partial Regex PrincipalModule { get; }

    [GeneratedRegex("\\blist[A-Z]\\w*\\(")]
    private static partial Regex KeyFunction { get; }

    [GeneratedRegex("AccountKey=|SharedAccessSignature|[?&]sig=|Password=", RegexOptions.IgnoreCase)]
    private static partial Regex KeyInText { get; }

    [GeneratedRegex("(secret|password|passphrase|(?<!public)(?<!shared)key|token|connectionString)s?$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName { get; }

    [GeneratedRegex("\\blist[A-Z]\\w*\\(|ConnectionString|InstrumentationKey")]
    private static partial Regex SecretValue { get; }
}
