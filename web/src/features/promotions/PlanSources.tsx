import { Text } from '@fluentui/react-components'
import type { Plan, SourceChange } from '@/lib/api/answers'
import { DataTable, type TableColumn } from '@/ui/DataTable'
import { Section } from '@/ui/Section'
import { TableNameText } from '@/ui/TableNameText'
import { SourceComparison } from '@/ui/SourceComparison'

const columns: readonly TableColumn<SourceChange>[] = [
  { key: 'node', header: 'Source', cell: (row) => <Text weight="semibold">{row.node}</Text> },
  { key: 'from', header: 'Reads now', cell: (row) => <TableNameText table={row.from} /> },
  { key: 'to', header: 'Will read', cell: (row) => <TableNameText table={row.to} /> },
  { key: 'columns', header: 'Columns', wide: true, cell: (row) => <SourceComparison source={row} /> },
]

export function PlanSources({ plan }: { plan: Pick<Plan, 'sources' | 'removedSources'> }) {
  return (
    <Section title="Sources">
      {plan.sources.length > 0 && <DataTable label="Exchanged sources" columns={columns} rows={plan.sources} rowKey={(row) => row.node} />}
      {plan.removedSources.length > 0 && <Text>Removed, because nothing uses them: {plan.removedSources.join(', ')}.</Text>}
    </Section>
  )
}
