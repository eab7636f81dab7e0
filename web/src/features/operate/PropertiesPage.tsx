import { Button, Field, Input, Select, Text, Textarea } from '@fluentui/react-components'
import { useState } from 'react'
import { Ask } from '@/ui/Ask'
import { DataTable, type TableColumn } from '@/ui/DataTable'
import { Empty } from '@/ui/Empty'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Loading } from '@/ui/Loading'
import { Refused } from '@/ui/Refused'
import { Section } from '@/ui/Section'
import { useAsked } from '@/ui/useAsked'
import { usePropertyDefinitions, useSaveProperties, type Property } from './queries'

const kinds: Readonly<Record<Property['kind'], string>> = { text: 'Text', longText: 'Long text', choice: 'Choice', yesNo: 'Yes or no' }
const places: Readonly<Record<Property['on'], string>> = { project: 'Projects', deployment: 'Deployments' }

const asks = ['new', 'change', 'remove'] as const
const keyOf = ({ on, name }: Property) => `${on}.${name}`

/** What every project or deployment says about itself. */
export function Component() {
  const properties = usePropertyDefinitions()
  const { ask, about, open, close } = useAsked(asks)
  const save = useSaveProperties()
  if (properties.isPending) return <Loading what="properties" />
  if (!properties.data) return <ErrorPanel error={properties.error} retry={() => void properties.refetch()} />
  const { value, version } = properties.data
  const columns: readonly TableColumn<Property>[] = [
    { key: 'name', header: 'Name', cell: (row) => row.name },
    { key: 'on', header: 'On', cell: (row) => places[row.on] },
    { key: 'kind', header: 'Kind', cell: (row) => (row.kind === 'choice' ? (row.choices ?? []).join(', ') : kinds[row.kind]) },
    { key: 'description', header: 'Description', wide: true, cell: (row) => row.description ?? '' },
    {
      key: 'actions',
      header: 'Actions',
      cell: (row) => (
        <>
          <Button size="small" aria-label={`Change ${row.name}`} onClick={() => open('change', keyOf(row))}>
            Change …
          </Button>{' '}
          <Button size="small" aria-label={`Remove ${row.name}`} onClick={() => open('remove', keyOf(row))}>
            Remove …
          </Button>
        </>
      ),
    },
  ]
  const found = value.items.find((one) => keyOf(one) === about)
  const cancel = () => {
    save.reset()
    close()
  }
  return (
    <Section
      title="Custom properties"
      actions={
        <Button appearance="primary" onClick={() => open('new')}>
          New property
        </Button>
      }
    >
      {value.items.length === 0 ? (
        <Empty>None yet. A property asks every project or deployment the same question: its cost centre, its data steward, whether it holds personal data.</Empty>
      ) : (
        <DataTable label="Custom properties" columns={columns} rows={value.items} rowKey={keyOf} />
      )}
      {(ask === 'change' || ask === 'remove') && !found && !save.isSuccess && <Refused title="There is no such property" why="It may have been removed." close={cancel} />}
      {(ask === 'new' || (ask === 'change' && found)) && (
        <PropertyDialog
          key={about}
          property={ask === 'new' ? undefined : found}
          save={(next, onSuccess) => save.mutate({ items: ask === 'new' ? [...value.items, next] : value.items.map((one) => (keyOf(one) === about ? next : one)), version }, { onSuccess })}
          error={save.error}
          busy={save.isPending}
          close={cancel}
        />
      )}
      {ask === 'remove' && found && (
        <Ask title={`Remove “${found.name}”?`} verb="Remove" error={save.error} busy={save.isPending} send={() => save.mutate({ items: value.items.filter((one) => keyOf(one) !== about), version }, { onSuccess: close })} close={cancel}>
          <Text>What was said is kept and hidden: defining it again shows it again.</Text>
        </Ask>
      )}
    </Section>
  )
}

function PropertyDialog({ property, save, error, busy, close }: { property: Property | undefined; save: (property: Property, saved: () => void) => void; error: unknown; busy: boolean; close: () => void }) {
  const [name, setName] = useState(property?.name ?? '')
  const [on, setOn] = useState<Property['on']>(property?.on ?? 'project')
  const [kind, setKind] = useState<Property['kind']>(property?.kind ?? 'text')
  const [description, setDescription] = useState(property?.description ?? '')
  const [choices, setChoices] = useState((property?.choices ?? []).join('\n'))
  const list = choices.split('\n').map((one) => one.trim()).filter((one) => one !== '')
  const send = () => save({ name: name.trim(), on, kind, choices: kind === 'choice' ? list : [], ...(description.trim() !== '' && { description: description.trim() }) }, close)
  return (
    <Ask title={property ? `Change “${property.name}”` : 'New property'} verb="Save" error={error} busy={busy} allowed={name.trim() !== '' && (kind !== 'choice' || list.length > 0)} send={send} close={close}>
      <Field label="Name" required>
        <Input value={name} disabled={property !== undefined} onChange={(_, { value }) => setName(value)} />
      </Field>
      <Field label="On">
        <Select value={on} disabled={property !== undefined} onChange={(_, { value }) => setOn(value === 'deployment' ? 'deployment' : 'project')}>
          <option value="project">Projects</option>
          <option value="deployment">Deployments</option>
        </Select>
      </Field>
      <Field label="Kind">
        <Select value={kind} onChange={(_, { value }) => setKind(value === 'choice' ? 'choice' : value === 'yesNo' ? 'yesNo' : value === 'longText' ? 'longText' : 'text')}>
          {Object.entries(kinds).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      {kind === 'choice' && (
        <Field label="Choices" required hint="One a line">
          <Textarea rows={4} value={choices} onChange={(_, { value }) => setChoices(value)} />
        </Field>
      )}
      <Field label="Description" hint="Shown where it is filled in">
        <Input value={description} onChange={(_, { value }) => setDescription(value)} />
      </Field>
    </Ask>
  )
}
