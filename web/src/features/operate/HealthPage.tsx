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
  const { status, version, time, ...parts } = health.data
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
          ['Version', version],
        ]}
      />
    </Section>
  )
}

const isFine = (status: string): boolean => ['ok', 'healthy', 'up'].includes(status.toLowerCase())
