// Who is let through to the function app: the static web app with its people, and holders of an Entra ID token for this application.
// Linking writes settings of its own, so this is deployed after the link and says the whole of it.
param functionAppName string

@description('Host name of the linked static web app.')
param webHostName string

@description('Application id of the registration whose tokens are accepted.')
param entraClientId string

resource site 'Microsoft.Web/sites@2025-03-01' existing = {
  name: functionAppName
}

resource authentication 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: site
  name: 'authsettingsV2'
  properties: {
    platform: { enabled: true, runtimeVersion: '~1' }
    globalValidation: {
      requireAuthentication: true
      unauthenticatedClientAction: 'Return401'
      excludedPaths: []
    }
    httpSettings: {
      requireHttps: true
      routes: { apiPrefix: '/.auth' }
      forwardProxy: { convention: 'NoProxy' }
    }
    identityProviders: {
      azureStaticWebApps: {
        enabled: true
        registration: { clientId: webHostName }
      }
      azureActiveDirectory: {
        enabled: true
        registration: {
          clientId: entraClientId
          openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
        }
        validation: {
          allowedAudiences: [entraClientId, 'api://${entraClientId}']
          // Any application of the tenant may knock: Handover's own directory says who is a user.
          defaultAuthorizationPolicy: { allowedApplications: null }
        }
        login: { disableWWWAuthenticate: true }
      }
      apple: { enabled: false }
      facebook: { enabled: false }
      gitHub: { enabled: false }
      google: { enabled: false }
      legacyMicrosoftAccount: { enabled: false }
      twitter: { enabled: false }
    }
    login: { tokenStore: { enabled: false } }
  }
}
