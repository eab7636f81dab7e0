import { expect, it } from 'vitest'
import { obstacles, summary } from './plan'
import type { Plan } from './queries'

const problem = (severity: 'error' | 'warning'): Plan['problems'][number] => ({ code: 'C', severity, message: 'm' })
const policy = (blocking: boolean, satisfied: boolean): Plan['policies'][number] => ({ code: 'P', blocking, satisfied, message: 'Tables need an owner.' })

it('lets a plan pass that has only warnings', () => {
  expect(obstacles({ empty: false, problems: [problem('warning')], policies: [policy(false, false), policy(true, true)] })).toEqual([])
})

it('names every obstacle', () => {
  expect(obstacles({ empty: false, problems: [problem('error'), problem('error')], policies: [policy(true, false)] })).toEqual(['2 problems have to be solved first.', 'Tables need an owner.'])
  expect(obstacles({ empty: true, problems: [], policies: [] })).toEqual(['There is nothing to promote.'])
})

it('sums a plan up, leaving out what does not happen', () => {
  const deployment = { node: 'd', type: 'table', target: { database: 'A', schema: 'B', name: 'C' }, role: 'R', warehouse: 'W', columns: { added: [], removed: [], changed: [] }, breaking: false, readers: [] } as const
  const plan = {
    sources: [],
    removedSources: ['s'],
    nodes: [{ node: 'n', kind: 'filter', change: 'added' as const, fields: [] }],
    deployments: [
      { ...deployment, action: 'create' as const, columns: { added: [], removed: [], changed: [] }, readers: [] },
      { ...deployment, action: 'create' as const, columns: { added: [], removed: [], changed: [] }, readers: [] },
      { ...deployment, action: 'unchanged' as const, columns: { added: [], removed: [], changed: [] }, readers: [] },
    ],
  }
  expect(summary(plan)).toEqual(['1 unused source removed', '1 node added', '2 deployments created'])
})
