import { expect, it } from 'vitest'
import { percent, shortNumber, ticks } from './scale'

it.each([
  [0, 97, [0, 25, 50, 75, 100]],
  [-3, 12, [-5, 0, 5, 10, 15]],
  [0, 0.3, [0, 0.1, 0.2, 0.3]],
  [5, 5, [5]],
])('from %d to %d the axis has %j', (low, high, expected) => expect(ticks(low, high)).toEqual(expected))

it.each([
  [0, 10, '0%'],
  [1, 100_000, '<0.1%'],
  [99_999, 100_000, '>99.9%'],
  [1, 3, '33%'],
  [5, 100, '5.0%'],
  [0, 0, '0%'],
])('%d of %d is %s', (part, whole, text) => expect(percent(part, whole)).toBe(text))

it.each([
  [1234, '1,234'],
  [123456, '123.5K'],
  [0.00012345, '0.0001235'],
])('%d is written %s', (value, text) => expect(shortNumber(value)).toBe(text))
