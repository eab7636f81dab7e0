import { Badge, Text, makeStyles, tokens } from '@fluentui/react-components'
import { shownRuns } from '@/lib/schedule/zones'
import { relative } from '@/lib/time'

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  run: { display: 'flex', flexWrap: 'wrap', gap: `0 ${tokens.spacingHorizontalM}`, alignItems: 'baseline', fontVariantNumeric: 'tabular-nums' },
  soft: { color: tokens.colorNeutralForeground3 },
})

/** Runs as the clocks of a zone show them; where clocks change between two, it is said. */
export function NextRuns({ times, zone, label }: { times: readonly string[]; zone: string; label: string }) {
  const styles = useStyles()
  return (
    <ol className={styles.list} aria-label={label}>
      {shownRuns(times, zone, new Date()).map(({ at, local, offset, change }) => (
        <li key={at} className={styles.run}>
          <time dateTime={at}>{local}</time>
          <Text size={200} className={styles.soft}>
            {offset}, {relative(at)}
          </Text>
          {change !== '' && (
            <Badge appearance="tint" color="warning">
              {change}
            </Badge>
          )}
        </li>
      ))}
    </ol>
  )
}
