import { Button, Checkbox, Field, Input, Select, makeStyles, tokens } from '@fluentui/react-components'
import { DeleteRegular } from '@fluentui/react-icons'
import { useId, type ReactNode } from 'react'
import { useProperties } from '@/features/handover'
import { sentence } from '@/lib/names'
import { zones } from '@/lib/schedule/zones'
import { days, findings, levels, windowWrong, type Level, type Policies, type Window } from './policies'

const useStyles = makeStyles({
  group: { border: 'none', margin: 0, padding: `${tokens.spacingVerticalM} 0 0`, minWidth: 0, borderTop: `1px solid ${tokens.colorNeutralStroke2}`, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  title: { padding: 0, float: 'left', fontWeight: tokens.fontWeightSemibold },
  row: { clear: 'both', display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(9rem, 1fr))', gap: tokens.spacingHorizontalM, alignItems: 'start', '& > *': { minWidth: 0 }, '& input': { minWidth: 0 }, '& .fui-Input': { minWidth: 0, width: '100%' } },
  beside: { alignSelf: 'end' },
  checks: { display: 'flex', flexWrap: 'wrap', gap: `0 ${tokens.spacingHorizontalS}` },
  window: { display: 'flex', flexDirection: 'column', padding: tokens.spacingHorizontalS, backgroundColor: tokens.colorNeutralBackground2, borderRadius: tokens.borderRadiusMedium },
})

function Group({ title, children }: { title: string; children: ReactNode }) {
  const styles = useStyles()
  return (
    <fieldset className={styles.group}>
      <legend className={styles.title}>{title}</legend>
      {children}
    </fieldset>
  )
}

/** What an environment demands of what comes into it. */
export function PolicyFields({ policies, change }: { policies: Policies; change: (change: Partial<Policies>) => void }) {
  const styles = useStyles()
  const id = useId()
  const properties = useProperties().data ?? []
  const level = (key: 'description' | 'tags' | 'properties' | 'review' | 'findings' | 'windowLevel', label: string) => (
    <Field label={label}>
      <Select value={policies[key]} onChange={(_, { value }) => change({ [key]: value as Level })}>
        {Object.entries(levels).map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </Select>
    </Field>
  )
  const number = (label: string, value: number | null | undefined, set: (value: number) => void, empty?: { hint: string; set: () => void }) => (
    <Field label={label} {...(empty && { hint: empty.hint })}>
      <Input type="number" min={0} value={value === null || value === undefined ? '' : String(value)} onChange={(_, data) => (data.value === '' && empty ? empty.set() : set(Math.max(0, Math.trunc(Number(data.value)))))} />
    </Field>
  )
  const check = (label: string, value: boolean, set: (value: boolean) => void) => <Checkbox key={label} label={label} checked={value} onChange={(_, { checked }) => set(checked === true)} />
  const { requiredProperties: required, errorFindings, windows } = policies
  const codes = [...new Set([...Object.keys(findings), ...errorFindings])]
  // What is demanded stays to be seen though nobody defines it any more.
  const demandable = [...properties.map(({ name, on }) => ({ name, on })), ...required.filter(({ name }) => !properties.some((property) => property.name === name)).map(({ name, on }) => ({ name, on: on ?? 'project' }))]
  const setWindow = (index: number, next: Partial<Window>) => change({ windows: windows.map((window, at) => (at === index ? { ...window, ...next } : window)) })
  return (
    <>
      <Group title="Approval">
        <div className={styles.row}>
          {number('Approvals', policies.approvals, (approvals) => change({ approvals }))}
          {number('Hours to approve', policies.approvalHours, (approvalHours) => change({ approvalHours }))}
          {number('Days replaced tables are kept', policies.retentionDays, (retentionDays) => change({ retentionDays }))}
        </div>
        <div className={styles.checks}>
          {check('Whoever requests a promotion cannot approve it', policies.notByRequester, (notByRequester) => change({ notByRequester }))}
          {check('Projects are locked after a promotion', policies.lockAfterPromotion, (lockAfterPromotion) => change({ lockAfterPromotion }))}
          {check('Projects may be deployed by hand', policies.directDeploy, (directDeploy) => change({ directDeploy }))}
        </div>
      </Group>
      <Group title="Documentation">
        <div className={styles.row}>
          {level('description', 'Description')}
          {level('tags', 'Tags')}
          {level('properties', 'Required properties')}
        </div>
        {demandable.length > 0 && (
          <div className={styles.checks} role="group" aria-label="Properties that are required">
            {demandable.map(({ name, on }) =>
              check(`${name}, of ${on === 'deployment' ? 'each deployment' : 'the project'}`, required.some((one) => one.name === name), (wanted) =>
                change({ requiredProperties: wanted ? [...required, { name, on }] : required.filter((one) => one.name !== name) }),
              ),
            )}
          </div>
        )}
      </Group>
      <Group title="Review and findings">
        <div className={styles.row}>
          {level('review', 'Approved review')}
          {number('Revisions behind', policies.reviewRevisionsBehind, (reviewRevisionsBehind) => change({ reviewRevisionsBehind }))}
          {number('Days that it counts', policies.reviewDays, (reviewDays) => change({ reviewDays }), { hint: 'Empty: for ever', set: () => change({ reviewDays: null }) })}
          {level('findings', 'Findings')}
        </div>
        <div className={styles.checks} role="group" aria-label="Findings that count as errors">
          {codes.map((code) => check(findings[code] ?? sentence(code), errorFindings.includes(code), (wanted) => change({ errorFindings: wanted ? [...errorFindings, code] : errorFindings.filter((one) => one !== code) })))}
        </div>
      </Group>
      <Group title="Deployment windows">
        <div className={styles.row}>
          {level('windowLevel', 'Outside of them')}
          <div className={styles.beside}>
            <Button onClick={() => change({ windows: [...windows, { days: ['monday', 'tuesday', 'wednesday', 'thursday'], from: '18:00', to: '22:00', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone }] })}>Add a window</Button>
          </div>
        </div>
        {windows.length === 0 && <span>None: promotions are applied at any time.</span>}
        {windows.map((window, index) => {
          const wrong = windowWrong(window)
          const on = window.days ?? []
          return (
            <div key={index} className={styles.window} role="group" aria-label={`Window ${index + 1}`}>
              <div className={styles.row}>
                <Field label="Opens">
                  <Input type="time" value={window.from} onChange={(_, { value }) => setWindow(index, { from: value })} />
                </Field>
                <Field label="Closes" {...(window.to !== '' && window.to <= window.from && { hint: 'On the next day' })}>
                  <Input type="time" value={window.to} onChange={(_, { value }) => setWindow(index, { to: value })} />
                </Field>
                <Field label="Time zone" {...(wrong !== undefined && { validationMessage: wrong })}>
                  <Input value={window.timeZone} list={`${id}-zones`} onChange={(_, { value }) => setWindow(index, { timeZone: value })} />
                </Field>
                <div className={styles.beside}>
                  <Button icon={<DeleteRegular />} onClick={() => change({ windows: windows.filter((_, at) => at !== index) })} aria-label={`Remove window ${index + 1}`} />
                </div>
              </div>
              <div className={styles.checks} role="group" aria-label="Days on which it opens">
                {days.map((day) => check(sentence(day).slice(0, 3), on.length === 0 || on.includes(day), (wanted) => setWindow(index, { days: wanted ? [...on, day] : (on.length === 0 ? days : on).filter((one) => one !== day) })))}
              </div>
            </div>
          )
        })}
        <datalist id={`${id}-zones`}>
          {zones().map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
      </Group>
    </>
  )
}
