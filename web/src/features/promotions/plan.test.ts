import { describe, expect, it } from 'vitest'
import type { Plan } from '@/lib/api/answers'
import { obstacle, summary, unmet, unmetBeforeRequest } from './plan'

const problem = (severity: 'error' | 'warning'): Plan['problems'][number] => ({ code: 'C', severity, message: 'm' })

it('lets a plan pass that has only warnings', () => {
  expect(obstacle({ empty: false, problems: [problem('warning')] })).toBeNull()
})

it('names the obstacle', () => {
  expect(obstacle({ empty: false, problems: [problem('error'), problem('error')] })).toContain('2 problems have to be solved first.')
  expect(obstacle({ empty: false, problems: [problem('error')] })).toContain('One problem has')
  expect(obstacle({ empty: true, problems: [] })).toBe('There is nothing to promote.')
})

it('sums a plan up, leaving out what does not happen', () => {
  const deployment = { node: 'd', type: 'table' as const, target: { database: 'A', schema: 'B', name: 'C' }, role: 'R', warehouse: 'W', columns: { added: [], removed: [], changed: [] }, breaking: false, wave: 0, fingerprint: 'F', output: [], checks: [] }
  const plan = {
    sources: [],
    removedSources: ['s'],
    nodes: [{ node: 'n', name: 'N', kind: 'filter', change: 'added' as const, weight: 'semantic' as const, fields: [] }],
    deployments: [
      { ...deployment, action: 'create' as const, columns: { added: [], removed: [], changed: [] }, readers: [] },
      { ...deployment, action: 'create' as const, columns: { added: [], removed: [], changed: [] }, readers: [] },
      { ...deployment, action: 'unchanged' as const, columns: { added: [], removed: [], changed: [] }, readers: [] },
    ],
  }
  expect(summary(plan)).toEqual(['1 unused source removed', '1 node added', '2 deployments created'])
})

describe('unmet', () => {
  const policy = (code: string, blocking: boolean, satisfied: boolean) => ({ code, blocking, satisfied, message: code })
  const policies = [policy('approvals', true, false), policy('tags', true, false), policy('description', true, true), policy('findings', false, false), policy('deployment-window', true, false)]

  it('is what blocks and is not met', () => expect(unmet({ policies }).map(({ code }) => code)).toEqual(['approvals', 'tags', 'deployment-window']))

  it('does not wait before the request for what comes after it', () => expect(unmetBeforeRequest({ policies }).map(({ code }) => code)).toEqual(['tags']))
})
