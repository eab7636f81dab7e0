import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answered, api, done } from '@/lib/api/client'

const pageSize = 100

export const useProjects = (deleted = false) =>
  useInfiniteQuery({
    queryKey: ['projects', deleted],
    queryFn: ({ signal, pageParam }) =>
      answered(api.GET('/projects', { params: { query: { limit: pageSize, ...(deleted && { deleted: 'true' }), ...(pageParam && { continuation: pageParam }) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last) => last.continuation,
  })

export const useProject = (id: string) =>
  useQuery({ queryKey: ['project', id], queryFn: ({ signal }) => answered(api.GET('/projects/{id}', { params: { path: { id } }, signal })) })

export const useEnvironments = () => useQuery({ queryKey: ['environments'], queryFn: ({ signal }) => answered(api.GET('/environments', { signal })), staleTime: 60_000 })

/** A change to the list of projects; it is read again afterwards. */
function useChange<In, Out>(change: (given: In) => Promise<Out>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: change, onSettled: () => client.invalidateQueries({ queryKey: ['projects'] }) })
}

export const useCreateProject = () =>
  useChange(({ name, environment, description }: { name: string; environment: string; description: string }) => answered(api.POST('/projects', { body: { name, environment, ...(description !== '' && { description }) } })))

export const useCloneProject = () =>
  useChange(({ id, name, keepDeployments }: { id: string; name: string; keepDeployments: boolean }) => answered(api.POST('/projects/{id}/clone', { params: { path: { id } }, body: { name, keepDeployments } })))

export const useDeleteProject = () =>
  useChange(async (id: string) => {
    const call = api.GET('/projects/{id}', { params: { path: { id } } })
    await answered(call)
    const version = (await call).response.headers.get('etag') ?? ''
    await done(api.DELETE('/projects/{id}', { params: { path: { id }, header: { 'If-Match': version } } }))
  })

export const useRestoreProject = () => useChange((id: string) => answered(api.POST('/projects/{id}/restore', { params: { path: { id } } })))
