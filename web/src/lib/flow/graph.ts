import { chosenInputs } from './kinds'
import type { Flow, FlowNode } from './types'

/** Quick ways through a flow; built once a state of the flow. */
export interface Graph {
  byId: ReadonlyMap<string, FlowNode>
  readers: ReadonlyMap<string, readonly string[]>
  /** Every node after what it reads; a cycle's nodes come last. */
  order: readonly string[]
}

const known = new WeakMap<Flow, Graph>()

export function graphOf(flow: Flow): Graph {
  let graph = known.get(flow)
  if (!graph) {
    graph = build(flow)
    known.set(flow, graph)
  }
  return graph
}

function build(flow: Flow): Graph {
  const byId = new Map(flow.nodes.map((node) => [node.id, node]))
  const readers = new Map<string, string[]>()
  const waiting = new Map<string, number>()
  for (const node of byId.values()) {
    const inputs = new Set(chosenInputs(node).filter((id) => byId.has(id)))
    waiting.set(node.id, inputs.size)
    for (const id of inputs) readers.set(id, [...(readers.get(id) ?? []), node.id])
  }
  const order = [...byId.keys()].filter((id) => waiting.get(id) === 0)
  for (let next = 0; next < order.length; next++) {
    for (const reader of readers.get(order[next] ?? '') ?? []) {
      const left = (waiting.get(reader) ?? 0) - 1
      waiting.set(reader, left)
      if (left === 0) order.push(reader)
    }
  }
  const placed = new Set(order)
  return { byId, readers, order: [...order, ...[...byId.keys()].filter((id) => !placed.has(id))] }
}

/** The node and everything that it is made from. */
export function upstreamOf(flow: Flow, id: string): ReadonlySet<string> {
  const { byId } = graphOf(flow)
  const found = new Set<string>()
  const open = [id]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const node = byId.get(at)
    if (!node || found.has(at)) continue
    found.add(at)
    open.push(...chosenInputs(node))
  }
  return found
}

/** Everything that is made from the node, without itself. */
export function downstreamOf(flow: Flow, id: string): ReadonlySet<string> {
  const { readers } = graphOf(flow)
  const found = new Set<string>()
  const open = [...(readers.get(id) ?? [])]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === id || found.has(at)) continue
    found.add(at)
    open.push(...(readers.get(at) ?? []))
  }
  return found
}
