import { Button, Checkbox, Input, Radio, RadioGroup, Text, makeStyles } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useMe } from '@/features/session'
import type { Diagnostic } from '@/lib/api/answers'
import { updateNode } from '@/lib/flow/edit'
import { graphOf } from '@/lib/flow/graph'
import { inputsOf, unset } from '@/lib/flow/kinds'
import { fullName, joinTypes, measureFunctions, titleOf, type Column, type FlowNode, type NodeKind, type NodeOf, type SortColumn } from '@/lib/flow/types'
import { withOptional } from '@/lib/objects'
import { sentence } from '@/lib/names'
import { rightsIn } from '@/lib/rights'
import { tableText } from '../address'
import { useCompiled, usePlace, useSession, useWorkbench } from '../context'
import { within } from '../problems'
import { tableQuery } from '../queries'
import { ChoiceField, ColumnsField, ExpressionField, ListField, NumberField, TextField, Wrong, columnChoices, nameChoices } from './fields'
import { DeploymentForm } from './DeploymentForm'
import { ScalarsField } from './ScalarsField'

const useStyles = makeStyles({
  pair: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)', gap: '4px' },
  line: { display: 'flex', gap: '4px', alignItems: 'center', flexWrap: 'wrap' },
})

export interface FormProps<K extends NodeKind> {
  node: NodeOf<K>
  /** Columns of an input, by its place. */
  columns: (slot: number) => readonly Column[]
  problems: (field: string) => readonly Diagnostic[]
  /** Changes under one key follow each other as one step back. */
  set: (change: Partial<NodeOf<K>>, key?: string) => void
  replace: (node: NodeOf<K>) => void
}

const none: readonly Column[] = []

/** The form of a node's kind. */
export function NodeForm({ node }: { node: FlowNode }) {
  const { edit } = useWorkbench()
  const compiled = useCompiled()
  const all = compiled.byNode.get(node.id) ?? []
  const inputs = inputsOf(node)
  const props = {
    columns: (slot: number) => compiled.columns.get(inputs[slot] ?? '') ?? none,
    problems: (field: string) => within(all, field),
    set: (change: Partial<FlowNode>, key?: string) => edit((flow) => updateNode(flow, node.id, (now) => ({ ...now, ...change }) as FlowNode), `${node.id}.${key ?? Object.keys(change).join()}`),
    replace: (next: FlowNode) => edit((flow) => updateNode(flow, node.id, () => next)),
  }
  // TypeScript does not see that the form of a kind takes the node of that kind; the table below says it.
  const Form = forms[node.kind] as (props: FormProps<NodeKind>) => ReactNode
  return <Form key={node.id} node={node} {...props} />
}

function SourceForm({ node, problems, set }: FormProps<'source'>) {
  const styles = useStyles()
  const { project, inUse, say, readOnly } = useWorkbench()
  const me = useMe().data
  const mayRefresh = me !== undefined && rightsIn(project, me).edit
  const { go } = usePlace()
  const client = useQueryClient()
  const table = (part: 'database' | 'schema' | 'name') => (value: string) => set({ table: { ...node.table, [part]: value } }, 'table')
  const refresh = () => {
    void client
      .query({ ...tableQuery(inUse.role, node.table), staleTime: 0 })
      .then((columns) => {
        set({ columns })
        say(`Read the columns of ${fullName(node.table)}.`)
      })
      .catch((error: unknown) => say(error instanceof Error ? error.message : String(error)))
  }
  return (
    <>
      <TextField label="Database" value={node.table.database} onChange={table('database')} />
      <TextField label="Schema" value={node.table.schema} onChange={table('schema')} />
      <TextField label="Table" value={node.table.name} onChange={table('name')} problems={problems('table')} />
      <div className={styles.line}>
        <Button size="small" onClick={() => go({ table: tableText(node.table), pane: 'data' })}>
          Look at the table
        </Button>
        {mayRefresh && (
          <Button size="small" onClick={() => go({ ask: 'refresh' })}>
            What has changed …
          </Button>
        )}
        {readOnly === undefined && (
          <>
            <Button size="small" onClick={refresh}>
              Read its columns again
            </Button>
            <Button size="small" onClick={() => go({ ask: 'exchange' })}>
              Exchange …
            </Button>
          </>
        )}
      </div>
      <Text size={200}>{node.columns && node.columns.length > 0 ? `${node.columns.length} columns known.` : 'Its columns are read when it is saved.'}</Text>
      <Wrong problems={problems('columns')} />
    </>
  )
}

function SelectForm({ node, columns, problems, set }: FormProps<'select'>) {
  const styles = useStyles()
  const { readOnly } = useWorkbench()
  const input = columns(0)
  const missing = input.filter(({ name }) => !node.columns.some(({ column }) => column === name))
  const keep = (names: readonly string[]) => {
    const kept = node.columns.filter(({ column }) => names.includes(column))
    set({ columns: [...kept, ...names.filter((name) => !kept.some(({ column }) => column === name)).map((column) => ({ column }))] })
  }
  return (
    <>
      <ColumnsField label="Keep" columns={input} value={[...new Set(node.columns.map(({ column }) => column))]} onChange={keep} />
      <ListField<SelectColumn> label="Order and names" one="column" words={({ column, as }) => `${column}\n${as ?? ''}`} items={node.columns} make={() => ({ column: missing[0]?.name ?? '' })} onChange={(next) => set({ columns: next })}>
        {(item, change, index) => (
          <>
            <div className={styles.pair}>
              <ChoiceField bare label={`Column ${index + 1}`} value={item.column} choices={nameChoices(input)} onChange={(column) => change({ ...item, column })} />
              <Input size="small" aria-label={`New name of column ${index + 1}`} placeholder={item.column} readOnly={readOnly !== undefined} value={item.as ?? ''} onChange={(_, { value }) => change(withOptional(item, 'as', value === '' ? undefined : value))} />
            </div>
            <Wrong problems={problems(`columns[${index}]`)} fix={(_, column) => change({ ...item, column })} />
          </>
        )}
      </ListField>
      <Wrong problems={problems('columns').filter(({ field }) => field === 'columns')} />
    </>
  )
}

type SelectColumn = NodeOf<'select'>['columns'][number]

interface Named {
  name: string
  expression: string
}

function NamedExpressions({ label, one, items, field, input, problems, onChange }: { label: string; one: string; items: readonly Named[]; field: string; input: readonly Column[]; problems: (field: string) => readonly Diagnostic[]; onChange: (items: readonly Named[]) => void }) {
  const { readOnly } = useWorkbench()
  return (
    <ListField label={label} one={one} words={({ name, expression }) => `${name}\n${expression}`} items={items} make={() => ({ name: '', expression: '' })} onChange={onChange}>
      {(item, change, index) => (
        <>
          <Input size="small" aria-label={`Name of ${one} ${index + 1}`} placeholder="NAME" readOnly={readOnly !== undefined} value={item.name} onChange={(_, { value }) => change({ ...item, name: value })} />
          <Wrong problems={problems(`${field}[${index}].name`)} />
          <ExpressionField bare label={`Expression ${index + 1}`} value={item.expression} columns={input} problems={[...problems(`${field}[${index}].expression`), ...problems(`${field}[${index}]`).filter((problem) => problem.field === `${field}[${index}]`)]} onChange={(expression) => change({ ...item, expression })} />
        </>
      )}
    </ListField>
  )
}

function FormulaForm({ node, columns, problems, set }: FormProps<'formula'>) {
  return <NamedExpressions label="Columns" one="column" field="columns" items={node.columns} input={columns(0)} problems={problems} onChange={(next) => set({ columns: next })} />
}

function FilterForm({ node, columns, problems, set }: FormProps<'filter'>) {
  return <ExpressionField label="Keep rows where" value={node.where} columns={columns(0)} problems={problems('where')} onChange={(where) => set({ where })} />
}

function JoinForm({ node, columns, problems, set, replace }: FormProps<'join'>) {
  const styles = useStyles()
  const [left, right] = [columns(0), columns(1)]
  const suggested = left.filter(({ name }) => right.some((column) => column.name === name) && !(node.on ?? []).some((pair) => pair.left === name))
  return (
    <>
      <ChoiceField label="Keeps" value={node.type} choices={joinTypes.map((type) => ({ value: type, label: joinWords[type] }))} onChange={(value) => set({ type: joinTypes.find((type) => type === value) ?? 'inner' })} problems={problems('type')} />
      {node.type !== 'cross' && (
        <>
          <ListField label="Where these are equal" one="pair" ordered={false} items={node.on ?? []} make={() => ({ left: suggested[0]?.name ?? '', right: suggested[0]?.name ?? '' })} onChange={(on) => set({ on })}>
            {(item, change, index) => (
              <>
                <div className={styles.pair}>
                  <ChoiceField bare label={`Left column ${index + 1}`} value={item.left} choices={nameChoices(left)} onChange={(value) => change({ ...item, left: value })} problems={problems(`on[${index}].left`)} />
                  <ChoiceField bare label={`Right column ${index + 1}`} value={item.right} choices={nameChoices(right)} onChange={(value) => change({ ...item, right: value })} problems={problems(`on[${index}].right`)} />
                </div>
                <Wrong problems={problems(`on[${index}]`).filter(({ field }) => field === `on[${index}]`)} />
              </>
            )}
          </ListField>
          <Wrong problems={problems('on').filter(({ field }) => field === 'on')} />
          <ExpressionField label="And only if (optional)" value={node.condition ?? ''} columns={[...left, ...right]} inputs={['left', 'right']} problems={problems('condition')} onChange={(value) => replace(withOptional(node, 'condition', value === '' ? undefined : value))} />
        </>
      )}
      <TextField label="Prefix for right columns whose name the left has too" value={node.rightPrefix ?? ''} placeholder="RIGHT_" onChange={(value) => replace(withOptional(node, 'rightPrefix', value === '' ? undefined : value))} problems={problems('rightPrefix')} />
    </>
  )
}

const joinWords: Readonly<Record<(typeof joinTypes)[number], string>> = { inner: 'Matching rows only (inner)', left: 'All left rows (left)', right: 'All right rows (right)', full: 'All rows of both (full)', cross: 'Every left row with every right row (cross)' }

function UnionForm({ node, problems, set }: FormProps<'union'>) {
  return (
    <>
      <ChoiceField label="Columns are matched" value={node.by} choices={[{ value: 'name', label: 'By name' }, { value: 'position', label: 'By position' }]} onChange={(value) => set({ by: value === 'position' ? 'position' : 'name' })} />
      <CheckField label="Remove duplicate rows" value={node.distinct ?? false} onChange={(distinct) => set({ distinct })} />
      <Wrong problems={problems('inputs')} />
    </>
  )
}

function CheckField({ label, value, onChange }: { label: string; value: boolean; onChange: (value: boolean) => void }) {
  const { readOnly } = useWorkbench()
  return <Checkbox label={label} checked={value} disabled={readOnly !== undefined} onChange={(_, { checked }) => onChange(checked === true)} />
}

function AggregateForm({ node, columns, problems, set, replace }: FormProps<'aggregate'>) {
  const input = columns(0)
  return (
    <>
      <ColumnsField label="Group by" columns={input} value={node.groupBy} onChange={(groupBy) => set({ groupBy })} problems={problems('groupBy')} />
      <NamedExpressions label="Measures" one="measure" field="measures" items={node.measures} input={input} problems={problems} onChange={(measures) => set({ measures })} />
      <ExpressionField label="Keep groups where (optional)" value={node.having ?? ''} columns={input} inputs={node.measures.map(({ name }) => name)} problems={problems('having')} onChange={(value) => replace(withOptional(node, 'having', value === '' ? undefined : value))} />
    </>
  )
}

function SortColumns({ label, items, field, input, problems, onChange }: { label: string; items: readonly SortColumn[]; field: string; input: readonly Column[]; problems: (field: string) => readonly Diagnostic[]; onChange: (items: readonly SortColumn[]) => void }) {
  const styles = useStyles()
  return (
    <>
      <ListField<SortColumn> label={label} one="column" items={items} make={() => ({ column: input.find(({ name }) => !items.some(({ column }) => column === name))?.name ?? '' })} onChange={onChange}>
        {(item, change, index) => (
          <div className={styles.pair}>
            <ChoiceField bare label={`Sort column ${index + 1}`} value={item.column} choices={nameChoices(input)} onChange={(column) => change({ ...item, column })} problems={problems(`${field}[${index}]`)} />
            <ChoiceField bare label={`Direction ${index + 1}`} value={item.descending ? 'down' : 'up'} choices={[{ value: 'up', label: 'Smallest first' }, { value: 'down', label: 'Largest first' }]} onChange={(value) => change({ ...item, descending: value === 'down' })} />
          </div>
        )}
      </ListField>
      <Wrong problems={problems(field).filter((problem) => problem.field === field)} />
    </>
  )
}

function DistinctForm({ node, columns, problems, set }: FormProps<'distinct'>) {
  const input = columns(0)
  return (
    <>
      <ColumnsField label="One row for each (none chosen: whole rows)" columns={input} value={node.on ?? []} onChange={(on) => set({ on })} problems={problems('on')} />
      {((node.on ?? []).length > 0 || (node.orderBy ?? []).length > 0) && <SortColumns label="Of several, keep the first by" field="orderBy" items={node.orderBy ?? []} input={input} problems={problems} onChange={(orderBy) => set({ orderBy })} />}
      {(node.on ?? []).length === 0 && <Wrong problems={problems('orderBy')} />}
    </>
  )
}

function SortForm({ node, columns, problems, set, replace }: FormProps<'sort'>) {
  return (
    <>
      <SortColumns label="Order" field="by" items={node.by} input={columns(0)} problems={problems} onChange={(by) => set({ by })} />
      <NumberField label="Keep the first (empty: all)" least={0} value={node.limit} problems={problems('limit')} onChange={(limit) => replace(withOptional(node, 'limit', limit === undefined ? undefined : Math.round(limit)))} />
    </>
  )
}

function SampleForm({ node, problems, replace }: FormProps<'sample'>) {
  const { readOnly } = useWorkbench()
  const byPercent = node.percent !== undefined
  const base = withOptional(withOptional(node, 'rows', undefined), 'percent', undefined)
  return (
    <>
      <RadioGroup layout="horizontal" aria-label="Sample by" value={byPercent ? 'percent' : 'rows'} disabled={readOnly !== undefined} onChange={(_, { value }) => replace(value === 'percent' ? { ...base, percent: 10 } : { ...base, rows: 1000 })}>
        <Radio value="rows" label="Number of rows" />
        <Radio value="percent" label="Share of rows" />
      </RadioGroup>
      {byPercent ? (
        <NumberField label="Percent" least={0} most={100} value={node.percent} problems={problems('percent')} onChange={(percent) => percent !== undefined && replace({ ...base, percent })} />
      ) : (
        <NumberField label="Rows" least={0} most={1_000_000} value={node.rows} problems={problems('rows')} onChange={(rows) => rows !== undefined && replace({ ...base, rows: Math.round(rows) })} />
      )}
    </>
  )
}

function PivotForm({ node, columns, problems, set }: FormProps<'pivot'>) {
  const input = columns(0)
  return (
    <>
      <ChoiceField label="Column whose values become columns" value={node.column} choices={columnChoices(input)} onChange={(column) => set({ column })} problems={problems('column')} />
      <ScalarsField label="Its values, one a line" value={node.values} onChange={(values) => set({ values })} problems={problems('values')} />
      <ChoiceField label="Each cell holds the" value={node.measure.function} choices={measureFunctions.map((name) => ({ value: name, label: sentence(name) }))} onChange={(value) => set({ measure: { ...node.measure, function: measureFunctions.find((name) => name === value) ?? 'sum' } })} />
      <ChoiceField label="of" value={node.measure.column} choices={columnChoices(input)} onChange={(column) => set({ measure: { ...node.measure, column } })} problems={problems('measure')} />
      <ColumnsField label="One row for each" columns={input} value={node.groupBy} onChange={(groupBy) => set({ groupBy })} problems={problems('groupBy')} />
    </>
  )
}

function UnpivotForm({ node, columns, problems, set }: FormProps<'unpivot'>) {
  return (
    <>
      <ColumnsField label="Columns that become rows" columns={columns(0)} value={node.columns} onChange={(next) => set({ columns: next })} problems={problems('columns')} />
      <TextField label="Column for their names" value={node.nameColumn} onChange={(nameColumn) => set({ nameColumn })} problems={problems('nameColumn')} />
      <TextField label="Column for their values" value={node.valueColumn} onChange={(valueColumn) => set({ valueColumn })} problems={problems('valueColumn')} />
    </>
  )
}

function SqlForm({ node, columns, problems, set }: FormProps<'sql'>) {
  const all = node.inputs.flatMap((_, slot) => columns(slot))
  const unique = [...new Map(all.map((column) => [column.name, column])).values()]
  return (
    <>
      <ExpressionField tall label="SELECT statement (inputs are named by their ids)" value={node.sql} columns={unique} inputs={node.inputs} problems={problems('sql')} onChange={(sql) => set({ sql })} />
      <Wrong problems={problems('inputs')} />
    </>
  )
}

const forms: { [K in NodeKind]: (props: FormProps<K>) => ReactNode } = {
  source: SourceForm,
  select: SelectForm,
  formula: FormulaForm,
  filter: FilterForm,
  join: JoinForm,
  union: UnionForm,
  aggregate: AggregateForm,
  distinct: DistinctForm,
  sort: SortForm,
  sample: SampleForm,
  pivot: PivotForm,
  unpivot: UnpivotForm,
  sql: SqlForm,
  deployment: DeploymentForm,
}

/** The nodes that one may read, to choose from. */
export function useInputChoices(node: FlowNode) {
  const { flow } = useSession()
  const { byId } = graphOf(flow)
  return {
    choices: flow.nodes.filter((other) => other.kind !== 'deployment' && other.id !== node.id).map((other) => ({ value: other.id, label: other.name === undefined ? other.id : `${titleOf(other)} (${other.id})` })),
    valueOf: (id: string) => (id === unset ? '' : id),
    known: (id: string) => byId.has(id),
  }
}
