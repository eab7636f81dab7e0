import { makeStyles, tokens } from '@fluentui/react-components'

export interface Bin {
  label: string
  count: number
}

const useStyles = makeStyles({
  chart: { display: 'block', width: '100%' },
  bar: { fill: tokens.colorBrandStroke1, ':hover': { fill: tokens.colorBrandStroke2Pressed } },
  base: { stroke: tokens.colorNeutralStroke1 },
})

/** A small picture of how often what is there: upright bars without a gap, each saying its own when pointed at. */
export function Columns({ bins, label, height = 40 }: { bins: readonly Bin[]; label: string; height?: number }) {
  const styles = useStyles()
  const most = Math.max(1, ...bins.map(({ count }) => count))
  return (
    <svg className={styles.chart} viewBox={`0 0 ${bins.length} ${height}`} height={height} preserveAspectRatio="none" role="img" aria-label={label}>
      {bins.map((bin, index) => {
        // What is there at all is seen.
        const tall = bin.count === 0 ? 0 : Math.max(1.5, (bin.count / most) * (height - 1))
        return (
          <rect key={index} className={styles.bar} x={index + 0.06} width={0.88} y={height - 1 - tall} height={tall}>
            <title>{`${bin.label}: ${bin.count.toLocaleString('en')}`}</title>
          </rect>
        )
      })}
      <line className={styles.base} x1={0} x2={bins.length} y1={height - 0.5} y2={height - 0.5} vectorEffect="non-scaling-stroke" />
    </svg>
  )
}
