import { count } from '../names'
import { fullName, type FlowNode, type NodeKind, type NodeOf, type Position } from './types'

export interface KindWords {
  title: string
  /** What it does, for whoever chooses one. */
  does: string
  family: 'source' | 'transformation' | 'deployment'
  /** How many nodes it reads: exactly, or at least and open. */
  inputs: 0 | 1 | 2 | 'some'
}

export const kinds: Readonly<Record<NodeKind, KindWords>> = {
  source: { title: 'Source', does: 'Reads a table or view', family: 'source', inputs: 0 },
  select: { title: 'Select', does: 'Orders, renames and drops columns', family: 'transformation', inputs: 1 },
  formula: { title: 'Formula', does: 'Adds or replaces columns', family: 'transformation', inputs: 1 },
  filter: { title: 'Filter', does: 'Keeps the rows that meet a condition', family: 'transformation', inputs: 1 },
  join: { title: 'Join', does: 'Brings two inputs side by side', family: 'transformation', inputs: 2 },
  union: { title: 'Union', does: 'Puts inputs below each other', family: 'transformation', inputs: 'some' },
  aggregate: { title: 'Aggregate', does: 'Folds rows into groups', family: 'transformation', inputs: 1 },
  distinct: { title: 'Distinct', does: 'Keeps one of several equal rows', family: 'transformation', inputs: 1 },
  sort: { title: 'Sort', does: 'Orders rows, and keeps the first ones', family: 'transformation', inputs: 1 },
  sample: { title: 'Sample', does: 'Keeps random rows', family: 'transformation', inputs: 1 },
  pivot: { title: 'Pivot', does: 'Turns values into columns', family: 'transformation', inputs: 1 },
  unpivot: { title: 'Unpivot', does: 'Turns columns into rows', family: 'transformation', inputs: 1 },
  sql: { title: 'SQL', does: 'A SELECT of your own', family: 'transformation', inputs: 'some' },
  deployment: { title: 'Deployment', does: 'Publishes a view or a table', family: 'deployment', inputs: 1 },
}

export const addableKinds = (Object.keys(kinds) as NodeKind[]).filter((kind) => kind !== 'source')

/** Stands where an input has not been chosen: no node may take this id. */
export const unset = 'unset'

export function inputsOf(node: FlowNode): readonly string[] {
  switch (node.kind) {
    case 'source':
      return []
    case 'join':
      return [node.left, node.right]
    case 'union':
    case 'sql':
      return node.inputs
    default:
      return [node.input]
  }
}

/** The node reading others, in the order that matters to it. SQL that names a changed input is rewritten by `renamed`. */
export function withInputs(node: FlowNode, inputs: readonly string[]): FlowNode {
  switch (node.kind) {
    case 'source':
      return node
    case 'join':
      return { ...node, left: inputs[0] ?? unset, right: inputs[1] ?? unset }
    case 'union':
    case 'sql':
      return { ...node, inputs }
    default:
      return { ...node, input: inputs[0] ?? unset }
  }
}

/** The inputs that were chosen. */
export const chosenInputs = (node: FlowNode): readonly string[] => inputsOf(node).filter((id) => id !== unset)

/** Reads `to` wherever it read `from`; its SQL names it so too. */
export function redirected(node: FlowNode, from: string, to: string): FlowNode {
  const inputs = inputsOf(node)
  if (!inputs.includes(from)) return node
  const next = withInputs(node, inputs.map((id) => (id === from ? to : id)))
  if (next.kind === 'sql') return { ...next, sql: replaceWord(next.sql, from, to) }
  if (next.kind === 'join' && next.condition !== undefined) return { ...next, condition: replaceWord(next.condition, from, to) }
  return next
}

/** Replaces a name in SQL where it stands as a word of its own, not within a text or a comment. */
export function replaceWord(sql: string, from: string, to: string): string {
  const name = from.replaceAll('-', '\\-')
  const pattern = new RegExp(`'(?:[^']|'')*'|--[^\\n]*|/\\*[\\s\\S]*?\\*/|"${name}"|(?<![\\w$."-])${name}(?![\\w$"-])`, 'gi')
  return sql.replace(pattern, (found) => (found.startsWith("'") || found.startsWith('--') || found.startsWith('/*') ? found : found.startsWith('"') ? `"${to}"` : to))
}

/** A new node of a kind. What a person has to say is empty: the compiler asks for it. */
export function newNode(kind: NodeKind, id: string, inputs: readonly string[], position: Position | undefined): FlowNode {
  const base = { id, ...(position && { position }) }
  const input = inputs[0] ?? unset
  const made: { [K in NodeKind]: () => NodeOf<K> } = {
    source: () => ({ ...base, kind: 'source', table: { database: '', schema: '', name: '' } }),
    select: () => ({ ...base, kind: 'select', input, columns: [] }),
    formula: () => ({ ...base, kind: 'formula', input, columns: [] }),
    filter: () => ({ ...base, kind: 'filter', input, where: '' }),
    join: () => ({ ...base, kind: 'join', left: input, right: inputs[1] ?? unset, type: 'left', on: [] }),
    union: () => ({ ...base, kind: 'union', inputs: [...inputs], by: 'name', distinct: false }),
    aggregate: () => ({ ...base, kind: 'aggregate', input, groupBy: [], measures: [] }),
    distinct: () => ({ ...base, kind: 'distinct', input }),
    sort: () => ({ ...base, kind: 'sort', input, by: [] }),
    sample: () => ({ ...base, kind: 'sample', input, rows: 1000 }),
    pivot: () => ({ ...base, kind: 'pivot', input, column: '', values: [], measure: { function: 'sum', column: '' }, groupBy: [] }),
    unpivot: () => ({ ...base, kind: 'unpivot', input, columns: [], nameColumn: 'NAME', valueColumn: 'VALUE' }),
    sql: () => ({ ...base, kind: 'sql', inputs: [...inputs], sql: inputs.length > 0 ? `SELECT *\nFROM ${inputs.join(', ')}` : '' }),
    deployment: () => ({ ...base, kind: 'deployment', input, type: 'view' }),
  }
  return made[kind]()
}

const some = (items: readonly string[], most = 3): string => (items.length > most ? `${items.slice(0, most).join(', ')} +${items.length - most}` : items.join(', '))

/** What a node does, in a few words for the canvas and the outline. */
export function summaryOf(node: FlowNode): string {
  switch (node.kind) {
    case 'source':
      return node.table.name === '' ? 'No table yet' : fullName(node.table)
    case 'select':
      return node.columns.length === 0 ? 'No columns yet' : some(node.columns.map((column) => column.as ?? column.column))
    case 'formula':
      return node.columns.length === 0 ? 'No columns yet' : some(node.columns.map((column) => column.name))
    case 'filter':
      return node.where === '' ? 'No condition yet' : node.where
    case 'join':
      return [node.type, ...(node.on ?? []).map((pair) => (pair.left === pair.right ? pair.left : `${pair.left} = ${pair.right}`)), ...(node.condition ? [node.condition] : [])].join(' · ')
    case 'union':
      return `${count(node.inputs.length, 'input')} by ${node.by}${node.distinct ? ', distinct' : ''}`
    case 'aggregate':
      return [node.groupBy.length > 0 ? `by ${some(node.groupBy)}` : 'all rows', ...(node.measures.length > 0 ? [some(node.measures.map((measure) => measure.name))] : [])].join(': ')
    case 'distinct':
      return node.on && node.on.length > 0 ? `on ${some(node.on)}` : 'whole rows'
    case 'sort':
      return [some(node.by.map((sort) => `${sort.column}${sort.descending ? ' ↓' : ' ↑'}`)) || 'No order yet', ...(node.limit === undefined ? [] : [`first ${node.limit.toLocaleString()}`])].join(', ')
    case 'sample':
      return node.percent === undefined ? `${(node.rows ?? 0).toLocaleString()} rows` : `${node.percent} %`
    case 'pivot':
      return node.column === '' ? 'No column yet' : `${node.measure.function} of ${node.measure.column} by ${node.column}`
    case 'unpivot':
      return node.columns.length === 0 ? 'No columns yet' : some(node.columns)
    case 'sql':
      return node.sql.replace(/\s+/g, ' ').trim() || 'No statement yet'
    case 'deployment':
      return node.target ? fullName(node.target) : 'No target yet'
  }
}
