import { Accordion, AccordionHeader, AccordionItem, AccordionPanel, Button, Checkbox, Field, Input, Radio, RadioGroup, Select, Text, makeStyles, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useId, useMemo, useState, type ReactNode, type SyntheticEvent } from 'react'
import { useDeployments, type ScheduleView } from '@/features/deployments'
import { useProjects } from '@/features/projects'
import type { Project } from '@/lib/api/answers'
import { sentence } from '@/lib/names'
import { cronProblemWords, minutesWords, timingWords } from '@/lib/schedule/words'
import { fromLocal, isZone, toLocal, zones } from '@/lib/schedule/zones'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Loading } from '@/ui/Loading'
import { Notice } from '@/ui/Notice'
import { Section } from '@/ui/Section'
import { days, draftOf, newDraft, scheduleOf, units, type Draft } from './draft'
import { NextRuns } from './NextRuns'
import { previewQuery, useSaveSchedule } from './queries'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  row: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(15rem, 100%), 1fr))', gap: tokens.spacingHorizontalM, alignItems: 'start', '& > *': { minWidth: 0 }, '& select': { width: '100%', minWidth: 0, textOverflow: 'ellipsis' }, '& .fui-Input': { minWidth: 0, width: '100%' }, '& input': { minWidth: 0 } },
  choice: { '@media (max-width: 640px)': { flexDirection: 'column' } },
  short: { maxWidth: '20rem' },
  days: { display: 'flex', flexWrap: 'wrap' },
  words: { fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  panel: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, paddingTop: tokens.spacingVerticalS },
})

interface Edited {
  project: Project
  node: string
  saved?: { value: ScheduleView; version: string }
  close: () => void
}

/** Says when, shows in words and times what that means, and saves it. */
export function ScheduleEditor({ project, node, saved, close }: Edited) {
  const styles = useStyles()
  const id = useId()
  const [draft, setDraft] = useState<Draft>(() => (saved ? draftOf(saved.value.schedule) : newDraft(Intl.DateTimeFormat().resolvedOptions().timeZone)))
  const set = (change: Partial<Draft>) => setDraft((now) => ({ ...now, ...change }))
  const schedule = useMemo(() => scheduleOf(draft, saved?.value.schedule), [draft, saved])
  const asked = useDeferredValue(schedule)
  const zoneFits = isZone(draft.timeZone)
  const whole = zoneFits && (draft.mode !== 'after' || draft.afterNode !== '') && (draft.mode !== 'cron' || draft.cron.trim() !== '')
  const preview = useQuery({ ...previewQuery(asked, 5), enabled: whole })
  const save = useSaveSchedule(project.id, node)
  const problems = whole ? (preview.data?.diagnostics ?? []) : []
  const wrong = problems.some(({ severity }) => severity === 'error')
  const said = (field: string): { validationMessage?: string } => {
    const found = problems.find((problem) => problem.field === field)
    return found ? { validationMessage: field === 'cron' ? cronProblemWords(found, asked.cron ?? '') : `${found.message} ${found.suggestion ?? ''}`.trim() } : {}
  }
  const named = new Set(['cron', 'every', 'timeZone', 'start', 'end', 'after'])
  const others = problems.filter(({ field }) => field === undefined || !named.has(field))
  const number = (label: string, value: number, change: (value: number) => void, least = 0, hint?: string) => (
    <Field label={label} {...(hint !== undefined && { hint })}>
      <Input type="number" min={least} value={Number.isNaN(value) ? '' : String(value)} onChange={(_, data) => change(data.value === '' ? Number.NaN : Number(data.value))} />
    </Field>
  )
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    save.mutate({ schedule, version: saved?.version }, { onSuccess: close })
  }
  const moment = (label: string, key: 'start' | 'end', hint: string) => (
    <Field label={label} hint={hint} {...said(key)}>
      <Input type="datetime-local" value={draft[key] === undefined || !zoneFits ? '' : toLocal(draft[key], draft.timeZone)} onChange={(_, { value }) => set({ [key]: value === '' || !zoneFits ? undefined : fromLocal(value, draft.timeZone) })} />
    </Field>
  )
  return (
    <form onSubmit={submit} className={styles.form} noValidate aria-label="Schedule">
      <Section title={saved ? 'Change the schedule' : 'New schedule'}>
        <Field label="It is rebuilt">
          <RadioGroup layout="horizontal" className={styles.choice} value={draft.mode} onChange={(_, { value }) => set({ mode: value === 'every' ? 'every' : value === 'after' ? 'after' : 'cron' })}>
            <Radio value="cron" label="At certain times (cron)" />
            <Radio value="every" label="At an interval" />
            <Radio value="after" label="After another deployment" />
          </RadioGroup>
        </Field>
        {draft.mode === 'cron' && (
          <div className={styles.row}>
            <Field label="Cron" hint="Minute, hour, day of the month, month, day of the week" {...said('cron')}>
              <Input value={draft.cron} onChange={(_, { value }) => set({ cron: value })} />
            </Field>
            <Field label="Often used">
              <Select value={Object.hasOwn(often, draft.cron.trim()) ? draft.cron.trim() : ''} onChange={(_, { value }) => value !== '' && set({ cron: value })}>
                <option value="">Choose …</option>
                {Object.entries(often).map(([cron, words]) => (
                  <option key={cron} value={cron}>
                    {words}
                  </option>
                ))}
              </Select>
            </Field>
          </div>
        )}
        {draft.mode === 'every' && (
          <div className={styles.row}>
            <Field label="Every" {...said('every')}>
              <Input type="number" min={1} value={Number.isNaN(draft.count) ? '' : String(draft.count)} onChange={(_, { value }) => set({ count: value === '' ? Number.NaN : Number(value) })} />
            </Field>
            <Field label="Unit">
              <Select value={draft.unit} onChange={(_, { value }) => set({ unit: units.find((unit) => unit === value) ?? 'hours' })}>
                {units.map((unit) => (
                  <option key={unit}>{unit}</option>
                ))}
              </Select>
            </Field>
            {moment('First run', 'start', 'By the clocks of the zone; intervals count from it')}
          </div>
        )}
        {draft.mode === 'after' && <After draft={draft} set={set} own={{ project: project.id, node }} message={said('after')} />}
        {draft.mode !== 'after' && (
          <div className={styles.row}>
            <Field label="Time zone" validationState={zoneFits ? 'none' : 'error'} {...(zoneFits ? said('timeZone') : { validationMessage: 'Choose a zone such as Europe/Berlin.' })}>
              <Input value={draft.timeZone} list={`${id}-zones`} onChange={(_, { value }) => set({ timeZone: value })} />
            </Field>
            {moment('Ends', 'end', 'Nothing is due after it. Not needed.')}
          </div>
        )}
        <datalist id={`${id}-zones`}>
          {zones().map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <Accordion multiple collapsible>
          <AccordionItem value="promise">
            <AccordionHeader as="h3">How fresh the data has to be</AccordionHeader>
            <AccordionPanel className={styles.panel}>
              <Promise draft={draft} set={set} number={number} />
            </AccordionPanel>
          </AccordionItem>
          <AccordionItem value="trouble">
            <AccordionHeader as="h3">When something goes wrong</AccordionHeader>
            <AccordionPanel className={styles.panel}>
              <div className={styles.row}>
                {number('Tries after a failed run', draft.retries, (retries) => set({ retries }))}
                {number('Minutes until the next try', draft.retryMinutes, (retryMinutes) => set({ retryMinutes }))}
                {number('Pause after failed runs in a row', draft.suspendAfter, (suspendAfter) => set({ suspendAfter }), 0, '0: never')}
                <Field label="If an earlier run still goes on">
                  <Select value={draft.overlap} onChange={(_, { value }) => set({ overlap: value === 'queue' ? 'queue' : value === 'cancel' ? 'cancel' : 'skip' })}>
                    <option value="skip">Skip this one</option>
                    <option value="queue">Wait for it</option>
                    <option value="cancel">Stop the earlier one</option>
                  </Select>
                </Field>
                <Field label="If Handover was down">
                  <Select value={draft.catchUp} onChange={(_, { value }) => set({ catchUp: value === 'none' ? 'none' : value === 'all' ? 'all' : 'last' })}>
                    <option value="last">Run once for all that was missed</option>
                    <option value="all">Run each that was missed</option>
                    <option value="none">Run none of them</option>
                  </Select>
                </Field>
              </div>
            </AccordionPanel>
          </AccordionItem>
        </Accordion>
      </Section>
      <Section title="What this means" note={draft.mode === 'after' ? undefined : draft.timeZone}>
        <span className={styles.words} role="status" aria-label="The schedule in words">
          {timingWords(schedule)}
        </span>
        {others.map((problem, index) => (
          <Notice key={index} intent={problem.severity === 'error' ? 'error' : 'warning'}>
            {problem.message} {problem.suggestion}
          </Notice>
        ))}
        {preview.isError && <ErrorPanel error={preview.error} />}
        {draft.mode === 'after' ? (
          <Text>It runs each time the other one has been rebuilt; no time is known in advance.</Text>
        ) : !whole || wrong ? (
          <Text>Correct what is marked to see its next runs.</Text>
        ) : preview.data ? (
          preview.data.nextRuns.length === 0 ? <Text>It never runs again.</Text> : <NextRuns times={preview.data.nextRuns} zone={draft.timeZone} label="The next five runs" />
        ) : (
          <Loading what="the next runs" lines={2} />
        )}
      </Section>
      {save.isError && <ErrorPanel error={save.error} />}
      <div className={styles.actions}>
        <Button type="submit" appearance="primary" disabled={!whole || wrong || save.isPending}>
          {save.isPending ? 'Saving …' : 'Save the schedule'}
        </Button>
        <Button onClick={close}>Cancel</Button>
      </div>
    </form>
  )
}

const often: Readonly<Record<string, string>> = {
  '0 * * * *': 'Every hour, on the hour',
  '0 6 * * *': 'Every day at 06:00',
  '30 6 * * 1-5': 'Monday to Friday at 06:30',
  '0 6 * * 1': 'Every Monday at 06:00',
  '0 6 1 * *': 'On the first of every month at 06:00',
}

interface Part {
  draft: Draft
  set: (change: Partial<Draft>) => void
}

function After({ draft, set, own, message }: Part & { own: { project: string; node: string }; message: { validationMessage?: string } }) {
  const styles = useStyles()
  const projects = useProjects()
  const all = projects.data?.pages.flatMap(({ items }) => items) ?? []
  const project = draft.afterProject === '' ? own.project : draft.afterProject
  const deployments = useDeployments(project)
  const tables = (deployments.data ?? []).filter(({ type, node }) => type === 'table' && !(project === own.project && node === own.node))
  return (
    <div className={styles.row}>
      <Field label="Project">
        <Select value={project} onChange={(_, { value }) => set({ afterProject: value, afterNode: '' })}>
          {all.map(({ id, name, environment }) => (
            <option key={id} value={id}>
              {name} ({sentence(environment)})
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Deployment" {...message} {...(deployments.data && tables.length === 0 && { hint: 'This project publishes no other table.' })}>
        <Select value={draft.afterNode} onChange={(_, { value }) => set({ afterProject: project, afterNode: value })}>
          <option value="">Choose …</option>
          {tables.map(({ node, name }) => (
            <option key={node} value={node}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  )
}

function Promise({ draft, set, number }: Part & { number: (label: string, value: number, change: (value: number) => void, least?: number, hint?: string) => ReactNode }) {
  const styles = useStyles()
  return (
    <>
      <Field label="Promise to its readers" className={styles.short}>
        <Select value={draft.promise} onChange={(_, { value }) => set({ promise: value === 'within' ? 'within' : value === 'by' ? 'by' : 'none' })}>
          <option value="none">None</option>
          <option value="within">Never older than …</option>
          <option value="by">Done by a time of day</option>
        </Select>
      </Field>
      {draft.promise === 'within' && <div className={styles.row}>{number('Minutes', draft.within, (within) => set({ within }), 1, Number.isNaN(draft.within) ? undefined : minutesWords(draft.within))}</div>}
      {draft.promise === 'by' && (
        <>
          <div className={styles.row}>
            <Field label="Done by">
              <Input type="time" value={draft.by} onChange={(_, { value }) => set({ by: value })} />
            </Field>
          </div>
          <Field label="On">
            <div className={styles.days} role="group" aria-label="Days">
              {days.map((day) => (
                <Checkbox key={day} label={sentence(day)} checked={draft.byDays.includes(day)} onChange={(_, { checked }) => set({ byDays: days.filter((one) => (one === day ? checked === true : draft.byDays.includes(one))) })} />
              ))}
            </div>
          </Field>
        </>
      )}
    </>
  )
}
