import { expect, it } from 'vitest'
import { duration, relative } from './time'

const now = Date.parse('2026-05-04T12:00:00Z')

it.each([
  ['2026-05-04T11:59:50Z', 'just now'],
  ['2026-05-04T11:57:00Z', '3 minutes ago'],
  ['2026-05-04T09:00:00Z', '3 hours ago'],
  ['2026-05-03T12:00:00Z', 'yesterday'],
  ['2026-05-11T12:00:00Z', 'in 7 days'],
  ['2026-05-04T12:00:40Z', 'in less than a minute'],
  ['2026-05-04T12:00:05Z', 'just now'],
  ['2026-06-07T12:00:00Z', 'in 1 month'],
])('says %s as %s', (time, words) => expect(relative(time, now, 'en')).toBe(words))

it('counts days by the calendar', () => {
  const late = new Date(2026, 10, 28, 22, 9).getTime()
  const at = (...[day, hour]: [number, number]) => relative(new Date(2026, 10, day, hour, 30).toISOString(), late, 'en')
  expect(at(29, 6)).toBe('in 8 hours')
  expect(at(29, 23)).toBe('tomorrow')
  expect(at(30, 6)).toBe('in 2 days')
})

it.each([
  ['2026-05-04T12:00:00.400Z', '0.4 s'],
  ['2026-05-04T12:00:42Z', '42 s'],
  ['2026-05-04T12:03:05Z', '3 min 5 s'],
  ['2026-05-04T11:00:00Z', '0.0 s'],
])('measures until %s as %s', (to, words) => expect(duration('2026-05-04T12:00:00Z', to)).toBe(words))
