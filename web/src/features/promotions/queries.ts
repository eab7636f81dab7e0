import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { asPlan, asRollbackPlan, type Operation, type Plan, type PlanRequest } from '@/lib/api/answers'
import { revisionQuery } from '@/features/flowdiff'
import { answered, api } from '@/lib/api/client'
import { titleOf } from '@/lib/flow/types'
import { hasMoved, isLive, waitsForPeople, type PromotionStatus } from './status'

const pollEvery = 1000
const pollForPeople = 3000

export const usePlan = (hash: string | null) =>
  useQuery({
    queryKey: ['plan', hash],
    queryFn: async ({ signal }) => asPlan(await answered(api.GET('/plans/{hash}', { params: { path: { hash: hash ?? '' } }, signal }))),
    enabled: hash !== null,
    staleTime: Infinity,
  })

export interface PromotionFilter {
  project?: string
  status?: PromotionStatus | ''
  environment?: string
}

export const usePromotions = ({ project = '', status = '', environment = '' }: PromotionFilter) =>
  useInfiniteQuery({
    queryKey: ['promotions', project, status, environment],
    queryFn: ({ signal, pageParam }) =>
      answered(
        api.GET('/promotions', {
          params: { query: { ...(project && { project }), ...(status && { status }), ...(environment && { environment }), ...(pageParam && { continuation: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.continuation,
    // Others ask and decide while somebody looks at the list.
    refetchInterval: 15_000,
    placeholderData: keepPreviousData,
  })

/** Asks again while the promotion moves by itself; a reload goes on where it was, because all state is the server's. */
export const usePromotion = (id: string) =>
  useQuery({
    queryKey: ['promotion', id],
    queryFn: ({ signal }) => answered(api.GET('/promotions/{promotion}', { params: { path: { promotion: id } }, signal })),
    refetchInterval: (query) => (query.state.data && isLive(query.state.data.status) ? pollEvery : 15_000),
  })

// What an operation may have changed once it has ended. The flow is read again by whoever edits it.
const changedByOperations = ['project', 'projects', 'promotion', 'promotions', 'schedules', 'freshness', 'backups']

/** Asks until it has ended; then everything that it may have changed is read again. Each step that it goes on is told to what shows its promotion: status and steps say the same. */
export const useOperation = (id: string) =>
  useQuery({
    queryKey: ['operation', id],
    queryFn: async ({ signal, client }) => {
      const before = client.getQueryData<Operation>(['operation', id])
      const now = await answered(api.GET('/operations/{operation}', { params: { path: { operation: id } }, signal }))
      if (now.status !== 'running' && now.status !== before?.status) for (const key of changedByOperations) void client.invalidateQueries({ queryKey: [key] })
      else if (before && hasMoved(before, now)) void client.invalidateQueries({ queryKey: ['promotion'] })
      return now
    },
    refetchInterval: ({ state: { data } }) => (data === undefined ? pollEvery : data.status !== 'running' ? false : waitsForPeople(data) ? pollForPeople : pollEvery),
  })

/** What the nodes of a plan are called, in the very revisions that it compares; an id where the reader may not see them, or not yet. */
export function useNodeNames(plan: Plan | undefined): (node: string) => string {
  const source = useQuery({ ...revisionQuery(plan?.source.project ?? '', plan?.source.revision ?? 0), enabled: plan !== undefined }).data
  const target = useQuery({ ...revisionQuery(plan?.target.project ?? '', plan?.target.revision ?? 0), enabled: plan !== undefined && plan.target.exists && plan.target.revision > 0 }).data
  return (node) => {
    const found = source?.nodes.find(({ id }) => id === node) ?? target?.nodes.find(({ id }) => id === node)
    return found ? titleOf(found) : node
  }
}

/** What taking it back would do, as things are now: asked anew each time somebody thinks about it. */
export const useRollbackPlan = (promotion: string, wanted: boolean) =>
  useQuery({
    queryKey: ['rollback-plan', promotion],
    queryFn: async ({ signal }) =>
      asRollbackPlan(await answered(api.POST('/promotions/{promotion}/rollback', { params: { path: { promotion } }, body: { dryRun: true }, signal }))),
    enabled: wanted,
    staleTime: 0,
    gcTime: 0,
  })

export const useCreatePlan = () =>
  useMutation({ mutationFn: async (body: PlanRequest) => asPlan(await answered(api.POST('/plans', { body }))) })

export function useRequestPromotion() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ plan, comment, reason, key }: { plan: string; comment: string; /** Of an administrator, for setting aside the policies that stand in the way. */ reason?: string; key: string }) =>
      answered(api.POST('/promotions', { body: { plan, ...said(comment), ...(reason !== undefined && { override: { reason } }) }, params: { header: { 'Idempotency-Key': key } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['promotions'] }),
  })
}

export type Decision =
  | { kind: 'approve'; plan: string; comment: string }
  | { kind: 'reject'; comment: string }
  | { kind: 'cancel' }
  | { kind: 'rollback'; key: string }
  | { kind: 'override'; reason: string; policies: readonly string[] }

export function useDecision(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (decision: Decision) => {
      const path = { promotion: id }
      switch (decision.kind) {
        case 'approve':
          return answered(api.POST('/promotions/{promotion}/approve', { params: { path }, body: { plan: decision.plan, ...said(decision.comment) } }))
        case 'reject':
          return answered(api.POST('/promotions/{promotion}/reject', { params: { path }, body: said(decision.comment) }))
        case 'cancel':
          return answered(api.POST('/promotions/{promotion}/cancel', { params: { path } }))
        case 'override':
          return answered(api.POST('/promotions/{promotion}/override', { params: { path }, body: { reason: decision.reason, policies: [...decision.policies] } }))
        case 'rollback':
          return answered(api.POST('/promotions/{promotion}/rollback', { params: { path, header: { 'Idempotency-Key': decision.key } }, body: { dryRun: false } }))
      }
    },
    // Also after a refusal: it usually means that the promotion is no longer what the page shows.
    onSettled: () => Promise.all(['promotion', 'promotions', 'plan', 'operation', 'project', 'projects'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  })
}

const said = (comment: string) => (comment.trim() === '' ? {} : { comment })
