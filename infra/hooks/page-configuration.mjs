// Before the page is deployed: its routes and its sign-in, with the tenant of this environment.
import { readFileSync, writeFileSync } from 'node:fs'
import { fail, setting } from './azure.mjs'

const tenant = setting('AZURE_TENANT_ID')
if (!/^[0-9a-f-]{36}$/i.test(tenant)) {
  fail(`AZURE_TENANT_ID is no tenant: ${tenant}`)
}

const template = readFileSync(new URL('../staticwebapp.config.json', import.meta.url), 'utf8')
writeFileSync(new URL('../../web/dist/staticwebapp.config.json', import.meta.url), template.replaceAll('{tenant}', tenant))
console.log('Wrote web/dist/staticwebapp.config.json.')
