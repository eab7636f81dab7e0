import { queryOptions } from '@tanstack/react-query'
import { UnexpectedAnswer } from '@/lib/api/answers'
import { answered, api } from '@/lib/api/client'
import { emptyFlow, type Flow } from '@/lib/flow/types'
import { asChanges, asColumnsChanges } from './difference'

/** The flow of a revision: it never changes. */
export const revisionQuery = (id: string, n: number) =>
  queryOptions({
    queryKey: ['revision', id, n],
    queryFn: async ({ signal }): Promise<Flow> => {
      const flow: unknown = await answered(api.GET('/projects/{id}/revisions/{n}', { params: { path: { id, n: `${n}` } }, signal }))
      if (typeof flow !== 'object' || flow === null || !('nodes' in flow) || !Array.isArray(flow.nodes)) throw new UnexpectedAnswer('the flow of a revision')
      return { ...emptyFlow, ...(flow as Flow) }
    },
    staleTime: Infinity,
    retry: false,
  })

/** How two revisions differ. */
export const differenceQuery = (id: string, from: number, to: number) =>
  queryOptions({
    queryKey: ['difference', id, from, to],
    queryFn: async ({ signal }) => {
      const answer = await answered(api.GET('/projects/{id}/diff', { params: { path: { id }, query: { from: `${from}`, to: `${to}` } }, signal }))
      const { diff } = answer
      return { columns: asColumnsChanges(answer.columns), nodes: asChanges(diff.nodes), groups: asChanges(diff.groups), explorations: asChanges(diff.explorations) }
    },
    staleTime: Infinity,
  })
