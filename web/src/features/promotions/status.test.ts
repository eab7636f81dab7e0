import { describe, expect, it } from 'vitest'
import { choicesFor, currentOperation, isLive, progress, rowsByNode, statusWords, stepTitle, type PromotionStatus } from './status'

const all: PromotionStatus[] = ['requested', 'approved', 'applying', 'applied', 'rejected', 'cancelled', 'expired', 'compensated', 'failed', 'rollingBack', 'rolledBack']
const reviewer = { email: 'reviewer@example.com', role: 'member' }
const analyst = { email: 'analyst@example.com', role: 'member' }
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
    expect(choicesFor(promotion, reviewer)).toEqual({ decide: true, cancel: false, rollBack: false, hint: null })
  })

  it('lets the requester cancel, and decide only where the policy allows it', () => {
    expect(choicesFor(promotion, analyst)).toMatchObject({ decide: false, cancel: true })
    expect(choicesFor(promotion, analyst).hint).toContain('somebody else')
    expect(choicesFor({ ...promotion, notByRequester: false }, analyst)).toMatchObject({ decide: true, cancel: true, hint: null })
  })

  it('asks nobody twice, but again for another plan', () => {
    const approval = { by: reviewer.email, at: '2026-01-01T00:00:00Z', plan: 'p1' }
    expect(choicesFor({ ...promotion, approvals: [approval] }, reviewer).decide).toBe(false)
    expect(choicesFor({ ...promotion, approvals: [{ ...approval, plan: 'p0' }] }, reviewer).decide).toBe(true)
  })

  it('offers a roll back of what is applied, and nothing else', () => {
    for (const status of all) expect(choicesFor({ ...promotion, status }, reviewer).rollBack).toBe(status === 'applied')
    expect(choicesFor({ ...promotion, status: 'applied' }, analyst)).toMatchObject({ decide: false, cancel: false, hint: null })
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
  expect(choicesFor({ ...promotion, status: 'applying' }, analyst).cancel).toBe(true)
  expect(choicesFor({ ...promotion, status: 'applying' }, reviewer).cancel).toBe(false)
  expect(choicesFor({ ...promotion, status: 'applying' }, { ...reviewer, role: 'administrator' }).cancel).toBe(true)
  expect(choicesFor({ ...promotion, status: 'applied' }, analyst).cancel).toBe(false)
})
