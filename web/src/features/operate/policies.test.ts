import { describe, expect, it } from 'vitest'
import { rulesOf, windowText, windowWrong, type Policies } from './policies'

const policies: Policies = {
  approvals: 2, notByRequester: true, lockAfterPromotion: true, approvalHours: 24, retentionDays: 1, directDeploy: false,
  description: 'off', tags: 'warn', properties: 'block', requiredProperties: [{ name: 'Cost centre', on: 'project' }], review: 'off', reviewRevisionsBehind: 0, reviewDays: null,
  findings: 'off', errorFindings: [], windows: [], windowLevel: 'block',
}

describe('policies in words', () => {
  it('say what is demanded and leave out what is not looked at', () => {
    expect(rulesOf(policies)).toEqual(['2 approvals', 'not by the requester', 'within 24 h', 'locked after promotion', 'no deploy by hand', 'tags: warns', 'required properties (Cost centre): blocks', 'replaced tables kept 1 day'])
  })

  it('say when promotions are applied', () => {
    const window = { days: ['friday', 'monday'], from: '22:00', to: '06:00', timeZone: 'Europe/Berlin' } satisfies Policies['windows'][number]
    expect(windowText(window)).toBe('Mon, Fri 22:00–06:00 Europe/Berlin')
    expect(rulesOf({ ...policies, windows: [window] })).toContain('applied Mon, Fri 22:00–06:00 Europe/Berlin: waits outside')
    expect(windowText({ ...window, days: [] })).toBe('daily 22:00–06:00 Europe/Berlin')
  })

  it('refuse a window that nobody could understand', () => {
    expect(windowWrong({ from: '22:00', to: '24:00', timeZone: 'UTC' })).toMatch(/opens and closes/)
    expect(windowWrong({ from: '22:00', to: '06:00', timeZone: 'Mars/Base' })).toMatch(/zone/)
    expect(windowWrong({ from: '22:00', to: '06:00', timeZone: 'Asia/Kolkata' })).toBeUndefined()
  })
})
