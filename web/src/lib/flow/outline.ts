import { graphOf } from './graph'
import { chosenInputs, kinds, summaryOf } from './kinds'
import { titleOf, type Flow, type FlowNode } from './types'

/** A line of the outline: a node, how deep it stands, and in words what it reads. */
export interface OutlineLine {
  node: FlowNode
  depth: number
  reads: readonly string[]
  readBy: number
  group?: string
}

/** The flow as a list: each node under the first of what it reads, so that a chain reads from top to bottom. */
export function outlineOf(flow: Flow): readonly OutlineLine[] {
  const { byId, readers, order } = graphOf(flow)
  const groups = new Map((flow.groups ?? []).flatMap((group) => group.nodes.map((id) => [id, group.name] as const)))
  const lines: OutlineLine[] = []
  const rank = new Map(order.map((id, index) => [id, index]))
  // A node stands under the last of its inputs in flow order: everything that it needs has been read by then.
  const under = new Map<string, string[]>()
  const roots: string[] = []
  for (const id of order) {
    const node = byId.get(id)
    if (!node) continue
    const inputs = chosenInputs(node).filter((input) => byId.has(input) && (rank.get(input) ?? 0) < (rank.get(id) ?? 0))
    const last = inputs.toSorted((a, b) => (rank.get(b) ?? 0) - (rank.get(a) ?? 0))[0]
    if (last === undefined) roots.push(id)
    else under.set(last, [...(under.get(last) ?? []), id])
  }
  const open = roots.toReversed().map((id) => ({ id, depth: 0 }))
  for (let at = open.pop(); at; at = open.pop()) {
    const node = byId.get(at.id)
    if (!node) continue
    const group = groups.get(at.id)
    const readBy = readers.get(at.id)?.length ?? 0
    lines.push({ node, depth: at.depth, reads: chosenInputs(node).map((id) => titleOf(byId.get(id) ?? node)), readBy, ...(group !== undefined && { group }) })
    const children = under.get(at.id) ?? []
    // A chain stays at its depth; only a branch is indented.
    const deeper = children.length > 1 || readBy > 1 ? at.depth + 1 : at.depth
    for (const id of children.toReversed()) open.push({ id, depth: deeper })
  }
  return lines
}

/** Whether every word is somewhere in what is seen of the node. */
export function nodeMatches(node: FlowNode, text: string): boolean {
  const place = [node.id, titleOf(node), kinds[node.kind].title, summaryOf(node), node.description ?? ''].join('\n').toLocaleLowerCase()
  return text.toLocaleLowerCase().trim().split(/\s+/).every((word) => place.includes(word))
}
