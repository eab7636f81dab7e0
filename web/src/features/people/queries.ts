import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answered, api, done, versioned, type Schemas } from '@/lib/api/client'

export type Collaborator = Schemas['PeopleView']['collaborators'][number]

/** Who works on a project, with the version that a change names. */
export const usePeople = (project: string) =>
  useQuery({ queryKey: ['project', project, 'people'], queryFn: ({ signal }) => versioned(api.GET('/projects/{id}/collaborators', { params: { path: { id: project } }, signal })) })

/** A change to a project itself; what is said of it everywhere is read again. */
export function useProjectChange<In, Out>(project: string, change: (given: In) => Promise<Out>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: change, onSettled: () => Promise.all([['project', project], ['projects']].map((queryKey) => client.invalidateQueries({ queryKey }))) })
}

const pathOf = (id: string) => ({ path: { id } })

export const useSetCollaborators = (project: string) =>
  useProjectChange(project, ({ collaborators, version }: { collaborators: readonly Collaborator[]; version: string }) =>
    answered(api.PUT('/projects/{id}/collaborators', { params: { ...pathOf(project), header: { 'If-Match': version } }, body: { collaborators: [...collaborators] } })),
  )

export const useTransfer = (project: string) =>
  useProjectChange(project, ({ email, removeFormer }: { email: string; removeFormer: boolean }) => answered(api.POST('/projects/{id}/owner', { params: pathOf(project), body: { email, removeFormer } })))

export const useLock = (project: string) =>
  useProjectChange(project, ({ lock, reason }: { lock: boolean; reason: string }) => {
    const given = { params: pathOf(project), body: { ...(reason.trim() !== '' && { reason: reason.trim() }) } }
    return answered(lock ? api.POST('/projects/{id}/lock', given) : api.POST('/projects/{id}/unlock', given))
  })

export const useLeave = (project: string) => useProjectChange(project, () => done(api.POST('/projects/{id}/leave', { params: pathOf(project) })))
