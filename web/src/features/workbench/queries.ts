import { queryOptions, useQuery } from '@tanstack/react-query'
import { answered, api } from '@/lib/api/client'
import { UnexpectedAnswer, typeText, type DataRows, type Diagnostic } from '@/lib/api/answers'
import { ApiProblem, isPassing } from '@/lib/api/problem'
import type { Gateway, Versioned } from '@/lib/flow/session'
import { emptyFlow, type Column, type ExplorationQuery, type Flow, type TableName } from '@/lib/flow/types'
import type { Dialect } from './address'

const long = 5 * 60_000

const isFlow = (value: unknown): value is Flow => typeof value === 'object' && value !== null && 'nodes' in value && Array.isArray(value.nodes)

async function loadFlow(id: string, signal?: AbortSignal): Promise<Versioned> {
  const call = api.GET('/projects/{id}/flow', { params: { path: { id } }, ...(signal && { signal }) })
  const flow: unknown = await answered(call)
  const version = (await call).response.headers.get('etag')
  if (!isFlow(flow) || version === null) throw new UnexpectedAnswer('a flow with its version')
  return { flow: { ...emptyFlow, ...flow }, version }
}

async function saveFlow(id: string, flow: Flow, version: string): Promise<string> {
  // The API's document knows a flow only as an object.
  const body = flow as unknown as Record<string, never>
  const call = api.PUT('/projects/{id}/flow', { params: { path: { id }, header: { 'If-Match': version } }, body })
  await answered(call)
  const next = (await call).response.headers.get('etag')
  if (next === null) throw new UnexpectedAnswer('a version')
  return next
}

/** How a project's flow is loaded and saved. */
export const flowGateway = (id: string, saved: () => void): Gateway => ({
  load: () => loadFlow(id),
  save: async (flow, version) => {
    const next = await saveFlow(id, flow, version)
    saved()
    return next
  },
  isStale: (error) => error instanceof ApiProblem && error.status === 412,
  isPassing,
})

/** The flow as it is when the workbench opens; from then on the session has it. */
export const flowStart = (id: string) => queryOptions({ queryKey: ['flow', id], queryFn: ({ signal }) => loadFlow(id, signal), staleTime: Infinity, gcTime: 0 })

export interface Compiled {
  columns: ReadonlyMap<string, readonly Column[]>
  diagnostics: readonly Diagnostic[]
}

export async function compile(flow: Flow, signal: AbortSignal): Promise<Compiled> {
  const answer = await answered(api.POST('/compile', { body: flow as unknown as Record<string, never>, signal }))
  return { columns: new Map(answer.nodes.map((node) => [node.id, asColumns(node.columns)])), diagnostics: answer.diagnostics }
}

export const asColumns = (columns: readonly { name: string; type: unknown; nullable: boolean }[]): readonly Column[] => columns.map(({ name, type, nullable }) => ({ name, type: typeText(type), nullable }))

const names = (path: '/roles' | '/warehouses') => ({ queryKey: [path], queryFn: async ({ signal }: { signal: AbortSignal }) => (await answered(api.GET(path, { signal }))).items, staleTime: long })

export const useRoles = () => useQuery(names('/roles'))
export const useWarehouses = () => useQuery(names('/warehouses'))

/** Every function of the expression language; the list changes with the server alone. */
export const functionsQuery = queryOptions({ queryKey: ['functions'], queryFn: async ({ signal }) => (await answered(api.GET('/functions', { signal }))).items, staleTime: Infinity })

const using = (role: string | undefined, warehouse: string | undefined) => ({ ...under(role), ...(warehouse !== undefined && { warehouse }) })

const under = (role: string | undefined) => ({ ...(role !== undefined && { role }) })

export const databasesQuery = (role: string | undefined) =>
  queryOptions({ queryKey: ['catalog', role], queryFn: async ({ signal }) => (await answered(api.GET('/catalog', { params: { query: under(role) }, signal }))).items, staleTime: long })

export const schemasQuery = (role: string | undefined, db: string) =>
  queryOptions({ queryKey: ['catalog', role, db], queryFn: async ({ signal }) => (await answered(api.GET('/catalog/{db}', { params: { path: { db }, query: under(role) }, signal }))).items, staleTime: long })

export const tablesQuery = (role: string | undefined, db: string, schema: string) =>
  queryOptions({
    queryKey: ['catalog', role, db, schema],
    queryFn: async ({ signal }) => (await answered(api.GET('/catalog/{db}/{schema}', { params: { path: { db, schema }, query: under(role) }, signal }))).items,
    staleTime: long,
  })

export const tableQuery = (role: string | undefined, { database: db, schema, name: table }: TableName) =>
  queryOptions({
    queryKey: ['catalog', role, db, schema, table],
    queryFn: async ({ signal }) => asColumns((await answered(api.GET('/catalog/{db}/{schema}/{table}', { params: { path: { db, schema, table }, query: under(role) }, signal }))).columns),
    staleTime: long,
  })

export const previewRows = 500

export interface Data {
  columns: readonly Column[]
  rows: readonly (readonly unknown[])[]
  truncated: boolean
}

export const asData = (answer: DataRows): Data => ({ columns: asColumns(answer.columns), rows: answer.rows, truncated: answer.truncated })

export const tablePreviewQuery = (role: string | undefined, { database: db, schema, name: table }: TableName) =>
  queryOptions({
    queryKey: ['table-preview', role, db, schema, table],
    queryFn: async ({ signal }) => asData(await answered(api.GET('/catalog/{db}/{schema}/{table}/preview', { params: { path: { db, schema, table }, query: { ...under(role), limit: previewRows } }, signal }))),
    staleTime: long,
  })

export interface NodeQuestion {
  project: string
  node: string
  /** Stands for everything that the node is made from: another meaning is another question. */
  meaning: number
  /** Brings what is edited here to the server, which answers from what is saved. */
  flush: () => Promise<void>
}

export const nodePreviewQuery = ({ project: id, node, meaning, flush }: NodeQuestion, role: string | undefined, warehouse: string | undefined) =>
  queryOptions({
    queryKey: ['node-preview', id, node, role, warehouse, meaning],
    queryFn: async ({ signal }) => {
      await flush()
      const query = { ...using(role, warehouse), limit: previewRows }
      return asData(await answered(api.GET('/projects/{id}/nodes/{node}/preview', { params: { path: { id, node }, query }, signal })))
    },
    placeholderData: (before, asked) => (asked?.queryKey[1] === id && asked.queryKey[2] === node ? before : undefined),
    staleTime: long,
    retry: false,
    refetchOnWindowFocus: false,
  })

/** What describes the full data of a node: kept, because it costs more than a preview. */
const profiling = { staleTime: long, gcTime: long, retry: false, refetchOnWindowFocus: false } as const

export const profileQuery = ({ project: id, node, meaning, flush }: NodeQuestion, role: string | undefined, warehouse: string | undefined) =>
  queryOptions({
    queryKey: ['profile', id, node, role, warehouse, meaning],
    queryFn: async ({ signal }) => {
      await flush()
      return answered(api.GET('/projects/{id}/nodes/{node}/profile', { params: { path: { id, node }, query: using(role, warehouse) }, signal }))
    },
    ...profiling,
  })

export const distributionQuery = ({ project: id, node, meaning, flush }: NodeQuestion, column: string, role: string | undefined, warehouse: string | undefined) =>
  queryOptions({
    queryKey: ['distribution', id, node, column, role, warehouse, meaning],
    queryFn: async ({ signal }) => {
      await flush()
      return answered(api.GET('/projects/{id}/nodes/{node}/distribution', { params: { path: { id, node }, query: { ...using(role, warehouse), column } }, signal }))
    },
    ...profiling,
  })

export const explorationQuery = ({ project: id, node, meaning, flush }: NodeQuestion, query: ExplorationQuery, role: string | undefined, warehouse: string | undefined) =>
  queryOptions({
    queryKey: ['exploration', id, node, role, warehouse, meaning, query],
    queryFn: async ({ signal }) => {
      await flush()
      const { dimensions, measures, filter, sort, limit } = query
      const asked = {
        ...(dimensions && { dimensions: [...dimensions] }),
        ...(measures && { measures: [...measures] }),
        ...(filter !== undefined && { filter }),
        ...(sort && { sort: sort.map(({ column, descending }) => ({ column, descending: descending ?? false })) }),
        ...(limit !== undefined && { limit }),
      }
      return asData(await answered(api.POST('/projects/{id}/explorations/run', { params: { path: { id } }, body: { node, query: asked, ...using(role, warehouse) }, signal })))
    },
    ...profiling,
  })

export const nodeSqlQuery = ({ project: id, node, meaning, flush }: NodeQuestion, dialect: Dialect) =>
  queryOptions({
    queryKey: ['node-sql', id, node, dialect, meaning],
    queryFn: async ({ signal }) => {
      await flush()
      return (await answered(api.GET('/projects/{id}/nodes/{node}/sql', { params: { path: { id, node }, query: { dialect } }, signal }))).sql
    },
    staleTime: long,
    retry: false,
  })

