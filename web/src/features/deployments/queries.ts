import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { UnexpectedAnswer } from '@/lib/api/answers'
import { answered, api, versioned, type Schemas } from '@/lib/api/client'

export type Deployment = Schemas['DeploymentsView']['items'][number]
export type Version = Schemas['DeploymentVersion']
type Started = Schemas['StartedView']
export type DeployPlan = Started['plan']
export type Execution = Schemas['Execution']
export type ScheduleView = Schemas['ScheduleView']

export const useDeployments = (project: string) =>
  useQuery({
    queryKey: ['project', project, 'deployments'],
    queryFn: async ({ signal }) => (await answered(api.GET('/projects/{id}/deployments', { params: { path: { id: project } }, signal }))).items,
    refetchInterval: 30_000,
  })

export const useVersions = (project: string, node: string) =>
  useInfiniteQuery({
    queryKey: ['project', project, 'versions', node],
    queryFn: ({ signal, pageParam }) => answered(api.GET('/projects/{id}/deployments/{node}/versions', { params: { path: { id: project, node }, query: { ...(pageParam && { continuation: pageParam }) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last) => last.continuation,
  })

// A dry run answers the plan alone, a real one the plan under the operation that carries it out.
function asDeployPlan(answer: object): DeployPlan {
  if ('deployments' in answer && 'steps' in answer) return answer as DeployPlan
  throw new UnexpectedAnswer('a plan of a deploy')
}

function asStarted(answer: object): Started {
  if ('id' in answer && 'plan' in answer) return answer as Started
  throw new UnexpectedAnswer('an operation with its plan')
}

/** What a deploy would do, as things are now. */
export const usePlanDeploy = (project: string) =>
  useMutation({ mutationFn: async (nodes: readonly string[]) => asDeployPlan(await answered(api.POST('/projects/{id}/deploy', { params: { path: { id: project } }, body: { nodes: [...nodes], dryRun: true } }))) })

export const usePlanRestore = (project: string, node: string, version: number) =>
  useQuery({
    queryKey: ['restore-plan', project, node, version],
    queryFn: async ({ signal }) =>
      asDeployPlan(await answered(api.POST('/projects/{id}/deployments/{node}/versions/{n}/restore', { params: { path: { id: project, node, n: String(version) } }, body: { dryRun: true }, signal }))),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })

/** A change to what is deployed; what the project says is read again afterwards. */
export function useDeployChange<In, Out>(project: string, change: (given: In) => Promise<Out>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSettled: () => Promise.all([['project', project], ['schedules'], ['freshness']].map((queryKey) => client.invalidateQueries({ queryKey }))),
  })
}

export const useDeploy = (project: string) =>
  useDeployChange(project, async ({ nodes, key }: { nodes: readonly string[]; key: string }) =>
    asStarted(await answered(api.POST('/projects/{id}/deploy', { params: { path: { id: project }, header: { 'Idempotency-Key': key } }, body: { nodes: [...nodes], dryRun: false } }))),
  )

export const useRestoreVersion = (project: string, node: string) =>
  useDeployChange(project, async ({ version, key }: { version: number; key: string }) =>
    asStarted(await answered(api.POST('/projects/{id}/deployments/{node}/versions/{n}/restore', { params: { path: { id: project, node, n: String(version) }, header: { 'Idempotency-Key': key } }, body: { dryRun: false } }))),
  )

const takenBack = (id: string, node: string, drop: boolean) => ({ path: { id, node }, query: { drop: String(drop) } })

/** What taking a deployment back would do, as things are now. */
export const usePlanTakeBack = (project: string, node: string, drop: boolean) =>
  useQuery({
    queryKey: ['take-back-plan', project, node, drop],
    queryFn: async ({ signal }) => {
      const { path, query } = takenBack(project, node, drop)
      return asDeployPlan(await answered(api.DELETE('/projects/{id}/deployments/{node}', { params: { path, query: { ...query, dryRun: 'true' } }, signal })))
    },
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })

export const useTakeBack = (project: string, node: string) =>
  useDeployChange(project, async ({ drop, key }: { drop: boolean; key: string }) =>
    asStarted(await answered(api.DELETE('/projects/{id}/deployments/{node}', { params: takenBack(project, node, drop), headers: { 'Idempotency-Key': key } }))),
  )

export const useRunNow = (project: string, node: string) => useDeployChange(project, () => answered(api.POST('/projects/{id}/deployments/{node}/run', { params: { path: { id: project, node } } })))

export interface Settings {
  type: 'table' | 'view'
  target: { database: string; schema: string; name: string }
  role: string
  warehouse: string
}

/** Changes where and as what a node is published: a revision of the flow like any other. */
export const useSaveSettings = (project: string) =>
  useDeployChange(project, async ({ node, settings }: { node: string; settings: Settings }) => {
    const path = { id: project }
    const { value, version } = await versioned(api.GET('/projects/{id}/flow', { params: { path } }))
    const flow = value as { nodes: { id: string; name?: string }[] }
    const title = flow.nodes.find(({ id }) => id === node)?.name ?? node
    const body = { ...flow, nodes: flow.nodes.map((one) => (one.id === node ? { ...one, ...settings } : one)) } as unknown as Record<string, never>
    return answered(api.PUT('/projects/{id}/flow', { params: { path, query: { message: `Deployment settings of ${title}` }, header: { 'If-Match': version } }, body }))
  })

const names = (path: '/roles' | '/warehouses') => ({ queryKey: [path], queryFn: async ({ signal }: { signal: AbortSignal }) => (await answered(api.GET(path, { signal }))).items, staleTime: 300_000 })

export const useRoles = () => useQuery(names('/roles'))
export const useWarehouses = () => useQuery(names('/warehouses'))
export const useDatabases = () => useQuery({ queryKey: ['catalog', undefined], queryFn: async ({ signal }) => (await answered(api.GET('/catalog', { signal }))).items, staleTime: 300_000 })
