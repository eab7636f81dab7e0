// The function app: plan, site and settings. Authentication is in authentication.bicep, because it needs the static web app first.
import { hostingSettings, resourceTags, snowflakeSettings } from 'types.bicep'

param name string
param planName string
param location string
param tags resourceTags
param hosting hostingSettings
param snowflake snowflakeSettings
param firstAdministrator string
param identityId string
param identityClientId string
param blobEndpoint string
param queueEndpoint string
param tableEndpoint string
param deploymentContainerName string
param applicationInsightsName string
param keyVaultUri string

@description('Where messages to people lead.')
param pageAddress string
param workspaceId string
param trustPrincipalHeader bool

@description('Empty: the way out is public.')
param subnetId string

@description('Empty: workflows are kept in the storage account.')
param schedulerEndpoint string
param schedulerHubName string

var flex = hosting.plan == 'FlexConsumption'
var alwaysReady = filter(
  [
    { name: 'http', instanceCount: hosting.alwaysReadyHttp }
    { name: 'durable', instanceCount: hosting.alwaysReadyDurable }
  ],
  group => group.instanceCount > 0
)

var storageSettings = {
  AzureWebJobsStorage__blobServiceUri: blobEndpoint
  AzureWebJobsStorage__queueServiceUri: queueEndpoint
  AzureWebJobsStorage__tableServiceUri: tableEndpoint
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  Storage__TableEndpoint: tableEndpoint
  Storage__BlobEndpoint: blobEndpoint
  Storage__ManagedIdentityClientId: identityClientId
}

var productSettings = {
  MANAGED_IDENTITY_CLIENT_ID: identityClientId
  FirstAdministrator: firstAdministrator
  KeyVault__Uri: keyVaultUri
  Notifications__PageAddress: pageAddress
  // Compiling a large flow is bound by allocation: a young generation of 128 MB.
  DOTNET_GCgen0size: '0x8000000'
  APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsights.properties.ConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
}

var warehouseSettings = union(
  {
    Snowflake__Account: snowflake.account
    Snowflake__Authentication: snowflake.authentication
    Snowflake__MaxPoolSize: string(snowflake.maxPoolSize)
    Snowflake__StatementTimeout: snowflake.statementTimeout
    Snowflake__BuildTimeout: snowflake.buildTimeout
  },
  empty(snowflake.host) ? {} : { Snowflake__Host: snowflake.host },
  empty(snowflake.user) ? {} : { Snowflake__User: snowflake.user },
  empty(snowflake.oauthScope) ? {} : { Snowflake__OAuthScope: snowflake.oauthScope },
  empty(snowflake.entraResource) ? {} : { Snowflake__EntraResource: snowflake.entraResource },
  snowflake.authentication == 'KeyPair'
    ? { Snowflake__PrivateKey: '@Microsoft.KeyVault(SecretUri=${keyVaultUri}secrets/snowflake-private-key)' }
    : {},
  snowflake.authentication == 'KeyPair' && snowflake.privateKeyEncrypted
    ? {
        Snowflake__PrivateKeyPassphrase: '@Microsoft.KeyVault(SecretUri=${keyVaultUri}secrets/snowflake-private-key-passphrase)'
      }
    : {}
)

// What host.json says of Durable Functions can be overridden by settings; the package of the scheduler is built in by the same switch.
var schedulerSettings = empty(schedulerEndpoint)
  ? {}
  : {
      AzureFunctionsJobHost__extensions__durableTask__hubName: schedulerHubName
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING'
      DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${schedulerEndpoint};Authentication=ManagedIdentity;ClientID=${identityClientId}'
    }

// Flex Consumption has these in functionAppConfig and refuses them as settings.
var runtimeSettings = flex ? {} : { FUNCTIONS_EXTENSION_VERSION: '~4', FUNCTIONS_WORKER_RUNTIME: 'dotnet-isolated' }

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: flex ? 'functionapp' : 'linux'
  sku: flex
    ? { name: 'FC1', tier: 'FlexConsumption' }
    : { name: hosting.dedicatedSku, capacity: hosting.dedicatedInstances }
  properties: { reserved: true }
}

resource site 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'api' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    publicNetworkAccess: 'Enabled'
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: flex
      ? {
          deployment: {
            storage: {
              type: 'blobContainer'
              value: '${blobEndpoint}${deploymentContainerName}'
              authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
            }
          }
          runtime: { name: 'dotnet-isolated', version: '10.0' }
          scaleAndConcurrency: {
            instanceMemoryMB: hosting.instanceMemoryMB
            maximumInstanceCount: hosting.maximumInstanceCount
            alwaysReady: alwaysReady
          }
        }
      : null
    siteConfig: union(
      { minTlsVersion: '1.2', scmMinTlsVersion: '1.2', ftpsState: 'Disabled' },
      flex ? {} : { linuxFxVersion: 'DOTNET-ISOLATED|10.0', alwaysOn: true, http20Enabled: true }
    )
  }

  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: union(
      storageSettings,
      productSettings,
      warehouseSettings,
      schedulerSettings,
      runtimeSettings,
      trustPrincipalHeader ? { Identity__TrustClientPrincipal: 'true' } : {}
    )
  }
}

#disable-next-line use-recent-api-versions // The stable version is from 2016 and knows no category groups.
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: site
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'FunctionAppLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output id string = site.id
output name string = site.name
output hostName string = site.properties.defaultHostName
