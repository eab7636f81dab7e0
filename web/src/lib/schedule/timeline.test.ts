import { expect, it } from 'vitest'
import { lasted, lengthText, placeOf, ticks } from './timeline'

const day = { from: Date.parse('2026-05-01T00:30:00Z'), to: Date.parse('2026-05-02T00:30:00Z') }

it('places moments on the line', () => {
  expect(placeOf('2026-05-01T12:30:00Z', day)).toBe(0.5)
  expect(placeOf('2026-05-03T00:00:00Z', day)).toBeUndefined()
})

it('has round ticks, not too many', () => {
  expect(ticks(day, 8, 0).map((at) => new Date(at).toISOString().slice(11, 16))).toEqual(['03:00', '06:00', '09:00', '12:00', '15:00', '18:00', '21:00', '00:00'])
  expect(ticks({ from: day.from, to: day.from + 14 * 86_400_000 }, 8, 0).length).toBeLessThanOrEqual(8)
})

it('measures what has ended and what has not', () => {
  const startedAt = '2026-05-01T00:00:00Z'
  expect(lasted({}, 0)).toBeUndefined()
  expect(lasted({ startedAt, endedAt: '2026-05-01T00:00:02Z' }, 0)).toBe(2000)
  expect(lasted({ startedAt }, Date.parse('2026-05-01T00:01:00Z'))).toBe(60_000)
})

it('says lengths', () => {
  expect([400, 12_000, 59_700, 185_000, 7_800_000].map(lengthText)).toEqual(['0.4 s', '12 s', '1 min 0 s', '3 min 5 s', '2 h 10 min'])
})
