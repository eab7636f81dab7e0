import { expect, it } from 'vitest'
import type { ColumnDrift, SourceDrift } from '@/lib/api/answers'
import { breaks, brokenBy, sorted } from './drift'

const column = (before: string, after: string | undefined, ...nodes: string[]): ColumnDrift => ({ column: 'C', before, ...(after !== undefined && { after }), nodes, places: [] })
const source = (node: string, parts: Partial<SourceDrift>): SourceDrift => ({ node, table: { database: 'D', schema: 'S', name: 'T' }, found: true, new: [], gone: [], changed: [], breaks: false, ...parts })

it('breaks what uses a column that is gone or became another kind of value', () => {
  expect(breaks(column('VARCHAR', undefined, 'filter'))).toBe(true)
  expect(breaks(column('VARCHAR', 'NUMBER(38,0)', 'filter'))).toBe(true)
  expect(breaks(column('DATE', 'TIMESTAMP_NTZ', 'join'))).toBe(true)
})

it('breaks nothing that is not used or only holds more', () => {
  expect(breaks(column('VARCHAR', undefined))).toBe(false)
  expect(breaks(column('NUMBER(10,0)', 'NUMBER(38,2)', 'sum'))).toBe(false)
  expect(breaks(column('NUMBER(10,0)', 'FLOAT', 'sum'))).toBe(false)
  expect(breaks(column('VARCHAR(10)', 'VARCHAR', 'filter'))).toBe(false)
})

it('names each broken node once', () => {
  const drift = [source('a', { gone: [column('DATE', undefined, 'x', 'y')], changed: [column('NUMBER', 'FLOAT', 'z')] }), source('b', { changed: [column('DATE', 'VARCHAR', 'y')] })]
  expect(brokenBy(drift)).toEqual(['x', 'y'])
})

it('keeps apart what is not there', () => {
  const gone = source('a', { found: false, breaks: true })
  const other = source('b', { new: [{ name: 'N', type: 'DATE', nullable: true }] })
  expect(sorted([gone, other])).toEqual({ changed: [other], missing: [gone] })
})
