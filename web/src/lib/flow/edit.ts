import { withOptional, without } from '../objects'
import { downstreamOf, graphOf } from './graph'
import { chosenInputs, inputsOf, kinds, newNode, redirected, replaceWord, unset, withInputs } from './kinds'
import { nodeSize } from './layout'
import type { Column, Flow, FlowGroup, FlowNode, NodeKind, Position, TableName } from './types'

/** A flow with something new in it. */
export interface Added {
  flow: Flow
  id: string
}

const idPattern = /^[a-z][a-z0-9_-]{0,62}$/

export const isValidId = (id: string): boolean => idPattern.test(id) && id !== unset

/** An id that no node has, made from words. */
export function freshId(flow: Flow, words: string, taken: ReadonlySet<string> = new Set()): string {
  const slug = words.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '_').replace(/^[^a-z]+|_+$/g, '').slice(0, 56)
  const base = slug === '' || slug === unset ? 'node' : slug
  const { byId } = graphOf(flow)
  const free = (id: string) => !byId.has(id) && !taken.has(id)
  if (free(base)) return base
  for (let n = 2; ; n++) if (free(`${base}_${n}`)) return `${base}_${n}`
}

export const updateNode = (flow: Flow, id: string, change: (node: FlowNode) => FlowNode): Flow => ({ ...flow, nodes: flow.nodes.map((node) => (node.id === id ? change(node) : node)) })

export function addSource(flow: Flow, table: TableName, columns: readonly Column[] | undefined, position?: Position): Added {
  const id = freshId(flow, table.name)
  const node = newNode('source', id, [], position)
  const source: FlowNode = node.kind === 'source' ? { ...node, table, ...(columns && columns.length > 0 && { columns }) } : node
  return { flow: { ...flow, nodes: [...flow.nodes, source] }, id }
}

/** A new node that reads others. With one input it stands to its right, below what already reads it. */
export function addNode(flow: Flow, kind: NodeKind, inputs: readonly string[], position?: Position): Added {
  const id = freshId(flow, kind)
  const room = kinds[kind].inputs
  const read = room === 'some' ? inputs : inputs.slice(0, room)
  const node = newNode(kind, id, read, position ?? placeAfter(flow, read))
  return { flow: { ...flow, nodes: [...flow.nodes, node] }, id }
}

const step = { x: nodeSize.width + 64, y: nodeSize.height + 28 }

/** A free place to the right of some nodes; undefined where they have none themselves. */
export function placeAfter(flow: Flow, inputs: readonly string[]): Position | undefined {
  const { byId } = graphOf(flow)
  const places = inputs.flatMap((id) => byId.get(id)?.position ?? [])
  if (places.length === 0 || places.length < inputs.length) return undefined
  const place = { x: Math.max(...places.map(({ x }) => x)) + step.x, y: places.reduce((sum, { y }) => sum + y, 0) / places.length }
  const taken = flow.nodes.flatMap((node) => node.position ?? [])
  const crowded = () => taken.some((other) => Math.abs(other.x - place.x) < nodeSize.width && Math.abs(other.y - place.y) < nodeSize.height)
  while (crowded()) place.y += step.y
  return place
}

/** A new node on the line between two others. */
export function insertBetween(flow: Flow, kind: NodeKind, from: string, to: string): Added {
  const { byId } = graphOf(flow)
  const ends = [from, to].flatMap((id) => byId.get(id)?.position ?? [])
  const [start, end] = ends
  const wide = start && end && end.x - start.x >= 2 * step.x - 8
  const position = start && end ? { x: wide ? (start.x + end.x) / 2 : start.x + step.x, y: (start.y + end.y) / 2 } : undefined
  const added = addNode(flow, kind, [from], position)
  const nodes = added.flow.nodes.map((node) => (node.id === to ? redirected(node, from, added.id) : node))
  const made = { ...added.flow, nodes }
  // Everything after it makes room, so that nothing lies on something else.
  return { id: added.id, flow: start && end && !wide ? shifted(made, downstreamOf(flow, from), step.x) : made }
}

const shifted = (flow: Flow, ids: ReadonlySet<string>, by: number): Flow => ({
  ...flow,
  nodes: flow.nodes.map((node) => (ids.has(node.id) && node.position ? { ...node, position: { ...node.position, x: node.position.x + by } } : node)),
})

export type Refused = 'cycle' | 'no-room' | 'already' | 'nothing-to-read'

/** Whether `to` could read `from`, and if not, why. */
export function mayConnect(flow: Flow, from: string, to: string): Refused | undefined {
  const { byId } = graphOf(flow)
  const [source, target] = [byId.get(from), byId.get(to)]
  if (!source || !target || source.kind === 'deployment') return 'nothing-to-read'
  if (kinds[target.kind].inputs === 0) return 'no-room'
  if (from === to || downstreamOf(flow, to).has(from)) return 'cycle'
  if (inputsOf(target).includes(from)) return 'already'
  return undefined
}

/** `to` reads `from`: in the place named, else in the first that is open, else in place of its only input. */
export function connect(flow: Flow, from: string, to: string, slot?: number): Flow {
  return updateNode(flow, to, (node) => {
    const inputs = [...inputsOf(node)]
    const room = kinds[node.kind].inputs
    const { byId } = graphOf(flow)
    if (slot !== undefined && slot < inputs.length) {
      const before = inputs[slot] ?? unset
      return before === unset ? withInputs(node, inputs.with(slot, from)) : redirectedAt(node, slot, from)
    }
    if (room === 'some') return withInputs(node, [...inputs.filter((id) => id !== unset), from])
    const open = inputs.findIndex((id) => id === unset || !byId.has(id))
    return withInputs(node, inputs.with(open >= 0 ? open : inputs.length - 1, from))
  })
}

function redirectedAt(node: FlowNode, slot: number, to: string): FlowNode {
  const inputs = inputsOf(node)
  const before = inputs[slot] ?? unset
  // A join of a node with itself: only one of the two sides moves.
  return inputs.filter((id) => id === before).length > 1 ? withInputs(node, inputs.with(slot, to)) : redirected(node, before, to)
}

export const disconnect = (flow: Flow, from: string, to: string): Flow =>
  updateNode(flow, to, (node) => {
    const inputs = inputsOf(node)
    return withInputs(node, kinds[node.kind].inputs === 'some' ? inputs.filter((id) => id !== from) : inputs.map((id) => (id === from ? unset : id)))
  })

/** What deleting nodes does to those that read them. */
export interface Removal {
  flow: Flow
  removed: readonly string[]
  /** Readers that go on with what the deleted node read. */
  reconnected: readonly { node: string; to: string }[]
  /** Readers that lose an input. */
  broken: readonly string[]
}

export function removeNodes(flow: Flow, ids: Iterable<string>): Removal {
  const gone = new Set(ids)
  const { byId } = graphOf(flow)
  /** What stands in for a deleted node: what it read, if that was one thing. */
  const standIn = (id: string, seen: ReadonlySet<string> = new Set()): string | undefined => {
    if (!gone.has(id)) return byId.has(id) ? id : undefined
    const node = byId.get(id)
    const inputs = node ? chosenInputs(node) : []
    const [only] = inputs
    return inputs.length === 1 && only !== undefined && !seen.has(id) ? standIn(only, new Set(seen).add(id)) : undefined
  }
  const reconnected: { node: string; to: string }[] = []
  const broken: string[] = []
  const nodes = flow.nodes
    .filter((node) => !gone.has(node.id))
    .map((node) => {
      let next = node
      for (const input of new Set(inputsOf(node).filter((id) => gone.has(id)))) {
        const to = standIn(input)
        if (to !== undefined && !inputsOf(next).includes(to)) {
          next = redirected(next, input, to)
          reconnected.push({ node: node.id, to })
        } else {
          next = withoutInput(next, input)
          broken.push(node.id)
        }
      }
      return next
    })
  const groups = (flow.groups ?? []).map((group) => ({ ...group, nodes: group.nodes.filter((id) => !gone.has(id)) })).filter((group) => group.nodes.length > 0)
  const explorations = (flow.explorations ?? []).filter((exploration) => !gone.has(exploration.node))
  return { flow: { ...flow, nodes, groups, explorations }, removed: [...gone].filter((id) => byId.has(id)), reconnected, broken }
}

function withoutInput(node: FlowNode, id: string): FlowNode {
  const inputs = inputsOf(node)
  return withInputs(node, kinds[node.kind].inputs === 'some' ? inputs.filter((input) => input !== id) : inputs.map((input) => (input === id ? unset : input)))
}

/** A title; without one the id is shown. */
export const rename = (flow: Flow, id: string, name: string): Flow =>
  updateNode(flow, id, (node) => withOptional(node, 'name', name.trim() === '' ? undefined : name))

/** Another id: all that names the node follows. */
export function reidentify(flow: Flow, from: string, to: string): Flow {
  const nodes = flow.nodes.map((node) => {
    const next = redirected(node, from, to)
    if (next.id !== from) return next
    return { ...(next.kind === 'sql' ? { ...next, sql: replaceWord(next.sql, from, to) } : next), id: to }
  })
  const groups = (flow.groups ?? []).map((group) => ({ ...group, nodes: group.nodes.map((id) => (id === from ? to : id)) }))
  const explorations = (flow.explorations ?? []).map((exploration) => (exploration.node === from ? { ...exploration, node: to } : exploration))
  return { ...flow, nodes, groups, explorations }
}

export const move = (flow: Flow, places: ReadonlyMap<string, Position>): Flow => ({
  ...flow,
  nodes: flow.nodes.map((node) => {
    const position = places.get(node.id)
    return position ? { ...node, position: { x: Math.round(position.x), y: Math.round(position.y) } } : node
  }),
})

/** What copying puts on the clipboard. */
export interface Clip {
  kind: 'handover/nodes/1'
  nodes: readonly FlowNode[]
}

export const copy = (flow: Flow, ids: ReadonlySet<string>): Clip => ({ kind: 'handover/nodes/1', nodes: flow.nodes.filter((node) => ids.has(node.id)) })

export function asClip(text: string): Clip | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || !('kind' in value) || value.kind !== 'handover/nodes/1') return undefined
    return 'nodes' in value && Array.isArray(value.nodes) && value.nodes.every(isNode) ? (value as Clip) : undefined
  } catch {
    return undefined
  }
}

const isNode = (value: unknown): boolean => typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' && 'kind' in value && typeof value.kind === 'string' && value.kind in kinds

/** Copies under new ids. Among themselves they are joined as they were; what they read outside stays, if it is there. A copied deployment points nowhere. */
export function paste(flow: Flow, clip: Clip, by: Position = { x: 40, y: 40 }): { flow: Flow; ids: readonly string[] } {
  const names = new Map<string, string>()
  for (const node of clip.nodes) names.set(node.id, freshId(flow, node.id, new Set(names.values())))
  const { byId } = graphOf(flow)
  const nodes = clip.nodes.map((node) => {
    let next: FlowNode = { ...node, id: names.get(node.id) ?? node.id, ...(node.position && { position: { x: node.position.x + by.x, y: node.position.y + by.y } }) }
    for (const input of new Set(inputsOf(node))) {
      const copied = names.get(input)
      if (copied !== undefined) next = redirected(next, input, copied)
      else if (!byId.has(input)) next = withoutInput(next, input)
    }
    return next.kind === 'deployment' ? without(next, 'target') : next
  })
  return { flow: { ...flow, nodes: [...flow.nodes, ...nodes] }, ids: nodes.map((node) => node.id) }
}

/** A group of nodes; each node is in one group at most. */
export function group(flow: Flow, ids: Iterable<string>, name: string): Added {
  const members = new Set(ids)
  const taken = new Set((flow.groups ?? []).map(({ id }) => id))
  const id = freshId({ ...flow, nodes: [] }, name, taken)
  const others = (flow.groups ?? []).map((other) => ({ ...other, nodes: other.nodes.filter((node) => !members.has(node)) })).filter((other) => other.nodes.length > 0)
  return { flow: { ...flow, groups: [...others, { id, name, nodes: [...members] }] }, id }
}

export const updateGroup = (flow: Flow, id: string, change: (group: FlowGroup) => FlowGroup): Flow => ({ ...flow, groups: (flow.groups ?? []).map((one) => (one.id === id ? change(one) : one)) })

export const ungroup = (flow: Flow, id: string): Flow => ({ ...flow, groups: (flow.groups ?? []).filter((one) => one.id !== id) })
