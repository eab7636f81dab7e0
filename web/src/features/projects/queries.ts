import { queryOptions, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Project } from '@/lib/api/answers'
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

export const projectQuery = (id: string) =>
  queryOptions({ queryKey: ['project', id], queryFn: ({ signal }) => answered(api.GET('/projects/{id}', { params: { path: { id } }, signal })) })

export type FoundNode = NonNullable<Project['found']>[number]

const nothing: ReadonlyMap<string, readonly FoundNode[]> = new Map()

/** Nodes and groups that say a text, by project: the server looks into the flows of all. Asked for once nobody types any more. */
export function useFoundInFlows(text: string, deleted: boolean): ReadonlyMap<string, readonly FoundNode[]> {
  const [wanted, setWanted] = useState(text)
  useEffect(() => {
    const settled = setTimeout(() => setWanted(text.trim()), 250)
    return () => clearTimeout(settled)
  }, [text])
  const { data } = useQuery({
    queryKey: ['found-in-flows', wanted, deleted],
    queryFn: async ({ signal }) => {
      const found = new Map<string, readonly FoundNode[]>()
      let continuation: string | undefined
      do {
        const page = await answered(
          api.GET('/projects', { params: { query: { search: wanted, limit: pageSize, ...(deleted && { deleted: 'true' }), ...(continuation !== undefined && { continuation }) } }, signal }),
        )
        for (const project of page.items) if (project.found) found.set(project.id, project.found)
        continuation = page.continuation
      } while (continuation !== undefined)
      return found
    },
    enabled: wanted.length > 1,
  })
  return wanted === text.trim() ? (data ?? nothing) : nothing
}

export const useProject = (id: string) => useQuery(projectQuery(id))

export const useEnvironments = () => useQuery({ queryKey: ['environments'], queryFn: ({ signal }) => answered(api.GET('/environments', { signal })), staleTime: 60_000 })

export interface FlowParts {
  /** Nodes by family. */
  sources: number
  transformations: number
  deployments: number
  groups: number
  /** Groups that hold deployments alone. */
  groupsOfDeployments: number
  explorations: number
}

const listOf = (flow: object, key: string): readonly unknown[] => {
  const list: unknown = (flow as Record<string, unknown>)[key]
  return Array.isArray(list) ? list : []
}

/** What the newest revision of a project's flow consists of. */
export const flowParts = (id: string) =>
  queryOptions({
    queryKey: ['flow-parts', id],
    queryFn: async ({ signal }): Promise<FlowParts> => {
      const flow: object = await answered(api.GET('/projects/{id}/flow', { params: { path: { id } }, signal }))
      const nodes = listOf(flow, 'nodes') as readonly { id: string; kind: string }[]
      const of = (kind: string) => nodes.filter((node) => node.kind === kind)
      const [sources, deployments] = [of('source').length, new Set(of('deployment').map((node) => node.id))]
      const groups = listOf(flow, 'groups') as readonly { nodes: readonly string[] }[]
      return {
        sources,
        transformations: nodes.length - sources - deployments.size,
        deployments: deployments.size,
        groups: groups.length,
        groupsOfDeployments: groups.filter((group) => group.nodes.length > 0 && group.nodes.every((node) => deployments.has(node))).length,
        explorations: listOf(flow, 'explorations').length,
      }
    },
    staleTime: 0,
  })

/** A change to the list of projects; it is read again afterwards. */
function useChange<In, Out>(change: (given: In) => Promise<Out>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: change, onSettled: () => client.invalidateQueries({ queryKey: ['projects'] }) })
}

export const useCreateProject = () =>
  useChange(({ name, environment, description }: { name: string; environment: string; description: string }) => answered(api.POST('/projects', { body: { name, environment, ...(description !== '' && { description }) } })))

export const useCloneProject = () =>
  useChange(({ id, ...body }: { id: string; name: string; keepDeployments: boolean; environment: string }) => answered(api.POST('/projects/{id}/clone', { params: { path: { id } }, body })))

export const useDeleteProject = () =>
  useChange(async (id: string) => {
    const call = api.GET('/projects/{id}', { params: { path: { id } } })
    await answered(call)
    const version = (await call).response.headers.get('etag') ?? ''
    await done(api.DELETE('/projects/{id}', { params: { path: { id }, header: { 'If-Match': version } } }))
  })

export const useRestoreProject = () => useChange((id: string) => answered(api.POST('/projects/{id}/restore', { params: { path: { id } } })))
