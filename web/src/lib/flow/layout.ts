import { graphOf } from './graph'
import { chosenInputs } from './kinds'
import type { Flow, Position } from './types'

export const nodeSize = { width: 208, height: 56 }
const gap = { x: 64, y: 28 }
const grid = 8
const sweeps = 4

/**
 * Places for all nodes: columns from left to right by the longest way from a source, ordered so that few lines cross, each node near the middle of
 * what it is joined to. Near linear in nodes and lines, so that a thousand nodes take milliseconds (dagre: 19 s).
 */
export function layout(flow: Flow): ReadonlyMap<string, Position> {
  const graph = graphOf(flow)
  const inputs = new Map([...graph.byId].map(([id, node]) => [id, chosenInputs(node).filter((input) => graph.byId.has(input))]))
  const depth = depths(graph.order, inputs)
  pullSourcesClose(graph.order, inputs, graph.readers, depth)
  const layers: string[][] = []
  for (const id of graph.order) (layers[depth.get(id) ?? 0] ??= []).push(id)
  const filled = layers.filter((layer) => layer.length > 0)
  const readersOf = (id: string) => graph.readers.get(id) ?? []
  const inputsOf = (id: string) => inputs.get(id) ?? []
  order(filled, inputsOf, readersOf)
  return places(filled, inputsOf, readersOf)
}

function depths(order: readonly string[], inputs: ReadonlyMap<string, readonly string[]>): Map<string, number> {
  const depth = new Map<string, number>()
  for (const id of order) depth.set(id, Math.max(0, ...(inputs.get(id) ?? []).map((input) => (depth.get(input) ?? -1) + 1)))
  return depth
}

// A source stands just before its first reader instead of far to the left.
function pullSourcesClose(order: readonly string[], inputs: ReadonlyMap<string, readonly string[]>, readers: ReadonlyMap<string, readonly string[]>, depth: Map<string, number>): void {
  for (const id of order) {
    const reading = readers.get(id) ?? []
    if ((inputs.get(id) ?? []).length === 0 && reading.length > 0) depth.set(id, Math.max(0, Math.min(...reading.map((reader) => depth.get(reader) ?? 1)) - 1))
  }
}

type Neighbours = (id: string) => readonly string[]

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

function order(layers: string[][], inputs: Neighbours, readers: Neighbours): void {
  const rank = new Map<string, number>()
  const remember = (layer: readonly string[]) => layer.forEach((id, index) => rank.set(id, (index + 0.5) / layer.length))
  layers.forEach(remember)
  const arrange = (layer: string[], neighbours: Neighbours) => {
    const weight = new Map(layer.map((id) => {
      const near = neighbours(id).map((other) => rank.get(other) ?? 0)
      return [id, near.length > 0 ? mean(near) : (rank.get(id) ?? 0)]
    }))
    layer.sort((a, b) => (weight.get(a) ?? 0) - (weight.get(b) ?? 0))
    remember(layer)
  }
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (const layer of layers) arrange(layer, inputs)
    for (const layer of layers.toReversed()) arrange(layer, readers)
  }
}

function places(layers: readonly (readonly string[])[], inputs: Neighbours, readers: Neighbours): Map<string, Position> {
  const step = nodeSize.height + gap.y
  const y = new Map<string, number>()
  for (const layer of layers) layer.forEach((id, index) => y.set(id, (index - (layer.length - 1) / 2) * step))
  const settle = (layer: readonly string[], neighbours: Neighbours) => {
    const wanted = layer.map((id) => {
      const near = neighbours(id).map((other) => y.get(other) ?? 0)
      return near.length > 0 ? mean(near) : (y.get(id) ?? 0)
    })
    spread(wanted, step).forEach((place, index) => y.set(layer[index] ?? '', place))
  }
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (const layer of layers) settle(layer, inputs)
    for (const layer of layers.toReversed()) settle(layer, readers)
  }
  for (const layer of layers) settle(layer, inputs)
  const top = Math.min(0, ...y.values())
  const snap = (value: number) => Math.round(value / grid) * grid
  return new Map(layers.flatMap((layer, column) => layer.map((id) => [id, { x: column * (nodeSize.width + gap.x), y: snap((y.get(id) ?? 0) - top) }] as const)))
}

/** The places nearest to those wanted, in the same order and at least a step apart: neighbours that crowd share the difference. */
export function spread(wanted: readonly number[], step: number): number[] {
  // Taking the steps away makes it a regression that only must not fall: blocks that would are merged to their mean.
  const blocks: { sum: number; size: number }[] = []
  wanted.forEach((want, index) => {
    let block = { sum: want - index * step, size: 1 }
    for (let last = blocks.at(-1); last && last.sum / last.size > block.sum / block.size; last = blocks.at(-1)) {
      block = { sum: block.sum + last.sum, size: block.size + last.size }
      blocks.pop()
    }
    blocks.push(block)
  })
  return blocks.flatMap((block) => Array.from({ length: block.size }, () => block.sum / block.size)).map((value, index) => value + index * step)
}

/** Places for the nodes that have none of their own. */
export function missingPlaces(flow: Flow): ReadonlyMap<string, Position> {
  const missing = flow.nodes.filter((node) => !node.position)
  if (missing.length === 0) return new Map()
  const all = layout(flow)
  return new Map(missing.map((node) => [node.id, all.get(node.id) ?? { x: 0, y: 0 }]))
}
