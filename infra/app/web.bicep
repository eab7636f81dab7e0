// The page. Its link to the function app is in authentication.bicep, because the function app is told the page's address first.
import { resourceTags } from 'types.bicep'

param name string
param location string
param tags resourceTags
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
}

output hostName string = web.properties.defaultHostname
output principalId string = web.identity.principalId
