import { Badge, Spinner, Text, makeStyles, tokens } from '@fluentui/react-components'
import { Suspense, lazy } from 'react'
import type { NodeChange, Plan } from '@/lib/api/answers'
import { sentence } from '@/lib/names'
import { DataTable, type TableColumn } from '@/ui/DataTable'
import { Section } from '@/ui/Section'

const PlanPicture = lazy(() => import('./PlanPicture'))

const color: Record<NodeChange['change'], 'success' | 'danger' | 'warning'> = { added: 'success', removed: 'danger', changed: 'warning', renamed: 'warning' }

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  value: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
  after: { textDecorationLine: 'none' },
  soft: { color: tokens.colorNeutralForeground3 },
})

function Fields({ fields }: { fields: NodeChange['fields'] }) {
  const styles = useStyles()
  return (
    <ul className={styles.list}>
      {fields.map((field) => (
        <li key={field.field}>
          <Text size={200}>{sentence(field.field)}: </Text>
          <span className={styles.value}>
            <del className={styles.soft}>{field.before ?? 'nothing'}</del> → <ins className={styles.after}>{field.after ?? 'nothing'}</ins>
          </span>
        </li>
      ))}
    </ul>
  )
}

const columns: readonly TableColumn<NodeChange>[] = [
  { key: 'node', header: 'Node', cell: (row) => <Text weight="semibold">{row.name}</Text> },
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
  { key: 'fields', header: 'What changes', wide: true, cell: (row) => (row.fields.length > 0 ? <Fields fields={row.fields} /> : '') },
]

export function PlanNodes({ plan }: { plan: Plan }) {
  return (
    <Section title="Nodes" note="Differences that matter; names of tables, roles and warehouses of an environment are not among them">
      <Suspense fallback={<Spinner size="tiny" label="Drawing the difference" />}>
        <PlanPicture plan={plan} />
      </Suspense>
      <DataTable label="Nodes that differ" columns={columns} rows={plan.nodes} rowKey={(row) => row.node} />
    </Section>
  )
}
