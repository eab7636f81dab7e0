import { expect, it } from 'vitest'
import { emptyFlow, type FlowNode } from '@/lib/flow/types'
import { asChanges, bothOf, fieldWords, folded, outputWords, type PartChange } from './difference'

const filter = (id: string, input: string): FlowNode => ({ id, kind: 'filter', input, where: 'TRUE', position: { x: id.charCodeAt(0) * 300, y: 0 } })
const source: FlowNode = { id: 'a', kind: 'source', table: { database: 'D', schema: 'S', name: 'T' }, position: { x: 0, y: 0 } }
const part = (id: string, change: PartChange['change']): PartChange => ({ id, kind: 'filter', change, weight: 'semantic', fields: [] })

const before = { ...emptyFlow, nodes: [source, filter('b', 'a'), filter('c', 'b')] }
const after = { ...emptyFlow, nodes: [source, filter('c', 'd'), filter('d', 'a')] }

it('shows what is gone beside what there is, with its lines', () => {
  const { nodes, lines, places } = bothOf(before, after, [part('b', 'removed'), part('c', 'changed'), part('d', 'added')])
  expect(nodes.map(({ node, change }) => [node.id, change?.change])).toEqual([['a', undefined], ['c', 'changed'], ['d', 'added'], ['b', 'removed']])
  expect(lines).toEqual([
    { from: 'd', to: 'c', change: 'added' },
    { from: 'b', to: 'c', change: 'removed' },
    { from: 'a', to: 'd', change: undefined },
    { from: 'a', to: 'b', change: 'removed' },
  ])
  expect(places.get('b')).toEqual({ x: 98 * 300, y: 0 })
})

it('lays the picture out anew where two would lie on one another', () => {
  const over = { ...emptyFlow, nodes: after.nodes.map((node) => ({ ...node, position: { x: 0, y: 0 } })) }
  expect(new Set([...bothOf(undefined, over, []).places.values()].map(({ x, y }) => `${x} ${y}`)).size).toBe(3)
})

it.each([
  ['where', 'Where'],
  ['columns[TOTAL].expression', 'Column TOTAL: expression'],
  ['columns[]', 'Order of columns'],
  ['measures[N]', 'Measure N'],
  ['table.schema', 'Table schema'],
])('says %s as “%s”', (field, words) => expect(fieldWords(field)).toBe(words))

it('takes from an answer only what is a change', () => {
  expect(asChanges([part('a', 'added'), 1, null])).toHaveLength(1)
  expect(asChanges('no')).toEqual([])
})

it('tells in one line each which columns of a source are new and which are gone', () => {
  const column = (name: string, before: boolean, part = 'name') => ({ field: `columns[${name}].${part}`, ...(before ? { before: name } : { after: name }) })
  const type = { field: 'columns[KEPT].type', before: 'DATE', after: 'VARCHAR' }
  const change = { ...part('a', 'changed'), kind: 'source', fields: [{ field: 'table.name', before: 'A', after: 'B' }, column('NEW', false), column('NEW', false, 'type'), column('OLD', true), type] }
  expect(folded(change)).toEqual([{ field: 'table.name', before: 'A', after: 'B' }, type, { field: 'Columns gone', before: 'OLD' }, { field: 'Columns new', after: 'NEW' }])
})

it('tells in one line each which measures are new and which are gone', () => {
  const parts = (name: string, expression: string, when: 'before' | 'after') => [{ field: `measures[${name}].name`, [when]: name }, { field: `measures[${name}].expression`, [when]: expression }]
  const kept = { field: 'measures[KEPT].expression', before: 'SUM(A)', after: 'SUM(B)' }
  const change = { ...part('a', 'changed'), kind: 'aggregate', fields: [{ field: 'input', before: 'x', after: 'y' }, ...parts('NEW', 'COUNT(*)', 'after'), { field: 'measures[]', before: 'OLD', after: 'NEW' }, ...parts('OLD', 'SUM(C)', 'before'), kept] }
  expect(folded(change)).toEqual([{ field: 'input', before: 'x', after: 'y' }, { field: 'measures[NEW]', after: 'COUNT(*)' }, { field: 'measures[OLD]', before: 'SUM(C)' }, kept])
})

it('says what comes out otherwise', () => {
  expect(outputWords({ node: 'a', added: ['X'], removed: ['Y', 'Z'], changed: [{ name: 'W' }] })).toBe('new X; gone Y, Z; of another type W')
})
