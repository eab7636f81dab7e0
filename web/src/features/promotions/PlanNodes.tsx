import { Badge, Spinner, Text } from '@fluentui/react-components'
import { Suspense, lazy } from 'react'
import { FieldChanges } from '@/features/flowdiff'
import type { NodeChange, Plan } from '@/lib/api/answers'
import { sentence } from '@/lib/names'
import { DataTable, type TableColumn } from '@/ui/DataTable'
import { Section } from '@/ui/Section'

const PlanPicture = lazy(() => import('./PlanPicture'))

const color: Record<NodeChange['change'], 'success' | 'danger' | 'warning'> = { added: 'success', removed: 'danger', changed: 'warning', renamed: 'warning' }

const columnsOf = (named: (node: string) => string): readonly TableColumn<NodeChange>[] => [
  { key: 'node', header: 'Node', cell: (row) => <Text weight="semibold">{named(row.node)}</Text> },
  { key: 'kind', header: 'Kind', cell: (row) => sentence(row.kind) },
  {
    key: 'change',
    header: 'Change',
    cell: (row) => (
      <Badge appearance="tint" color={color[row.change]}>
        {sentence(row.change)}
      </Badge>
    ),
  },
  { key: 'fields', header: 'What changes', wide: true, cell: (row) => (row.fields.length > 0 ? <FieldChanges change={{ ...row, id: row.node }} /> : '') },
]

export function PlanNodes({ plan, named }: { plan: Plan; named: (node: string) => string }) {
  return (
    <Section title="Nodes" note="Differences that matter; names of tables, roles and warehouses of an environment are not among them">
      <Suspense fallback={<Spinner size="tiny" label="Drawing the difference" />}>
        <PlanPicture plan={plan} />
      </Suspense>
      <DataTable label="Nodes that differ" columns={columnsOf(named)} rows={plan.nodes} rowKey={(row) => row.node} />
    </Section>
  )
}
