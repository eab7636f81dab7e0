// Before provisioning: the Entra ID registration that people and applications sign in to. Made once for an environment of azd;
// where somebody else makes it, HANDOVER_ENTRA_CLIENT_ID is set and nothing happens here.
import { randomUUID } from 'node:crypto'
import { az, azJson, remember, setting, withFile } from './azure.mjs'

if (process.env.HANDOVER_ENTRA_CLIENT_ID) {
  console.log(`Sign-in uses the registration ${process.env.HANDOVER_ENTRA_CLIENT_ID}.`)
} else {
  const name = `Handover ${setting('AZURE_ENV_NAME')}`
  const found = azJson(['ad', 'app', 'list', '--filter', `displayName eq '${name.replaceAll("'", "''")}'`])
  const app = found[0] ?? azJson(['ad', 'app', 'create', '--display-name', name, '--sign-in-audience', 'AzureADMyOrg', '--enable-id-token-issuance', 'true'])
  const scopes = app.api?.oauth2PermissionScopes ?? []
  const change = {
    identifierUris: [`api://${app.appId}`],
    api: {
      // Tokens of version 2 name the issuer that App Service authentication is told to expect.
      requestedAccessTokenVersion: 2,
      oauth2PermissionScopes: scopes.length ? scopes : [{
        id: randomUUID(), value: 'user_impersonation', type: 'User', isEnabled: true,
        adminConsentDisplayName: 'Use Handover', adminConsentDescription: 'Use Handover as the signed-in user.',
        userConsentDisplayName: 'Use Handover', userConsentDescription: 'Use Handover as you.',
      }],
    },
  }
  withFile(JSON.stringify(change), (file) => az(['rest', '--method', 'PATCH', '--url', `https://graph.microsoft.com/v1.0/applications/${app.id}`,
    '--headers', 'Content-Type=application/json', '--body', `@${file}`]))
  // The application as a principal of this tenant: without it no identity gets a token for it.
  if (!az(['ad', 'sp', 'show', '--id', app.appId], { allowFailure: true })) {
    az(['ad', 'sp', 'create', '--id', app.appId])
  }
  remember('HANDOVER_ENTRA_CLIENT_ID', app.appId)
  console.log(`Made the registration "${name}" (${app.appId}).`)
}
