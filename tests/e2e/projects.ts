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

/** Deploys all of a project and waits until it is in place. */
export async function deployed(api: APIRequestContext, id: string): Promise<void> {
  const started = await api.post(`/api/projects/${id}/deploy`, { data: {} })
  expect(started.status(), await started.text()).toBe(202)
  const { id: operation } = (await started.json()) as { id: string }
  await expect.poll(async () => ((await (await api.get(`/api/operations/${operation}`)).json()) as { status: string }).status, { timeout: 60_000 }).toBe('succeeded')
}

/** A project that reads what another has deployed, and uses one of its columns. */
export async function readerOf(api: APIRequestContext, { name: table }: SmallProject): Promise<SmallProject> {
  const name = `Reader of ${table}`
  const created = await api.post('/api/projects', { data: { name, environment: 'development' } })
  expect(created.status(), await created.text()).toBe(201)
  const { id } = (await created.json()) as { id: string }
  await replace(api, `/api/projects/${id}/flow`, {
    $schema: 'handover/flow/1',
    nodes: [
      { id: 'states', kind: 'source', name: 'States', table: { database: 'ANALYTICS_DEV', schema: 'MARTS', name: table } },
      { id: 'busy', kind: 'filter', name: 'Busy states', input: 'states', where: 'AIRPORTS > 10' },
    ],
    groups: [],
    explorations: [],
  })
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
