import { Text, makeStyles, tokens } from '@fluentui/react-components'
import { CancelOperation } from '@/features/deployments'
import { useProjects } from '@/features/projects'
import { followAddress } from '@/lib/addresses'
import type { Operation } from '@/lib/api/answers'
import { sentence } from '@/lib/names'
import { DataTable, type TableColumn } from '@/ui/DataTable'
import { Empty } from '@/ui/Empty'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Loading } from '@/ui/Loading'
import { RouterLink } from '@/ui/RouterLink'
import { Section } from '@/ui/Section'
import { Time } from '@/ui/Time'
import { useReadOn } from '@/ui/useReadOn'
import { useOperations } from './queries'

const useStyles = makeStyles({ stack: { display: 'flex', flexDirection: 'column' }, soft: { color: tokens.colorNeutralForeground3 } })

const stepOf = (operation: Operation) => operation.steps.find(({ status }) => status === 'running')?.name

/** Everything that is under way or waits for a decision, in all projects. */
export function Component() {
  const styles = useStyles()
  const operations = useOperations()
  const projects = useProjects()
  const names = new Map(projects.data?.pages.flatMap(({ items }) => items).map(({ id, name }) => [id, name]))
  useReadOn(projects, operations.data?.some(({ project }) => !names.has(project)) === true)
  const columns: readonly TableColumn<Operation>[] = [
    {
      key: 'what',
      header: 'Operation',
      wide: true,
      cell: (row) => (
        <div className={styles.stack}>
          <RouterLink to={row.promotion === undefined ? followAddress(row.project, row.id) : `/promotions/${row.promotion}`}>
            {sentence(row.kind)} {names.has(row.project) ? `of ${names.get(row.project)}` : row.promotion === undefined ? `of ${row.project}` : 'into a new project'}
          </RouterLink>
          <Text size={200} className={styles.soft}>
            {row.id}
          </Text>
        </div>
      ),
    },
    { key: 'step', header: 'Now', cell: (row) => sentence(stepOf(row) ?? 'waiting') },
    { key: 'by', header: 'By', cell: (row) => row.requestedBy },
    { key: 'since', header: 'Since', cell: (row) => <Time at={row.createdAt} /> },
    { key: 'actions', header: 'Actions', cell: (row) => <CancelOperation operation={row} size="small" /> },
  ]
  return (
    <Section title="Operations" note="Under way, or waiting for a decision. Wait for them before an upgrade.">
      {operations.isPending && <Loading what="operations" />}
      {operations.isError && <ErrorPanel error={operations.error} retry={() => void operations.refetch()} />}
      {operations.data?.length === 0 && <Empty>Nothing is under way, and no promotion waits for approval.</Empty>}
      {operations.data && operations.data.length > 0 && <DataTable label="Operations" columns={columns} rows={operations.data} rowKey={(row) => row.id} />}
    </Section>
  )
}
