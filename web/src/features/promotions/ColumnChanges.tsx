import { Text, makeStyles, tokens } from '@fluentui/react-components'
import { typeText, type PlannedDeployment } from '@/lib/api/answers'
import { Change } from '@/ui/SourceComparison'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  soft: { color: tokens.colorNeutralForeground3 },
})

interface Changes {
  added: readonly string[]
  gone: readonly string[]
  changed: PlannedDeployment['columns']['changed']
}

/** How columns differ; `goneWord` says what the lack of one means here. */
export function ColumnChanges({ added, gone, changed, goneWord, none }: Changes & { goneWord: string; none: string }) {
  const styles = useStyles()
  if (added.length + gone.length + changed.length === 0) return <Text className={styles.soft}>{none}</Text>
  return (
    <ul className={styles.list}>
      {gone.map((name) => (
        <Change key={`-${name}`} word={goneWord} color="danger" name={name} />
      ))}
      {changed.map((column) => (
        <Change key={`~${column.name}`} word="Type" color="warning" name={column.name} detail={`${typeText(column.before)} → ${typeText(column.after)}`} />
      ))}
      {added.map((name) => (
        <Change key={`+${name}`} word="Added" color="informative" name={name} />
      ))}
    </ul>
  )
}
