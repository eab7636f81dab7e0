import { Spinner, Tab, TabList, makeStyles, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { Suspense, lazy } from 'react'
import { sides, type Side as SideName } from '../address'
import { usePlace, useWorkbench } from '../context'
import { commentsQuery } from '../review/queries'
import { Inspector } from './Inspector'

const ReviewPart = lazy(() => import('../review/ReviewPart'))
const HistoryPart = lazy(() => import('../history/HistoryPart'))

const useStyles = makeStyles({
  side: { height: '100%', display: 'flex', flexDirection: 'column', minHeight: 0, backgroundColor: tokens.colorNeutralBackground1 },
  tabs: { borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, minHeight: '36px', flexShrink: 0 },
  body: { flexGrow: 1, minHeight: 0 },
  scroll: { height: '100%', overflow: 'auto', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' } },
})

const titles: Readonly<Record<SideName, string>> = { details: 'Details', review: 'Review', history: 'History' }

/** Beside the flow: what is selected, what is said about it, and how it came to be. */
export function Side() {
  const styles = useStyles()
  const { side, go } = usePlace()
  const { project } = useWorkbench()
  const comments = useQuery(commentsQuery(project.id))
  const open = comments.data?.filter(({ comment }) => comment.parent === undefined && !comment.resolved).length ?? 0
  return (
    <div className={styles.side}>
      <TabList className={styles.tabs} size="small" aria-label="Beside the flow" selectedValue={side} onTabSelect={(_, { value }) => go({ side: value === 'details' ? undefined : String(value) })}>
        {sides.map((name) => (
          <Tab key={name} value={name}>
            {titles[name]}
            {name === 'review' && open > 0 ? ` (${open})` : ''}
          </Tab>
        ))}
      </TabList>
      <div className={styles.body}>
        {side === 'details' ? (
          <Inspector />
        ) : (
          <section className={styles.scroll} data-part tabIndex={0} aria-label={titles[side]}>
            <Suspense fallback={<Spinner size="tiny" label="Opening" />}>{side === 'review' ? <ReviewPart /> : <HistoryPart />}</Suspense>
          </section>
        )}
      </div>
    </div>
  )
}
