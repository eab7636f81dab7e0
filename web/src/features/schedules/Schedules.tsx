import { Button, Select, Text, makeStyles, tokens } from '@fluentui/react-components'
import { useSearchParams } from 'react-router'
import { FreshnessBadge, freshnessLooks, RunBadge, type FreshnessState } from '@/features/deployments'
import { deploymentAddress } from '@/lib/addresses'
import { sentence } from '@/lib/names'
import { timingWords } from '@/lib/schedule/words'
import { EnvironmentBadge } from '@/ui/Badges'
import { DataTable, type TableColumn } from '@/ui/DataTable'
import { Empty } from '@/ui/Empty'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Loading } from '@/ui/Loading'
import { RouterLink } from '@/ui/RouterLink'
import { Section } from '@/ui/Section'
import { Time } from '@/ui/Time'
import { useSchedules, type ScheduleEntry } from './queries'
import { Timeline } from './Timeline'

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  soft: { color: tokens.colorNeutralForeground3 },
  filters: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
})

const states = Object.keys(freshnessLooks) as FreshnessState[]

const trouble: Readonly<Record<string, number>> = { failed: 0, late: 1, atRisk: 2, paused: 3, fresh: 4 }
const urgency = ({ freshness }: ScheduleEntry) => trouble[freshness?.state ?? ''] ?? 5

/** Schedules with last and next run and freshness, what needs somebody first: of one project, or all that one may see. */
export function Schedules({ project }: { project?: string }) {
  const styles = useStyles()
  const [search, setSearch] = useSearchParams()
  const schedules = useSchedules(project)
  const set = (key: string, value: string) => {
    const next = new URLSearchParams(search)
    if (value === '') next.delete(key)
    else next.set(key, value)
    setSearch(next, { replace: true })
  }
  if (schedules.isPending) return <Loading what="schedules" />
  if (!schedules.data) return <ErrorPanel error={schedules.error} retry={() => void schedules.refetch()} />
  const freshness = search.get('freshness') ?? ''
  const environment = search.get('environment') ?? ''
  const all = schedules.data
  const shown = all.filter((entry) => (freshness === '' || entry.freshness?.state === freshness) && (environment === '' || entry.environment === environment)).toSorted((a, b) => urgency(a) - urgency(b) || (a.nextRun ?? '9').localeCompare(b.nextRun ?? '9'))
  const nameOf = (after: { project: string; node: string }) => all.find((entry) => entry.project === after.project && entry.node === after.node)?.name ?? after.node
  const columns: readonly TableColumn<ScheduleEntry>[] = [
    {
      key: 'node',
      header: 'Deployment',
      cell: (row) => (
        <div className={styles.stack}>
          <RouterLink to={deploymentAddress(row.project, row.node, 'schedule')}>{row.name}</RouterLink>
          {project === undefined && (
            <Text size={200} className={styles.soft}>
              {row.projectName}
            </Text>
          )}
        </div>
      ),
    },
    ...(project === undefined ? [{ key: 'environment', header: 'Environment', cell: (row: ScheduleEntry) => <EnvironmentBadge environment={row.environment} /> }] : []),
    { key: 'when', header: 'When', wide: project !== undefined, cell: (row) => `${timingWords(row.schedule, nameOf)}${row.schedule.after ? '' : `, ${row.schedule.timeZone}`}` },
    { key: 'freshness', header: 'Freshness', cell: (row) => (row.suspendedAt !== undefined ? <FreshnessBadge state="paused" /> : row.freshness ? <FreshnessBadge state={row.freshness.state} /> : 'No promise') },
    { key: 'last', header: 'Last run', cell: (row) => (row.last ? <><RunBadge status={row.last.status} /> <Time at={row.last.at} /></> : 'None yet') },
    { key: 'next', header: 'Next run', cell: (row) => (row.nextRun === undefined ? (row.schedule.after ? 'After another' : 'None') : <Time exact at={row.nextRun} />) },
  ]
  if (all.length === 0)
    return (
      <Section title="Schedules">
        <Empty>Nothing is scheduled yet. Open a project’s deployment and schedule it: its next run, its last one and its freshness show here.</Empty>
      </Section>
    )
  const counts = states.map((state) => [state, all.filter((entry) => entry.freshness?.state === state).length] as const).filter(([, number]) => number > 0)
  return (
    <>
      <Section title="Timeline" note={counts.map(([state, number]) => `${number} ${freshnessLooks[state].label.toLowerCase()}`).join(' · ') || undefined}>
        <Timeline entries={shown} now={schedules.dataUpdatedAt} />
      </Section>
      <Section title="Schedules" note={shown.length === all.length ? undefined : `${shown.length} of ${all.length}`}>
        <div className={styles.filters}>
          <Select aria-label="Freshness" value={freshness} onChange={(_, { value }) => set('freshness', value)}>
            <option value="">Freshness: all</option>
            {states.map((state) => (
              <option key={state} value={state}>
                {freshnessLooks[state].label}
              </option>
            ))}
          </Select>
          {project === undefined && (
            <Select aria-label="Environment" value={environment} onChange={(_, { value }) => set('environment', value)}>
              <option value="">Environment: all</option>
              {[...new Set(all.map((entry) => entry.environment))].sort().map((one) => (
                <option key={one} value={one}>
                  {sentence(one)}
                </option>
              ))}
            </Select>
          )}
        </div>
        {shown.length === 0 ? <Empty action={<Button onClick={() => setSearch({})}>Show all</Button>}>No schedule is like that.</Empty> : <DataTable label="Schedules" columns={columns} rows={shown} rowKey={(row) => `${row.project}.${row.node}`} />}
      </Section>
    </>
  )
}
