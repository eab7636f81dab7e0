import { Spinner, Text, makeStyles } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { Suspense, type ReactNode } from 'react'
import { ChangeList, FlowPicture, differenceQuery, revisionQuery } from '@/features/flowdiff'
import { ErrorPanel } from '@/ui/ErrorPanel'

const useStyles = makeStyles({ parts: { display: 'flex', flexDirection: 'column', gap: '12px', minWidth: 0 } })

/** What one revision has that another has not, as a picture and in words. */
export function Difference({ project, from, to, waiting }: { project: string; from: number; to: number; waiting: ReactNode }) {
  const styles = useStyles()
  const difference = useQuery(differenceQuery(project, from, to))
  const before = useQuery(revisionQuery(project, from))
  const after = useQuery(revisionQuery(project, to))
  const failed = difference.error ?? before.error ?? after.error
  if (failed) return <ErrorPanel error={failed} retry={() => void Promise.all([difference.refetch(), before.refetch(), after.refetch()])} />
  if (!difference.data || !before.data || !after.data) return waiting
  const { nodes, groups, explorations, columns } = difference.data
  const all = [...nodes, ...groups, ...explorations]
  if (all.length === 0) return <Text>They have the same flow.</Text>
  // Moving a node is no change that a picture of the flow has to shout about.
  const drawn = nodes.filter(({ change, weight, fields }) => change !== 'changed' || weight !== 'documentation' || fields.some(({ field }) => !field.startsWith('position')))
  return (
    <div className={styles.parts}>
      {drawn.length > 0 && (
        <Suspense fallback={<Spinner size="tiny" label="Drawing the difference" />}>
          <FlowPicture before={before.data} after={after.data} changes={drawn} label={`What differs between revision ${from} and revision ${to}`} />
        </Suspense>
      )}
      <ChangeList changes={all} before={before.data} after={after.data} columns={columns} label="Changes" />
    </div>
  )
}
