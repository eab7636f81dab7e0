import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answered, api } from '@/lib/api/client'
import type { CommentEntry } from '@/lib/api/answers'

const poll = 20_000

/** All comments of a project: they are few, and threads are put together here. */
export const commentsQuery = (id: string) =>
  queryOptions({
    queryKey: ['comments', id],
    queryFn: async ({ signal }) => {
      const all: CommentEntry[] = []
      for (let continuation: string | undefined, more = true; more; more = continuation !== undefined) {
        const page = await answered(api.GET('/projects/{id}/comments', { params: { path: { id }, query: { limit: 500, ...(continuation !== undefined && { continuation }) } }, signal }))
        all.push(...page.items)
        continuation = page.continuation
      }
      return all
    },
    refetchInterval: poll,
  })

export const reviewsQuery = (id: string) =>
  queryOptions({ queryKey: ['reviews', id], queryFn: async ({ signal }) => (await answered(api.GET('/projects/{id}/reviews', { params: { path: { id }, query: { limit: 20 } }, signal }))).items, refetchInterval: poll })

export const findingsQuery = (id: string, version: string) =>
  queryOptions({ queryKey: ['findings', id, version], queryFn: ({ signal }) => answered(api.GET('/projects/{id}/findings', { params: { path: { id } }, signal })), placeholderData: (before) => before })

function useChange<In, Out>(keys: readonly string[], change: (given: In) => Promise<Out>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: change, onSettled: () => Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] }))) })
}

export interface Subject {
  node?: string
  group?: string
}

export const useAddComment = (id: string) =>
  useChange(['comments'], ({ text, parent, ...subject }: Subject & { text: string; parent?: string }) => answered(api.POST('/projects/{id}/comments', { params: { path: { id } }, body: { text, ...(parent !== undefined && { parent }), ...subject } })))

export const useResolve = (id: string) =>
  useChange(['comments'], ({ entry, resolved }: { entry: CommentEntry; resolved: boolean }) =>
    answered(api.PATCH('/projects/{id}/comments/{comment}', { params: { path: { id, comment: entry.comment.id }, header: { 'If-Match': entry.eTag } }, body: { resolved } })),
  )

export const useRequestReview = (id: string) =>
  useChange(['reviews'], ({ reviewers, message }: { reviewers: string[]; message: string }) => answered(api.POST('/projects/{id}/reviews', { params: { path: { id } }, body: { reviewers, ...(message.trim() !== '' && { message: message.trim() }) } })))

export const useDecide = (id: string) =>
  useChange(['reviews'], ({ n, decision, summary }: { n: number; decision: 'approve' | 'requestChanges'; summary: string }) =>
    answered(api.POST('/projects/{id}/reviews/{n}/decision', { params: { path: { id, n: `${n}` } }, body: { decision, ...(summary.trim() !== '' && { summary: summary.trim() }) } })),
  )

export const useWithdraw = (id: string) => useChange(['reviews'], (n: number) => answered(api.POST('/projects/{id}/reviews/{n}/withdraw', { params: { path: { id, n: `${n}` } } })))

export const useFix = (id: string) =>
  useChange(['findings'], ({ code, node, version }: { code: string; node: string; version: string }) =>
    answered(api.POST('/projects/{id}/findings/fix', { params: { path: { id }, header: { 'If-Match': version } }, body: { code, node } })),
  )
