import { Spinner, Text } from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { answered, api } from '@/lib/api/client'
import { Ask } from '@/ui/Ask'
import { useWorkbench } from '../context'
import { useApplied } from '../dialogs/useApplied'
import { Difference } from './Difference'

/** Shows what restoring changes, then does it. */
export function RestoreDialog({ n, head, close }: { n: number; head: number; close: () => void }) {
  const { project, session, say } = useWorkbench()
  const applied = useApplied()
  const restore = useMutation({
    mutationFn: async () => {
      await session.flush()
      return answered(api.POST('/projects/{id}/revisions/{n}/restore', { params: { path: { id: project.id, n: `${n}` }, header: { 'If-Match': session.state.version } } }))
    },
    onSuccess: async () => {
      close()
      await applied()
      say(`Restored revision ${n}.`, true)
    },
  })
  return (
    <Ask wide title={`Restore revision ${n}`} verb="Restore" error={restore.error} busy={restore.isPending} send={() => restore.mutate()} close={close}>
      <Text>The flow becomes what it was in revision {n}, as a new revision. Tables and views in the warehouse stay until they are deployed again. This is what changes:</Text>
      <Difference project={project.id} from={head} to={n} waiting={<Spinner size="tiny" label="Comparing" />} />
    </Ask>
  )
}
