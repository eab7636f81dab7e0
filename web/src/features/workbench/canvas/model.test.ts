import { expect, it } from 'vitest'
import { emptyFlow, type Flow } from '@/lib/flow/types'
import { cardMaker, framesOf, linesOf, neighbour, viewportOf } from './model'

const table = { database: 'A', schema: 'B', name: 'C' }
const flow: Flow = {
  ...emptyFlow,
  nodes: [
    { id: 'a', kind: 'source', table, position: { x: 0, y: 0 } },
    { id: 'b', kind: 'filter', input: 'a', where: '', position: { x: 300, y: 0 } },
    { id: 'c', kind: 'filter', input: 'unset', where: '', position: { x: 300, y: 100 } },
  ],
  groups: [{ id: 'g', name: 'G', nodes: ['b', 'c'] }],
}
const placeOf = (id: string) => flow.nodes.find((node) => node.id === id)?.position
const look = { position: { x: 0, y: 0 }, selected: false, errors: 0, warnings: 0, threads: 0, add: undefined }

it('draws a line for each input that is there', () => expect(linesOf(flow, undefined).map(({ id }) => id)).toEqual(['a>b']))

it('makes the same card for the same node and look, and keeps its data when only its place changes', () => {
  const make = cardMaker()
  const [node] = flow.nodes
  if (!node) expect.fail()
  const first = make(node, look)
  expect(make(node, { ...look })).toBe(first)
  const moved = make(node, { ...look, position: { x: 9, y: 9 } })
  expect(moved).not.toBe(first)
  expect(moved.data).toBe(first.data)
  expect(make(node, { ...look, errors: 1 }).data.errors).toBe(1)
})

it('draws a frame around the nodes of a group', () => {
  const [frame] = framesOf(flow, placeOf, 'g')
  expect(frame).toMatchObject({ selected: true, position: { x: 284, y: -32 }, width: 240, height: 204 })
})

it.each([
  ['a', 'ArrowRight', 'b'],
  ['b', 'ArrowLeft', 'a'],
  ['b', 'ArrowDown', 'c'],
  ['c', 'ArrowUp', 'b'],
  ['c', 'ArrowLeft', undefined],
])('goes from %s by %s to %s', (from, key, to) => expect(neighbour(flow, placeOf, from, key)).toBe(to))

it('shows all of a small flow, and the beginning of a large one', () => {
  const box = { width: 800, height: 400 }
  expect(viewportOf([{ x: 0, y: 0 }, { x: 300, y: 0 }], undefined, box).zoom).toBe(1)
  const large = viewportOf([{ x: 0, y: 0 }, { x: 9000, y: 0 }], undefined, box)
  expect(large.zoom).toBeGreaterThanOrEqual(0.7)
  expect(large.x).toBe(40)
})
