import { Badge, Button, Checkbox, Field, Input, Link, Select, Text, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useEnvironments, useProjects } from '@/features/projects'
import { sentence } from '@/lib/names'
import { absolute } from '@/lib/time'
import { Ask } from '@/ui/Ask'
import { DataTable, type TableColumn } from '@/ui/DataTable'
import { Empty } from '@/ui/Empty'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Loading } from '@/ui/Loading'
import { Notice } from '@/ui/Notice'
import { Refused } from '@/ui/Refused'
import { Section } from '@/ui/Section'
import { SqlBlock } from '@/ui/SqlBlock'
import { Time } from '@/ui/Time'
import { useAsked } from '@/ui/useAsked'
import { channelKinds, eventWords, type ChannelKind } from './channels'
import { useAddChannel, useChangeChannel, useChannels, useDeliveries, useRemoveChannel, useRetryDelivery, useTestChannel, type Channel, type Delivery, type EventKind } from './queries'

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(14rem, 1fr))' },
  state: { maxWidth: '16rem' },
  soft: { color: tokens.colorNeutralForeground3 },
})

const asks = ['new', 'change', 'remove'] as const

/** Where people are told of what happens. An address is a secret: once it is saved, nobody sees it again. */
export function Component() {
  const [search, setSearch] = useSearchParams()
  const channels = useChannels()
  const projects = useProjects()
  const { ask, about, open: askFor, close } = useAsked(asks)
  const [key, setKey] = useState<string>()
  const [told, setTold] = useState<{ channel: Channel; delivery: Delivery }>()
  const remove = useRemoveChannel()
  const test = useTestChannel()
  const styles = useStyles()
  const project = search.get('project') ?? ''
  const open = search.get('channel')
  const names = new Map(projects.data?.pages.flatMap(({ items }) => items).map(({ id, name, environment }) => [id, `${name} (${sentence(environment)})`]))
  const all = (channels.data?.pages.flatMap(({ items }) => items) ?? []).filter(({ kind }) => kind !== 'callback')
  const found = all.find(({ id }) => id === about)
  const shown = project === '' ? all : all.filter((channel) => channel.projects.length === 0 || channel.projects.includes(project))
  const go = (change: Readonly<Record<string, string>>) => {
    const next = new URLSearchParams(search)
    for (const [name, value] of Object.entries(change)) {
      if (value === '') next.delete(name)
      else next.set(name, value)
    }
    setSearch(next)
  }
  const columns: readonly TableColumn<Channel>[] = [
    { key: 'name', header: 'Channel', cell: (row) => <Link as="button" onClick={() => go({ channel: row.id })}>{row.name}</Link> },
    { key: 'kind', header: 'Kind', cell: (row) => channelKinds[row.kind].label },
    { key: 'address', header: 'Address', cell: (row) => `${row.host} …${row.addressEnding}` },
    { key: 'events', header: 'Told of', wide: true, cell: (row) => (row.events.length === 0 ? 'Everything' : row.events.map((event) => eventWords[event]).join(', ')) },
    { key: 'scope', header: 'Where', cell: (row) => [row.projects.map((id) => names.get(id) ?? id).join(', '), row.environments.map(sentence).join(', ')].filter((part) => part !== '').join(' in ') || 'Everywhere' },
    {
      key: 'actions',
      header: 'Actions',
      cell: (row) => (
        <div className={styles.actions}>
          <Button size="small" disabled={test.isPending} aria-label={`Send a test message to ${row.name}`} onClick={() => test.mutate(row.id, { onSuccess: (delivery) => setTold({ channel: row, delivery }) })}>
            Test
          </Button>
          <Button size="small" aria-label={`Change ${row.name}`} onClick={() => askFor('change', row.id)}>
            Change …
          </Button>
          <Button size="small" aria-label={`Remove ${row.name}`} onClick={() => askFor('remove', row.id)}>
            Remove …
          </Button>
        </div>
      ),
    },
  ]
  return (
    <>
      <Section
        title="Channels"
        note={project === '' ? undefined : `for ${names.get(project) ?? project}`}
        actions={
          <Button appearance="primary" onClick={() => askFor('new')}>
            New channel
          </Button>
        }
      >
        {project !== '' && (
          <Text>
            Channels that tell of this project. <Link as="button" onClick={() => go({ project: '' })}>Show all channels</Link>
          </Text>
        )}
        {key !== undefined && (
          <Notice intent="warning" title="Copy the signing key now: it is never shown again." actions={<Button onClick={() => setKey(undefined)}>I have it</Button>}>
            <SqlBlock label="the signing key" sql={key} />
          </Notice>
        )}
        <div role="status">
          {told && (
            <Notice intent={told.delivery.status === 'delivered' ? 'success' : 'warning'} title={told.delivery.status === 'delivered' ? `${told.channel.name} was reached.` : `${told.channel.name} was not reached.`}>
              {told.delivery.problem ?? (told.delivery.answer === undefined ? '' : `It answered ${told.delivery.answer}.`)}
            </Notice>
          )}
        </div>
        {test.isError && <ErrorPanel error={test.error} />}
        {channels.isPending && <Loading what="channels" />}
        {channels.isError && <ErrorPanel error={channels.error} retry={() => void channels.refetch()} />}
        {channels.data && shown.length === 0 && <Empty>Nobody is told of anything yet. A channel sends failed runs, late data, promotions that wait for approval and more to Slack, Teams or a webhook: for all projects, some, or one environment.</Empty>}
        {shown.length > 0 && <DataTable label="Channels" columns={columns} rows={shown} rowKey={(row) => row.id} />}
      </Section>
      {open !== null && <Deliveries key={open} channel={open} name={all.find(({ id }) => id === open)?.name ?? open} close={() => go({ channel: '' })} />}
      {(ask === 'change' || ask === 'remove') && channels.data && !found && remove.variables !== about && <Refused title="There is no such channel" why="It may have been removed." close={close} />}
      {(ask === 'new' || (ask === 'change' && found)) && <ChannelDialog key={about} channel={ask === 'new' ? undefined : found} project={project} added={setKey} close={close} />}
      {ask === 'remove' && found && (
        <Ask title={`Remove “${found.name}”?`} verb="Remove" error={remove.error} busy={remove.isPending} send={() => remove.mutate(found.id, { onSuccess: close })} close={close}>
          <Text>Its address and its delivery log go with it. Nobody is told there any more.</Text>
        </Ask>
      )}
    </>
  )
}

function ChannelDialog({ channel, project, added, close }: { channel: Channel | undefined; project: string; added: (key: string | undefined) => void; close: () => void }) {
  const styles = useStyles()
  const environments = useEnvironments()
  const projects = useProjects()
  const add = useAddChannel()
  const change = useChangeChannel()
  const [name, setName] = useState(channel?.name ?? '')
  const [kind, setKind] = useState<ChannelKind>(channel?.kind ?? 'slack')
  const [address, setAddress] = useState('')
  const [events, setEvents] = useState<readonly EventKind[]>(channel?.events ?? [])
  const [scope, setScope] = useState<readonly string[]>(channel?.environments ?? [])
  const [only, setOnly] = useState<readonly string[]>(channel?.projects ?? (project === '' ? [] : [project]))
  // What the form began from: the list behind it may be read anew.
  const [begun] = useState(channel)
  const toggle = <T extends string>(all: readonly T[], one: T, wanted: boolean): readonly T[] => (wanted ? [...all, one] : all.filter((other) => other !== one))
  const send = () => {
    // The API's document does not say what a list that may be absent holds.
    const said = { name: name.trim(), events: [...events], environments: [...scope], projects: [...only] } as unknown as { name: string }
    if (channel) change.mutate({ channel: channel.id, before: begun ?? channel, change: { ...said, ...(address !== '' && { address }) } }, { onSuccess: close })
    else
      add.mutate(
        { ...said, kind, address },
        {
          onSuccess: ({ signingKey }) => {
            added(signingKey)
            close()
          },
        },
      )
  }
  const all = projects.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Ask wide title={channel ? `Change “${channel.name}”` : 'New channel'} verb="Save" error={add.error ?? change.error} busy={add.isPending || change.isPending} allowed={name.trim() !== '' && (channel !== undefined || address.trim() !== '')} send={send} close={close}>
      <Field label="Name" required>
        <Input value={name} onChange={(_, { value }) => setName(value)} />
      </Field>
      <Field label="Kind">
        <Select value={kind} disabled={channel !== undefined} onChange={(_, { value }) => setKind(value === 'teams' ? 'teams' : value === 'webhook' ? 'webhook' : 'slack')}>
          {(['slack', 'teams', 'webhook'] as const).map((one) => (
            <option key={one} value={one}>
              {channelKinds[one].label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Address" required={channel === undefined} hint={channel ? `Now ${channel.host} …${channel.addressEnding}. Empty: it stays; it is never shown again.` : `${channelKinds[kind].hint} It is a secret: once saved, nobody sees it again.`}>
        <Input type="password" autoComplete="off" value={address} placeholder="https://…" onChange={(_, { value }) => setAddress(value)} />
      </Field>
      <Field label="Told of" hint="None chosen: everything">
        <div className={styles.grid} role="group" aria-label="Told of">
          {(Object.keys(eventWords) as EventKind[])
            .filter((event) => event !== 'test')
            .map((event) => (
              <Checkbox key={event} label={eventWords[event]} checked={events.includes(event)} onChange={(_, { checked }) => setEvents((now) => toggle(now, event, checked === true))} />
            ))}
        </div>
      </Field>
      <Field label="In these environments" hint="None chosen: in all">
        <div className={styles.grid} role="group" aria-label="In these environments">
          {environments.data?.items.map(({ id, name: title }) => <Checkbox key={id} label={title} checked={scope.includes(id)} onChange={(_, { checked }) => setScope((now) => toggle(now, id, checked === true))} />)}
        </div>
      </Field>
      <Field label="Of these projects" hint={only.length === 0 ? 'None chosen: of all' : only.map((id) => all.find((one) => one.id === id)?.name ?? id).join(', ')}>
        <Select value="" aria-label="Add or remove a project" onChange={(_, { value }) => value !== '' && setOnly((now) => toggle(now, value, !now.includes(value)))}>
          <option value="">Add or remove …</option>
          {all.map(({ id, name: title, environment }) => (
            <option key={id} value={id}>
              {only.includes(id) ? '✓ ' : ''}
              {title} ({sentence(environment)})
            </option>
          ))}
        </Select>
      </Field>
    </Ask>
  )
}

const deliveryLooks: Readonly<Record<Delivery['status'], { label: string; color: 'success' | 'danger' | 'informative' }>> = {
  delivered: { label: 'Delivered', color: 'success' },
  pending: { label: 'Waiting', color: 'informative' },
  dead: { label: 'Given up', color: 'danger' },
}

function Deliveries({ channel, name, close }: { channel: string; name: string; close: () => void }) {
  const styles = useStyles()
  const [status, setStatus] = useState('')
  const deliveries = useDeliveries(channel, status)
  const retry = useRetryDelivery()
  const rows = deliveries.data?.pages.flatMap(({ items }) => items) ?? []
  const columns: readonly TableColumn<Delivery>[] = [
    { key: 'at', header: 'When', cell: (row) => <Time at={row.createdAt} /> },
    { key: 'what', header: 'What', cell: (row) => `${eventWords[row.event.kind]}${row.event.kind === 'test' ? '' : `: ${row.event.projectName}`}` },
    { key: 'status', header: 'State', cell: (row) => <Badge appearance="tint" color={deliveryLooks[row.status].color}>{deliveryLooks[row.status].label}</Badge> },
    { key: 'attempts', header: 'Attempts', cell: (row) => row.attempts },
    {
      key: 'problem',
      header: 'Answer',
      wide: true,
      cell: (row) => (
        <>
          {row.answer !== undefined && `${row.answer} `}
          {row.problem}
          {row.status === 'pending' && row.nextAttemptAt !== undefined && <Text size={200} className={styles.soft}> Next attempt {absolute(row.nextAttemptAt)}</Text>}
        </>
      ),
    },
    {
      key: 'actions',
      header: 'Actions',
      cell: (row) =>
        row.status === 'dead' ? (
          <Button size="small" disabled={retry.isPending} onClick={() => retry.mutate({ channel, delivery: row.id })}>
            Try again
          </Button>
        ) : null,
    },
  ]
  return (
    <Section title={`What “${name}” was told`} actions={<Button onClick={close}>Close</Button>}>
      <div className={styles.state}>
        <Select aria-label="State of the deliveries" value={status} onChange={(_, { value }) => setStatus(value)}>
          <option value="">State: all</option>
          {Object.entries(deliveryLooks).map(([value, { label }]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </div>
      {deliveries.isPending && <Loading what="deliveries" />}
      {deliveries.isError && <ErrorPanel error={deliveries.error} retry={() => void deliveries.refetch()} />}
      {retry.isError && <ErrorPanel error={retry.error} />}
      {deliveries.data && rows.length === 0 && <Empty>{status === '' ? 'It has not been told of anything yet. Send a test message to see that it works.' : 'No message is in this state.'}</Empty>}
      {rows.length > 0 && <DataTable label="Deliveries" columns={columns} rows={rows} rowKey={(row) => row.id} />}
      {deliveries.hasNextPage && (
        <div>
          <Button disabled={deliveries.isFetchingNextPage} onClick={() => void deliveries.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </Section>
  )
}
