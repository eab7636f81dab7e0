import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { deploymentAddress } from '@/lib/addresses'
import { placeOf, ticks, type Span } from '@/lib/schedule/timeline'
import { sentence } from '@/lib/names'
import { absolute } from '@/lib/time'
import { RouterLink } from '@/ui/RouterLink'
import type { ScheduleEntry } from './queries'

const useStyles = makeStyles({
  frame: { overflowX: 'auto', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  inner: { minWidth: '640px', display: 'grid', gridTemplateColumns: '14rem minmax(0, 1fr)', rowGap: 0, '@media (max-width: 640px)': { gridTemplateColumns: '7.5rem minmax(0, 1fr)' } },
  name: { padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXS} 0`, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', borderTop: `1px solid ${tokens.colorNeutralStroke3}`, position: 'sticky', left: 0, zIndex: 1, backgroundColor: tokens.colorNeutralBackground1 },
  where: { display: 'block', fontSize: tokens.fontSizeBase100, color: tokens.colorNeutralForeground3, overflow: 'hidden', textOverflow: 'ellipsis' },
  line: { position: 'relative', borderTop: `1px solid ${tokens.colorNeutralStroke3}`, minHeight: '28px' },
  scale: { position: 'relative', height: '22px', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase100 },
  tick: { position: 'absolute', transform: 'translateX(-50%)', whiteSpace: 'nowrap', '&:first-of-type': { transform: 'none' } },
  grid: { position: 'absolute', top: 0, bottom: 0, width: '1px', backgroundColor: tokens.colorNeutralStroke3 },
  now: { position: 'absolute', top: 0, bottom: 0, width: '2px', backgroundColor: tokens.colorBrandStroke1 },
  mark: { position: 'absolute', top: '8px', width: '12px', height: '12px', marginLeft: '-6px', borderRadius: '50%', border: `2px solid ${tokens.colorNeutralBackground1}` },
  next: { backgroundColor: tokens.colorNeutralBackground1, border: `3px solid ${tokens.colorBrandStroke1}` },
  succeeded: { backgroundColor: tokens.colorPaletteGreenForeground3 },
  later: { position: 'absolute', right: tokens.spacingHorizontalS, top: 0, bottom: 0, display: 'flex', alignItems: 'center', fontSize: tokens.fontSizeBase100, color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap' },
  failed: { backgroundColor: tokens.colorPaletteRedForeground3, borderRadius: '2px', transform: 'rotate(45deg)' },
  other: { backgroundColor: tokens.colorNeutralForeground4 },
  deadline: { position: 'absolute', top: '4px', bottom: '4px', width: '3px', marginLeft: '-1px', backgroundColor: tokens.colorPaletteMarigoldBackground3 },
  legend: { display: 'flex', flexWrap: 'wrap', gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`, fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  key: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  sample: { position: 'static', marginLeft: 0, flexShrink: 0 },
  sampleLine: { position: 'static', width: '3px', height: '14px', flexShrink: 0 },
})

const hour = 3_600_000

/** What is due after the end of the line: "Mon 06:30". */
const soon = (at: string) => new Date(at).toLocaleString(undefined, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })

/** On a phone only a part of the line is in sight: first that which is yet to come. */
const toNow = (frame: HTMLDivElement | null) => {
  if (frame) frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) * 0.45
}

/** Last and next runs and deadlines on one line of time; the table says the same in words. */
export function Timeline({ entries, now }: { entries: readonly ScheduleEntry[]; now: number }) {
  const styles = useStyles()
  const span: Span = { from: now - 12 * hour, to: now + 24 * hour }
  const at = (place: number) => ({ left: `${(place * 100).toFixed(2)}%` })
  // Words at the end of the line leave a deadline there to be seen.
  const beside = (deadline: number | undefined) => (deadline !== undefined && deadline > 0.8 ? { right: `calc(${((1 - deadline) * 100).toFixed(2)}% + 6px)` } : {})
  const marks = ticks(span).map((moment) => ({ moment, place: (moment - span.from) / (span.to - span.from) }))
  const isAmbiguous = (entry: ScheduleEntry) => entries.some((other) => other !== entry && other.name === entry.name)
  const nowAt = at((now - span.from) / (span.to - span.from))
  const markOf = (status: string) => (status === 'succeeded' ? styles.succeeded : status === 'failed' ? styles.failed : styles.other)
  return (
    <>
      <div className={styles.legend} aria-hidden>
        <span className={styles.key}><span className={mergeClasses(styles.mark, styles.sample, styles.succeeded)} /> succeeded</span>
        <span className={styles.key}><span className={mergeClasses(styles.mark, styles.sample, styles.failed)} /> failed</span>
        <span className={styles.key}><span className={mergeClasses(styles.mark, styles.sample, styles.next)} /> next run</span>
        <span className={styles.key}><span className={mergeClasses(styles.deadline, styles.sampleLine)} /> deadline</span>
        <span className={styles.key}><span className={mergeClasses(styles.now, styles.sampleLine)} /> now</span>
      </div>
      <div className={styles.frame} ref={toNow} tabIndex={0} role="region" aria-label="Timeline of 12 hours back and 24 hours ahead">
        <div className={styles.inner}>
          <span />
          <div className={styles.scale} aria-hidden>
            {/* Beside the edge there is no room for words. */}
            {marks.filter(({ place }) => place < 0.97).map(({ moment, place }) => (
              <span key={moment} className={styles.tick} style={at(place)}>
                {new Date(moment).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })}
              </span>
            ))}
          </div>
          {entries.map((entry) => {
            const last = entry.last && placeOf(entry.last.at, span)
            const next = entry.nextRun === undefined ? undefined : placeOf(entry.nextRun, span)
            const deadline = entry.freshness?.deadline === undefined ? undefined : placeOf(entry.freshness.deadline, span)
            const words = [
              entry.last ? `last run ${entry.last.status} ${absolute(entry.last.at)}` : 'no run yet',
              entry.nextRun === undefined ? 'no next run' : `next run ${absolute(entry.nextRun)}`,
              ...(entry.freshness?.deadline === undefined ? [] : [`deadline ${absolute(entry.freshness.deadline)}`]),
            ].join(', ')
            return [
              <span key={`${entry.project}.${entry.node}`} className={styles.name} title={`${entry.projectName} in ${entry.environment}: ${entry.name}`}>
                <RouterLink to={deploymentAddress(entry.project, entry.node, 'schedule')}>{entry.name}</RouterLink>
                {isAmbiguous(entry) && <span className={styles.where}>{sentence(entry.environment)} · {entry.projectName}</span>}
              </span>,
              <div key={`${entry.project}.${entry.node}.line`} className={styles.line} role="img" aria-label={`${entry.name}: ${words}`}>
                {marks.map(({ moment, place }) => (
                  <span key={moment} className={styles.grid} style={at(place)} />
                ))}
                <span className={styles.now} style={nowAt} />
                {deadline !== undefined && <span className={styles.deadline} style={at(deadline)} />}
                {last !== undefined && <span className={mergeClasses(styles.mark, markOf(entry.last?.status ?? ''))} style={at(last)} />}
                {next === undefined && entry.nextRun !== undefined && Date.parse(entry.nextRun) > span.to && <span className={styles.later} style={beside(deadline)}>{soon(entry.nextRun)} →</span>}
                {next !== undefined && <span className={mergeClasses(styles.mark, styles.next)} style={at(next)} />}
              </div>,
            ]
          })}
        </div>
      </div>
    </>
  )
}
