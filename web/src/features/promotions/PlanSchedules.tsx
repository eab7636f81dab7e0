import { Badge, Text } from '@fluentui/react-components'
import type { Plan } from '@/lib/api/answers'
import { freshnessWords, timingWords } from '@/lib/schedule/words'
import { DataTable, type TableColumn } from '@/ui/DataTable'
import { Section } from '@/ui/Section'

type Planned = Plan['schedules'][number]

const looks: Readonly<Record<Planned['action'], { word: string; color: 'success' | 'danger' | 'informative' }>> = {
  keep: { word: 'Stays', color: 'informative' },
  add: { word: 'Added', color: 'success' },
  remove: { word: 'Removed', color: 'danger' },
}

/** When the target's tables are brought up to date once the plan is in place. */
export function PlanSchedules({ schedules, named }: { schedules: readonly Planned[]; named: (node: string) => string }) {
  const columns: readonly TableColumn<Planned>[] = [
    { key: 'node', header: 'Deployment', cell: ({ node }) => <Text weight="semibold">{named(node)}</Text> },
    { key: 'action', header: 'Schedule', cell: ({ action }) => <Badge appearance="tint" color={looks[action].color}>{looks[action].word}</Badge> },
    { key: 'when', header: 'When', wide: true, cell: ({ schedule }) => `${timingWords(schedule, ({ node }) => named(node))}${schedule.after ? '' : `, ${schedule.timeZone}`}${schedule.paused ? ' (paused)' : ''}` },
    { key: 'promise', header: 'Promise', cell: ({ schedule }) => freshnessWords(schedule) ?? '' },
  ]
  return (
    <Section title="Schedules">
      <DataTable label="Schedules after it" columns={columns} rows={schedules} rowKey={({ node }) => node} />
    </Section>
  )
}
