import { Badge, Button, Spinner, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ArrowUndoRegular, BranchCompareRegular } from '@fluentui/react-icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { answered, api } from '@/lib/api/client'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Time } from '@/ui/Time'
import { usePlace, useSession, useWorkbench } from '../context'

const useStyles = makeStyles({
  body: { display: 'flex', flexDirection: 'column', padding: '12px', gap: '8px' },
  soft: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: { padding: '8px 0 8px 14px', borderLeft: `2px solid ${tokens.colorNeutralStroke2}`, position: 'relative', display: 'flex', flexDirection: 'column', gap: '2px', '::before': { content: '""', position: 'absolute', left: '-5px', top: '14px', width: '8px', height: '8px', borderRadius: '50%', backgroundColor: tokens.colorNeutralStroke1Hover } },
  now: { '::before': { backgroundColor: tokens.colorBrandStroke1 } },
  head: { display: 'flex', gap: '8px', alignItems: 'baseline', flexWrap: 'wrap' },
  tools: { display: 'flex', gap: '4px', flexWrap: 'wrap' },
  message: { overflowWrap: 'anywhere' },
})

/** Every saved state of the flow: who, when and why; what differs; and how to have one back. */
export default function HistoryPart() {
  const styles = useStyles()
  const { project, readOnly } = useWorkbench()
  const { version } = useSession()
  const { go } = usePlace()
  const revisions = useInfiniteQuery({
    queryKey: ['revisions', project.id, version],
    queryFn: ({ signal, pageParam }) => answered(api.GET('/projects/{id}/revisions', { params: { path: { id: project.id }, query: { limit: 50, ...(pageParam && { continuation: pageParam }) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last) => last.continuation,
    placeholderData: (before) => before,
  })
  const items = revisions.data?.pages.flatMap((page) => page.items) ?? []
  const head = items[0]?.number ?? project.revision
  return (
    <div className={styles.body}>
      <Text className={styles.soft}>Every save is a revision. Restoring one makes a new revision: nothing is lost.</Text>
      {revisions.isPending && <Spinner size="tiny" label="Loading the history" />}
      {revisions.error && <ErrorPanel error={revisions.error} retry={() => void revisions.refetch()} />}
      <ol className={styles.list} aria-label="Revisions, newest first" reversed>
        {items.map((revision, index) => {
          const before = items[index + 1]?.number
          const newest = revision.number === head
          return (
            <li key={revision.number} className={mergeClasses(styles.item, newest && styles.now)}>
              <div className={styles.head}>
                <Text weight="semibold">Revision {revision.number}</Text>
                {newest && (
                  <Badge appearance="tint" size="small">
                    Now
                  </Badge>
                )}
              </div>
              <Text size={200} className={styles.message}>
                {revision.message === '' ? 'Saved' : revision.message}
              </Text>
              <span className={styles.soft}>
                {revision.author}, <Time at={revision.at} />
              </span>
              <div className={styles.tools}>
                {before !== undefined && (
                  <Button size="small" appearance="subtle" icon={<BranchCompareRegular />} aria-label={`What revision ${revision.number} changed`} onClick={() => go({ compare: `${before}-${revision.number}` })}>
                    Changes
                  </Button>
                )}
                {!newest && (
                  <Button size="small" appearance="subtle" aria-label={`Compare revision ${revision.number} with now`} onClick={() => go({ compare: `${revision.number}-${head}` })}>
                    Compare with now
                  </Button>
                )}
                {!newest && readOnly === undefined && (
                  <Button size="small" appearance="subtle" icon={<ArrowUndoRegular />} aria-label={`Restore revision ${revision.number}`} onClick={() => go({ ask: 'restore', about: `${revision.number}` })}>
                    Restore
                  </Button>
                )}
              </div>
            </li>
          )
        })}
      </ol>
      {revisions.hasNextPage && (
        <div>
          <Button size="small" disabled={revisions.isFetchingNextPage} onClick={() => void revisions.fetchNextPage()}>
            Earlier revisions
          </Button>
        </div>
      )}
    </div>
  )
}
