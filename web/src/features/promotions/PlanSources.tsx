import { Text, makeStyles, tokens } from '@fluentui/react-components'
import { typeText, type Plan, type SourceChange } from '@/lib/api/answers'
import { DataTable, type TableColumn } from '@/ui/DataTable'
import { Section } from '@/ui/Section'
import { TableNameText } from '@/ui/TableNameText'
import { Change } from './ColumnChanges'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  soft: { color: tokens.colorNeutralForeground3 },
})

/** How the new table's columns differ from those that the flow knows: what breaks first, what does not matter last. */
function Comparison({ source: { missing, incompatible, added, removed } }: { source: SourceChange }) {
  const styles = useStyles()
  if (missing.length + incompatible.length + added.length + removed.length === 0) return <Text className={styles.soft}>The same columns and types</Text>
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
      {removed.map((column) => (
        <Change key={`removed-${column.name}`} word="Removed" color="informative" name={column.name} detail={`${typeText(column.type)}, not used`} />
      ))}
      {added.map((column) => (
        <Change key={`added-${column.name}`} word="Added" color="informative" name={column.name} detail={typeText(column.type)} />
      ))}
    </ul>
  )
}

const columns: readonly TableColumn<SourceChange>[] = [
  { key: 'node', header: 'Source', cell: (row) => <Text weight="semibold">{row.node}</Text> },
  { key: 'from', header: 'Reads now', cell: (row) => <TableNameText table={row.from} /> },
  { key: 'to', header: 'Will read', cell: (row) => <TableNameText table={row.to} /> },
  { key: 'columns', header: 'Columns', wide: true, cell: (row) => <Comparison source={row} /> },
]

export function PlanSources({ plan }: { plan: Pick<Plan, 'sources' | 'removedSources'> }) {
  return (
    <Section title="Sources">
      {plan.sources.length > 0 && <DataTable label="Exchanged sources" columns={columns} rows={plan.sources} rowKey={(row) => row.node} />}
      {plan.removedSources.length > 0 && <Text>Removed, because nothing uses them: {plan.removedSources.join(', ')}.</Text>}
    </Section>
  )
}
