import { keepPreviousData, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useDeployChange } from '@/features/deployments'
import { answered, api, done, versioned, type Schemas } from '@/lib/api/client'
import { ApiProblem } from '@/lib/api/problem'
import type { Schedule } from '@/lib/schedule/words'

export type ScheduleEntry = Schemas['FreshnessSummary']['items'][number]

const pathOf = (id: string, node: string) => ({ params: { path: { id, node } } })

/** The schedule with its version; null if there is none. Asked for only once the list says that there is one: what is not there would be an error in the browser's console. */
export function useSchedule(project: string, node: string) {
  const listed = useSchedules(project)
  const isListed = listed.data?.some((entry) => entry.node === node)
  const schedule = useQuery({
    queryKey: ['project', project, 'schedule', node],
    queryFn: async ({ signal }) => {
      try {
        return await versioned(api.GET('/projects/{id}/deployments/{node}/schedule', { ...pathOf(project, node), signal }))
      } catch (error) {
        // Removed since the list was read.
        if (error instanceof ApiProblem && error.status === 404 && error.code === 'schedule-not-found') return null
        throw error
      }
    },
    enabled: isListed === true,
  })
  const data = isListed === undefined ? undefined : isListed ? schedule.data : null
  return {
    data,
    isPending: data === undefined && !listed.isError && !schedule.isError,
    error: listed.error ?? schedule.error,
    retry: () => void (listed.isError ? listed.refetch() : schedule.refetch()),
  }
}

/** The next runs of a schedule that is not saved, and its problems. */
export const previewQuery = (schedule: Schedule, count: number) =>
  queryOptions({
    queryKey: ['schedule-preview', schedule, count],
    queryFn: ({ signal }) => answered(api.POST('/schedules/preview', { body: { schedule, count }, signal })),
    placeholderData: keepPreviousData,
    retry: false,
  })

export const useSaveSchedule = (project: string, node: string) =>
  useDeployChange(project, ({ schedule, version }: { schedule: Schedule; version: string | undefined }) =>
    answered(api.PUT('/projects/{id}/deployments/{node}/schedule', { ...pathOf(project, node), body: schedule, ...(version !== undefined && { headers: { 'If-Match': version } }) })),
  )

export const useRemoveSchedule = (project: string, node: string) =>
  useDeployChange(project, (version: string) => done(api.DELETE('/projects/{id}/deployments/{node}/schedule', { params: { path: { id: project, node }, header: { 'If-Match': version } } })))

export const usePause = (project: string, node: string) =>
  useDeployChange(project, (paused: boolean) =>
    answered(paused ? api.POST('/projects/{id}/deployments/{node}/schedule/pause', pathOf(project, node)) : api.POST('/projects/{id}/deployments/{node}/schedule/resume', pathOf(project, node))),
  )

export interface RunFilter {
  status: string
  trigger: string
  from: string
  to: string
}

export const useExecutions = (project: string, node: string, filter: RunFilter) =>
  useInfiniteQuery({
    queryKey: ['project', project, 'executions', node, filter],
    queryFn: ({ signal, pageParam }) => {
      const query = Object.fromEntries(Object.entries({ ...filter, continuation: pageParam }).filter(([, value]) => value !== ''))
      return answered(api.GET('/projects/{id}/deployments/{node}/executions', { params: { path: { id: project, node }, query: { limit: 50, ...query } }, signal }))
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.continuation,
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (query.state.data?.pages[0]?.items.some(({ status }) => status === 'waiting' || status === 'running' || status === 'retrying') ? 1000 : 15_000),
  })

export const useExecution = (project: string, node: string, execution: string) =>
  useQuery({
    queryKey: ['project', project, 'execution', node, execution],
    queryFn: ({ signal }) => answered(api.GET('/projects/{id}/deployments/{node}/executions/{execution}', { params: { path: { id: project, node, execution } }, signal })),
    refetchInterval: (query) => (query.state.data?.endedAt === undefined ? 1000 : false),
  })

/** All schedules that one may see, or those of a project. */
export const useSchedules = (project?: string) =>
  useQuery({
    queryKey: ['schedules', project ?? 'all'],
    queryFn: async ({ signal }) => {
      const items: ScheduleEntry[] = []
      let continuation: string | undefined
      do {
        const page = await answered(api.GET('/schedules', { params: { query: { limit: 200, ...(project !== undefined && { project }), ...(continuation !== undefined && { continuation }) } }, signal }))
        items.push(...page.items)
        continuation = page.continuation
      } while (continuation !== undefined)
      return items
    },
    refetchInterval: 30_000,
  })

export const useFreshnessCounts = () => useQuery({ queryKey: ['freshness'], queryFn: async ({ signal }) => (await answered(api.GET('/freshness', { signal }))).counts, refetchInterval: 30_000 })
