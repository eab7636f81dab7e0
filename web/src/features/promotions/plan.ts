import type { Plan } from '@/lib/api/answers'

/** Why this plan cannot be requested; null if it can. Policies that want something after the request, as approvals do, are none. */
export function obstacle(plan: Pick<Plan, 'empty' | 'problems'>): string | null {
  if (plan.empty) return 'There is nothing to promote.'
  const errors = plan.problems.filter((problem) => problem.severity === 'error').length
  return errors === 0 ? null : `${errors === 1 ? 'One problem has' : `${errors} problems have`} to be solved first. Correct the project, then plan again.`
}

/** The policies that stand in its way as things are. */
export const unmet = (plan: Pick<Plan, 'policies'>): Plan['policies'] => plan.policies.filter(({ blocking, satisfied }) => blocking && !satisfied)

/** Those of them that stand in the way of asking already: approvals and the time to apply it come afterwards. */
export const unmetBeforeRequest = (plan: Pick<Plan, 'policies'>): Plan['policies'] => unmet(plan).filter(({ code }) => code !== 'approvals' && code !== 'deployment-window')

/** What the plan does, in one line: "1 source exchanged · 2 tables created". */
export function summary(plan: Pick<Plan, 'sources' | 'removedSources' | 'nodes' | 'deployments'>): string[] {
  const parts: string[] = []
  const say = (n: number, one: string, many: string) => {
    if (n > 0) parts.push(`${n} ${n === 1 ? one : many}`)
  }
  say(plan.sources.length, 'source exchanged', 'sources exchanged')
  say(plan.removedSources.length, 'unused source removed', 'unused sources removed')
  for (const change of ['added', 'changed', 'removed'] as const) {
    say(plan.nodes.filter((node) => node.change === change).length, `node ${change}`, `nodes ${change}`)
  }
  for (const [action, done] of [['create', 'created'], ['replace', 'replaced'], ['drop', 'dropped']] as const) {
    say(plan.deployments.filter((deployment) => deployment.action === action).length, `deployment ${done}`, `deployments ${done}`)
  }
  return parts
}
