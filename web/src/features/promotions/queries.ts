import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answered, api, type Schemas } from '@/lib/api/client'
import { isLive } from './status'

export type Promotion = Schemas['Promotion']
export type Plan = Schemas['Plan']
export type Operation = Schemas['Operation']

const pollEvery = 1000

export const usePlan = (hash: string | null) =>
  useQuery({
    queryKey: ['plan', hash],
    queryFn: ({ signal }) => answered(api.GET('/api/plans/{hash}', { params: { path: { hash: hash ?? '' } }, signal })),
    enabled: hash !== null,
    staleTime: Infinity,
  })

export const useEnvironments = () =>
  useQuery({ queryKey: ['environments'], queryFn: ({ signal }) => answered(api.GET('/api/environments', { signal })), staleTime: 60_000 })

export const usePromotions = (project?: string) =>
  useInfiniteQuery({
    queryKey: ['promotions', project ?? 'all'],
    queryFn: ({ signal, pageParam }) =>
      answered(api.GET('/api/promotions', { params: { query: { ...(project && { project }), ...(pageParam && { continuation: pageParam }) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last) => last.continuation,
  })

/** Asks again while the promotion moves by itself; a reload goes on where it was, because all state is the server's. */
export const usePromotion = (id: string) =>
  useQuery({
    queryKey: ['promotion', id],
    queryFn: ({ signal }) => answered(api.GET('/api/promotions/{id}', { params: { path: { id } }, signal })),
    refetchInterval: (query) => (query.state.data && isLive(query.state.data.status) ? pollEvery : 15_000),
  })

export const useOperation = (id: string) =>
  useQuery({
    queryKey: ['operation', id],
    queryFn: ({ signal }) => answered(api.GET('/api/operations/{id}', { params: { path: { id } }, signal })),
    refetchInterval: (query) => (query.state.data && query.state.data.status !== 'running' ? false : pollEvery),
  })

export const useCreatePlan = () => useMutation({ mutationFn: (body: Schemas['PlanRequest']) => answered(api.POST('/api/plans', { body })) })

export function useRequestPromotion() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ plan, key }: { plan: string; key: string }) =>
      answered(api.POST('/api/promotions', { body: { plan }, params: { header: { 'Idempotency-Key': key } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['promotions'] }),
  })
}

export type Decision =
  | { kind: 'approve'; plan: string; comment: string }
  | { kind: 'reject'; comment: string }
  | { kind: 'cancel' }
  | { kind: 'rollback'; key: string }

export function useDecision(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (decision: Decision): Promise<unknown> => {
      const path = { id }
      switch (decision.kind) {
        case 'approve':
          return answered(api.POST('/api/promotions/{id}/approve', { params: { path }, body: { plan: decision.plan, ...(decision.comment && { comment: decision.comment }) } }))
        case 'reject':
          return answered(api.POST('/api/promotions/{id}/reject', { params: { path }, body: { comment: decision.comment } }))
        case 'cancel':
          return answered(api.POST('/api/promotions/{id}/cancel', { params: { path } }))
        case 'rollback':
          return answered(api.POST('/api/promotions/{id}/rollback', { params: { path, header: { 'Idempotency-Key': decision.key } } }))
      }
    },
    // Also after a refusal: it usually means that the promotion is no longer what the page shows.
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: ['promotion', id] }), client.invalidateQueries({ queryKey: ['promotions'] })]),
  })
}
