import { Button, Field, MessageBar, MessageBarBody, MessageBarTitle, Select, Spinner, Tab, TabList, Text, makeStyles, tokens } from '@fluentui/react-components'
import { ArrowRightRegular } from '@fluentui/react-icons'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ExchangedSources, SourceChange } from '@/lib/api/answers'
import { answered, api } from '@/lib/api/client'
import { entriesOf, grains, patternText, patternsOf, type Exchange, type Grain, type Pattern } from '@/lib/flow/exchange'
import { graphOf } from '@/lib/flow/graph'
import { fullName, titleOf } from '@/lib/flow/types'
import { count, sentence } from '@/lib/names'
import { Ask } from '@/ui/Ask'
import { SourceComparison } from '@/ui/SourceComparison'
import { usePlace, useSession, useWorkbench } from '../context'
import { databasesQuery, schemasQuery, tablesQuery } from '../queries'
import { useApplied } from './useApplied'

const narrow = '@media (max-width: 640px)'

const useStyles = makeStyles({
  rows: { display: 'flex', flexDirection: 'column', gap: '8px', maxHeight: '32vh', overflow: 'auto', padding: '2px' },
  row: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) 20px minmax(0, 1.7fr)', gap: '8px', alignItems: 'center', [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)', paddingBottom: '8px', borderBottom: `1px solid ${tokens.colorNeutralStroke3}` } },
  from: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
  soft: { color: tokens.colorNeutralForeground3 },
  arrow: { [narrow]: { display: 'none' } },
  picks: { display: 'flex', gap: '6px', flexWrap: 'wrap', '& > span': { flex: '1 1 8rem', minWidth: 0 } },
  changes: { display: 'flex', flexDirection: 'column', gap: '8px' },
  change: { border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium, padding: '8px 12px', display: 'flex', flexDirection: 'column', gap: '6px' },
  head: { display: 'flex', gap: '4px 12px', flexWrap: 'wrap', alignItems: 'baseline' },
  map: { display: 'flex', gap: '6px', alignItems: 'center', flexWrap: 'wrap' },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  list: { margin: '4px 0 0', paddingLeft: '18px' },
})

/** Exchanges what sources read: one table, or all by a map; what it means for the columns is said before anything is saved. */
export function ExchangeDialog({ close }: { close: () => void }) {
  const styles = useStyles()
  const { project, session, say, inUse } = useWorkbench()
  const { flow, version } = useSession()
  const { node: selected } = usePlace()
  const applied = useApplied()
  const node = selected === undefined ? undefined : graphOf(flow).byId.get(selected)
  const one = node?.kind === 'source' ? node : undefined
  const [scope, setScope] = useState<'one' | 'all'>(one ? 'one' : 'all')
  const [grain, setGrain] = useState<Grain>(one ? 'table' : 'database')
  const [to, setTo] = useState<Readonly<Record<string, Pattern>>>({})
  const [columns, setColumns] = useState<Readonly<Record<string, readonly { column: string; as: string }[]>>>({})
  const shownGrain = scope === 'one' ? 'table' : grain
  const patterns = patternsOf(flow, shownGrain).filter(({ pattern }) => scope === 'all' || (one && patternText(pattern) === fullName(one.table)))
  const choices = patterns.map(({ pattern }): Exchange => {
    const key = patternText(pattern)
    return { from: pattern, to: to[key] ?? emptied(pattern, shownGrain), ...(columns[key] && { columns: columns[key] }) }
  })
  const map = entriesOf(choices, shownGrain)
  // The tables are compared as they were chosen: under the role in use. Another source may read the same table: this one is exchanged alone.
  const body = { ...(inUse.role !== undefined && { role: inUse.role }), ...(scope === 'one' && one && { nodes: [one.id] }), map: map.map((entry) => ({ from: entry.from, to: entry.to, ...(entry.columns && { columns: entry.columns.map((renamed) => ({ ...renamed })) }) })) }
  const path = { id: project.id }
  const dry = useQuery({
    queryKey: ['exchange', project.id, version, body],
    queryFn: async ({ signal }) => {
      await session.flush()
      return answered(api.POST('/projects/{id}/sources/exchange', { params: { path }, body: { ...body, dryRun: true }, signal }))
    },
    enabled: map.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
  const exchange = useMutation({
    mutationFn: () => answered(api.POST('/projects/{id}/sources/exchange', { params: { path }, body: { ...body, dryRun: false } })),
    onSuccess: async ({ changes }) => {
      close()
      await applied()
      say(`Exchanged ${count(changes.length, 'source')}.`, true)
    },
  })
  const shown = map.length > 0 ? dry.data : undefined
  const errors = shown?.diagnostics.filter(({ severity }) => severity === 'error') ?? []
  const allowed = shown !== undefined && !dry.isFetching && errors.length === 0 && shown.changes.length > 0
  return (
    <Ask wide title={one && scope === 'one' ? `Exchange the source “${titleOf(one)}”` : 'Exchange sources'} verb={shown && shown.changes.length > 0 ? `Exchange ${count(shown.changes.length, 'source')}` : 'Exchange'} error={exchange.error ?? dry.error} busy={exchange.isPending} allowed={allowed} send={() => exchange.mutate()} close={close}>
      {one && (
        <TabList size="small" selectedValue={scope} onTabSelect={(_, { value }) => setScope(value === 'one' ? 'one' : 'all')}>
          <Tab value="one">This one</Tab>
          <Tab value="all">All, by a map</Tab>
        </TabList>
      )}
      {scope === 'all' && (
        <Field label="Exchange" size="small">
          <Select size="small" value={grain} onChange={(_, { value }) => setGrain(grains.find((name) => name === value) ?? 'table')}>
            {grains.toReversed().map((name) => (
              <option key={name} value={name}>
                {sentence(name)} by {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <div className={styles.rows}>
        {patterns.map(({ pattern, sources }) => {
          const key = patternText(pattern)
          return (
            <div key={key} className={styles.row} role="group" aria-label={`What stands for ${key}`}>
              <div>
                <div className={styles.from}>{key}</div>
                <Text size={200} className={styles.soft}>
                  read by {count(sources, 'source')}
                </Text>
              </div>
              <ArrowRightRegular aria-hidden className={styles.arrow} />
              <PatternPicker grain={shownGrain} value={to[key] ?? emptied(pattern, shownGrain)} onChange={(next) => {
                setTo({ ...to, [key]: next })
                setColumns({})
              }} />
            </div>
          )
        })}
        {patterns.length === 0 && <Text>This flow has no sources.</Text>}
      </div>
      {map.length === 0 && patterns.length > 0 && <Text className={styles.soft}>Choose what is read instead: the columns are compared before anything is saved.</Text>}
      {map.length > 0 && dry.isFetching && !shown && <Spinner size="tiny" label="Comparing the columns" />}
      {shown && (
        <Effect
          result={shown}
          titles={(id) => {
            const found = graphOf(flow).byId.get(id)
            return found ? titleOf(found) : id
          }}
          renamed={(change) => columns[fullName(change.from)] ?? []}
          {...(shownGrain === 'table' && { rename: (change: SourceChange, list: readonly { column: string; as: string }[]) => setColumns({ ...columns, [fullName(change.from)]: list }) })}
        />
      )}
    </Ask>
  )
}

// What is the same in most installations stays: a database is exchanged, its schemas and tables go by the same names.
const emptied = (pattern: Pattern, grain: Grain): Pattern => ({ database: '', ...(grain !== 'database' && { schema: pattern.schema ?? '' }), ...(grain === 'table' && { name: pattern.name ?? '' }) })

function PatternPicker({ grain, value, onChange }: { grain: Grain; value: Pattern; onChange: (value: Pattern) => void }) {
  const styles = useStyles()
  const { role } = useWorkbench().inUse
  const databases = useQuery(databasesQuery(role))
  const schemas = useQuery({ ...schemasQuery(role, value.database), enabled: grain !== 'database' && value.database !== '' })
  const tables = useQuery({ ...tablesQuery(role, value.database, value.schema ?? ''), enabled: grain === 'table' && value.database !== '' && (value.schema ?? '') !== '' })
  const pick = (label: string, chosen: string, names: readonly string[], change: (name: string) => void) => (
    <Select size="small" aria-label={label} value={chosen} onChange={(_, data) => change(data.value)}>
      <option value="">{label} …</option>
      {chosen !== '' && !names.includes(chosen) && <option value={chosen}>{chosen}</option>}
      {names.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </Select>
  )
  return (
    <div className={styles.picks}>
      {pick('Database', value.database, databases.data ?? [], (database) => onChange({ ...value, database }))}
      {grain !== 'database' && pick('Schema', value.schema ?? '', schemas.data ?? [], (schema) => onChange({ ...value, schema }))}
      {grain === 'table' && pick('Table', value.name ?? '', (tables.data ?? []).map(({ name }) => name), (name) => onChange({ ...value, name }))}
    </div>
  )
}

interface EffectProps {
  result: ExchangedSources
  titles: (id: string) => string
  renamed: (change: SourceChange) => readonly { column: string; as: string }[]
  rename?: (change: SourceChange, list: readonly { column: string; as: string }[]) => void
}

function Effect({ result, titles, renamed, rename }: EffectProps) {
  const styles = useStyles()
  const errors = result.diagnostics.filter(({ severity }) => severity === 'error')
  const broken = result.changes.reduce((sum, { missing, incompatible }) => sum + missing.length + incompatible.length, 0)
  return (
    <section className={styles.changes} aria-label="What would happen" aria-live="polite">
      <h3 className={styles.title}>What would happen</h3>
      {errors.length > 0 ? (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>Nothing can be exchanged like this.</MessageBarTitle>
            {broken > 0 && rename ? ' Say below which new column stands for the missing one, or choose another table.' : ''}
            <ul className={styles.list}>
              {errors.slice(0, 8).map((problem, index) => (
                <li key={index}>
                  {problem.node !== undefined && <b>{titles(problem.node)}: </b>}
                  {problem.message} {problem.suggestion}
                </li>
              ))}
              {errors.length > 8 && <li>And {errors.length - 8} more.</li>}
            </ul>
          </MessageBarBody>
        </MessageBar>
      ) : (
        <MessageBar intent={result.changes.length === 0 ? 'info' : 'success'} layout="multiline">
          <MessageBarBody>{result.changes.length === 0 ? 'No source reads what is to be exchanged.' : `${count(result.changes.length, 'source')} can be exchanged, as one revision that can be undone.`}</MessageBarBody>
        </MessageBar>
      )}
      {result.changes.map((change) => (
        <div key={change.node} className={styles.change}>
          <div className={styles.head}>
            <Text weight="semibold">{titles(change.node)}</Text>
            <span className={styles.from}>
              {fullName(change.from)} → {fullName(change.to)}
            </span>
          </div>
          {rename && <Renames change={change} list={renamed(change)} set={(list) => rename(change, list)} />}
          <SourceComparison source={change} />
        </div>
      ))}
    </section>
  )
}

/** Which column of the new table stands for one that is missing there. */
function Renames({ change, list, set }: { change: SourceChange; list: readonly { column: string; as: string }[]; set: (list: readonly { column: string; as: string }[]) => void }) {
  const styles = useStyles()
  const open = [...new Set([...change.missing.map(({ column }) => column.name), ...list.map(({ as }) => as)])]
  if (open.length === 0) return null
  const free = change.added.map(({ name }) => name)
  return (
    <div className={styles.changes}>
      {open.map((as) => {
        const chosen = list.find((one) => one.as === as)?.column ?? ''
        const others = list.filter((one) => one.as !== as)
        return (
          <div key={as} className={styles.map}>
            <Select size="small" aria-label={`Column that stands for ${as}`} value={chosen} onChange={(_, { value }) => set(value === '' ? others : [...others, { column: value, as }])}>
              <option value="">Choose a column of {change.to.name} …</option>
              {[...new Set([...free, ...(chosen === '' ? [] : [chosen])])].map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </Select>
            <Text size={200}>
              stands for <span className={styles.from}>{as}</span>
            </Text>
            {chosen !== '' && (
              <Button size="small" appearance="subtle" onClick={() => set(others)}>
                Take back
              </Button>
            )}
          </div>
        )
      })}
    </div>
  )
}
