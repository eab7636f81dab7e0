import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Project } from '@/lib/api/answers'
import { answered, api, done, versioned, type Schemas } from '@/lib/api/client'
import { refuseIfChanged } from './meanwhile'

type Place = { database: string; schema?: string; name?: string }

/** An environment as the API answers it. What this page does not know of its policies it gives back as it was. */
export interface Environment extends Omit<Schemas['DeploymentEnvironment'], 'production' | 'policies' | 'sourceMap' | 'target' | 'owner'> {
  production: boolean
  target: Place
  sourceMap: { from: Place; to: Place }[]
  owner?: string
  policies: Required<NonNullable<Schemas['DeploymentEnvironment']['policies']>>
}
export type User = Schemas['User']
export type Property = Schemas['PropertiesDocument']['items'][number]
export type Channel = Schemas['ChannelView']
export type Delivery = Schemas['Delivery']
export type EventKind = Channel['events'][number]

/** A change to the workspace; what it concerns is read again. */
export function useWorkspaceChange<In, Out>(keys: readonly string[], change: (given: In) => Promise<Out>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: change, onSettled: () => Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] }))) })
}

export const useUsers = () =>
  useInfiniteQuery({
    queryKey: ['users'],
    queryFn: ({ signal, pageParam }) => answered(api.GET('/users', { params: { query: { limit: 200, ...(pageParam && { continuation: pageParam }) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last) => last.continuation,
  })

export const useAddUser = () => useWorkspaceChange(['users'], (body: Schemas['NewUser']) => answered(api.POST('/users', { body })))

export const useChangeUser = () =>
  useWorkspaceChange(['users', 'me'], async ({ email, before, change }: { email: string; before: User; change: Schemas['UserPatch'] }) => {
    const { value, version } = await versioned(api.GET('/users/{email}', { params: { path: { email } } }))
    refuseIfChanged(before, value, ['name', 'role', 'warehouseRoles', 'active'])
    return answered(api.PATCH('/users/{email}', { params: { path: { email }, header: { 'If-Match': version } }, body: change }))
  })

export const useRemoveUser = () =>
  useWorkspaceChange(['users'], async (email: string) => {
    const path = { email }
    const { version } = await versioned(api.GET('/users/{email}', { params: { path } }))
    return done(api.DELETE('/users/{email}', { params: { path, header: { 'If-Match': version } } }))
  })

/** All that somebody owns, deleted projects too: those can be restored. */
export const useOwned = (owner: string) =>
  useQuery({
    queryKey: ['projects', 'owned', owner],
    queryFn: async ({ signal }) => {
      const all: Project[] = []
      for (const deleted of [false, true]) {
        let continuation: string | undefined
        do {
          const page = await answered(api.GET('/projects', { params: { query: { owner, limit: 100, ...(deleted && { deleted: 'true' }), ...(continuation !== undefined && { continuation }) } }, signal }))
          all.push(...page.items.filter((project) => project.owner === owner && !all.some(({ id }) => id === project.id)))
          continuation = page.continuation
        } while (continuation !== undefined)
      }
      return all
    },
    staleTime: 0,
  })

export const useHandOn = () =>
  useWorkspaceChange(['projects', 'project', 'users'], ({ email, ...body }: Schemas['HandOnRequest'] & { email: string }) => answered(api.POST('/users/{email}/hand-on', { params: { path: { email } }, body })))

/** An environment with the version that a change of it names. */
export const useEnvironmentVersion = (environment: string | undefined) =>
  useQuery({
    queryKey: ['environments', environment, 'version'],
    queryFn: async ({ signal }) => {
      const { value, version } = await versioned(api.GET('/environments/{environment}', { params: { path: { environment: environment ?? '' } }, signal }))
      return { value: value as Environment, version }
    },
    enabled: environment !== undefined,
    staleTime: 0,
    gcTime: 0,
  })

export const useSaveEnvironment = () =>
  useWorkspaceChange(['environments'], ({ environment, version }: { environment: Environment; version: string | undefined }) => {
    const body: Schemas['DeploymentEnvironment'] = environment
    return answered(version === undefined ? api.POST('/environments', { body }) : api.PUT('/environments/{environment}', { params: { path: { environment: environment.id }, header: { 'If-Match': version } }, body }))
  })

export const useRemoveEnvironment = () =>
  useWorkspaceChange(['environments'], async (environment: string) => {
    const path = { environment }
    const { version } = await versioned(api.GET('/environments/{environment}', { params: { path } }))
    return done(api.DELETE('/environments/{environment}', { params: { path, header: { 'If-Match': version } } }))
  })

export const usePropertyDefinitions = () => useQuery({ queryKey: ['properties', 'versioned'], queryFn: ({ signal }) => versioned(api.GET('/properties', { signal })) })

export const useSaveProperties = () =>
  useWorkspaceChange(['properties'], ({ items, version }: { items: readonly Property[]; version: string }) => answered(api.PUT('/properties', { params: { header: { 'If-Match': version } }, body: { items: [...items] } })))

export const useChannels = () =>
  useInfiniteQuery({
    queryKey: ['channels'],
    queryFn: ({ signal, pageParam }) => answered(api.GET('/channels', { params: { query: { ...(pageParam && { continuation: pageParam }) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last) => last.continuation,
  })

export const useAddChannel = () => useWorkspaceChange(['channels'], (body: Schemas['NewChannel']) => answered(api.POST('/channels', { body })))

export const useChangeChannel = () =>
  useWorkspaceChange(['channels'], async ({ channel, before, change }: { channel: string; before: Channel; change: Schemas['ChannelPatch'] }) => {
    const path = { channel }
    const { value, version } = await versioned(api.GET('/channels/{channel}', { params: { path } }))
    refuseIfChanged(before, value, ['name', 'events', 'environments', 'projects', 'host', 'addressEnding'])
    return answered(api.PATCH('/channels/{channel}', { params: { path, header: { 'If-Match': version } }, body: change }))
  })

export const useRemoveChannel = () =>
  useWorkspaceChange(['channels'], async (channel: string) => {
    const path = { channel }
    const { version } = await versioned(api.GET('/channels/{channel}', { params: { path } }))
    return done(api.DELETE('/channels/{channel}', { params: { path, header: { 'If-Match': version } } }))
  })

export const useTestChannel = () => useWorkspaceChange(['deliveries'], (channel: string) => answered(api.POST('/channels/{channel}/test', { params: { path: { channel } } })))

export const useDeliveries = (channel: string, status: string) =>
  useInfiniteQuery({
    queryKey: ['deliveries', channel, status],
    queryFn: ({ signal, pageParam }) => answered(api.GET('/channels/{channel}/deliveries', { params: { path: { channel }, query: { limit: 25, ...(status !== '' && { status }), ...(pageParam && { continuation: pageParam }) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last) => last.continuation,
    refetchInterval: 15_000,
  })

export const useRetryDelivery = () =>
  useWorkspaceChange(['deliveries'], ({ channel, delivery }: { channel: string; delivery: string }) => answered(api.POST('/channels/{channel}/deliveries/{delivery}/retry', { params: { path: { channel, delivery } } })))

export const useOperations = () => useQuery({ queryKey: ['operations'], queryFn: async ({ signal }) => (await answered(api.GET('/operations', { signal }))).items, refetchInterval: 5000 })

/** Health answers 503 with the same body when something is down. */
export const useHealth = () =>
  useQuery({
    queryKey: ['health'],
    queryFn: async ({ signal }) => {
      const { data, error } = await api.GET('/health', { signal })
      const answer: unknown = data ?? error
      if (typeof answer === 'object' && answer !== null && 'engine' in answer) return answer as Schemas['HealthView']
      return answered(api.GET('/health', { signal }))
    },
    refetchInterval: 15_000,
  })
