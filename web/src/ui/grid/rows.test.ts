import { expect, it } from 'vitest'
import { asTabs, cellText, sortRows, widthsOf } from './rows'

it.each([
  [false, false, [[1], [2], [10], [null]]],
  [true, false, [[null], [10], [2], [1]]],
])('sorts numbers by size and NULL as largest (descending: %s)', (descending, _, expected) => expect(sortRows([[10], [null], [1], [2]], { column: 0, descending }, true)).toEqual(expected))

it('sorts exact numbers that came as text by size', () => expect(sortRows([['10'], ['9']], { column: 0, descending: false }, true)).toEqual([['9'], ['10']]))

it('sorts text as text', () => expect(sortRows([['10'], ['9']], { column: 0, descending: false }, false)).toEqual([['10'], ['9']]))

it('keeps the order it was given without a sort', () => expect(sortRows([[2], [1]], undefined, true)).toEqual([[2], [1]]))

it.each([
  [null, ''],
  ['a', 'a'],
  [true, 'true'],
  [{ a: 1 }, '{"a":1}'],
])('writes %j as %j', (value, text) => expect(cellText(value)).toBe(text))

it('writes a table for a spreadsheet', () => expect(asTabs([{ name: 'A', type: 'VARCHAR' }, { name: 'B', type: 'NUMBER' }], [['x\ty', 1], ['"', null]])).toBe('A\tB\n"x\ty"\t1\n""""\t'))

it('is as wide as it has to be, and no wider', () => expect(widthsOf([{ name: 'A', type: 'X' }], [['x'.repeat(500)]])).toEqual([340]))
