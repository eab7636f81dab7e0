import { Button, Checkbox, Field, Input, Text, Textarea, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { useEnvironments } from '@/features/projects'
import { Ask } from '@/ui/Ask'
import { EnvironmentSign } from '@/ui/Badges'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Facts } from '@/ui/Facts'
import { Loading } from '@/ui/Loading'
import { Refused } from '@/ui/Refused'
import { Section } from '@/ui/Section'
import { useAsked } from '@/ui/useAsked'
import { rulesOf, windowWrong } from './policies'
import { PolicyFields } from './PolicyFields'
import { placeText, sourceMapOf, sourceMapText } from './places'
import { useEnvironmentVersion, useRemoveEnvironment, useSaveEnvironment, type Environment } from './queries'

const useStyles = makeStyles({
  actions: { display: 'flex', gap: tokens.spacingHorizontalS },
  row: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(11rem, 1fr))', gap: tokens.spacingHorizontalM, alignItems: 'start' },
  map: { fontFamily: tokens.fontFamilyMonospace },
})

const asks = ['new', 'change', 'remove'] as const

/** Where projects live, and what holds there. */
export function Component() {
  const styles = useStyles()
  const environments = useEnvironments()
  const { ask, about, open, close } = useAsked(asks)
  const remove = useRemoveEnvironment()
  if (environments.isPending) return <Loading what="environments" />
  if (!environments.data) return <ErrorPanel error={environments.error} retry={() => void environments.refetch()} />
  const found = (environments.data.items as Environment[]).find(({ id }) => id === about)
  return (
    <>
      <Section
        title="Environments"
        note="Projects are made in one and promoted to the next."
        actions={
          <Button appearance="primary" onClick={() => open('new')}>
            New environment
          </Button>
        }
      >
        <Text size={200}>A change counts for what is planned from now on; what was planned before becomes stale and is planned again.</Text>
      </Section>
      {(environments.data.items as Environment[]).map((environment) => (
        <Section
          key={environment.id}
          title={environment.name}
          note={environment.id}
          actions={
            <div className={styles.actions}>
              <Button size="small" aria-label={`Remove ${environment.name}`} onClick={() => open('remove', environment.id)}>
                Remove …
              </Button>
              <Button size="small" aria-label={`Change ${environment.name}`} onClick={() => open('change', environment.id)}>
                Change …
              </Button>
            </div>
          }
        >
          <div>
            <EnvironmentSign name={environment.name} production={environment.production} />
          </div>
          <Facts
            items={[
              ['Publishes into', placeText(environment.target)],
              ['Under', `${environment.role}, warehouse ${environment.warehouse}`],
              ['Sources exchanged', environment.sourceMap.length === 0 ? 'None' : environment.sourceMap.map((rule) => `${placeText(rule.from)} → ${placeText(rule.to)}`).join(', ')],
              ['Projects go to', environment.owner ?? 'whoever owns the source'],
              ['Policies', rulesOf(environment.policies).join(' · ')],
            ]}
          />
        </Section>
      ))}
      {ask === 'new' && <EnvironmentDialog before={fresh} version={undefined} close={close} />}
      {(ask === 'change' || ask === 'remove') && about !== '' && found === undefined && remove.variables !== about && <Refused title="There is no such environment" why={`None has the id “${about}”.`} close={close} />}
      {ask === 'change' && found && <EnvironmentEditor key={about} id={about} close={close} />}
      {ask === 'remove' && found && (
        <Ask title={`Remove “${found.name}”?`} verb="Remove" error={remove.error} busy={remove.isPending} send={() => remove.mutate(found.id, { onSuccess: close })} close={() => { remove.reset(); close() }}>
          <Text>Only an environment in which no project lives can be removed. Its tables stay.</Text>
        </Ask>
      )}
    </>
  )
}

const fresh: Environment = {
  id: '',
  name: '',
  production: false,
  role: '',
  warehouse: '',
  target: { database: '' },
  sourceMap: [],
  policies: {
    approvals: 1, notByRequester: true, lockAfterPromotion: false, approvalHours: 168, retentionDays: 7, directDeploy: true,
    description: 'off', tags: 'off', properties: 'off', requiredProperties: [], review: 'off', reviewRevisionsBehind: 0, reviewDays: null,
    findings: 'off', errorFindings: ['cross-join', 'select-star'], windows: [], windowLevel: 'block',
  },
}

function EnvironmentEditor({ id, close }: { id: string; close: () => void }) {
  const found = useEnvironmentVersion(id)
  if (found.data) return <EnvironmentDialog before={found.data.value} version={found.data.version} close={close} />
  return found.isError ? <ErrorPanel error={found.error} retry={() => void found.refetch()} /> : null
}

function EnvironmentDialog({ before, version, close }: { before: Environment; version: string | undefined; close: () => void }) {
  const styles = useStyles()
  const save = useSaveEnvironment()
  const [environment, setEnvironment] = useState(before)
  // The version that the form began from: what somebody else saves meanwhile is read anew behind it, and must not be written over.
  const [begun] = useState(version)
  const [map, setMap] = useState(() => sourceMapText(before.sourceMap))
  const set = (change: Partial<Environment>) => setEnvironment((now) => ({ ...now, ...change }))
  const setPolicy = (change: Partial<Environment['policies']>) => setEnvironment((now) => ({ ...now, policies: { ...now.policies, ...change } }))
  const rules = sourceMapOf(map)
  const text = (label: string, value: string, change: (value: string) => void, more: { required?: boolean; hint?: string; disabled?: boolean } = {}) => (
    <Field label={label} required={more.required === true} {...(more.hint !== undefined && { hint: more.hint })}>
      <Input value={value} disabled={more.disabled === true} onChange={(_, data) => change(data.value)} />
    </Field>
  )
  const check = (label: string, value: boolean | undefined, change: (value: boolean) => void) => <Checkbox label={label} checked={value === true} onChange={(_, { checked }) => change(checked === true)} />
  const { schema, database } = environment.target
  const send = () => {
    const { owner, ...rest } = environment
    const body: Environment = { ...rest, target: { database: database.trim(), ...(schema !== undefined && schema.trim() !== '' && { schema: schema.trim() }) }, sourceMap: rules.rules, ...(owner !== undefined && owner.trim() !== '' && { owner: owner.trim() }) }
    save.mutate({ environment: body, version: begun }, { onSuccess: close })
  }
  return (
    <Ask wide title={version === undefined ? 'New environment' : `Change ${before.name}`} verb="Save" error={save.error} busy={save.isPending} allowed={rules.wrong === undefined && environment.policies.windows.every((window) => windowWrong(window) === undefined) && [environment.id, environment.name, environment.role, environment.warehouse, database].every((part) => part.trim() !== '')} send={send} close={close}>
      <div className={styles.row}>
        {text('Name', environment.name, (name) => set({ name }), { required: true })}
        {text('Id', environment.id, (id) => set({ id }), { required: true, hint: version === undefined ? 'Lower case; it stays as it is.' : '', disabled: version !== undefined })}
      </div>
      {check('It is production: nobody can overlook it on any page', environment.production, (production) => set({ production }))}
      <div className={styles.row}>
        {text('Database', database, (value) => set({ target: { ...environment.target, database: value } }), { required: true })}
        {text('Schema', schema ?? '', (value) => set({ target: { ...environment.target, schema: value } }), { hint: 'Empty: as in the source' })}
      </div>
      <div className={styles.row}>
        {text('Role', environment.role, (role) => set({ role }), { required: true })}
        {text('Warehouse', environment.warehouse, (warehouse) => set({ warehouse }), { required: true })}
      </div>
      {text('Owner of what is promoted here', environment.owner ?? '', (owner) => set({ owner }), { hint: 'Empty: whoever owns the source' })}
      <Field label="Sources exchanged" hint="One a line: DATABASE.SCHEMA.TABLE = DATABASE.SCHEMA.TABLE; schema and table may be left out on both sides." {...(rules.wrong !== undefined && { validationMessage: rules.wrong })}>
        <Textarea rows={3} resize="vertical" className={styles.map} value={map} onChange={(_, { value }) => setMap(value)} />
      </Field>
      <PolicyFields policies={environment.policies} change={setPolicy} />
    </Ask>
  )
}
