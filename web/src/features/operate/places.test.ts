import { expect, it } from 'vitest'
import { sourceMapOf, sourceMapText } from './places'

it('reads and writes rules', () => {
  const text = 'RAW_DEV = RAW\nA.B.C = D.E.F'
  expect(sourceMapText(sourceMapOf(text).rules)).toBe(text)
  expect(sourceMapOf(text).rules[1]?.from).toEqual({ database: 'A', schema: 'B', name: 'C' })
  expect(sourceMapOf('\n')).toEqual({ rules: [] })
})

it.each(['RAW_DEV', 'A.B = C', 'A = B = C', 'A..B = C', 'A.B.C.D = E'])('says that “%s” is no rule', (text) => {
  expect(sourceMapOf(text).wrong).toBeDefined()
})
