import { Button, Field, Input, Link, Text, makeStyles, tokens } from '@fluentui/react-components'
import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useProjectHere } from '@/features/projects'
import { answered, api, auditAddress, type Schemas } from '@/lib/api/client'
import { count, sentence } from '@/lib/names'
import { absolute } from '@/lib/time'
import { Empty } from '@/ui/Empty'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Facts } from '@/ui/Facts'
import { Loading } from '@/ui/Loading'
import { Notice } from '@/ui/Notice'
import { Section } from '@/ui/Section'
import { actionWords, changesOf } from './changes'

type Entry = Schemas['ListViewOfAuditEntry']['items'][number]

const useStyles = makeStyles({
  filters: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, alignItems: 'end', '& > *': { minWidth: '10rem' }, '@media (max-width: 640px)': { display: 'grid', gridTemplateColumns: '1fr 1fr', '& > *': { minWidth: 0 }, '& > :first-child': { gridColumn: '1 / -1' } } },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'flex', flexDirection: 'column' },
  entry: { display: 'grid', gridTemplateColumns: '3rem 11rem minmax(0, 1fr)', gap: tokens.spacingHorizontalM, padding: `${tokens.spacingVerticalS} 0`, alignItems: 'baseline', ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke3}` }, '@media (max-width: 640px)': { gridTemplateColumns: 'minmax(0, 1fr)', gap: 0 } },
  soft: { color: tokens.colorNeutralForeground3, fontVariantNumeric: 'tabular-nums' },
  what: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, overflowWrap: 'anywhere', alignItems: 'flex-start' },
  mono: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
})

/** Who did what, when: filtered, checked, and taken along as a file. */
export function Component() {
  const styles = useStyles()
  const { project, rights } = useProjectHere()
  const [search, setSearch] = useSearchParams()
  const value = (key: string) => search.get(key) ?? ''
  const [user, setUser] = useState(value('user'))
  const given = { user: value('user'), from: value('from') === '' ? '' : new Date(`${value('from')}T00:00:00`).toISOString(), to: value('to') === '' ? '' : new Date(`${value('to')}T23:59:59.999`).toISOString() }
  const filter = Object.fromEntries(Object.entries(given).filter(([, one]) => one !== ''))
  const audit = useInfiniteQuery({
    queryKey: ['project', project.id, 'audit', filter],
    queryFn: ({ signal, pageParam }) => answered(api.GET('/audit', { params: { query: { project: project.id, limit: 50, ...filter, ...(pageParam && { continuation: pageParam }) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last) => last.continuation,
    placeholderData: keepPreviousData,
  })
  const verify = useMutation({ mutationFn: () => answered(api.GET('/projects/{id}/audit/verify', { params: { path: { id: project.id } } })) })
  const set = (key: string, next: string) => {
    const changed = new URLSearchParams(search)
    if (next === '') changed.delete(key)
    else changed.set(key, next)
    setSearch(changed, { replace: true })
  }
  const entries = audit.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Section
      title="Audit"
      note="Every entry holds the hash of the one before: none can be changed or taken away unnoticed."
      actions={
        <div className={styles.actions}>
          {rights.manage && (
            <Button disabled={verify.isPending} onClick={() => verify.mutate()}>
              {verify.isPending ? 'Checking …' : 'Verify the chain'}
            </Button>
          )}
          <Button as="a" href={auditAddress({ project: project.id, ...filter, format: 'csv' })} download>
            CSV
          </Button>
          <Button as="a" href={auditAddress({ project: project.id, ...filter, format: 'jsonl' })} download>
            JSON lines
          </Button>
        </div>
      }
    >
      <div role="status">
        {verify.data &&
          (verify.data.valid ? (
            <Notice intent="success" title="The chain is whole.">
              {count(verify.data.count, 'entry', 'entries')}; the last hash is <span className={styles.mono}>{verify.data.hash}</span>
            </Notice>
          ) : (
            <Notice intent="error" title={`The chain is broken at entry ${verify.data.broken ?? '?'}.`}>
              {verify.data.reason} Compare with a backup, and tell whoever runs Handover.
            </Notice>
          ))}
      </div>
      {verify.isError && <ErrorPanel error={verify.error} />}
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
        <Field label="From">
          <Input type="date" value={value('from')} onChange={(_, data) => set('from', data.value)} />
        </Field>
        <Field label="To">
          <Input type="date" value={value('to')} onChange={(_, data) => set('to', data.value)} />
        </Field>
      </form>
      {audit.isPending && <Loading what="the audit" />}
      {audit.isError && <ErrorPanel error={audit.error} retry={() => void audit.refetch()} />}
      {audit.data && entries.length === 0 && (
        <Empty
          action={
            <Button
              onClick={() => {
                setUser('')
                setSearch({})
              }}
            >
              Show all
            </Button>
          }
        >
          Nobody did anything here in that time.
        </Empty>
      )}
      <ol className={styles.list} aria-label="Audit entries">
        {entries.map((entry) => (
          <Line key={entry.hash ?? `${entry.at}${entry.action}`} entry={entry} />
        ))}
      </ol>
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

function Line({ entry }: { entry: Entry }) {
  const styles = useStyles()
  const [open, setOpen] = useState(false)
  const changes = changesOf(entry.changes)
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
        <Text>{entry.summary}</Text>
        <Link as="button" aria-expanded={open} aria-label={`Details of entry ${entry.sequence}`} onClick={() => setOpen(!open)}>
          {open ? 'Less' : 'Details'}
        </Link>
        {open && (
          <Facts
            items={[
              ...changes.map(({ name, before, after }) => [sentence(name), before === undefined ? after : <><del className={styles.soft}>{before}</del> → {after ?? 'nothing'}</>] as const),
              ...Object.entries(entry.data).filter(([name]) => !['before', 'after', 'revision'].includes(name) || changes.length === 0).map(([name, text]) => [sentence(name), <span key={name} className={styles.mono}>{text}</span>] as const),
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
