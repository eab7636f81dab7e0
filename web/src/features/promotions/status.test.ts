import { describe, expect, it } from 'vitest'
import { choicesFor, currentOperation, endingWords, failedStep, hasMoved, isLive, isOver, progress, rowsByNode, shownStatus, statusWords, stepDetail, stepTitle, waitsForPeople, type PromotionStatus, type StepStatus } from './status'

const all: PromotionStatus[] = ['requested', 'approved', 'applying', 'applied', 'rejected', 'cancelled', 'expired', 'compensated', 'failed', 'rollingBack', 'rolledBack']
const reviewer = { email: 'reviewer@example.com', role: 'member' }
const analyst = { email: 'analyst@example.com', role: 'member' }
const it_ = 'it@example.com'
const source = { owner: analyst.email, collaborators: [{ email: reviewer.email, role: 'reviewer' as const }, { email: 'viewer@example.com', role: 'viewer' as const }] }
const target = { owner: it_, collaborators: [{ email: reviewer.email, role: 'reviewer' as const }] }
const sides = { source, target }
const promotion = { status: 'requested' as PromotionStatus, requestedBy: analyst.email, notByRequester: true, plan: 'p1', approvals: [] }

it.each(all)('has words for %s', (status) => {
  expect(statusWords(status).label).not.toBe('')
  expect(statusWords(status).meaning).not.toBe('')
})

it('keeps asking only while something moves by itself', () => {
  expect(all.filter(isLive)).toEqual(['approved', 'applying', 'rollingBack'])
})

it('follows the roll back once there is one', () => {
  expect(currentOperation({ operation: 'a' })).toBe('a')
  expect(currentOperation({ operation: 'a', rollbackOperation: 'b' })).toBe('b')
})

describe('choices', () => {
  it('lets a reviewer decide and not cancel', () => {
    expect(choicesFor(promotion, reviewer, sides)).toEqual({ decide: true, cancel: false, rollBack: false, hint: null })
  })

  it('lets the requester cancel, and decide only where the policy allows it', () => {
    expect(choicesFor(promotion, analyst, sides)).toMatchObject({ decide: false, cancel: true })
    expect(choicesFor(promotion, analyst, sides).hint).toContain('somebody else')
    expect(choicesFor({ ...promotion, notByRequester: false }, analyst, sides)).toMatchObject({ decide: true, cancel: true, hint: null })
  })

  it('lets nobody decide who only reads, says whom to ask, and offers nothing before the projects are known', () => {
    const viewer = { email: 'viewer@example.com', role: 'member' }
    expect(choicesFor(promotion, viewer, { source })).toMatchObject({ decide: false, cancel: false })
    expect(choicesFor(promotion, viewer, { source }).hint).toContain(analyst.email)
    expect(choicesFor(promotion, reviewer, {})).toMatchObject({ decide: false, hint: null })
    expect(choicesFor(promotion, reviewer, { target }).decide).toBe(true)
  })

  it('asks nobody twice, but again for another plan', () => {
    const approval = { by: reviewer.email, at: '2026-01-01T00:00:00Z', plan: 'p1' }
    expect(choicesFor({ ...promotion, approvals: [approval] }, reviewer, sides).decide).toBe(false)
    expect(choicesFor({ ...promotion, approvals: [{ ...approval, plan: 'p0' }] }, reviewer, sides).decide).toBe(true)
  })

  it('offers a roll back of what is applied, to whoever owns the target, and nothing else', () => {
    for (const status of all) expect(choicesFor({ ...promotion, status }, { email: it_, role: 'member' }, sides).rollBack).toBe(status === 'applied')
    expect(choicesFor({ ...promotion, status: 'applied' }, { email: 'admin@example.com', role: 'administrator' }, sides).rollBack).toBe(true)
    for (const one of [reviewer, analyst]) expect(choicesFor({ ...promotion, status: 'applied' }, one, sides).rollBack).toBe(false)
    expect(choicesFor({ ...promotion, status: 'applied' }, analyst, sides)).toMatchObject({ decide: false, cancel: false, hint: null })
  })
})

it('counts what is over, however it ended', () => {
  expect(progress([{ status: 'succeeded' }, { status: 'skipped' }, { status: 'failed' }, { status: 'compensated' }, { status: 'running' }, { status: 'pending' }])).toEqual({ done: 4, all: 6 })
})

it('names steps in words, also one that it does not know', () => {
  expect(stepTitle('data-checks')).toBe('Check the data that was built')
  expect(stepTitle('brand-new')).toBe('Brand new')
})

it('finds the rows in a result', () => {
  expect(rowsByNode({ backup: 'b', 'rows:out_table': '57', 'rows:out_view': '7' })).toEqual([['out_table', 57], ['out_view', 7]])
})

it('lets the requester call off what is being applied, and an administrator too', () => {
  expect(choicesFor({ ...promotion, status: 'applying' }, analyst, sides).cancel).toBe(true)
  expect(choicesFor({ ...promotion, status: 'applying' }, reviewer, sides).cancel).toBe(false)
  expect(choicesFor({ ...promotion, status: 'applying' }, { ...reviewer, role: 'administrator' }, sides).cancel).toBe(true)
  expect(choicesFor({ ...promotion, status: 'applied' }, analyst, sides).cancel).toBe(false)
})

it('can be asked for again once it is over and not in place', () => {
  expect(all.filter(isOver)).toEqual(['rejected', 'cancelled', 'expired', 'compensated', 'failed', 'rolledBack'])
})

describe('steps', () => {
  const step = (name: string, status: StepStatus, detail?: string) => ({ name, status, ...(detail !== undefined && { detail }) })
  const running = (...steps: ReturnType<typeof step>[]) => ({ status: 'running' as const, steps })

  it('says what an undone step has left, not what it had done', () => {
    expect(stepDetail(step('swap', 'succeeded', 'Everything is in place.'))).toBe('Everything is in place.')
    expect(stepDetail(step('swap', 'compensated', 'Everything is in place.'))).toBe('What was there before is back in its place.')
    expect(stepDetail(step('brand-new', 'compensated', 'Done it.'))).toBeUndefined()
  })

  it('leaves done what there is nothing to undo of', () => {
    expect(shownStatus(step('approval', 'compensated'))).toBe('succeeded')
    expect(stepDetail(step('approval', 'compensated', 'Approved by a.'))).toBe('Approved by a.')
    expect(shownStatus(step('swap', 'compensated'))).toBe('compensated')
    expect(shownStatus(step('check', 'failed'))).toBe('failed')
  })

  it('names the one that failed, and how it ended', () => {
    expect(failedStep([step('stage', 'compensated'), step('swap', 'failed')])).toBe('Put everything in place')
    expect(failedStep([step('stage', 'succeeded')])).toBeUndefined()
    expect(endingWords('compensated')).toContain('put back')
  })

  it('notices every step that it goes on', () => {
    const before = running(step('approval', 'running', '0 of 2 approvals.'), step('stage', 'pending'))
    expect(hasMoved(before, before)).toBe(false)
    expect(hasMoved(before, running(step('approval', 'running', '1 of 2 approvals.'), step('stage', 'pending')))).toBe(true)
    expect(hasMoved(before, running(step('approval', 'succeeded', '0 of 2 approvals.'), step('stage', 'running')))).toBe(true)
    expect(hasMoved(before, { ...before, status: 'cancelled' })).toBe(true)
    expect(waitsForPeople(before)).toBe(true)
    expect(waitsForPeople(running(step('stage', 'running')))).toBe(false)
  })
})
