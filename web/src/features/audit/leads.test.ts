import { expect, it } from 'vitest'
import { leadTo, told } from './leads'

const entry = (action: string, summary: string, data: Readonly<Record<string, string>>, project = 'p1') => ({ action, project, summary, data })

it('leads from an id in the sentence to what it is of', () => {
  expect(told(entry('promotion-approved', 'Promotion promotion-9 to production', { promotion: 'promotion-9', plan: 'abc' }))).toEqual({
    parts: ['Promotion ', { label: 'promotion-9', to: '/promotions/promotion-9' }, ' to production'],
    more: [],
  })
})

it('leads there too where the sentence names no id', () => {
  expect(told(entry('promotion-applied', 'Promoted from Sales', { promotion: 'x', operation: 'op-1' }))).toEqual({ parts: ['Promoted from Sales'], more: [{ label: 'Promotion', to: '/promotions/x' }] })
  expect(told(entry('deployed', 'Deployed out', { operation: 'op-1', plan: 'h' })).more).toEqual([{ label: 'How it went', to: '/projects/p1/deploy?operation=op-1' }])
  expect(told(entry('flow-saved', 'Changed a filter', { revision: '7', before: 'a', after: 'b' })).more).toEqual([{ label: 'What changed', to: '/projects/p1/flow?compare=6-7' }])
})

it('leads nowhere where nothing is', () => {
  expect(told(entry('flow-saved', 'Created', { revision: '1', after: 'b' })).more).toEqual([])
  expect(leadTo(entry('deployed', '', { plan: 'h' }), 'plan')).toBeUndefined()
  expect(told(entry('channel-removed', 'Removed channel chan-1', {}, 'workspace'))).toEqual({ parts: ['Removed channel chan-1'], more: [] })
})

it('leads to a run rather than to its deployment', () => {
  expect(told(entry('run-requested', 'Asked for a run of out', { node: 'out', execution: 'e1' })).more).toEqual([{ label: 'Run', to: '/projects/p1/deployments/out/runs?execution=e1' }])
})

it('leads to where administrators change things', () => {
  expect(told(entry('channel-changed', 'Changed channel chan-1', {}, 'workspace')).parts).toEqual(['Changed channel ', { label: 'chan-1', to: '/admin/channels?ask=change&about=chan-1' }])
  expect(told(entry('user-added', 'Added user a@example.com', {}, 'workspace')).parts.at(-1)).toEqual({ label: 'a@example.com', to: '/admin/users?ask=change&about=a%40example.com' })
  expect(told(entry('properties-changed', 'Changed the custom properties', {}, 'workspace')).more).toEqual([{ label: 'Properties', to: '/admin/properties' }])
})
