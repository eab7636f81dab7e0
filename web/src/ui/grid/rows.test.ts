import { expect, it } from 'vitest'
import { asTabs, cellText, sortRows, wholeText, widthsOf } from './rows'

it.each([
  [false, false, [[1], [2], [10], [null]]],
  [true, false, [[null], [10], [2], [1]]],
])('sorts numbers by size and NULL as largest (descending: %s)', (descending, _, expected) => expect(sortRows([[10], [null], [1], [2]], { column: 0, descending }, true)).toEqual(expected))

it('sorts exact numbers that came as text by size', () => expect(sortRows([['10'], ['9']], { column: 0, descending: false }, true)).toEqual([['9'], ['10']]))

it('tells exact numbers apart that differ in the last of many digits', () =>
  expect(sortRows([['9007199254740993'], [5], ['9007199254740992']], { column: 0, descending: false }, true)).toEqual([[5], ['9007199254740992'], ['9007199254740993']]))

it('sorts text as text', () => expect(sortRows([['10'], ['9']], { column: 0, descending: false }, false)).toEqual([['10'], ['9']]))

it('keeps the order it was given without a sort', () => expect(sortRows([[2], [1]], undefined, true)).toEqual([[2], [1]]))

it.each([
  [null, ''],
  ['a', 'a'],
  [true, 'true'],
  [{ a: 1 }, '{"a":1}'],
])('writes %j as %j', (value, text) => expect(cellText(value)).toBe(text))

it('writes a point in time as the warehouse and spreadsheets do, and a text as it is', () => {
  expect(cellText('2024-02-29T13:14:15.678', 'TIMESTAMP_NTZ')).toBe('2024-02-29 13:14:15.678')
  expect(cellText('2024-02-29T13:14:15', 'VARCHAR')).toBe('2024-02-29T13:14:15')
  expect(asTabs([{ name: 'AT', type: 'TIMESTAMP_TZ' }], [['2024-02-29T13:14:15+00:00']])).toBe('AT\n2024-02-29 13:14:15+00:00')
})

it('shows a semi-structured value over several lines, if that changes nothing in it', () => {
  expect(wholeText('{"a":1}', 'VARIANT')).toBe('{\n  "a": 1\n}')
  expect(wholeText('{"a":12345678901234567890}', 'VARIANT')).toBe('{"a":12345678901234567890}')
  expect(wholeText('{"a":1}', 'VARCHAR')).toBe('{"a":1}')
})

it('writes a table for a spreadsheet', () => expect(asTabs([{ name: 'A', type: 'VARCHAR' }, { name: 'B', type: 'NUMBER' }], [['x\ty', 1], ['"', null]])).toBe('A\tB\n"x\ty"\t1\n""""\t'))

it('is as wide as it has to be, and no wider', () => expect(widthsOf([{ name: 'A', type: 'X' }], [['x'.repeat(500)]])).toEqual([340]))
