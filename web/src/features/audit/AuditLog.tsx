import { Button, Field, Input, Link, Select, Text, makeStyles, tokens } from '@fluentui/react-components'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { answered, api, auditAddress, type Schemas } from '@/lib/api/client'
import { sentence } from '@/lib/names'
import { absolute } from '@/lib/time'
import { Empty } from '@/ui/Empty'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Facts } from '@/ui/Facts'
import { Loading } from '@/ui/Loading'
import { RouterLink } from '@/ui/RouterLink'
import { Section } from '@/ui/Section'
import { actionWords, choicesOf, type ActionGroup } from './actions'
import { changesOf } from './changes'
import { leadTo, told } from './leads'

type Entry = Schemas['ListViewOfAuditEntry']['items'][number]

const useStyles = makeStyles({
  filters: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, alignItems: 'end', '& > *': { minWidth: '10rem' }, '@media (max-width: 640px)': { display: 'grid', gridTemplateColumns: '1fr 1fr', '& > *': { minWidth: 0 }, '& > :nth-child(-n+2)': { gridColumn: '1 / -1' }, '& .fui-Input, & input': { minWidth: 0 } }, '& select': { width: '100%', minWidth: 0, textOverflow: 'ellipsis' } },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'flex', flexDirection: 'column' },
  entry: { display: 'grid', gridTemplateColumns: '3rem 11rem minmax(0, 1fr)', gap: tokens.spacingHorizontalM, padding: `${tokens.spacingVerticalS} 0`, alignItems: 'baseline', ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke3}` }, '@media (max-width: 640px)': { gridTemplateColumns: 'minmax(0, 1fr)', gap: 0 } },
  ways: { display: 'flex', flexWrap: 'wrap', gap: `0 ${tokens.spacingHorizontalM}` },
  soft: { color: tokens.colorNeutralForeground3, fontVariantNumeric: 'tabular-nums' },
  what: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, overflowWrap: 'anywhere', alignItems: 'flex-start' },
  mono: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
})

interface Log {
  /** A project's id, or the word that stands for all that administrators change. */
  of: string
  note: string
  actions: readonly ActionGroup[]
  /** What there could be, where nothing has been noted yet. */
  empty: string
  /** What else can be done with it. */
  tools?: ReactNode
  /** What came of that. */
  children?: ReactNode
}

const filterKeys = ['user', 'action', 'from', 'to'] as const

/** Who did what, when: filtered, and taken along as a file. The address holds the filter. */
export function AuditLog({ of, note, actions, empty, tools, children }: Log) {
  const styles = useStyles()
  const [search, setSearch] = useSearchParams()
  const value = (key: (typeof filterKeys)[number]) => search.get(key) ?? ''
  const [user, setUser] = useState(value('user'))
  const given = { user: value('user'), action: value('action'), from: beginOf(value('from')), to: endOf(value('to')) }
  const filter = Object.fromEntries(Object.entries(given).filter(([, one]) => one !== ''))
  const isFiltered = Object.keys(filter).length > 0
  const audit = useInfiniteQuery({
    queryKey: ['project', of, 'audit', filter],
    queryFn: ({ signal, pageParam }) => answered(api.GET('/audit', { params: { query: { project: of, limit: 50, ...filter, ...(pageParam && { continuation: pageParam }) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last) => last.continuation,
    placeholderData: keepPreviousData,
  })
  const set = (key: string, next: string) => {
    const changed = new URLSearchParams(search)
    if (next === '') changed.delete(key)
    else changed.set(key, next)
    setSearch(changed, { replace: true })
  }
  const showAll = () => {
    setUser('')
    const changed = new URLSearchParams(search)
    for (const key of filterKeys) changed.delete(key)
    setSearch(changed, { replace: true })
  }
  const entries = audit.data?.pages.flatMap(({ items }) => items) ?? []
  const choices = choicesOf(actions, [value('action'), ...entries.map(({ action }) => action)])
  return (
    <Section
      title="Audit"
      note={note}
      actions={
        <div className={styles.actions}>
          {tools}
          <Button as="a" href={auditAddress({ project: of, ...filter, format: 'csv' })} download>
            CSV
          </Button>
          <Button as="a" href={auditAddress({ project: of, ...filter, format: 'jsonl' })} download>
            JSON lines
          </Button>
        </div>
      }
    >
      {children}
      <form
        className={styles.filters}
        role="search"
        aria-label="Filter the audit"
        onSubmit={(event) => {
          event.preventDefault()
          set('user', user.trim())
        }}
      >
        <Field label="Who">
          <Input type="email" placeholder="Anybody" value={user} onChange={(_, data) => setUser(data.value)} onBlur={() => set('user', user.trim())} />
        </Field>
        <Field label="What">
          <Select value={value('action')} onChange={(_, data) => set('action', data.value)}>
            <option value="">Anything</option>
            {choices.map((group) => (
              <optgroup key={group.name} label={group.name}>
                {group.actions.map((action) => (
                  <option key={action} value={action}>
                    {actionWords(action)}
                  </option>
                ))}
              </optgroup>
            ))}
          </Select>
        </Field>
        <Field label="From">
          <Input type="date" value={value('from')} onChange={(_, data) => set('from', data.value)} />
        </Field>
        <Field label="To">
          <Input type="date" value={value('to')} onChange={(_, data) => set('to', data.value)} />
        </Field>
      </form>
      {audit.isPending && <Loading what="the audit" />}
      {audit.isError && <ErrorPanel error={audit.error} retry={() => void audit.refetch()} />}
      {audit.data && entries.length === 0 && (isFiltered ? <Empty action={<Button onClick={showAll}>Show all</Button>}>Nothing here is like that: nobody did it, or not in that time.</Empty> : <Empty>{empty}</Empty>)}
      {entries.length > 0 && (
        <ol className={styles.list} aria-label="Audit entries" aria-busy={audit.isPlaceholderData}>
          {entries.map((entry) => (
            <Line key={entry.hash ?? `${entry.at}${entry.action}`} entry={entry} />
          ))}
        </ol>
      )}
      {audit.hasNextPage && (
        <div>
          <Button disabled={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </Section>
  )
}

// A day as the reader's clocks have it. One that somebody mistyped in an address filters nothing.
const moment = (text: string): string => (Number.isNaN(Date.parse(text)) ? '' : new Date(text).toISOString())
const beginOf = (day: string): string => (day === '' ? '' : moment(`${day}T00:00:00`))
const endOf = (day: string): string => (day === '' ? '' : moment(`${day}T23:59:59.999`))

function Line({ entry }: { entry: Entry }) {
  const styles = useStyles()
  const [open, setOpen] = useState(false)
  const changes = changesOf(entry.changes)
  const { parts, more } = told(entry)
  return (
    <li className={styles.entry}>
      <Text size={200} className={styles.soft}>
        {entry.sequence > 0 ? `#${entry.sequence}` : ''}
      </Text>
      <Text size={200} className={styles.soft}>
        <time dateTime={entry.at}>{absolute(entry.at)}</time>
      </Text>
      <div className={styles.what}>
        <span>
          <strong>{actionWords(entry.action)}</strong> by {entry.by === '' ? 'Handover' : entry.by}
        </span>
        <Text>
          {parts.map((part, index) =>
            typeof part === 'string' ? (
              part
            ) : (
              <RouterLink key={index} to={part.to}>
                {part.label}
              </RouterLink>
            ),
          )}
        </Text>
        <div className={styles.ways}>
          <Link as="button" aria-expanded={open} aria-label={`Details of entry ${entry.sequence}`} onClick={() => setOpen(!open)}>
            {open ? 'Less' : 'Details'}
          </Link>
          {more.map(({ label, to }) => (
            <RouterLink key={to} to={to}>
              {label}
            </RouterLink>
          ))}
        </div>
        {open && (
          <Facts
            items={[
              ...changes.map(({ name, before, after }) => [sentence(name.replaceAll('.', ' ')), before === undefined ? after : <><del className={styles.soft}>{before}</del> → {after ?? 'nothing'}</>] as const),
              ...Object.entries(entry.data).filter(([name]) => !['before', 'after', 'revision'].includes(name) || changes.length === 0).map(([name, text]) => {
                const lead = ['promotion', 'operation', 'execution', 'from'].includes(name) ? leadTo(entry, name) : undefined
                return [sentence(name), <span key={name} className={styles.mono}>{lead ? <RouterLink to={lead.to}>{text}</RouterLink> : text}</span>] as const
              }),
              ['Address', entry.client?.address],
              ['Browser', entry.client?.userAgent],
              ['Request', entry.request === undefined ? undefined : <span className={styles.mono}>{entry.request}</span>],
              ['Hash', entry.hash === undefined ? undefined : <span className={styles.mono}>{entry.hash}</span>],
            ]}
          />
        )}
      </div>
    </li>
  )
}
