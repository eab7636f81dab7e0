// The page, and its link to the function app: what is asked for under /api goes there.
import { resourceTags } from 'types.bicep'

param name string
param location string
param tags resourceTags
param functionAppId string
param functionAppLocation string
param keyVaultUri string

@description('Application id of the registration that people sign in with.')
param entraClientId string

resource web 'Microsoft.Web/staticSites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'web' })
  sku: { name: 'Standard', tier: 'Standard' }
  identity: { type: 'SystemAssigned' }
  properties: {
    allowConfigFileUpdates: true
    stagingEnvironmentPolicy: 'Disabled'
    publicNetworkAccess: 'Enabled'
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: {
      ENTRA_CLIENT_ID: entraClientId
      ENTRA_CLIENT_SECRET: '@Microsoft.KeyVault(SecretUri=${keyVaultUri}secrets/entra-client-secret)'
    }
  }

  resource api 'linkedBackends' = {
    name: 'api'
    properties: { backendResourceId: functionAppId, region: functionAppLocation }
  }
}

output id string = web.id
output hostName string = web.properties.defaultHostname
output principalId string = web.identity.principalId
