import { Badge, Text, makeStyles, tokens } from '@fluentui/react-components'
import { typeText, type SourceChange } from '@/lib/api/answers'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  soft: { color: tokens.colorNeutralForeground3 },
  item: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'baseline', flexWrap: 'wrap' },
  name: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
})

interface Compared extends Pick<SourceChange, 'missing' | 'incompatible' | 'added' | 'removed'> {
  /** Of another type that does for whatever uses it. */
  widened?: readonly { name: string; before: string; after: string }[]
}

/** How the new table's columns differ from those that the flow knows: what breaks first, what does not matter last. */
export function SourceComparison({ source: { missing, incompatible, added, removed, widened = [] } }: { source: Compared }) {
  const styles = useStyles()
  if (missing.length + incompatible.length + added.length + removed.length + widened.length === 0) return <Text className={styles.soft}>The same columns and types</Text>
  const users = (nodes: readonly string[]) => `used by ${nodes.join(', ')}`
  return (
    <ul className={styles.list}>
      {missing.map(({ column, nodes }) => (
        <Change key={`missing-${column.name}`} word="Missing" color="danger" name={column.name} detail={users(nodes)} />
      ))}
      {incompatible.map(({ column, newType, nodes }) => (
        <Change
          key={`incompatible-${column.name}`}
          word="Incompatible"
          color="danger"
          name={column.name}
          detail={`${typeText(column.type)} → ${typeText(newType)}, ${users(nodes)}`}
        />
      ))}
      {widened.map(({ name, before, after }) => (
        <Change key={`widened-${name}`} word="Changed" color="informative" name={name} detail={`${before} → ${after}`} />
      ))}
      {removed.map((column) => (
        <Change key={`removed-${column.name}`} word="Removed" color="informative" name={column.name} detail={`${typeText(column.type)}, not used`} />
      ))}
      {added.map((column) => (
        <Change key={`added-${column.name}`} word="Added" color="informative" name={column.name} detail={typeText(column.type)} />
      ))}
    </ul>
  )
}

export function Change({ word, color, name, detail }: { word: string; color: 'danger' | 'warning' | 'informative'; name: string; detail?: string }) {
  const styles = useStyles()
  return (
    <li className={styles.item}>
      <Badge appearance="tint" size="small" color={color}>
        {word}
      </Badge>
      <span className={styles.name}>{name}</span>
      {detail !== undefined && <Text size={200}>{detail}</Text>}
    </li>
  )
}
