import { expect, it } from 'vitest'
import { begin, changed, redo, undo } from './history'
import { differingFields, merge, plain } from './merge'
import { emptyFlow, type Flow, type FlowNode } from './types'

const filter = (id: string, where: string, position?: { x: number; y: number }): FlowNode => ({ id, kind: 'filter', input: 'a', where, ...(position && { position }) })
const flowOf = (...nodes: FlowNode[]): Flow => ({ ...emptyFlow, nodes })
const ids = (flow: Flow) => flow.nodes.map(({ id }) => id)

it('takes from each side what only that side changed', () => {
  const base = flowOf(filter('x', '1'), filter('y', '1'), filter('gone', '1'))
  const merged = merge(base, flowOf(filter('x', '2'), filter('y', '1'), filter('gone', '1'), filter('new', '1')), flowOf(filter('x', '1'), filter('y', '3')))
  expect(merged.nodes.map(({ id, by }) => [id, by])).toEqual([['x', 'mine'], ['y', 'theirs'], ['gone', 'theirs'], ['new', 'mine']])
  const flow = merged.result(new Map())
  expect(flow.nodes).toEqual([filter('x', '2'), filter('y', '3'), filter('new', '1')])
})

it('asks where both changed the same node, and does what is chosen', () => {
  const merged = merge(flowOf(filter('x', '1')), flowOf(filter('x', '2')), flowOf(filter('x', '3')))
  expect(merged.nodes[0]?.by).toBe('both')
  expect(merged.result(new Map([['x', 'mine']])).nodes).toEqual([filter('x', '2')])
  expect(merged.result(new Map()).nodes).toEqual([filter('x', '3')])
})

it('keeps a node that one deleted and the other changed only if asked', () => {
  const merged = merge(flowOf(filter('x', '1')), flowOf(filter('x', '2')), flowOf())
  expect(merged.nodes[0]?.by).toBe('both')
  expect(ids(merged.result(new Map([['x', 'mine']])))).toEqual(['x'])
  expect(ids(merged.result(new Map()))).toEqual([])
})

it('has no conflict about places, nor about what both did alike', () => {
  const base = flowOf(filter('x', '1', { x: 0, y: 0 }))
  const merged = merge(base, flowOf(filter('x', '2', { x: 9, y: 9 })), flowOf(filter('x', '2', { x: 5, y: 5 })))
  expect(merged.nodes).toEqual([])
  expect(merged.result(new Map()).nodes[0]?.position).toEqual({ x: 9, y: 9 })
})

it('does not take columns that the server filled in for a change', () => {
  const source: FlowNode = { id: 's', kind: 'source', table: { database: 'A', schema: 'B', name: 'C' } }
  expect(merge(flowOf(source), flowOf(source), flowOf({ ...source, columns: [{ name: 'X', type: 'NUMBER', nullable: true }] })).nodes).toEqual([])
})

it('writes equal values alike', () => expect(plain({ b: 1, a: [], c: false, d: null, e: [{ z: 1, y: undefined }] })).toBe('{"b":1,"e":[{"z":1}]}'))

it('names the fields that differ', () => expect(differingFields(filter('x', '1', { x: 1, y: 1 }), { ...filter('x', '2'), name: 'X' })).toEqual(['where', 'name']))

it('goes back and forward, and forgets the way forward after a change', () => {
  const two = changed(changed(begin(1), 2), 3)
  expect(undo(two).present).toBe(2)
  expect(redo(undo(two)).present).toBe(3)
  expect(redo(changed(undo(two), 9))).toMatchObject({ present: 9, past: [1, 2], future: [] })
  expect(undo(begin(1)).present).toBe(1)
})

it('takes changes under one key as one step', () => {
  const typed = changed(changed(changed(begin('a'), 'ab', 'name'), 'abc', 'name'), 'abcd', 'other')
  expect(undo(typed).present).toBe('abc')
  expect(undo(undo(typed)).present).toBe('a')
})
