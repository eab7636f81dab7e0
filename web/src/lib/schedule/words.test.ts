import { expect, it } from 'vitest'
import { cronProblemWords, cronWords, freshnessWords, minutesWords, timingWords } from './words'

it('says intervals', () => {
  expect(timingWords({ every: { count: 1, unit: 'hours' } })).toBe('Every hour')
  expect(timingWords({ every: { count: 6, unit: 'hours' } })).toBe('Every 6 hours')
  expect(timingWords({ after: { project: 'p', node: 'orders' } })).toBe('Each time orders has been rebuilt')
  expect(timingWords({ after: { project: 'p', node: '' } })).toBe('Each time another deployment has been rebuilt')
})

it('says cron with five fields and with six', () => {
  expect(cronWords('30 6 * * 1-5')).toBe('At 06:30, Monday through Friday')
  expect(cronWords('0 30 6 * * *')).toBe('At 06:30, every day')
  expect(cronWords('0 6 1 * *')).toBe('At 06:00, on day 1 of the month')
  expect(cronWords('6 * *')).toBeUndefined()
  expect(cronWords('99 6 * * *')).toBeUndefined()
})

it('says how fresh data has to be', () => {
  expect(freshnessWords({ freshness: { withinMinutes: 120 } })).toBe('never older than 2 hours')
  expect(freshnessWords({ freshness: { by: '07:00' } })).toBe('done by 07:00 every day')
  expect(freshnessWords({ freshness: { by: '07:00', days: ['monday', 'friday'] } })).toBe('done by 07:00 on Monday, Friday')
  expect(freshnessWords({})).toBeUndefined()
  expect([45, 60, 90, 1440, 2880].map(minutesWords)).toEqual(['45 min', '1 hour', '90 min', '1 day', '2 days'])
})

it('says which field of a cron expression is wrong, and what it takes', () => {
  const invalid = (start: number, length: number) => ({ code: 'schedule-cron-invalid', message: 'The hour field cannot be read: The given cron expression has an invalid format.', span: { start, length } })
  expect(cronProblemWords(invalid(0, 2), '61 6 * * *')).toMatch(/^The minute, “61”, cannot be read\. It takes 0 to 59;/)
  expect(cronProblemWords(invalid(8, 3), '0 6 * * MUN')).toMatch(/^The day of the week, “MUN”, .* MON to SUN;/)
  expect(cronProblemWords(invalid(0, 2), '99 0 6 * * *')).toMatch(/^The second, “99”/)
  expect(cronProblemWords(invalid(0, 9), '0 6 1 1 *')).toMatch(/as a whole/)
  expect(cronProblemWords(invalid(2, 2), '0 6 * * *')).toBe('The hour field cannot be read.')
  expect(cronProblemWords({ code: 'schedule-cron-fields', message: 'Cron has 5 fields; this has 3.', suggestion: 'For example 0 7 * * MON-FRI.' }, '1 2 3')).toBe('Cron has 5 fields; this has 3. For example 0 7 * * MON-FRI.')
})
