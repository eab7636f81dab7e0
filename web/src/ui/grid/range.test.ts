import { expect, it } from 'vitest'
import { boxOf, isWithin, moved } from './range'

const size = { rows: 100, columns: 5 }

it.each([
  ['ArrowDown', false, { row: 4, column: 2 }],
  ['ArrowLeft', false, { row: 3, column: 1 }],
  ['ArrowUp', true, { row: 0, column: 2 }],
  ['ArrowRight', true, { row: 3, column: 4 }],
  ['Home', false, { row: 3, column: 0 }],
  ['End', true, { row: 99, column: 4 }],
  ['PageDown', false, { row: 13, column: 2 }],
  ['PageUp', false, { row: 0, column: 2 }],
  ['x', false, undefined],
])('%s (to the end: %s) goes from row 3, column 2 to %j', (key, far, place) => expect(moved({ row: 3, column: 2 }, key, far, 10, size)).toEqual(place))

it('goes into the header and no further', () => {
  expect(moved({ row: 0, column: 0 }, 'ArrowUp', false, 10, size)).toEqual({ row: -1, column: 0 })
  expect(moved({ row: -1, column: 0 }, 'ArrowUp', false, 10, size)).toEqual({ row: -1, column: 0 })
  expect(moved({ row: -1, column: 0 }, 'ArrowDown', false, 10, { rows: 0, columns: 2 })).toEqual({ row: -1, column: 0 })
})

it('marks a box whichever corner it began in, and whole columns in the header', () => {
  const box = boxOf({ from: { row: 5, column: 3 }, to: { row: 2, column: 1 } }, 100)
  expect(box).toEqual({ top: 2, bottom: 5, left: 1, right: 3 })
  expect([isWithin(box, 2, 3), isWithin(box, 6, 3), isWithin(undefined, 0, 0)]).toEqual([true, false, false])
  expect(boxOf({ from: { row: -1, column: 1 }, to: { row: -1, column: 1 } }, 100)).toEqual({ top: 0, bottom: 99, left: 1, right: 1 })
  expect(boxOf({ from: { row: -1, column: 1 }, to: { row: 4, column: 1 } }, 100)).toEqual({ top: 0, bottom: 4, left: 1, right: 1 })
})
