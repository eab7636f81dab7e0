import { Badge, ProgressBar, Text, makeStyles, tokens } from '@fluentui/react-components'
import type { Operation } from '@/lib/api/answers'
import { isUnreachable } from '@/lib/api/problem'
import { duration } from '@/lib/time'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Loading } from '@/ui/Loading'
import { Section } from '@/ui/Section'
import { useOperation } from './queries'
import { endingWords, progress, shownStatus, stepDetail, stepTitle, waitsForPeople, type StepStatus } from './status'

const useStyles = makeStyles({
  steps: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column' },
  step: {
    display: 'grid',
    gridTemplateColumns: '7rem minmax(0, 1fr) auto',
    gap: tokens.spacingHorizontalM,
    '@media (max-width: 640px)': { gridTemplateColumns: '6rem minmax(0, 1fr) auto', gap: tokens.spacingHorizontalS },
    alignItems: 'baseline',
    padding: `${tokens.spacingVerticalS} 0`,
    ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
  },
  badge: { whiteSpace: 'nowrap' },
  detail: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere', display: 'block' },
  time: { color: tokens.colorNeutralForeground3, fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
})

interface StepLooks {
  label: string
  color: 'informative' | 'brand' | 'success' | 'warning' | 'danger'
  appearance: 'tint' | 'outline'
}

const stepLooks: Record<StepStatus, StepLooks> = {
  pending: { label: 'Waiting', color: 'informative', appearance: 'outline' },
  running: { label: 'Under way', color: 'brand', appearance: 'tint' },
  succeeded: { label: 'Done', color: 'success', appearance: 'tint' },
  failed: { label: 'Failed', color: 'danger', appearance: 'tint' },
  skipped: { label: 'Not needed', color: 'informative', appearance: 'outline' },
  compensated: { label: 'Undone', color: 'warning', appearance: 'tint' },
}

const notReached: StepLooks = { label: 'Not reached', color: 'informative', appearance: 'outline' }

/** An operation's steps as they happen. */
export function OperationProgress({ id, title }: { id: string; title: string }) {
  const operation = useOperation(id)
  if (operation.isPending) {
    return (
      <Section title={title}>
        <Loading what="progress" />
      </Section>
    )
  }
  if (!operation.data) {
    return (
      <Section title={title}>
        <ErrorPanel error={operation.error} retry={() => void operation.refetch()} />
      </Section>
    )
  }
  return <Steps title={title} operation={operation.data} asked={operation.dataUpdatedAt} interrupted={operation.error} />
}

function Steps({ title, operation, asked, interrupted }: { title: string; operation: Operation; asked: number; interrupted: unknown }) {
  const styles = useStyles()
  const { done, all } = progress(operation.steps)
  const waiting = waitsForPeople(operation)
  const running = operation.status === 'running' && !waiting
  return (
    <Section title={title} note={waiting ? 'Begins when it is approved' : running ? `Step ${Math.min(done + 1, all)} of ${all}` : endingWords(operation.status)}>
      {running && <ProgressBar value={all === 0 ? 0 : done / all} thickness="large" aria-label={`${done} of ${all} steps done`} />}
      {Boolean(interrupted) && !isUnreachable(interrupted) && <ErrorPanel error={interrupted} />}
      <ol className={styles.steps} aria-live="polite" aria-relevant="text">
        {operation.steps.map((step) => {
          const looks = step.status === 'pending' && operation.status !== 'running' ? notReached : stepLooks[shownStatus(step)]
          const detail = stepDetail(step)
          const until = step.endedAt ?? (step.status === 'running' && !waiting ? new Date(asked).toISOString() : undefined)
          return (
            <li key={step.name} className={styles.step}>
              <span>
                <Badge className={styles.badge} appearance={looks.appearance} color={looks.color}>
                  {looks.label}
                </Badge>
              </span>
              <span>
                <Text>{stepTitle(step.name)}</Text>
                {detail !== undefined && (
                  <Text size={200} className={styles.detail}>
                    {detail}
                  </Text>
                )}
              </span>
              <Text size={200} className={styles.time}>
                {step.startedAt !== undefined && until !== undefined ? duration(step.startedAt, until) : ''}
              </Text>
            </li>
          )
        })}
      </ol>
    </Section>
  )
}
