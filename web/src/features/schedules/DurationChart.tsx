import { makeStyles, tokens } from '@fluentui/react-components'
import { runLooks, type Execution } from '@/features/deployments'
import { count } from '@/lib/names'
import { lasted, lengthText } from '@/lib/schedule/timeline'
import { absolute } from '@/lib/time'
import { useWidth } from '@/ui/chart/useWidth'

const useStyles = makeStyles({
  frame: { maxWidth: '720px' },
  chart: { display: 'block', overflow: 'visible' },
  succeeded: { fill: tokens.colorPaletteGreenForeground3 },
  failed: { fill: tokens.colorPaletteRedBackground3 },
  other: { fill: tokens.colorNeutralForeground4 },
  running: { fill: tokens.colorBrandBackground },
  line: { stroke: tokens.colorNeutralStroke2, strokeWidth: '1' },
  text: { fill: tokens.colorNeutralForeground3, fontSize: '11px', fontFamily: tokens.fontFamilyBase },
})

const height = 120
const left = 64
const bottom = 18

/** How long the runs took, oldest first; the table below says the same in words. */
export function DurationChart({ executions, now }: { executions: readonly Execution[]; now: number }) {
  const styles = useStyles()
  const [frame, seen] = useWidth()
  const width = Math.max(seen, 240)
  const bars = executions.slice(0, 40).toReversed().flatMap((execution) => {
    const ms = lasted(execution, now)
    return ms === undefined ? [] : [{ execution, ms }]
  })
  if (bars.length < 2) return null
  const most = Math.max(...bars.map(({ ms }) => ms), 1)
  const failed = bars.filter(({ execution }) => execution.status === 'failed').length
  const step = (width - left) / Math.max(bars.length, 12)
  const room = height - bottom - 8
  const slowest = bars.find(({ ms }) => ms === most)
  const words = `How long the last ${bars.length} runs took: the slowest ${lengthText(most)}${slowest ? ` on ${absolute(slowest.execution.due)}` : ''}, ${failed === 0 ? 'none failed' : `${count(failed, 'run')} failed`}.`
  return (
    <div ref={frame} className={styles.frame}>
      <svg className={styles.chart} width={width} height={height} role="img" aria-label={words}>
        {[0, 0.5, 1].map((part) => (
          <g key={part}>
            <line x1={left} x2={width} y1={8 + room * (1 - part)} y2={8 + room * (1 - part)} className={styles.line} />
            <text x={left - 6} y={12 + room * (1 - part)} textAnchor="end" className={styles.text}>
              {part === 0 ? '0 s' : lengthText(most * part)}
            </text>
          </g>
        ))}
        {bars.map(({ execution, ms }, index) => {
          const size = Math.max(2, (ms / most) * room)
          const { status } = execution
          return (
            <rect key={execution.id} x={left + index * step + step * 0.15} width={step * 0.7} y={8 + room - size} height={size} rx={1.5} className={status === 'succeeded' ? styles.succeeded : status === 'failed' ? styles.failed : status === 'running' ? styles.running : styles.other}>
              <title>{`${absolute(execution.due)}: ${runLooks[status].label}, ${lengthText(ms)}`}</title>
            </rect>
          )
        })}
        <text x={left} y={height - 2} className={styles.text}>
          {bars[0] && absolute(bars[0].execution.due)}
        </text>
        {bars.length > 6 && (
          <text x={left + bars.length * step} y={height - 2} textAnchor="end" className={styles.text}>
            {absolute(bars.at(-1)?.execution.due ?? '')}
          </text>
        )}
      </svg>
    </div>
  )
}
