import { Badge, Text, makeStyles, tokens } from '@fluentui/react-components'
import type { PlannedDeployment as Deployment } from '@/lib/api/answers'
import { count, sentence } from '@/lib/names'
import { DataTable, type TableColumn } from '@/ui/DataTable'
import { RouterLink } from '@/ui/RouterLink'
import { Section } from '@/ui/Section'
import { TableNameText } from '@/ui/TableNameText'
import { ColumnChanges } from './ColumnChanges'

const actionColor: Record<Deployment['action'], 'success' | 'brand' | 'danger' | 'informative'> = { create: 'success', replace: 'brand', drop: 'danger', unchanged: 'informative' }

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  badges: { display: 'flex', gap: tokens.spacingHorizontalXS, flexWrap: 'wrap' },
  soft: { color: tokens.colorNeutralForeground3 },
})

type Named = (node: string) => string

const updates = { full: undefined, append: 'Runs add new rows', merge: 'Runs add new rows and replace changed ones' } as const

function Target({ deployment, named }: { deployment: Deployment; named: Named }) {
  const styles = useStyles()
  return (
    <div className={styles.stack}>
      <Text weight="semibold"><TableNameText table={deployment.target} /></Text>
      <Text size={200} className={styles.soft}>
        {sentence(deployment.type)} “{named(deployment.node)}”
        {deployment.retires !== undefined && (
          <>
            , in place of <TableNameText table={deployment.retires} />
          </>
        )}
      </Text>
      {deployment.materialization && updates[deployment.materialization.mode] !== undefined && (
        <Text size={200} className={styles.soft}>
          {updates[deployment.materialization.mode]}
          {deployment.materialization.watermark !== undefined && ` by ${deployment.materialization.watermark}`}
          {deployment.materialization.key.length > 0 && `, by the key ${deployment.materialization.key.join(', ')}`}
        </Text>
      )}
    </div>
  )
}

function Action({ deployment }: { deployment: Deployment }) {
  const styles = useStyles()
  return (
    <div className={styles.badges}>
      <Badge appearance="tint" color={actionColor[deployment.action]}>
        {sentence(deployment.action)}
      </Badge>
      {deployment.breaking && (
        <Badge appearance="filled" color="danger">
          Breaking
        </Badge>
      )}
    </div>
  )
}

function Effect({ deployment }: { deployment: Deployment }) {
  const styles = useStyles()
  const { columns, readers, output } = deployment
  const none = deployment.action === 'create' ? `${count(output.length, 'column')}: ${output.map((column) => column.name).join(', ')}` : deployment.action === 'drop' ? 'The object is put aside' : 'The same columns and types'
  return (
    <div className={styles.stack}>
      <ColumnChanges added={columns.added} gone={columns.removed} changed={columns.changed} goneWord="Removed" none={none} />
      {readers.length > 0 && (
        <Text size={200}>
          Read by{' '}
          {readers.map((reader, index) => (
            <span key={reader.project}>
              {index > 0 && ', '}
              <RouterLink to={`/projects/${reader.project}`}>{reader.name}</RouterLink>
            </span>
          ))}
        </Text>
      )}
    </div>
  )
}

const columnsOf = (named: Named): readonly TableColumn<Deployment>[] => [
  { key: 'target', header: 'Target', cell: (row) => <Target deployment={row} named={named} /> },
  { key: 'action', header: 'Action', cell: (row) => <Action deployment={row} /> },
  { key: 'columns', header: 'Columns', wide: true, cell: (row) => <Effect deployment={row} /> },
  { key: 'role', header: 'Role', cell: (row) => row.role },
  { key: 'warehouse', header: 'Warehouse', cell: (row) => row.warehouse },
]

export function PlanDeployments({ deployments, named = (node) => node }: { deployments: readonly Deployment[]; named?: Named }) {
  return (
    <Section title="Deployments">
      <DataTable label="Deployments" columns={columnsOf(named)} rows={deployments} rowKey={(row) => row.node} />
    </Section>
  )
}
