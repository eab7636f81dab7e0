import { Position as Side } from '@xyflow/react'
import { graphOf } from '@/lib/flow/graph'
import { chosenInputs, kinds } from '@/lib/flow/kinds'
import { nodeSize } from '@/lib/flow/layout'
import { titleOf, type Flow, type FlowNode, type NodeKind, type Position } from '@/lib/flow/types'
import { count } from '@/lib/names'
import { spokenNode } from '../spoken'
import type { CardNode } from './FlowCard'
import type { Line, LineData } from './FlowLine'
import type { FrameNode } from './GroupFrame'

const dot = 8
const middle = nodeSize.height / 2 - dot / 2
// Sizes and handles are known beforehand: nothing has to be measured, and lines to nodes out of sight can be drawn.
const handle = (type: 'source' | 'target') => ({ type, position: type === 'source' ? Side.Right : Side.Left, x: type === 'source' ? nodeSize.width - dot / 2 : -dot / 2, y: middle, width: dot, height: dot })
const handles = {
  both: [handle('target'), handle('source')],
  source: [handle('source')],
  deployment: [handle('target')],
}
const size = { ...nodeSize, measured: nodeSize }

interface Look {
  position: Position
  selected: boolean
  errors: number
  warnings: number
  threads: number
  add: ((kind: NodeKind, after: string) => void) | undefined
}

/** Cards for React Flow; the same object for the same card, so that only what changed is drawn. */
export function cardMaker(): (node: FlowNode, look: Look) => CardNode {
  const made = new Map<string, { card: CardNode; look: Look }>()
  return (node, look) => {
    const before = made.get(node.id)
    if (before?.card.data.node === node && (Object.keys(look) as (keyof Look)[]).every((key) => before.look[key] === look[key])) return before.card
    const sameData = before && before.card.data.node === node && before.look.errors === look.errors && before.look.warnings === look.warnings && before.look.threads === look.threads && before.look.add === look.add
    const { family } = kinds[node.kind]
    const card: CardNode = {
      ...size,
      id: node.id,
      type: 'card',
      ariaRole: 'group',
      ariaLabel: spokenNode(node, look),
      position: look.position,
      selected: look.selected,
      handles: family === 'transformation' ? handles.both : handles[family],
      data: sameData ? before.card.data : { node, errors: look.errors, warnings: look.warnings, threads: look.threads, add: look.add },
    }
    made.set(node.id, { card, look })
    return card
  }
}

const lineWord = { 'aria-roledescription': 'line' }
const frameWord = { 'aria-roledescription': 'frame' }

export function linesOf(flow: Flow, change: LineData['change']): Line[] {
  const { byId } = graphOf(flow)
  return [...byId.values()].flatMap((node) =>
    [...new Set(chosenInputs(node))].flatMap((input): Line[] => {
      const read = byId.get(input)
      return read ? [{ id: `${input}>${node.id}`, type: 'line', ariaLabel: `From ${titleOf(read)} to ${titleOf(node)}`, domAttributes: lineWord, source: input, target: node.id, data: { change } }] : []
    }),
  )
}

export const framePrefix = 'group:'
const margin = { side: 16, top: 32 }

export function framesOf(flow: Flow, placeOf: (id: string) => Position | undefined, selected: string | undefined): FrameNode[] {
  return (flow.groups ?? []).flatMap((group): FrameNode[] => {
    const places = group.nodes.flatMap((id) => placeOf(id) ?? [])
    if (places.length === 0) return []
    const left = Math.min(...places.map(({ x }) => x)) - margin.side
    const top = Math.min(...places.map(({ y }) => y)) - margin.top
    const width = Math.max(...places.map(({ x }) => x)) + nodeSize.width + margin.side - left
    const height = Math.max(...places.map(({ y }) => y)) + nodeSize.height + margin.side - top
    return [
      { id: framePrefix + group.id, type: 'frame', ariaRole: 'group', ariaLabel: `Group ${group.name} of ${count(group.nodes.length, 'node')}`, domAttributes: frameWord, position: { x: left, y: top }, width, height, measured: { width, height }, zIndex: -1, draggable: false, connectable: false, deletable: false, selected: group.id === selected, data: { name: group.name, count: group.nodes.length }, style: { pointerEvents: 'none' } },
    ]
  })
}

/** The node that an arrow key leads to: along the lines to the sides, up and down within what stands near. */
export function neighbour(flow: Flow, placeOf: (id: string) => Position | undefined, from: string, key: string): string | undefined {
  const { byId, readers, order } = graphOf(flow)
  const node = byId.get(from)
  if (!node) return order[0]
  if (key === 'ArrowLeft') return chosenInputs(node).find((id) => byId.has(id))
  if (key === 'ArrowRight') return readers.get(from)?.[0]
  const here = placeOf(from)
  if (!here || (key !== 'ArrowUp' && key !== 'ArrowDown')) return undefined
  const down = key === 'ArrowDown'
  let best: { id: string; far: number } | undefined
  for (const id of byId.keys()) {
    const place = placeOf(id)
    if (!place || id === from || (down ? place.y <= here.y : place.y >= here.y)) continue
    // What is in the same column is nearer than what is beside it.
    const far = Math.abs(place.y - here.y) + 3 * Math.abs(place.x - here.x)
    if (!best || far < best.far) best = { id, far }
  }
  return best?.id
}

const readable = 0.7
const edge = 40

/** Where the picture begins: all of the flow if it can be read then, else its beginning or what is selected at a size that can. */
export function viewportOf(places: readonly Position[], selected: Position | undefined, box: { width: number; height: number }): { x: number; y: number; zoom: number } {
  const left = Math.min(...places.map(({ x }) => x))
  const top = Math.min(...places.map(({ y }) => y))
  const width = Math.max(...places.map(({ x }) => x)) + nodeSize.width - left
  const height = Math.max(...places.map(({ y }) => y)) + nodeSize.height - top
  const whole = Math.min((box.width - 2 * edge) / width, (box.height - 2 * edge) / height, 1)
  if (whole >= readable) return { zoom: whole, x: (box.width - width * whole) / 2 - left * whole, y: (box.height - height * whole) / 2 - top * whole }
  const zoom = readable + 0.1
  if (selected) return { zoom, x: box.width / 2 - (selected.x + nodeSize.width / 2) * zoom, y: box.height / 2 - (selected.y + nodeSize.height / 2) * zoom }
  const first = places.filter(({ x }) => x < left + nodeSize.width).map(({ y }) => y)
  const middleOfFirst = (Math.min(...first) + Math.max(...first) + nodeSize.height) / 2
  const tall = (Math.max(...first) - Math.min(...first)) * zoom > box.height
  return { zoom, x: edge - left * zoom, y: tall ? edge - Math.min(...first) * zoom : box.height / 2 - middleOfFirst * zoom }
}
