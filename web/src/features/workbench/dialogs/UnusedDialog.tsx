import { Spinner, Text, makeStyles } from '@fluentui/react-components'
import { useMutation, useQuery } from '@tanstack/react-query'
import { answered, api } from '@/lib/api/client'
import { graphOf } from '@/lib/flow/graph'
import { fullName, titleOf } from '@/lib/flow/types'
import { count } from '@/lib/names'
import { Ask } from '@/ui/Ask'
import { useSession, useWorkbench } from '../context'
import { useApplied } from './useApplied'

const useStyles = makeStyles({ list: { margin: 0, paddingLeft: '20px', maxHeight: '40vh', overflow: 'auto' } })

/** Lists the sources that nothing needs, then removes them. */
export function UnusedDialog({ close }: { close: () => void }) {
  const styles = useStyles()
  const { project, session, say } = useWorkbench()
  const { flow, version } = useSession()
  const applied = useApplied()
  const path = { id: project.id }
  const found = useQuery({
    queryKey: ['unused', project.id, version],
    queryFn: async ({ signal }) => {
      await session.flush()
      return answered(api.POST('/projects/{id}/sources/remove-unused', { params: { path, query: { dryRun: 'true' } }, signal }))
    },
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
  const remove = useMutation({
    mutationFn: () => answered(api.POST('/projects/{id}/sources/remove-unused', { params: { path } })),
    onSuccess: async ({ removed }) => {
      close()
      await applied()
      say(`Removed ${count(removed.length, 'source')}.`, true)
    },
  })
  const { byId } = graphOf(flow)
  const unused = found.data?.removed ?? []
  return (
    <Ask title="Remove unused sources" verb={unused.length === 0 ? 'Remove' : `Remove ${count(unused.length, 'source')}`} error={remove.error ?? found.error} busy={remove.isPending} allowed={unused.length > 0} send={() => remove.mutate()} close={close}>
      {found.isPending && <Spinner size="tiny" label="Looking for sources that nothing needs" />}
      {found.data && unused.length === 0 && <Text>Every source is needed: a deployment is made from it. There is nothing to remove.</Text>}
      {unused.length > 0 && (
        <>
          <Text>Nothing that is deployed is made from {unused.length === 1 ? 'this source' : 'these sources'}. No table in the warehouse changes.</Text>
          <ul className={styles.list} aria-label="Unused sources">
            {unused.map((id) => {
              const node = byId.get(id)
              return (
                <li key={id}>
                  <Text weight="semibold">{node ? titleOf(node) : id}</Text> {node?.kind === 'source' && <Text size={200}>{fullName(node.table)}</Text>}
                </li>
              )
            })}
          </ul>
        </>
      )}
    </Ask>
  )
}
