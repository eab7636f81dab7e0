import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { strFromU8, unzipSync } from 'fflate'
import { answered, api, projectPackAddress, signIn, versioned, type Schemas } from '@/lib/api/client'
import { toProblem } from '@/lib/api/problem'

export type Annotation = Schemas['AnnotationDocument']
export type Property = Schemas['PropertiesDocument']['items'][number]
export type Backup = Schemas['BackupEntry']

export const useAnnotation = (project: string) =>
  useQuery({ queryKey: ['project', project, 'annotation'], queryFn: ({ signal }) => versioned(api.GET('/projects/{id}/annotation', { params: { path: { id: project } }, signal })) })

export const useProperties = () => useQuery({ queryKey: ['properties'], queryFn: async ({ signal }) => (await answered(api.GET('/properties', { signal }))).items })

export function useSaveAnnotation(project: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ annotation, version }: { annotation: Annotation; version: string }) =>
      answered(api.PUT('/projects/{id}/annotation', { params: { path: { id: project }, header: { 'If-Match': version } }, body: annotation })),
    onSettled: () => Promise.all([['project', project], ['projects']].map((queryKey) => client.invalidateQueries({ queryKey }))),
  })
}

export interface PackFile {
  path: string
  size: number
  text: string
}

/** The handover pack, opened: it is made anew from the newest revision each time. */
export const usePack = (project: string, wanted: boolean) =>
  useQuery({
    queryKey: ['project', project, 'pack'],
    queryFn: async ({ signal }): Promise<readonly PackFile[]> => {
      const answer = await fetch(projectPackAddress(project), { signal })
      if (answer.status === 401) signIn()
      if (!answer.ok) throw toProblem(answer.status, await answer.json().catch(() => null))
      const files = unzipSync(new Uint8Array(await answer.arrayBuffer()))
      return Object.entries(files).map(([path, bytes]) => ({ path, size: bytes.length, text: strFromU8(bytes) }))
    },
    enabled: wanted,
    staleTime: 60_000,
  })

export const useBackups = (project?: string) =>
  useInfiniteQuery({
    queryKey: ['backups', project ?? 'all'],
    queryFn: ({ signal, pageParam }) => answered(api.GET('/backups', { params: { query: { limit: 25, ...(project !== undefined && { project }), ...(pageParam && { continuation: pageParam }) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last) => last.continuation,
  })

export function useTakeBackup(project: string) {
  const client = useQueryClient()
  return useMutation({ mutationFn: () => answered(api.POST('/backups', { body: { project } })), onSettled: () => client.invalidateQueries({ queryKey: ['backups'] }) })
}

export function useRestoreBackup() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ backup, into, name }: { backup: Backup; into: 'new' | 'same'; name: string }) => {
      const path = { backup: backup.id }
      if (into === 'new') return answered(api.POST('/backups/{backup}/restore', { params: { path }, body: { into, name } }))
      // The flow that it takes the place of: what somebody saves meanwhile is not lost unseen.
      const { version } = await versioned(api.GET('/projects/{id}/flow', { params: { path: { id: backup.project } } }))
      return answered(api.POST('/backups/{backup}/restore', { params: { path }, body: { into }, headers: { 'If-Match': version } }))
    },
    onSettled: () => Promise.all(['backups', 'projects', 'project'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  })
}
