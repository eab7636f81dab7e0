import { without } from '../objects'
import type { Flow, FlowNode } from './types'

export type Side = 'mine' | 'theirs'

/** Something that both sides or one of them did to one node, group or exploration. */
export interface Change<T> {
  id: string
  base: T | undefined
  mine: T | undefined
  theirs: T | undefined
  /** Who changed it; `both` means differently, so that a person has to choose. */
  by: Side | 'both'
}

export interface Merge {
  nodes: readonly Change<FlowNode>[]
  others: number
  /** The flow that comes of it, with a choice for each node that both changed. Without a choice theirs stays. */
  result: (choices: ReadonlyMap<string, Side>) => Flow
}

/** What two people made of the same flow, node by node. Where only one changed a node, that change is taken; a place on the canvas is never a conflict. */
export function merge(base: Flow, mine: Flow, theirs: Flow): Merge {
  const nodes = changes(base.nodes, mine.nodes, theirs.nodes, meaning)
  const groups = changes(base.groups ?? [], mine.groups ?? [], theirs.groups ?? [], plain)
  const explorations = changes(base.explorations ?? [], mine.explorations ?? [], theirs.explorations ?? [], plain)
  return {
    nodes,
    others: groups.length + explorations.length,
    result: (choices) => ({
      $schema: 'handover/flow/1',
      nodes: withMyPlaces(taken(theirs.nodes, mine.nodes, nodes, choices), base.nodes, mine.nodes),
      groups: taken(theirs.groups ?? [], mine.groups ?? [], groups, new Map()),
      explorations: taken(theirs.explorations ?? [], mine.explorations ?? [], explorations, new Map()),
    }),
  }
}

interface Named {
  id: string
}

function changes<T extends Named>(base: readonly T[], mine: readonly T[], theirs: readonly T[], text: (item: T) => string): Change<T>[] {
  const [before, left, right] = [base, mine, theirs].map((items) => new Map(items.map((item) => [item.id, item])))
  const found: Change<T>[] = []
  for (const id of new Set([...theirs, ...mine, ...base].map((item) => item.id))) {
    const [old, our, their] = [before?.get(id), left?.get(id), right?.get(id)]
    const same = (a: T | undefined, b: T | undefined) => (a && text(a)) === (b && text(b))
    if (same(our, their)) continue
    found.push({ id, base: old, mine: our, theirs: their, by: same(old, their) ? 'mine' : same(old, our) ? 'theirs' : 'both' })
  }
  return found
}

function taken<T extends Named>(theirs: readonly T[], mine: readonly T[], found: readonly Change<T>[], choices: ReadonlyMap<string, Side>): T[] {
  const fromMine = new Set(found.filter((change) => change.by === 'mine' || (change.by === 'both' && choices.get(change.id) === 'mine')).map(({ id }) => id))
  const ours = new Map(mine.map((item) => [item.id, item]))
  const theirIds = new Set(theirs.map(({ id }) => id))
  const kept = theirs.flatMap((item) => (fromMine.has(item.id) ? (ours.get(item.id) ?? []) : [item]))
  return [...kept, ...mine.filter((item) => fromMine.has(item.id) && !theirIds.has(item.id))]
}

function withMyPlaces(nodes: readonly FlowNode[], base: readonly FlowNode[], mine: readonly FlowNode[]): FlowNode[] {
  const before = new Map(base.map((node) => [node.id, node.position]))
  const moved = new Map(mine.filter((node) => plain(node.position) !== plain(before.get(node.id))).map((node) => [node.id, node.position]))
  return nodes.map((node) => {
    const position = moved.get(node.id)
    return position ? { ...node, position } : node
  })
}

/** One text for equal values: keys in order, without what says nothing (null, false, an empty list), as the server writes it. */
export function plain(value: unknown): string {
  if (value === undefined) return ''
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner
    return Object.fromEntries(
      Object.entries(inner as Record<string, unknown>)
        .filter(([, field]) => field !== null && field !== undefined && field !== false && !(Array.isArray(field) && field.length === 0))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    )
  })
}

/** A node's text without its place, and without a source's columns: the server fills them in when it saves. */
export function meaning(node: FlowNode): string {
  return plain(node.kind === 'source' ? without(node, 'position', 'columns') : without(node, 'position'))
}

/** The fields in which two states of a node differ, in JSON words. */
export function differingFields(a: FlowNode | undefined, b: FlowNode | undefined): string[] {
  const [left, right] = [a, b].map((node) => new Map(Object.entries(node ?? {})))
  return [...new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])])].filter((key) => key !== 'id' && key !== 'position' && plain(left?.get(key)) !== plain(right?.get(key)))
}
