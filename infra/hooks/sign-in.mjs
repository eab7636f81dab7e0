// After provisioning: where sign-in returns to, and the one secret that Static Web Apps needs for it. The secret is written into the key
// vault, renewed a month before it ends, and never printed.
import { az, azJson, setting, withFile } from './azure.mjs'

const month = 30 * 24 * 3600 * 1000
const clientId = setting('HANDOVER_ENTRA_CLIENT_ID')
const vault = setting('HANDOVER_KEY_VAULT')
const callback = `${setting('HANDOVER_WEB_URL')}/.auth/login/aad/callback`

const app = azJson(['ad', 'app', 'show', '--id', clientId], { allowFailure: true })
if (!app) {
  console.log(`This identity may not read the registration ${clientId}. Its owner adds ${callback} to its redirect URIs and renews its secret.`)
  process.exit(0)
}

if (!app.web.redirectUris.includes(callback)) {
  az(['ad', 'app', 'update', '--id', clientId, '--web-redirect-uris', ...app.web.redirectUris, callback])
  console.log(`Sign-in returns to ${callback}.`)
}

const stored = azJson(['keyvault', 'secret', 'show', '--vault-name', vault, '--name', 'entra-client-secret', '--query', 'attributes.expires'], { allowFailure: true })
if (!stored || Date.parse(stored) - Date.now() < month) {
  const ends = new Date(Date.now() + 12 * month).toISOString().slice(0, 19) + 'Z'
  const secret = azJson(['ad', 'app', 'credential', 'reset', '--id', clientId, '--append', '--display-name', 'Static Web App', '--end-date', ends])
  await store(secret.password, ends)
  // Set again, so that the static web app reads the new version now.
  az(['staticwebapp', 'appsettings', 'set', '--name', setting('HANDOVER_WEB_NAME'), '--setting-names',
    `ENTRA_CLIENT_SECRET=@Microsoft.KeyVault(SecretUri=https://${vault}.${vaultSuffix()}/secrets/entra-client-secret)`])
  console.log(`Stored a sign-in secret that ends on ${ends.slice(0, 10)}; azd provision renews it in time.`)
}

/** The role was assigned a moment ago, and roles take up to some minutes to work. */
async function store(secret, ends) {
  for (let tries = 20; ; tries--) {
    const done = withFile(secret, (file) => az(
      ['keyvault', 'secret', 'set', '--vault-name', vault, '--name', 'entra-client-secret', '--file', file, '--expires', ends, '--output', 'none'],
      { allowFailure: tries > 0 }))
    if (done !== undefined) {
      return
    }
    await new Promise((go) => setTimeout(go, 15_000))
  }
}

function vaultSuffix() {
  return azJson(['cloud', 'show', '--query', 'suffixes.keyvaultDns']).replace(/^\./, '')
}
