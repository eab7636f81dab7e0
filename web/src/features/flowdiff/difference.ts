import { chosenInputs } from '@/lib/flow/kinds'
import { layout } from '@/lib/flow/layout'
import type { Flow, FlowNode, Position } from '@/lib/flow/types'
import { sentence } from '@/lib/names'

export const changeKinds = ['added', 'changed', 'renamed', 'removed'] as const
export type ChangeKind = (typeof changeKinds)[number]

export interface FieldChange {
  field: string
  before?: string | null
  after?: string | null
  /** The change within a text: what is same or removed makes the earlier one, what is same or added the later one. */
  text?: readonly { change: 'same' | 'removed' | 'added'; text: string }[] | null
}

/** The output columns of a node that differ, also where the cause is upstream. */
export interface ColumnsChange {
  node: string
  added: readonly string[]
  removed: readonly string[]
  changed: readonly { name: string }[]
}

/** What happened to a node, a group or an exploration. */
export interface PartChange {
  id: string
  kind: string
  change: ChangeKind
  weight: 'documentation' | 'binding' | 'semantic'
  fields: readonly FieldChange[]
  name?: string
  /** The id that it had before. */
  was?: string
}

const isPart = (value: unknown): value is PartChange => typeof value === 'object' && value !== null && 'id' in value && 'change' in value && 'fields' in value && Array.isArray(value.fields)

/** The changes in an answer whose document does not say what they are. */
export const asChanges = (answer: unknown): readonly PartChange[] => (Array.isArray(answer) ? answer.filter(isPart) : [])

const isColumnsChange = (value: unknown): value is ColumnsChange =>
  typeof value === 'object' && value !== null && 'node' in value && 'added' in value && Array.isArray(value.added) && 'removed' in value && Array.isArray(value.removed) && 'changed' in value && Array.isArray(value.changed)

export const asColumnsChanges = (answer: unknown): readonly ColumnsChange[] => (Array.isArray(answer) ? answer.filter(isColumnsChange) : [])

/** In words what comes out of a node otherwise than before. */
export function outputWords({ added, removed, changed }: ColumnsChange): string {
  const part = (words: string, names: readonly string[]) => (names.length === 0 ? [] : [`${words} ${names.join(', ')}`])
  return [...part('new', added), ...part('gone', removed), ...part('of another type', changed.map(({ name }) => name))].join('; ')
}

/** How each change is shown: a sign and a word, never the colour alone. */
export const looks: Readonly<Record<ChangeKind, { sign: string; word: string }>> = {
  added: { sign: '+', word: 'Added' },
  changed: { sign: '≠', word: 'Changed' },
  renamed: { sign: '→', word: 'Renamed' },
  removed: { sign: '−', word: 'Removed' },
}

export interface Both {
  nodes: readonly { node: FlowNode; change: PartChange | undefined }[]
  lines: readonly { from: string; to: string; change: 'added' | 'removed' | undefined }[]
  places: ReadonlyMap<string, Position>
}

/** Both states of a flow in one picture: the later one, and what it lacks of the earlier one in the place where it was. */
export function bothOf(before: Flow | undefined, after: Flow, changes: readonly PartChange[]): Both {
  const changed = new Map(changes.map((change) => [change.id, change]))
  const later = new Map(after.nodes.map((node) => [node.id, node]))
  const earlier = new Map((before?.nodes ?? []).map((node) => [node.id, node]))
  const renamed = new Set(changes.flatMap(({ was }) => was ?? []))
  const gone = [...earlier.values()].filter(({ id }) => !later.has(id) && !renamed.has(id) && changed.get(id)?.change === 'removed')
  const nodes = [...later.values(), ...gone].map((node) => ({ node, change: changed.get(node.id) }))
  const known = new Set(nodes.map(({ node }) => node.id))
  const linesOf = (node: FlowNode | undefined) => (node ? [...new Set(chosenInputs(node))].filter((id) => known.has(id)) : [])
  const lines = [...known].flatMap((id) => {
    const now = linesOf(later.get(id))
    const then = linesOf(earlier.get(id))
    const compared = before !== undefined && later.has(id) && earlier.has(id)
    return [
      ...now.map((from) => ({ from, to: id, change: compared && !then.includes(from) ? ('added' as const) : undefined })),
      ...then.filter((from) => !now.includes(from)).map((from) => ({ from, to: id, change: 'removed' as const })),
    ]
  })
  const all: Flow = { ...after, nodes: nodes.map(({ node }) => node) }
  const placed = nodes.every(({ node }) => node.position) && !crowded(nodes.map(({ node }) => node))
  const places = placed ? new Map(nodes.flatMap(({ node }) => (node.position ? [[node.id, node.position] as const] : []))) : layout(all)
  return { nodes, lines, places }
}

function crowded(nodes: readonly FlowNode[]): boolean {
  const taken = new Set<string>()
  return nodes.some(({ position }) => {
    const key = position ? `${Math.round(position.x / 100)} ${Math.round(position.y / 40)}` : ''
    const found = taken.has(key)
    taken.add(key)
    return found
  })
}

const item = /^(\w+)\[(.*?)\](?:\.(\w+))?$/
const ones: Readonly<Record<string, string>> = { columns: 'Column', measures: 'Measure', tests: 'Test', groupBy: 'Group by', nodes: 'Nodes', inputs: 'Inputs', on: 'Join on', by: 'Order', values: 'Values' }

/** A field in words: `columns[TOTAL].expression` is the expression of the column TOTAL. */
export function fieldWords(field: string): string {
  const found = item.exec(field)
  if (!found) return sentence(field.replaceAll('.', ' '))
  const [, list = '', name = '', part] = found
  const one = ones[list] ?? sentence(list)
  if (name === '') return `Order of ${sentence(list).toLowerCase()}`
  return `${one} ${name}${part === undefined ? '' : `: ${sentence(part).toLowerCase()}`}`
}

// In which order a table has its columns matters to nobody who looks at a flow.
const orders: ReadonlySet<string> = new Set(['columns[]', 'columnMap[]'])
const known = /^columns\[(.*)\]\.(name|type|nullable)$/

const part = /^(\w+)\[(.+)\]\.(\w+)$/

/** What is new or gone in a list, a measure say, as one line that says all of it; then the list's order says no more. */
function foldedItems(fields: readonly FieldChange[]): readonly FieldChange[] {
  const partOf = ({ field }: FieldChange) => {
    const [, list = '', name = '', of = ''] = part.exec(field) ?? []
    return { item: `${list}[${name}]`, list, of }
  }
  // Whatever has a name only before or only after came or went as a whole.
  const whole = new Map(fields.filter((one) => partOf(one).of === 'name' && (one.before == null) !== (one.after == null)).map((one) => [partOf(one).item, partOf(one).list]))
  const lists = new Set(whole.values())
  return fields.flatMap((one): readonly FieldChange[] => {
    const { item: of, of: which } = partOf(one)
    if (whole.has(of)) return which === 'name' ? [oneOf(of, fields.filter((other) => partOf(other).item === of && partOf(other).of !== 'name'), one)] : []
    return lists.has(one.field.replace(/\[\]$/, '')) ? [] : [one]
  })
}

function oneOf(field: string, parts: readonly FieldChange[], name: FieldChange): FieldChange {
  const said = (when: 'before' | 'after') => parts.flatMap((one) => one[when] ?? []).join(', ') || name[when]
  return name.before == null ? { field, after: said('after') ?? null } : { field, before: said('before') ?? null }
}

/** The fields of a source without those of every column that is new or gone: they are told as one line each. */
export function folded(change: PartChange): readonly FieldChange[] {
  if (change.kind !== 'source') return foldedItems(change.fields)
  const come: string[] = []
  const gone: string[] = []
  const rest: FieldChange[] = []
  const names = new Set(change.fields.flatMap(({ field }) => (known.exec(field)?.[2] === 'name' ? (known.exec(field)?.[1] ?? []) : [])))
  for (const one of change.fields) {
    if (orders.has(one.field)) continue
    const [, name = '', part] = known.exec(one.field) ?? []
    if (part === undefined || !names.has(name)) rest.push(one)
    else if (part === 'name' && one.after != null) come.push(name)
    else if (part === 'name') gone.push(name)
  }
  return [...rest, ...(gone.length > 0 ? [{ field: 'Columns gone', before: gone.join(', ') }] : []), ...(come.length > 0 ? [{ field: 'Columns new', after: come.join(', ') }] : [])]
}
