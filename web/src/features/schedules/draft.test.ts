import { describe, expect, it } from 'vitest'
import { draftOf, newDraft, scheduleOf } from './draft'

describe('a draft', () => {
  it.each([
    { cron: '0 6 * * 1-5', timeZone: 'Europe/Berlin', freshness: { by: '07:00', days: ['monday' as const] } },
    { every: { count: 6, unit: 'hours' as const }, timeZone: 'UTC', start: '2026-01-01T00:00:00Z', freshness: { withinMinutes: 600 } },
    { after: { project: 'p', node: 'orders' }, timeZone: 'UTC', retries: { count: 2, delaySeconds: 90, factor: 3, maxDelaySeconds: 900 } },
  ])('comes back as it was ($cron$every.unit$after.node)', (schedule) => {
    expect(scheduleOf(draftOf(schedule), schedule)).toMatchObject(schedule)
  })

  it('holds one way of timing only', () => {
    const schedule = scheduleOf({ ...newDraft('UTC'), mode: 'every' }, { cron: '0 6 * * *', timeZone: 'UTC' })
    expect(schedule.every).toEqual({ count: 1, unit: 'hours' })
    expect(schedule).not.toHaveProperty('cron')
  })

  it('gives a promise up', () => {
    expect(scheduleOf({ ...draftOf({ cron: '0 6 * * *', freshness: { withinMinutes: 60 } }), promise: 'none' }, { cron: '0 6 * * *', freshness: { withinMinutes: 60 } })).not.toHaveProperty('freshness')
  })

  it('keeps what the form does not show', () => {
    expect(scheduleOf(draftOf({ cron: '0 6 * * *', jitterSeconds: 30 }), { cron: '0 6 * * *', jitterSeconds: 30 })).toMatchObject({ jitterSeconds: 30 })
  })
})
