import { randomBytes } from 'node:crypto'
import { expect, type APIRequestContext, type Browser, type Page } from '@playwright/test'
import { people, signIn } from './people.js'

export interface SmallProject {
  id: string
  /** The project's name and that of the table it deploys: no other test has it. */
  name: string
}

/** A project of the signed-in analyst that deploys one table, with a reviewer. */
export async function smallProject(analyst: APIRequestContext): Promise<SmallProject> {
  const name = `T_${randomBytes(5).toString('hex').toUpperCase()}`
  const created = await analyst.post('/api/projects', { data: { name, environment: 'development', description: 'Airports by state' } })
  expect(created.status(), await created.text()).toBe(201)
  const { id } = (await created.json()) as { id: string }
  await replace(analyst, `/api/projects/${id}/flow`, flow(name))
  await replace(analyst, `/api/projects/${id}/collaborators`, { collaborators: [{ email: people.reviewer, role: 'reviewer' }] })
  return { id, name }
}

/** Somebody else, in a browser of their own. */
export async function otherPerson(browser: Browser, email: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await signIn(page, email)
  return page
}

/** Writes over what is there now, as it was read. */
export async function replace(api: APIRequestContext, path: string, data: object): Promise<void> {
  const version = (await api.get(path)).headers()['etag'] ?? ''
  const answer = await api.put(path, { data, headers: { 'If-Match': version } })
  expect(answer.status(), await answer.text()).toBe(200)
}

const flow = (table: string) => ({
  $schema: 'handover/flow/1',
  nodes: [
    { id: 'airports', kind: 'source', table: { database: 'RAW_DEV', schema: 'US_FLIGHTS', name: 'AIRPORTS' } },
    { id: 'by_state', kind: 'aggregate', input: 'airports', groupBy: ['STATE'], measures: [{ name: 'AIRPORTS', expression: 'COUNT(*)' }] },
    {
      id: 'out_table',
      kind: 'deployment',
      input: 'by_state',
      type: 'table',
      role: 'ANALYST_DEV',
      warehouse: 'DEV_WH',
      target: { database: 'ANALYTICS_DEV', schema: 'MARTS', name: table },
      tests: [{ kind: 'not-empty' }, { kind: 'unique', columns: ['STATE'] }],
    },
  ],
  groups: [],
  explorations: [],
})
