import { expect, it } from 'vitest'
import { fromLocal, isZone, offsetText, shownRuns, toLocal, zones } from './zones'

it('shows runs by the clocks of their zone and names when those change', () => {
  const runs = shownRuns(['2026-10-24T04:00:00Z', '2026-10-25T05:00:00Z', '2026-10-26T05:00:00Z'], 'Europe/Berlin', new Date('2026-10-23T12:00:00Z'), 'en-GB')
  expect(runs.map(({ local }) => local.slice(-5))).toEqual(['06:00', '06:00', '06:00'])
  expect(runs.map(({ offset }) => offset)).toEqual(['UTC+02:00', 'UTC+01:00', 'UTC+01:00'])
  expect(runs.map(({ change }) => change)).toEqual(['', 'Clocks back 1 h', ''])
})

it('knows clocks that change by half an hour, and a change before the first run', () => {
  expect(shownRuns(['2026-10-04T00:00:00Z'], 'Australia/Lord_Howe', new Date('2026-10-01T00:00:00Z'))[0]?.change).toBe('Clocks forward 30 min')
})

it('writes offsets', () => {
  expect([0, 60, -210, 345].map(offsetText)).toEqual(['UTC', 'UTC+01:00', 'UTC−03:30', 'UTC+05:45'])
})

it('turns what clocks show into moments and back', () => {
  expect(fromLocal('2026-07-01T06:00', 'Europe/Berlin')).toBe('2026-07-01T04:00:00.000Z')
  expect(fromLocal('2026-12-01T06:00', 'America/New_York')).toBe('2026-12-01T11:00:00.000Z')
  expect(toLocal('2026-12-01T11:00:00Z', 'America/New_York')).toBe('2026-12-01T06:00')
  expect(fromLocal('', 'UTC')).toBeUndefined()
})

it('knows zones', () => {
  expect(zones()[0]).toBe('UTC')
  expect(zones()).toContain('Europe/Berlin')
  expect(isZone('Mars/Olympus')).toBe(false)
  expect(isZone('')).toBe(false)
})
