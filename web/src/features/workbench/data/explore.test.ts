import { expect, it } from 'vitest'
import type { Column } from '@/lib/flow/types'
import { chartFor, firstQuestion, functionsFor, measureNamed, pointsOf, sound } from './explore'

const column = (name: string, type: string, nullable = true): Column => ({ name, type, nullable })
const columns = [column('AMOUNT', 'NUMBER(10,2)'), column('STATUS', 'VARCHAR'), column('DAY', 'DATE', false)]

it('begins with the average of a number by what is none, else with a count of what is never null', () => {
  const average = { name: 'Average of AMOUNT', function: 'avg', column: 'AMOUNT' }
  expect(firstQuestion(columns)).toEqual({ dimensions: ['STATUS'], measures: [average], sort: [{ column: average.name, descending: true }], limit: 100 })
  expect(firstQuestion(columns.slice(1)).measures).toEqual([{ name: 'Count of DAY', function: 'count', column: 'DAY' }])
  expect(firstQuestion(columns.toReversed().slice(0, 1)).sort).toEqual([])
})

it('takes no sum of text, and only a count of what is semi-structured', () => {
  expect(functionsFor(columns[1])).not.toContain('sum')
  expect(functionsFor(columns[0])).toContain('median')
  expect(functionsFor(column('V', 'VARIANT'))).toEqual(['count'])
})

it('gives two measures that are alike two names', () => {
  const first = measureNamed({ function: 'sum', column: 'A' }, [])
  expect(measureNamed({ function: 'sum', column: 'A' }, [first]).name).toBe('Sum of A (2)')
})

it('drops an order by what is asked no more', () => {
  expect(sound({ dimensions: ['STATUS'], measures: [], sort: [{ column: 'STATUS' }, { column: 'GONE' }] }).sort).toEqual([{ column: 'STATUS' }])
})

it('draws a line along time, else bars, and nothing without a measure or a dimension', () => {
  const measures = [{ name: 'N', function: 'count', column: 'DAY' }] as const
  expect(chartFor({ dimensions: ['DAY'], measures }, columns)).toBe('line')
  expect(chartFor({ dimensions: ['STATUS'], measures }, columns)).toBe('bar')
  expect(chartFor({ dimensions: ['DAY', 'STATUS'], measures }, columns)).toBe('bar')
  expect(chartFor({ dimensions: [], measures }, columns)).toBeUndefined()
})

it('has a point a row: exact numbers come as text, a line is in the order of time', () => {
  const rows = [['2024-02-01', '12.50'], ['2024-01-01', 3], ['2024-03-01', null]]
  expect(pointsOf(rows, 1, 0, 'line')).toEqual([
    { label: '2024-01-01', value: 3 },
    { label: '2024-02-01', value: 12.5 },
    { label: '2024-03-01', value: null },
  ])
  expect(pointsOf([[null, 'A', 1]], 2, 0, 'bar')).toEqual([{ label: 'null · A', value: 1 }])
})
