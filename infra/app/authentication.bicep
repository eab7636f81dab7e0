// The link from the page to the function app, for what is asked for under /api, and who is let through there: the static web app with its
// people, and holders of an Entra ID token for this application. Linking writes settings of its own, so these follow it and say the whole.
param functionAppName string
param functionAppLocation string
param webName string

@description('Application id of the registration whose tokens are accepted.')
param entraClientId string

resource site 'Microsoft.Web/sites@2025-03-01' existing = {
  name: functionAppName
}

resource web 'Microsoft.Web/staticSites@2025-03-01' existing = {
  name: webName

  resource api 'linkedBackends' = {
    name: 'api'
    properties: { backendResourceId: site.id, region: functionAppLocation }
  }
}

resource authentication 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: site
  name: 'authsettingsV2'
  dependsOn: [web::api]
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
        registration: { clientId: web.properties.defaultHostname }
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
