// Everything that Handover needs on Azure, for one environment of azd: azd up deploys it, README.md beside this file explains it.
targetScope = 'subscription'

import { hostingSettings, resourceTags, snowflakeSettings } from 'app/types.bicep'

@minLength(1)
@maxLength(40)
@description('Name of the azd environment.')
param environmentName string

@minLength(1)
@description('Region of everything but the static web app.')
@metadata({ azd: { type: 'location' } })
param location string

@allowed(['centralus', 'eastasia', 'eastus2', 'westeurope', 'westus2'])
@description('Region of the static web app; its files are served from everywhere.')
param webLocation string

@minLength(36)
@description('Application id of the Entra ID registration that people and applications sign in to. The hook preprovision makes it.')
param entraClientId string

@minLength(3)
@description('Sign-in name (email) of the first administrator.')
param firstAdministrator string

@description('Snowflake account identifier: ORGANISATION-ACCOUNT.')
param snowflakeAccount string

@description('Snowflake host, where it does not follow from the account (private link).')
param snowflakeHost string = ''

@description('WorkloadIdentity needs no secret. KeyPair reads the private key from the key vault. OAuth sends a token of the managed identity.')
param snowflakeAuthentication 'WorkloadIdentity' | 'KeyPair' | 'OAuth' = 'WorkloadIdentity'

@description('Snowflake user, for KeyPair and OAuth.')
param snowflakeUser string = ''

@description('Whether the private key in the key vault is encrypted; its passphrase is then a secret there too.')
param snowflakePrivateKeyEncrypted bool = false

@description('Scope of the token for OAuth: api://…/.default')
param snowflakeOAuthScope string = ''

@description('Resource of the identity token for WorkloadIdentity, where Snowflake\'s own is not wanted.')
param snowflakeEntraResource string = ''

@minValue(1)
@maxValue(100)
@description('Snowflake connections at most for each role and virtual warehouse, on each instance.')
param snowflakeMaxPoolSize int = 10

@description('Longest statement, as hh:mm:ss; it must be shorter than functionTimeout in host.json.')
param snowflakeStatementTimeout string = '00:25:00'

@description('Longest statement that builds a table, as d.hh:mm:ss; Snowflake runs it by itself.')
param snowflakeBuildTimeout string = '06:00:00'

@description('FlexConsumption scales by itself. Dedicated is the other choice (README.md, Findings).')
param hostingPlan 'FlexConsumption' | 'Dedicated' = 'FlexConsumption'

@description('Flex Consumption: memory of an instance.')
param instanceMemoryMB 2048 | 4096 = 4096

@minValue(1)
@maxValue(1000)
@description('Flex Consumption: instances at most.')
param maximumInstanceCount int = 40

@minValue(0)
@description('Flex Consumption: instances that always wait for HTTP requests. 0 means a cold start after a quiet time.')
param alwaysReadyHttp int = 0

@minValue(0)
@description('Flex Consumption: instances that always wait for workflow steps.')
param alwaysReadyDurable int = 0

@description('Dedicated: the size of the plan.')
param dedicatedSku string = 'P0v3'

@minValue(1)
@description('Dedicated: the number of instances.')
param dedicatedInstances int = 1

@description('Who is told by alerts and by the budget, separated by commas. Empty: the first administrator.')
param alertEmails string = ''

@minValue(0)
@description('What the resource group may cost in a month, in the subscription\'s currency. 0: no budget.')
param monthlyBudget int = 200

@description('Object id of who deploys; azd knows it. They may then write secrets. Empty: nobody may until somebody is given the role.')
param principalId string = ''

@description('What kind of principal that is.')
param principalType 'User' | 'ServicePrincipal' = 'User'

@description('Copies of the data: Standard_ZRS in three zones, Standard_GZRS in a second region as well, Standard_LRS in one building.')
param storageSku 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GRS' | 'Standard_GZRS' = 'Standard_ZRS'

@minValue(7)
@maxValue(365)
@description('Days for which deleted blobs come back.')
param softDeleteDays int = 30

@minValue(30)
@maxValue(730)
@description('Days for which logs and metrics are kept.')
param logRetentionDays int = 90

@minValue(-1)
@description('Most gigabytes of logs a day; -1 is no limit.')
param logDailyCapGB int = 5

@description('Log every read of storage too. Waiting for work is reading: this is most of the log.')
param logStorageReads bool = false

@description('Virtual network for the way out, private endpoints for storage and key vault.')
param privateNetwork bool = false

@description('Addresses of the virtual network: a /24 or larger that nothing else uses.')
param privateNetworkAddresses string = '10.90.0.0/24'

@description('Keep workflows in the Durable Task Scheduler instead of the storage account.')
param durableTaskScheduler bool = false

@description('Consumption bills each action, Dedicated the capacity.')
param durableTaskSchedulerSku 'Consumption' | 'Dedicated' = 'Consumption'

@description('A lock that keeps the storage account from being deleted. azd down then refuses.')
param preventDeletion bool = false

@description('Deploy the logic app that promotes a project and posts how it ended (logicapp/).')
param promotionWorkflow bool = false

@description('What starts it: an HTTP request with an Entra ID token, or the clock.')
param promotionTrigger 'Request' | 'Recurrence' = 'Request'

@description('By the clock: how often.')
param promotionFrequency 'Hour' | 'Day' | 'Week' | 'Month' = 'Day'

@minValue(0)
@maxValue(23)
@description('By the clock: the hour of the day, UTC.')
param promotionHour int = 5

@description('Id of the project that it promotes where the request names none.')
param promotionProject string = ''

@description('Id of the environment that it promotes to where the request names none.')
param promotionEnvironment string = 'production'

@description('Only if the function app does not see that authentication is on although it is (README.md, Troubleshooting).')
param trustPrincipalHeader bool = false

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags resourceTags = { 'azd-env-name': environmentName, product: 'handover' }
var emails = empty(alertEmails) ? [firstAdministrator] : map(split(alertEmails, ','), email => trim(email))
var deploymentContainerName = 'app-package'

// Names are known before anything is deployed, so that azd provision --preview shows what will be.
var identityName = 'id-handover-${token}'
var applicationInsightsName = 'appi-handover-${token}'
var storageName = 'st${token}'
var keyVaultName = 'kv-${token}'
var schedulerName = 'dts-handover-${token}'
var functionAppName = 'func-handover-${token}'
var promotionsName = 'logic-handover-${token}'
var webName = 'stapp-handover-${token}'

var hosting hostingSettings = {
  plan: hostingPlan
  instanceMemoryMB: instanceMemoryMB
  maximumInstanceCount: maximumInstanceCount
  alwaysReadyHttp: alwaysReadyHttp
  alwaysReadyDurable: alwaysReadyDurable
  dedicatedSku: dedicatedSku
  dedicatedInstances: dedicatedInstances
}

var snowflake snowflakeSettings = {
  account: snowflakeAccount
  host: snowflakeHost
  authentication: snowflakeAuthentication
  user: snowflakeUser
  privateKeyEncrypted: snowflakePrivateKeyEncrypted
  oauthScope: snowflakeOAuthScope
  entraResource: snowflakeEntraResource
  maxPoolSize: snowflakeMaxPoolSize
  statementTimeout: snowflakeStatementTimeout
  buildTimeout: snowflakeBuildTimeout
}

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'app/identity.bicep' = {
  scope: group
  params: {
    name: identityName
    location: location
    tags: tags
  }
}

module monitoring 'app/monitoring.bicep' = {
  scope: group
  params: {
    workspaceName: 'log-handover-${token}'
    applicationInsightsName: applicationInsightsName
    actionGroupName: 'ag-handover-${token}'
    location: location
    tags: tags
    retentionDays: logRetentionDays
    dailyCapGB: logDailyCapGB
    alertEmails: emails
  }
}

module storage 'app/storage.bicep' = {
  scope: group
  params: {
    name: storageName
    location: location
    tags: tags
    skuName: storageSku
    deploymentContainerName: deploymentContainerName
    workspaceId: monitoring.outputs.workspaceId
    softDeleteDays: softDeleteDays
    logReads: logStorageReads
    privateOnly: privateNetwork
    preventDeletion: preventDeletion
  }
}

module keyVault 'app/keyvault.bicep' = {
  scope: group
  params: {
    name: keyVaultName
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
  }
}

module network 'app/network.bicep' = if (privateNetwork) {
  scope: group
  params: {
    name: 'vnet-handover-${token}'
    location: location
    tags: tags
    addressPrefix: privateNetworkAddresses
    plan: hosting.plan
    storageAccountId: storage.outputs.id
    keyVaultId: keyVault.outputs.id
    workspaceId: monitoring.outputs.workspaceId
  }
}

module scheduler 'app/scheduler.bicep' = if (durableTaskScheduler) {
  scope: group
  params: {
    name: schedulerName
    location: location
    tags: tags
    hubName: 'handover'
    sku: durableTaskSchedulerSku
  }
}

module web 'app/web.bicep' = {
  scope: group
  params: {
    name: webName
    location: webLocation
    tags: tags
    keyVaultUri: keyVault.outputs.uri
    entraClientId: entraClientId
  }
}

module functions 'app/functions.bicep' = {
  scope: group
  params: {
    name: functionAppName
    planName: 'plan-handover-${token}'
    location: location
    tags: tags
    hosting: hosting
    snowflake: snowflake
    firstAdministrator: firstAdministrator
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    blobEndpoint: storage.outputs.blobEndpoint
    queueEndpoint: storage.outputs.queueEndpoint
    tableEndpoint: storage.outputs.tableEndpoint
    deploymentContainerName: deploymentContainerName
    applicationInsightsName: applicationInsightsName
    keyVaultUri: keyVault.outputs.uri
    pageAddress: 'https://${web.outputs.hostName}'
    workspaceId: monitoring.outputs.workspaceId
    trustPrincipalHeader: trustPrincipalHeader
    subnetId: network.?outputs.appSubnetId ?? ''
    schedulerEndpoint: scheduler.?outputs.endpoint ?? ''
    schedulerHubName: scheduler.?outputs.hubName ?? ''
  }
}

module promotions 'logicapp/workflow.bicep' = if (promotionWorkflow) {
  scope: group
  params: {
    name: promotionsName
    location: location
    tags: tags
    trigger: promotionTrigger
    frequency: promotionFrequency
    hour: promotionHour
    project: promotionProject
    environmentId: promotionEnvironment
    apiUrl: 'https://${functions.outputs.hostName}'
    apiAudience: 'api://${entraClientId}'
    keyVaultUri: keyVault.outputs.uri
    workspaceId: monitoring.outputs.workspaceId
  }
}

module authentication 'app/authentication.bicep' = {
  scope: group
  params: {
    functionAppName: functionAppName
    functionAppLocation: location
    webName: webName
    entraClientId: entraClientId
  }
  dependsOn: [functions, web]
}

module roles 'app/roles.bicep' = {
  scope: group
  params: {
    storageAccountName: storageName
    keyVaultName: keyVaultName
    applicationInsightsName: applicationInsightsName
    schedulerName: durableTaskScheduler ? schedulerName : ''
    functionIdentityName: identityName
    functionPrincipalId: identity.outputs.principalId
    webName: webName
    webPrincipalId: web.outputs.principalId
    promotionsName: promotionWorkflow ? promotionsName : ''
    promotionsPrincipalId: promotions.?outputs.principalId ?? ''
    deployerPrincipalId: principalId
    deployerPrincipalType: principalType
  }
}

module alerts 'app/alerts.bicep' = {
  scope: group
  params: {
    namePrefix: 'alert-handover-${token}'
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    actionGroupId: monitoring.outputs.actionGroupId
  }
}

module budget 'app/budget.bicep' = if (monthlyBudget > 0) {
  scope: group
  params: {
    name: 'budget-handover-${token}'
    amount: monthlyBudget
    actionGroupId: monitoring.outputs.actionGroupId
  }
}

// azd stores every output in its environment and as a user secret on the developer's disk: no output may be a secret.
output AZURE_LOCATION string = location
output AZURE_TENANT_ID string = tenant().tenantId
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_FUNCTION_NAME string = functions.outputs.name
output HANDOVER_API_URL string = 'https://${functions.outputs.hostName}'
output HANDOVER_WEB_URL string = 'https://${web.outputs.hostName}'
output HANDOVER_API_AUDIENCE string = 'api://${entraClientId}'
output HANDOVER_IDENTITY_OBJECT_ID string = identity.outputs.principalId
output HANDOVER_IDENTITY_CLIENT_ID string = identity.outputs.clientId
output HANDOVER_PROMOTIONS_OBJECT_ID string = promotions.?outputs.principalId ?? ''
output HANDOVER_WEB_NAME string = webName
output HANDOVER_KEY_VAULT string = keyVault.outputs.name
