import { expect, it } from 'vitest'
import { exactJson } from './exact'

const read = (json: string): unknown => JSON.parse(exactJson(json))

it('keeps every digit of a number that JavaScript would round', () =>
  expect(read('[12345678901234567890123456789, -9007199254740993, 0.12345678901234567890]')).toEqual(['12345678901234567890123456789', '-9007199254740993', '0.12345678901234567890']))

it('leaves numbers that are exact as numbers', () => expect(read('[0, -1, 0.1, 1E+300, 31.95376472, 9007199254740991, 123456789012345]')).toEqual([0, -1, 0.1, 1e300, 31.95376472, 9007199254740991, 123456789012345]))

it('touches no digits within texts and names', () => expect(read('{"12345678901234567890": "a \\" 12345678901234567890", "b": null}')).toEqual({ '12345678901234567890': 'a " 12345678901234567890', b: null }))

it('reads the shortest form of a float as that float', () => expect(read('[0.30000000000000004, 1.2345678901234568E-05]')).toEqual([0.30000000000000004, 1.2345678901234568e-5]))
