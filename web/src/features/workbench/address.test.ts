import { expect, it } from 'vitest'
import { comparedOf, tableOf, tableText } from './address'

it.each([{ database: 'RAW', schema: 'A B', name: 'Q/1 %' }, { database: 'RAW', schema: 'PUBLIC', name: 'ÜBER' }])('finds the table that it has written: %j', (table) => expect(tableOf(tableText(table))).toEqual(table))

it('takes an address that was cut or mistyped as it is, and never fails on it', () => {
  expect(tableOf('100%/x/y')).toEqual({ database: '100%', schema: 'x', name: 'y' })
  expect(tableOf('%E0%A4%A')).toBeUndefined()
  expect(tableOf(null)).toBeUndefined()
})

it('compares two numbers and nothing else', () => {
  expect(comparedOf('3-5')).toEqual({ from: 3, to: 5 })
  expect(comparedOf('3-x')).toBeUndefined()
})
