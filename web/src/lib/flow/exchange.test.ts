import { expect, it } from 'vitest'
import { entriesOf, isWhole, patternText, patternsOf } from './exchange'
import { emptyFlow, type FlowNode } from './types'

const source = (id: string, database: string, schema: string, name: string): FlowNode => ({ id, kind: 'source', table: { database, schema, name } })
const flow = { ...emptyFlow, nodes: [source('a', 'RAW_DEV', 'SHOP', 'ORDERS'), source('b', 'RAW_DEV', 'SHOP', 'ORDERS'), source('c', 'RAW_DEV', 'GEO', 'STATES')] }

it.each([
  ['table', ['RAW_DEV.GEO.STATES 1', 'RAW_DEV.SHOP.ORDERS 2']],
  ['schema', ['RAW_DEV.GEO 1', 'RAW_DEV.SHOP 2']],
  ['database', ['RAW_DEV 3']],
] as const)('at the grain of a %s the sources read %j', (grain, expected) => expect(patternsOf(flow, grain).map(({ pattern, sources }) => `${patternText(pattern)} ${sources}`)).toEqual(expected))

it('takes only whole choices that change something', () => {
  const from = { database: 'A', schema: 'B', name: 'C' }
  expect(entriesOf([{ from, to: from }, { from, to: { database: 'A', schema: 'B', name: '' } }, { from, to: { database: 'X', schema: 'B', name: 'C' } }], 'table').map(({ to }) => patternText(to))).toEqual(['X.B.C'])
  expect(entriesOf([{ from, to: from, columns: [{ column: 'N', as: 'O' }] }], 'table')).toHaveLength(1)
  expect(isWhole({ database: 'A' }, 'schema')).toBe(false)
})
