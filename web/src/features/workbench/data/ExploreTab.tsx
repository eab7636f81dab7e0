import { Button, Checkbox, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, Field, Input, Select, Text, makeStyles, tokens } from '@fluentui/react-components'
import { AddRegular, CopyRegular, DeleteRegular, DismissRegular, PlayRegular, SaveRegular } from '@fluentui/react-icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import { saveExploration, removeExploration } from '@/lib/flow/explorations'
import { plain } from '@/lib/flow/merge'
import { titleOf, type Column, type Exploration, type ExplorationQuery, type FlowNode, type MeasureFunction } from '@/lib/flow/types'
import { count } from '@/lib/names'
import { without } from '@/lib/objects'
import { BarChart, LineChart } from '@/ui/chart/Chart'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { DataGrid } from '@/ui/grid/DataGrid'
import { asTabs } from '@/ui/grid/rows'
import { useFocusBack } from '@/ui/useFocusBack'
import { useCompiled, usePlace, useSession, useWorkbench } from '../context'
import { ExpressionField } from '../inspector/fields'
import { explorationQuery, type Data } from '../queries'
import { chartFor, firstQuestion, functionWords, functionsFor, isDimension, measureNamed, outputsOf, pointsOf, sound } from './explore'
import { Note, Running } from './parts'
import { useQuestion } from './useQuestion'

const narrow = '@container (max-width: 640px)'
const mostBars = 200

const useStyles = makeStyles({
  frame: { containerType: 'inline-size', flexGrow: 1, minHeight: 0, display: 'flex' },
  parts: { display: 'flex', flexGrow: 1, minHeight: 0, minWidth: 0, [narrow]: { flexDirection: 'column', overflow: 'auto' } },
  form: { width: '19rem', flexShrink: 0, minHeight: 0, borderRight: `1px solid ${tokens.colorNeutralStroke2}`, display: 'flex', flexDirection: 'column', [narrow]: { width: '100%', borderRight: 'none', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` } },
  asked: { flexGrow: 1, minHeight: 0, overflow: 'auto', display: 'flex', flexDirection: 'column', gap: '10px', padding: '8px 12px 12px', [narrow]: { overflow: 'visible' } },
  result: { flexGrow: 1, minWidth: 0, minHeight: 0, display: 'flex', flexDirection: 'column', [narrow]: { minHeight: '24rem' } },
  saved: { display: 'flex', gap: '4px', alignItems: 'center' },
  grow: { flexGrow: 1, minWidth: 0 },
  fields: { border: 'none', margin: 0, padding: 0, minWidth: 0, display: 'flex', flexDirection: 'column', gap: '4px' },
  legend: { padding: 0, marginBottom: '2px', fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightSemibold },
  line: { display: 'flex', gap: '4px', alignItems: 'center', minWidth: 0, '& > span': { minWidth: 0 } },
  small: { flexBasis: '6.8rem', flexShrink: 0, minWidth: 0 },
  tool: { minWidth: '24px', width: '24px', padding: 0, flexShrink: 0 },
  add: { alignSelf: 'flex-start' },
  run: { padding: '8px 12px', borderTop: `1px solid ${tokens.colorNeutralStroke3}`, display: 'flex', gap: '6px' },
  tools: { display: 'flex', gap: '8px', padding: '6px 8px 6px 12px', alignItems: 'center', borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, flexWrap: 'wrap' },
  status: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  end: { marginLeft: 'auto', display: 'flex', gap: '6px' },
  views: { flexGrow: 1, minHeight: 0, overflow: 'auto', display: 'flex', flexDirection: 'column' },
  charts: { padding: '12px', display: 'flex', flexDirection: 'column', gap: '16px' },
  chart: { margin: 0, minWidth: 0, '& figcaption': { fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightSemibold, marginBottom: '4px' } },
  table: { minHeight: '12rem', flexGrow: 1, flexShrink: 0, borderTop: `1px solid ${tokens.colorNeutralStroke2}`, height: '12rem' },
  alone: { flexGrow: 1, minHeight: 0 },
  dialog: { display: 'flex', flexDirection: 'column', gap: '12px' },
})

const noProblems: readonly never[] = []

/** Ad-hoc questions about a node's full data, as a chart and a table, kept in the project if somebody wants. */
export default function ExploreTab({ node }: { node: FlowNode }) {
  const { columns, current } = useCompiled()
  const found = columns.get(node.id)
  if (!found || found.length === 0) return <Note>{current ? 'The columns of this node are not known yet: see its problems.' : 'Working out the columns …'}</Note>
  return <Explorer node={node} columns={found} />
}

function Explorer({ node, columns }: { node: FlowNode; columns: readonly Column[] }) {
  const styles = useStyles()
  const { flow } = useSession()
  const { exploration, go } = usePlace()
  const saved = (flow.explorations ?? []).filter((one) => one.node === node.id)
  const chosen = saved.find(({ id }) => id === exploration)
  return (
    <div className={styles.frame}>
      <Asking
        key={chosen?.id ?? ''}
        node={node}
        columns={columns}
        saved={saved}
        chosen={chosen}
        choose={(id) => go({ exploration: id === '' ? undefined : id })}
      />
    </div>
  )
}

interface AskingProps {
  node: FlowNode
  columns: readonly Column[]
  saved: readonly Exploration[]
  chosen: Exploration | undefined
  choose: (id: string) => void
}

function Asking({ node, columns, saved, chosen, choose }: AskingProps) {
  const styles = useStyles()
  const { edit, readOnly, say } = useWorkbench()
  const [draft, setDraft] = useState<ExplorationQuery>(() => chosen?.query ?? firstQuestion(columns))
  const [asked, setAsked] = useState<ExplorationQuery | undefined>(chosen?.query)
  const { ask, go } = usePlace()
  const set = (change: Partial<ExplorationQuery>) => setDraft((before) => sound({ ...before, ...change }))
  const dimensions = draft.dimensions ?? []
  const measures = draft.measures ?? []
  const [sort] = draft.sort ?? []
  const differs = chosen !== undefined && plain(draft) !== plain(chosen.query)
  const mayAsk = dimensions.length + measures.length > 0
  const naming = ask === 'save-exploration' && readOnly === undefined && mayAsk
  const run = (event?: SyntheticEvent) => {
    event?.preventDefault()
    if (mayAsk) setAsked(draft)
  }
  return (
    <div className={styles.parts}>
      <form className={styles.form} aria-label="What is asked" onSubmit={run}>
        <div className={styles.asked}>
          <div className={styles.saved}>
            <Select size="small" className={styles.grow} aria-label="Saved explorations" value={chosen?.id ?? ''} onChange={(_, { value }) => choose(value)}>
              <option value="">{saved.length === 0 ? 'Nothing saved yet' : 'New exploration'}</option>
              {saved.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
            {chosen && readOnly === undefined && (
              <>
                <Button size="small" appearance="subtle" className={styles.tool} icon={<SaveRegular />} aria-label={`Save “${chosen.name}”`} title="Save the change" disabled={!differs} onClick={() => edit((now) => saveExploration(now, { ...chosen, query: draft }))} />
                <Button
                  size="small"
                  appearance="subtle"
                  className={styles.tool}
                  icon={<DeleteRegular />}
                  aria-label={`Delete “${chosen.name}”`}
                  title="Delete"
                  onClick={() => {
                    edit((now) => removeExploration(now, chosen.id))
                    say(`Deleted the exploration “${chosen.name}”.`, true)
                    choose('')
                  }}
                />
              </>
            )}
          </div>
          <fieldset className={styles.fields}>
            <legend className={styles.legend}>By</legend>
            {dimensions.map((dimension, index) => (
              <div key={index} className={styles.line}>
                <ColumnSelect label={`Dimension ${index + 1}`} value={dimension} columns={columns.filter((column) => isDimension(column) && (column.name === dimension || !dimensions.includes(column.name)))} onChange={(value) => set({ dimensions: dimensions.with(index, value) })} />
                <Button size="small" appearance="subtle" className={styles.tool} icon={<DismissRegular />} aria-label={`Remove dimension ${index + 1}`} onClick={() => set({ dimensions: dimensions.filter((_, at) => at !== index) })} />
              </div>
            ))}
            <Button size="small" appearance="subtle" className={styles.add} icon={<AddRegular />} onClick={() => set({ dimensions: [...dimensions, ...columns.filter((column) => isDimension(column) && !dimensions.includes(column.name)).slice(0, 1).map(({ name }) => name)] })}>
              Dimension
            </Button>
          </fieldset>
          <fieldset className={styles.fields}>
            <legend className={styles.legend}>Measure</legend>
            {measures.map((measure, index) => {
              const others = measures.filter((_, at) => at !== index)
              const change = (name: MeasureFunction, column: string) => {
                const next = measureNamed({ function: name, column }, others)
                // An order by the measure goes on under its new name.
                setDraft((before) => sound({ ...before, measures: measures.with(index, next), sort: (before.sort ?? []).map((one) => (one.column === measure.name ? { ...one, column: next.name } : one)) }))
              }
              return (
                <div key={index} className={styles.line}>
                  <Select size="small" className={styles.small} aria-label={`Function ${index + 1}`} value={measure.function} onChange={(_, { value }) => change(value as MeasureFunction, measure.column)}>
                    {functionsFor(columns.find(({ name }) => name === measure.column)).map((name) => (
                      <option key={name} value={name}>
                        {functionWords[name]}
                      </option>
                    ))}
                  </Select>
                  <ColumnSelect
                    label={`Measured column ${index + 1}`}
                    value={measure.column}
                    columns={columns}
                    onChange={(value) => {
                      const able = functionsFor(columns.find(({ name }) => name === value))
                      change(able.includes(measure.function) ? measure.function : 'count', value)
                    }}
                  />
                  <Button size="small" appearance="subtle" className={styles.tool} icon={<DismissRegular />} aria-label={`Remove measure ${index + 1}`} onClick={() => set({ measures: others })} />
                </div>
              )
            })}
            <Button size="small" appearance="subtle" className={styles.add} icon={<AddRegular />} onClick={() => set({ measures: [...measures, measureNamed({ function: 'count', column: columns[0]?.name ?? '' }, measures)] })}>
              Measure
            </Button>
          </fieldset>
          <ExpressionField label="Only rows where" value={draft.filter ?? ''} columns={columns} problems={noProblems} onChange={(filter) => setDraft((before) => (filter.trim() === '' ? without(before, 'filter') : { ...before, filter }))} asks />
          <fieldset className={styles.fields}>
            <legend className={styles.legend}>Order</legend>
            <Select size="small" aria-label="Order by" value={sort?.column ?? ''} onChange={(_, { value }) => set({ sort: value === '' ? [] : [{ column: value, descending: measures.some(({ name }) => name === value) }] })}>
              <option value="">As it comes</option>
              {outputsOf(draft).map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </Select>
            {sort && <Checkbox size="medium" label="Greatest first" checked={sort.descending ?? false} onChange={(_, { checked }) => set({ sort: [{ column: sort.column, descending: checked === true }] })} />}
          </fieldset>
          <Field label="At most" size="small" hint="Rows of the answer">
            <Input size="small" type="number" min={1} max={10000} value={draft.limit === undefined ? '' : `${draft.limit}`} onChange={(_, { value }) => setDraft((before) => (value === '' ? without(before, 'limit') : { ...before, limit: Math.min(10_000, Math.max(1, Math.round(Number(value)))) }))} />
          </Field>
        </div>
        <div className={styles.run}>
          <Button type="submit" size="small" appearance="primary" icon={<PlayRegular />} disabled={!mayAsk}>
            Run
          </Button>
          {readOnly === undefined && (
            <Button size="small" icon={<SaveRegular />} disabled={!mayAsk} onClick={() => go({ ask: 'save-exploration' })}>
              Save as …
            </Button>
          )}
        </div>
      </form>
      <section className={styles.result} aria-label="Answer">
        {asked ? <Answer key={plain(asked)} node={node} columns={columns} asked={asked} /> : <Note>Choose what to count, sum or compare, and by what; then run it on all rows of “{titleOf(node)}”.</Note>}
      </section>
      {naming && (
        <Naming
          close={() => go({ ask: undefined })}
          save={(name) => {
            const before = new Set(saved.map(({ id }) => id))
            let made = ''
            edit((now) => {
              const next = saveExploration(now, { id: '', node: node.id, name, query: draft })
              made = (next.explorations ?? []).find((one) => one.node === node.id && !before.has(one.id))?.id ?? ''
              return next
            })
            say(`Saved the exploration “${name}”.`)
            choose(made)
          }}
        />
      )}
    </div>
  )
}

function ColumnSelect({ label, value, columns, onChange }: { label: string; value: string; columns: readonly Column[]; onChange: (value: string) => void }) {
  const styles = useStyles()
  return (
    <Select size="small" className={styles.grow} aria-label={label} value={value} onChange={(_, data) => onChange(data.value)}>
      {!columns.some(({ name }) => name === value) && <option value={value}>{value} (not there)</option>}
      {columns.map(({ name }) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </Select>
  )
}

function Answer({ node, columns, asked }: { node: FlowNode; columns: readonly Column[]; asked: ExplorationQuery }) {
  const client = useQueryClient()
  const { role, warehouse } = useWorkbench()
  const options = explorationQuery(useQuestion(node), asked, role, warehouse)
  const query = useQuery(options)
  if (query.isFetching) return <Running cancel={() => void client.cancelQueries({ queryKey: options.queryKey, exact: true })} />
  if (query.error) {
    return (
      <Note>
        <ErrorPanel error={query.error} retry={() => void query.refetch()} />
      </Note>
    )
  }
  if (!query.data) {
    return (
      <Note>
        <Text>The query was cancelled.</Text>
        <Button size="small" onClick={() => void query.refetch()}>
          Run it again
        </Button>
      </Note>
    )
  }
  return <Shown data={query.data} asked={asked} columns={columns} />
}

function Shown({ data, asked, columns }: { data: Data; asked: ExplorationQuery; columns: readonly Column[] }) {
  const styles = useStyles()
  const { say } = useWorkbench()
  const kind = chartFor(asked, columns)
  const dimensions = asked.dimensions ?? []
  const rows = data.rows.slice(0, mostBars)
  const copy = () => void navigator.clipboard.writeText(asTabs(data.columns, data.rows)).then(() => say(`Copied ${count(data.rows.length, 'row')}.`), () => say('The browser did not let this page copy.'))
  const table = <DataGrid label="Rows of the answer" columns={data.columns} rows={data.rows} say={say} />
  return (
    <>
      <div className={styles.tools}>
        <span className={styles.status} role="status">
          {data.truncated ? `The first ${count(data.rows.length, 'row')}` : count(data.rows.length, 'row')}
          {kind !== undefined && data.rows.length > mostBars && kind === 'bar' ? `, the first ${mostBars} drawn` : ''}
        </span>
        <div className={styles.end}>
          <Button size="small" appearance="subtle" icon={<CopyRegular />} onClick={copy}>
            Copy
          </Button>
        </div>
      </div>
      {data.rows.length === 0 ? (
        <Note>No rows are like that.</Note>
      ) : kind === undefined ? (
        <div className={styles.alone}>{table}</div>
      ) : (
        <div className={styles.views} tabIndex={0} role="group" aria-label="Charts and table">
          <div className={styles.charts}>
            {(asked.measures ?? []).map((measure, index) => {
              const points = pointsOf(kind === 'bar' ? rows : data.rows, dimensions.length, index, kind)
              const Chart = kind === 'bar' ? BarChart : LineChart
              return (
                <figure key={measure.name} className={styles.chart}>
                  <figcaption>
                    {measure.name} by {dimensions.join(', ')}
                  </figcaption>
                  <Chart points={points} measure={measure.name} by={dimensions.join(', ')} />
                </figure>
              )
            })}
          </div>
          <div className={styles.table}>{table}</div>
        </div>
      )}
    </>
  )
}

function Naming({ close, save }: { close: () => void; save: (name: string) => void }) {
  const styles = useStyles()
  useFocusBack()
  const [name, setName] = useState('')
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (name.trim() === '') return
    close()
    save(name.trim())
  }
  return (
    <Dialog open onOpenChange={(_, data) => !data.open && close()}>
      <DialogSurface>
        <form onSubmit={submit}>
          <DialogBody>
            <DialogTitle>Save this exploration</DialogTitle>
            <DialogContent className={styles.dialog}>
              <Text>Everybody who works on the project finds it here, and its answer is always of today’s data.</Text>
              <Field label="Name" required>
                <Input value={name} maxLength={100} onChange={(_, { value }) => setName(value)} />
              </Field>
            </DialogContent>
            <DialogActions>
              <Button onClick={close}>Cancel</Button>
              <Button type="submit" appearance="primary" disabled={name.trim() === ''}>
                Save
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  )
}
