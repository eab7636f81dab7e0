import { Field, Input, Radio, RadioGroup, Select, Text, makeStyles, tokens } from '@fluentui/react-components'
import { useId, useState } from 'react'
import { Ask } from '@/ui/Ask'
import { useDatabases, useRoles, useSaveSettings, useWarehouses, type Deployment, type Settings } from './queries'

const useStyles = makeStyles({
  choice: { '@media (max-width: 640px)': { flexDirection: 'column' } },
  three: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(11rem, 1fr))', gap: tokens.spacingHorizontalM } })

const isName = (text: string): boolean => text.trim() !== ''

/** Where and as what a node is published. Saved as a revision of the flow. */
export function SettingsDialog({ project, deployment, saved, close }: { project: string; deployment: Deployment; saved: () => void; close: () => void }) {
  const styles = useStyles()
  const id = useId()
  const save = useSaveSettings(project)
  const roles = useRoles()
  const warehouses = useWarehouses()
  const databases = useDatabases()
  const [settings, setSettings] = useState<Settings>({
    type: deployment.type,
    target: deployment.target ?? { database: '', schema: '', name: '' },
    role: deployment.role ?? '',
    warehouse: deployment.warehouse ?? '',
  })
  const set = (change: Partial<Settings>) => setSettings((now) => ({ ...now, ...change }))
  const place = (part: 'database' | 'schema' | 'name', label: string) => (
    <Field label={label} required>
      <Input
        value={settings.target[part]}
        {...(part === 'database' && { list: `${id}-databases` })}
        onChange={(_, { value }) => set({ target: { ...settings.target, [part]: value } })}
      />
    </Field>
  )
  const pick = (label: string, value: string, names: readonly string[] = [], change: (value: string) => void) => (
    <Field label={label} required>
      <Select value={value} onChange={(_, data) => change(data.value)}>
        {value === '' && <option value="">Choose …</option>}
        {[...new Set([...(value === '' ? [] : [value]), ...names])].map((name) => (
          <option key={name}>{name}</option>
        ))}
      </Select>
    </Field>
  )
  const { database, schema, name } = settings.target
  const whole = [database, schema, name, settings.role, settings.warehouse].every(isName)
  return (
    <Ask
      wide
      title={`How “${deployment.name}” is published`}
      verb="Save"
      error={save.error ?? roles.error ?? warehouses.error}
      busy={save.isPending}
      allowed={whole}
      send={() =>
        save.mutate(
          { node: deployment.node, settings },
          {
            onSuccess: () => {
              saved()
              close()
            },
          },
        )
      }
      close={close}
    >
      <Text>These settings are part of the flow: saving makes a revision. Nothing changes in the warehouse until it is deployed.</Text>
      <Field label="Type">
        <RadioGroup layout="horizontal" className={styles.choice} value={settings.type} onChange={(_, { value }) => set({ type: value === 'view' ? 'view' : 'table' })}>
          <Radio value="table" label="Table: rows are stored, and can be brought up to date on a schedule" />
          <Radio value="view" label="View: computed whenever it is read" />
        </RadioGroup>
      </Field>
      <div className={styles.three}>
        {place('database', 'Database')}
        {place('schema', 'Schema')}
        {place('name', 'Name')}
      </div>
      <datalist id={`${id}-databases`}>
        {databases.data?.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <div className={styles.three}>
        {pick('Role', settings.role, roles.data, (role) => set({ role }))}
        {pick('Warehouse', settings.warehouse, warehouses.data, (warehouse) => set({ warehouse }))}
      </div>
    </Ask>
  )
}
