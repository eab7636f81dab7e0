using System.Text.RegularExpressions;

namespace Handover.Infra.Tests;

/// <summary>The function app is told what it reads.</summary>
public sealed partial class SettingsTests
{
    [Fact]
    public void Every_setting_of_the_snowflake_connection_can_be_set()
    {
        var read = Property.Matches(Repository.Text("functions/Hosts/Azure/SnowflakeSettings.cs")).Select(match => $"Snowflake__{match.Groups[1].Value}").ToList();
        Assert.True(read.Count >= 9);
        var settings = SecurityTests.Settings(Deployment.Complete);
        Assert.All(read, name => Assert.Contains($"'{name}'", settings, StringComparison.Ordinal));
        Assert.Contains("'Snowflake__StatementTimeout'", settings, StringComparison.Ordinal);
        Assert.Contains("'Snowflake__BuildTimeout'", settings, StringComparison.Ordinal);
        Assert.Contains("@Microsoft.KeyVault(SecretUri={0}secrets/snowflake-private-key)", settings, StringComparison.Ordinal);
    }

    [Fact]
    public void By_default_nothing_but_the_account_is_said_and_no_secret_is_read()
    {
        var settings = SecurityTests.Settings(Deployment.Default);
        Assert.Contains("'Snowflake__Authentication', 'WorkloadIdentity'", settings, StringComparison.Ordinal);
        Assert.DoesNotContain("Microsoft.KeyVault", settings, StringComparison.Ordinal);
        Assert.DoesNotContain("'Snowflake__User'", settings, StringComparison.Ordinal);
    }

    [Fact]
    public void Storage_is_reached_by_identity_through_all_its_endpoints()
    {
        string[] names =
        [
            "AzureWebJobsStorage__blobServiceUri", "AzureWebJobsStorage__queueServiceUri", "AzureWebJobsStorage__tableServiceUri", "AzureWebJobsStorage__credential", "AzureWebJobsStorage__clientId",
            "Storage__TableEndpoint", "Storage__BlobEndpoint", "Storage__ManagedIdentityClientId", "MANAGED_IDENTITY_CLIENT_ID", "FirstAdministrator", "DOTNET_GCgen0size",
            "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        ];
        Assert.All(Deployment.All, deployment =>
        {
            var settings = SecurityTests.Settings(deployment);
            Assert.All(names, name => Assert.Contains($"'{name}'", settings, StringComparison.Ordinal));
            Assert.DoesNotContain("'AzureWebJobsStorage'", settings, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Storage_settings_are_those_that_the_store_has()
    {
        var options = Property.Matches(Repository.Text("functions/Services/Storage/StorageOptions.cs")).Select(match => match.Groups[1].Value).ToHashSet();
        var set = StorageSetting.Matches(SecurityTests.Settings(Deployment.Default)).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(3, set.Count);
        Assert.All(set, name => Assert.Contains(name, options));
    }

    [Fact]
    public void What_the_host_asks_its_configuration_for_is_set_or_the_platforms()
    {
        // The last is the standard's own: whoever has a collector beside Application Insights sets it.
        string[] platform = ["WEBSITE_AUTH_ENABLED", "OTEL_EXPORTER_OTLP_ENDPOINT"];
        var asked = Repository.Files("functions/Hosts/Azure", "*.cs").Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .SelectMany(file => Asked.Matches(Repository.Text(file))).Select(match => match.Groups[1].Value.Replace(":", "__", StringComparison.Ordinal)).Distinct().Except(platform).ToList();
        Assert.NotEmpty(asked);
        Assert.All(asked, name => Assert.Contains($"'{name}'", SecurityTests.Settings(Deployment.Complete), StringComparison.Ordinal));
    }

    [Fact]
    public void Workflows_are_kept_in_storage_unless_the_scheduler_is_asked_for()
    {
        Assert.DoesNotContain("azureManaged", SecurityTests.Settings(Deployment.Default), StringComparison.Ordinal);
        Assert.Empty(Deployment.Default.OfType("Microsoft.DurableTask/schedulers"));
        Assert.Contains("azureManaged", SecurityTests.Settings(Deployment.Complete), StringComparison.Ordinal);
        Assert.Equal("0.0.0.0/0", Deployment.Complete.Single("Microsoft.DurableTask/schedulers").At("properties.ipAllowlist")![0]!.ToString());
    }

    [Fact]
    public void The_plans_differ_where_they_must()
    {
        var flex = Deployment.Default.Single("Microsoft.Web/sites");
        Assert.Equal("FC1", Deployment.Default.Single("Microsoft.Web/serverfarms").TextAt("sku.name"));
        Assert.Equal("10.0", flex.TextAt("properties.functionAppConfig.runtime.version"));
        Assert.Empty(flex.At("properties.functionAppConfig.scaleAndConcurrency.alwaysReady")!.AsArray());
        Assert.Null(flex.At("properties.siteConfig.linuxFxVersion"));
        Assert.DoesNotContain("FUNCTIONS_WORKER_RUNTIME", SecurityTests.Settings(Deployment.Default), StringComparison.Ordinal);
        Assert.Equal("http", Deployment.Complete.Single("Microsoft.Web/sites").At("properties.functionAppConfig.scaleAndConcurrency.alwaysReady")![0]!["name"]!.ToString());

        var dedicated = Deployment.Dedicated.Single("Microsoft.Web/sites");
        Assert.Equal("P0v3", Deployment.Dedicated.Single("Microsoft.Web/serverfarms").TextAt("sku.name"));
        Assert.Null(dedicated.At("properties.functionAppConfig"));
        Assert.Equal("DOTNET-ISOLATED|10.0", dedicated.TextAt("properties.siteConfig.linuxFxVersion"));
        Assert.Contains("'FUNCTIONS_WORKER_RUNTIME', 'dotnet-isolated'", SecurityTests.Settings(Deployment.Dedicated), StringComparison.Ordinal);
    }

    [Fact]
    public void An_alert_reads_each_signal_and_tells_the_same_people_as_the_budget()
    {
        var names = Signal.Matches(Repository.Text("infra/app/signals.bicep")).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(4, names.Count);
        var alerts = Deployment.Default.OfType("Microsoft.Insights/scheduledQueryRules").ToList();
        Assert.Equal(names.Count, alerts.Count);
        Assert.All(names, name => Assert.Single(alerts, alert => alert.Content.ToJsonString().Contains(name, StringComparison.Ordinal)));
        Assert.All(alerts, alert => Assert.Contains("actionGroupId", alert.TextAt("properties.actions"), StringComparison.Ordinal));
        Assert.Contains("actionGroupId", Deployment.Default.Single("Microsoft.Consumption/budgets").Content.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("admin@example.com", Deployment.Default.Single("Microsoft.Insights/actionGroups").At("properties.emailReceivers")![0]!["emailAddress"]!.ToString());
    }

    [GeneratedRegex(@"public (?!static)[\w.]+\?? (\w+) \{ get; set; \}")]
    private static partial Regex Property { get; }

    [GeneratedRegex(@"'Storage__(\w+)'")]
    private static partial Regex StorageSetting { get; }

    [GeneratedRegex("""configuration\["([\w:]+)"\]""")]
    private static partial Regex Asked { get; }

    [GeneratedRegex("'(handover\\.[a-z.]+)'")]
    private static partial Regex Signal { get; }
}
