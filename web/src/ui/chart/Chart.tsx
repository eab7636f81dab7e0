import { makeStyles, tokens } from '@fluentui/react-components'
import { numberText, shortNumber, ticks } from './scale'
import { useWidth } from './useWidth'

export interface Point {
  label: string
  value: number | null
}

const useStyles = makeStyles({
  frame: { width: '100%', minWidth: 0 },
  text: { fill: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase100, fontFamily: tokens.fontFamilyBase, fontVariantNumeric: 'tabular-nums' },
  strong: { fill: tokens.colorNeutralForeground1, fontSize: tokens.fontSizeBase200, fontFamily: tokens.fontFamilyBase },
  rule: { stroke: tokens.colorNeutralStroke2 },
  zero: { stroke: tokens.colorNeutralStroke1 },
  bar: { fill: tokens.colorBrandStroke1 },
  line: { fill: 'none', stroke: tokens.colorBrandStroke1, strokeWidth: 2 },
  dot: { fill: tokens.colorNeutralBackground1, stroke: tokens.colorBrandStroke1, strokeWidth: 1.5 },
})

const inWords = (kind: string, measure: string, by: string, points: readonly Point[]): string => {
  const values = points.flatMap(({ value }) => value ?? [])
  const range = values.length === 0 ? 'no values' : `from ${numberText(Math.min(...values))} to ${numberText(Math.max(...values))}`
  return `${kind} of ${measure} by ${by}: ${points.length} ${points.length === 1 ? 'value' : 'values'}, ${range}. The table has the same.`
}

interface ChartProps {
  points: readonly Point[]
  measure: string
  by: string
}

const rowHeight = 24
const barHeight = 14

/** Lying bars: names stay readable however long they are. */
export function BarChart({ points, measure, by }: ChartProps) {
  const styles = useStyles()
  const [frame, width] = useWidth()
  const values = points.flatMap(({ value }) => value ?? [])
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)]
  const longest = Math.max(0, ...points.map(({ label }) => label.length))
  const left = Math.min(Math.max(48, longest * 6.6 + 12), width * 0.36)
  const right = 64
  const room = Math.max(1, width - left - right)
  const at = (value: number) => left + (high === low ? 0 : ((value - low) / (high - low)) * room)
  const fits = Math.max(3, Math.floor((left - 12) / 6.6))
  return (
    <div ref={frame} className={styles.frame}>
      {width > 0 && (
        <svg width={width} height={points.length * rowHeight + 4} role="img" aria-label={inWords('Bar chart', measure, by, points)}>
          {points.map((point, index) => {
            const y = index * rowHeight + 2
            const value = point.value ?? 0
            const [from, to] = [at(Math.min(0, value)), at(Math.max(0, value))]
            return (
              <g key={index}>
                <title>{`${point.label}: ${point.value === null ? 'null' : numberText(point.value)}`}</title>
                <text className={styles.strong} x={left - 8} y={y + rowHeight / 2} dy="0.35em" textAnchor="end">
                  {point.label.length > fits ? `${point.label.slice(0, fits - 1)}…` : point.label}
                </text>
                <rect className={styles.bar} x={from} y={y + (rowHeight - barHeight) / 2} width={Math.max(value === 0 ? 0 : 1, to - from)} height={barHeight} rx={2} />
                <text className={styles.text} x={to + 6} y={y + rowHeight / 2} dy="0.35em">
                  {point.value === null ? 'null' : shortNumber(point.value)}
                </text>
              </g>
            )
          })}
          <line className={styles.zero} x1={at(0)} x2={at(0)} y1={0} y2={points.length * rowHeight + 4} />
        </svg>
      )}
    </div>
  )
}

const lineHeight = 220
const edge = { top: 12, right: 20, bottom: 26, left: 52 }

/** A line, for what has an order of its own, such as time. A missing value interrupts it. */
export function LineChart({ points, measure, by }: ChartProps) {
  const styles = useStyles()
  const [frame, width] = useWidth()
  const values = points.flatMap(({ value }) => value ?? [])
  const [least, most] = [Math.min(...values), Math.max(...values)]
  // From nought, unless everything lies far from it: then the shape is what is asked for.
  const marks = ticks(values.length === 0 ? 0 : least > 0 && least < most * 0.6 ? 0 : least, values.length === 0 ? 1 : most)
  const [low, high] = [marks[0] ?? 0, marks.at(-1) ?? 1]
  const x = (index: number) => edge.left + (points.length === 1 ? 0.5 : index / (points.length - 1)) * Math.max(1, width - edge.left - edge.right)
  const y = (value: number) => edge.top + (high === low ? 0.5 : 1 - (value - low) / (high - low)) * (lineHeight - edge.top - edge.bottom)
  const longest = Math.max(1, ...points.map(({ label }) => label.length))
  const labels = Math.max(2, Math.min(8, Math.floor((width - edge.left) / (longest * 6.6 + 24))))
  const every = Math.max(1, Math.ceil((points.length - 1) / (labels - 1)))
  const path = points.map(({ value }, index) => (value === null ? '' : `${index === 0 || points[index - 1]?.value == null ? 'M' : 'L'}${x(index)},${y(value)}`)).join('')
  return (
    <div ref={frame} className={styles.frame}>
      {width > 0 && (
        <svg width={width} height={lineHeight} role="img" aria-label={inWords('Line chart', measure, by, points)}>
          {marks.map((mark) => (
            <g key={mark}>
              <line className={mark === 0 ? styles.zero : styles.rule} x1={edge.left} x2={width - edge.right} y1={y(mark)} y2={y(mark)} />
              <text className={styles.text} x={edge.left - 8} y={y(mark)} dy="0.35em" textAnchor="end">
                {shortNumber(mark)}
              </text>
            </g>
          ))}
          <path className={styles.line} d={path} />
          {points.length <= 120 &&
            points.map((point, index) =>
              point.value === null ? null : (
                <circle key={index} className={styles.dot} cx={x(index)} cy={y(point.value)} r={3}>
                  <title>{`${point.label}: ${numberText(point.value)}`}</title>
                </circle>
              ),
            )}
          {points.map((point, index) =>
            index % every === 0 ? (
              <text key={index} className={styles.text} x={x(index)} y={lineHeight - 8} textAnchor={index === 0 ? 'start' : x(index) > width - 60 ? 'end' : 'middle'}>
                {point.label}
              </text>
            ) : null,
          )}
        </svg>
      )}
    </div>
  )
}
