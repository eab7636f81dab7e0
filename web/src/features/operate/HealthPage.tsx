import { Badge } from '@fluentui/react-components'
import { sentence } from '@/lib/names'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Facts } from '@/ui/Facts'
import { Loading } from '@/ui/Loading'
import { Notice } from '@/ui/Notice'
import { Section } from '@/ui/Section'
import { Time } from '@/ui/Time'
import { useHealth } from './queries'

/** Whether everything that Handover needs answers. */
export function Component() {
  const health = useHealth()
  if (health.isPending) return <Loading what="health" />
  if (!health.data) return <ErrorPanel error={health.error} retry={() => void health.refetch()} />
  const { status, version, time, backlog, ...parts } = health.data
  const state = (part: { status: string; detail?: string | undefined }) => (
    <>
      <Badge appearance="tint" color={isFine(part.status) ? 'success' : 'danger'}>
        {sentence(part.status)}
      </Badge>{' '}
      {part.detail}
    </>
  )
  return (
    <Section title="Health" note={<>Asked <Time at={time} />, and again every 15 seconds</>}>
      {isFine(status) ? <Notice intent="success" title="Everything answers." /> : <Notice intent="error" title="Something does not answer.">What needs it waits, and goes on by itself once it answers again.</Notice>}
      <Facts
        items={[
          ['Storage', state(parts.storage)],
          ['Warehouse', state(parts.warehouse)],
          ['Engine', state(parts.engine)],
          ['Clock', state(parts.clock)],
          ['Waits too long', backlog && (waiting(backlog) || 'Nothing')],
          ['Version', version],
        ]}
      />
    </Section>
  )
}

type Backlog = NonNullable<NonNullable<ReturnType<typeof useHealth>['data']>['backlog']>

/** What should have been done by now. */
const waiting = ({ due, events, deliveries, deadDeliveries, operations }: Backlog): string =>
  [
    [due, 'run that was due', 'runs that were due'],
    [events, 'event that nobody was told of', 'events that nobody was told of'],
    [deliveries, 'message', 'messages'],
    [deadDeliveries, 'message that was given up', 'messages that were given up'],
    [operations, 'operation under way for more than an hour', 'operations under way for more than an hour'],
  ]
    .filter(([number]) => Number(number) > 0)
    .map(([number, one, many]) => `${number} ${number === 1 ? one : many}`)
    .join(', ')

const isFine = (status: string): boolean => ['ok', 'healthy', 'up'].includes(status.toLowerCase())
