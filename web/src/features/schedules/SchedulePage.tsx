import { Button, Text, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { useDeploymentHere, FreshnessBadge, RunBadge, freshnessLooks } from '@/features/deployments'
import { whyNot } from '@/lib/rights'
import { freshnessWords, timingWords } from '@/lib/schedule/words'
import { Ask } from '@/ui/Ask'
import { Empty } from '@/ui/Empty'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Facts } from '@/ui/Facts'
import { Loading } from '@/ui/Loading'
import { Notice } from '@/ui/Notice'
import { Refused } from '@/ui/Refused'
import { Section } from '@/ui/Section'
import { Time } from '@/ui/Time'
import { useAsked } from '@/ui/useAsked'
import { NextRuns } from './NextRuns'
import { usePause, useRemoveSchedule, useSchedule } from './queries'
import { ScheduleEditor } from './ScheduleEditor'

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  fresh: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, alignItems: 'baseline' },
})

const asks = ['edit', 'remove'] as const

/** When a deployment is brought up to date, and how fresh it is. */
export function Component() {
  const styles = useStyles()
  const { project, deployment, rights, me } = useDeploymentHere()
  const schedule = useSchedule(project.id, deployment.node)
  const pause = usePause(project.id, deployment.node)
  const remove = useRemoveSchedule(project.id, deployment.node)
  // What was read when the editor was opened: what comes meanwhile neither replaces the form nor slips under what is saved.
  const { ask, open, close } = useAsked(asks)
  const [begun, setBegun] = useState<{ saved: typeof schedule.data }>()
  if (ask !== 'edit' && begun !== undefined) setBegun(undefined)
  if (ask === 'edit' && begun === undefined && schedule.data !== undefined) setBegun({ saved: schedule.data })
  if (deployment.type === 'view') return <Notice title="A view needs no schedule.">It is computed whenever it is read, so it is always as fresh as what it reads. Publish it as a table to bring it up to date at certain times.</Notice>
  const may = rights.manage && !project.locked
  // Whatever is read anew meanwhile: an editor that went would take along what is written in it, and what follows on its saving.
  if (ask === 'edit' && begun && may && deployment.state) return <ScheduleEditor project={project} node={deployment.node} {...(begun.saved && { saved: begun.saved })} close={close} />
  if (schedule.isPending) return <Loading what="the schedule" />
  if (schedule.data === undefined) return <ErrorPanel error={schedule.error} retry={schedule.retry} />
  const reason = project.locked ? 'The project is locked: its schedules are not edited. Pausing, resuming and running now are possible.' : rights.manage ? undefined : whyNot(project, me, 'manage')
  const refused = ask !== undefined && !may && <Refused why={reason ?? ''} close={close} />
  if (schedule.data === null) {
    return (
      <Section title="Schedule" note={reason}>
        {refused}
        <Empty
          action={
            may && deployment.state ? (
              <Button appearance="primary" onClick={() => open('edit')}>
                Schedule it …
              </Button>
            ) : undefined
          }
        >
          {deployment.state ? 'It is not scheduled: the table stays as it was deployed until somebody runs it. A schedule rebuilds it at certain times, or each time another table has been rebuilt.' : 'Deploy it first; then it can be brought up to date on a schedule.'}
        </Empty>
      </Section>
    )
  }
  const { value, version } = schedule.data
  const { freshness, last } = value
  const paused = value.schedule.paused || value.suspendedAt !== undefined
  const promise = freshnessWords(value.schedule)
  return (
    <>
      <Section
        title="Schedule"
        note={reason}
        actions={
          <div className={styles.actions}>
            {rights.manage && (
              <Button disabled={pause.isPending} onClick={() => pause.mutate(!paused)}>
                {paused ? 'Resume' : 'Pause'}
              </Button>
            )}
            {may && <Button onClick={() => open('remove')}>Remove …</Button>}
            {may && (
              <Button appearance="primary" onClick={() => open('edit')}>
                Change …
              </Button>
            )}
          </div>
        }
      >
        {pause.isError && <ErrorPanel error={pause.error} />}
        {value.suspendedAt !== undefined ? (
          <Notice intent="warning" title="It has suspended itself.">
            {value.failures} runs in a row have failed. Correct the cause, then resume it.
          </Notice>
        ) : (
          value.schedule.paused && <Notice intent="warning" title="It is paused.">Nothing is due until it is resumed; what would have been due meanwhile is not made up for.</Notice>
        )}
        <Facts
          items={[
            ['When', `${timingWords(value.schedule)}${value.schedule.after ? '' : ` (${value.schedule.timeZone})`}`],
            ['Promise', promise === undefined ? 'None' : `Data is ${promise}`],
            [
              'Freshness',
              freshness && (
                <span className={styles.fresh}>
                  <FreshnessBadge state={freshness.state} /> {freshnessLooks[freshness.state].meaning}
                  <span>
                    Since <Time at={freshness.since} />
                    {freshness.deadline !== undefined && ', deadline '}
                    {freshness.deadline !== undefined && <Time exact at={freshness.deadline} />}
                  </span>
                </span>
              ),
            ],
            ['Last run', last && <><RunBadge status={last.status} /> <Time at={last.at} /></>],
            ['Written by', <>{value.by} <Time at={value.at} /></>],
          ]}
        />
      </Section>
      {value.nextRuns.length > 0 && (
        <Section title="Next runs" note={value.schedule.timeZone}>
          <NextRuns times={value.nextRuns.slice(0, 5)} zone={value.schedule.timeZone} label="Next runs" />
        </Section>
      )}
      {value.schedule.after && <Text size={200}>It follows another deployment, so no time is known in advance.</Text>}
      {refused}
      {ask === 'remove' && may && (
        <Ask title="Remove the schedule?" verb="Remove" error={remove.error} busy={remove.isPending} send={() => remove.mutate(version, { onSuccess: close })} close={close}>
          <Text>The table stays as it is, and the Execution History too. Nothing runs any more until it is scheduled again.</Text>
        </Ask>
      )}
    </>
  )
}
