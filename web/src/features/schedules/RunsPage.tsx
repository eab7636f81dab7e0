import { Button, Field, Input, Link, Select, makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { RunBadge, runLooks, useDeploymentHere, useRunNow, type Execution, type RunStatus } from '@/features/deployments'
import { OperationProgress, RefusalPanel } from '@/features/promotions'
import { sentence } from '@/lib/names'
import { lasted, lengthText } from '@/lib/schedule/timeline'
import { sizeText } from '@/lib/size'
import { absolute } from '@/lib/time'
import { DataTable, type TableColumn } from '@/ui/DataTable'
import { Empty } from '@/ui/Empty'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Facts } from '@/ui/Facts'
import { Loading } from '@/ui/Loading'
import { Notice } from '@/ui/Notice'
import { RouterLink } from '@/ui/RouterLink'
import { Section } from '@/ui/Section'
import { SqlBlock } from '@/ui/SqlBlock'
import { TableNameText } from '@/ui/TableNameText'
import { Time } from '@/ui/Time'
import { DurationChart } from './DurationChart'
import { useExecution, useExecutions, type RunFilter } from './queries'

const useStyles = makeStyles({
  filters: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, alignItems: 'end', '& > *': { minWidth: '9rem' }, '@media (max-width: 640px)': { display: 'grid', gridTemplateColumns: '1fr 1fr', '& > *': { minWidth: 0 } } },
  mono: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  detail: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, outlineStyle: 'none' },
})

const triggers = { schedule: 'Schedule', manual: 'By hand', after: 'After another' } as const

const startOf = (day: string) => (day === '' ? '' : new Date(`${day}T00:00:00`).toISOString())
const endOf = (day: string) => (day === '' ? '' : new Date(`${day}T23:59:59.999`).toISOString())

/** The Execution History: when it ran, how long it took, and why it failed. */
export function Component() {
  const [search] = useSearchParams()
  const execution = search.get('execution')
  return (
    <>
      {execution !== null && <Detail key={execution} id={execution} />}
      <History />
    </>
  )
}

function History() {
  const styles = useStyles()
  const { project, deployment, rights } = useDeploymentHere()
  const [search, setSearch] = useSearchParams()
  const run = useRunNow(project.id, deployment.node)
  const value = (key: string) => search.get(key) ?? ''
  const filter: RunFilter = { status: value('status'), trigger: value('trigger'), from: startOf(value('from')), to: endOf(value('to')) }
  const executions = useExecutions(project.id, deployment.node, filter)
  const filtered = Object.values(filter).some((part) => part !== '')
  const set = (key: string, next: string) => {
    const changed = new URLSearchParams(search)
    if (next === '') changed.delete(key)
    else changed.set(key, next)
    setSearch(changed, { replace: true })
  }
  const open = (id: string) => {
    const changed = new URLSearchParams(search)
    changed.set('execution', id)
    setSearch(changed)
  }
  const now = executions.dataUpdatedAt
  const rows = executions.data?.pages.flatMap(({ items }) => items) ?? []
  const columns: readonly TableColumn<Execution>[] = [
    {
      key: 'due',
      header: 'Due',
      cell: (row) => (
        <Link as="button" onClick={() => open(row.id)}>
          {absolute(row.due)}
        </Link>
      ),
    },
    { key: 'status', header: 'Status', cell: (row) => <RunBadge status={row.status} /> },
    { key: 'why', header: 'Because of', cell: (row) => `${triggers[row.trigger]}${row.trigger === 'manual' ? `, ${row.requestedBy}` : ''}${row.attempt > 1 ? `, try ${row.attempt}` : ''}` },
    { key: 'took', header: 'Took', cell: (row) => lengthOf(row, now) },
    { key: 'rows', header: 'Rows', cell: (row) => row.rows?.toLocaleString() ?? '' },
    // Not every warehouse tells.
    ...(rows.some((row) => row.bytes !== undefined) ? [{ key: 'size', header: 'Size', cell: (row: Execution) => (row.bytes === undefined ? '' : sizeText(row.bytes)) }] : []),
    { key: 'note', header: 'What happened', wide: true, cell: (row) => row.problem?.detail ?? row.note ?? '' },
  ]
  return (
    <Section title="Executions">
      <div className={styles.filters} role="search" aria-label="Filter the executions">
        <Field label="Status">
          <Select value={value('status')} onChange={(_, data) => set('status', data.value)}>
            <option value="">All</option>
            {(Object.keys(runLooks) as RunStatus[]).map((status) => (
              <option key={status} value={status}>
                {runLooks[status].label}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Because of">
          <Select value={value('trigger')} onChange={(_, data) => set('trigger', data.value)}>
            <option value="">All</option>
            {Object.entries(triggers).map(([trigger, label]) => (
              <option key={trigger} value={trigger}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="From">
          <Input type="date" value={value('from')} onChange={(_, data) => set('from', data.value)} />
        </Field>
        <Field label="To">
          <Input type="date" value={value('to')} onChange={(_, data) => set('to', data.value)} />
        </Field>
      </div>
      {executions.isPending && <Loading what="executions" />}
      {executions.isError && <ErrorPanel error={executions.error} retry={() => void executions.refetch()} />}
      {rows.length > 0 && (
        <>
          <DurationChart executions={rows} now={now} />
          <DataTable label="Executions" columns={columns} rows={rows} rowKey={(row) => row.id} />
        </>
      )}
      {executions.data && rows.length === 0 && (
        <Empty
          action={
            filtered ? (
              <Button onClick={() => setSearch({})}>Show all</Button>
            ) : rights.manage && deployment.state && deployment.type === 'table' ? (
              <Button disabled={run.isPending} onClick={() => run.mutate(undefined, { onSuccess: ({ execution }) => open(execution) })}>
                Run now
              </Button>
            ) : undefined
          }
        >
          {filtered ? 'No execution is like that.' : deployment.type === 'view' ? 'A view is computed whenever it is read: it never runs.' : 'It has not run yet. Schedule it, or run it now; each run is kept here with its duration, rows and, if it fails, the reason.'}
        </Empty>
      )}
      {run.isError && <ErrorPanel error={run.error} />}
      {executions.hasNextPage && (
        <div>
          <Button disabled={executions.isFetchingNextPage} onClick={() => void executions.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </Section>
  )
}

function lengthOf(execution: Execution, now: number): string {
  const ms = lasted(execution, now)
  return ms === undefined ? '' : lengthText(ms)
}

function Detail({ id }: { id: string }) {
  const styles = useStyles()
  const { project, deployment } = useDeploymentHere()
  const [search, setSearch] = useSearchParams()
  const execution = useExecution(project.id, deployment.node, id)
  const top = useRef<HTMLDivElement>(null)
  useEffect(() => top.current?.focus(), [])
  const close = () => {
    const changed = new URLSearchParams(search)
    changed.delete('execution')
    setSearch(changed)
  }
  const data = execution.data
  const [followed, setFollowed] = useState(false)
  if (!followed && data !== undefined && data.endedAt === undefined) setFollowed(true)
  return (
    <div className={styles.detail} ref={top} tabIndex={-1}>
      <Section title={data ? `Execution of ${absolute(data.due)}` : 'Execution'} actions={<Button onClick={close}>Close</Button>}>
        {execution.isPending && <Loading what="the execution" />}
        {execution.isError && <ErrorPanel error={execution.error} retry={() => void execution.refetch()} />}
        {data && (
          <>
            {data.problem && <RefusalPanel refusal={data.problem} />}
            {data.note !== undefined && data.problem === undefined && <Notice>{data.note}</Notice>}
            <Facts
              items={[
                ['Status', <><RunBadge status={data.status} /> {runLooks[data.status].meaning}</>],
                ['Because of', `${sentence(triggers[data.trigger])}${data.trigger === 'manual' ? ` by ${data.requestedBy}` : ''}`],
                ['Began', data.startedAt === undefined ? 'Not yet' : <Time at={data.startedAt} />],
                ['Took', lengthOf(data, execution.dataUpdatedAt) || undefined],
                ['Try', data.attempt > 1 || data.retryAt !== undefined ? <>{data.attempt}{data.retryAt !== undefined && <>, next <Time exact at={data.retryAt} /></>}</> : undefined],
                ['Rows', data.rows?.toLocaleString()],
                ['Size', data.bytes === undefined ? undefined : sizeText(data.bytes)],
                ['Computing took', data.credits === undefined ? undefined : `${data.credits.toLocaleString(undefined, { maximumFractionDigits: 4 })} credits, at the rate of the warehouse's size`],
                ['Target', data.target && <TableNameText table={data.target} />],
                ['Under', data.role === undefined ? undefined : `${data.role}${data.warehouse === undefined ? '' : `, warehouse ${data.warehouse}`}`],
                ['Version', data.version],
                ['Failing node', data.failingNode === undefined ? undefined : <RouterLink to={`/projects/${project.id}/flow?node=${encodeURIComponent(data.failingNode)}`}>{data.failingNode}</RouterLink>],
                ['Query id', data.queryId === undefined ? undefined : <span className={styles.mono}>{data.queryId}</span>],
              ]}
            />
          </>
        )}
      </Section>
      {/* They stay once it has ended: nothing jumps while somebody reads them. */}
      {data?.operation !== undefined && (followed || data.endedAt === undefined) && <OperationProgress id={data.operation} title="Steps" />}
      {data?.sql !== undefined && (
        <Section title="Statement" note="As it ran in the warehouse">
          <SqlBlock label="SQL of this execution" sql={data.sql} />
        </Section>
      )}
    </div>
  )
}
