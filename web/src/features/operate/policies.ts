import { count, sentence } from '@/lib/names'
import { isZone } from '@/lib/schedule/zones'
import type { Environment } from './queries'

export type Policies = Environment['policies']
export type Window = Policies['windows'][number]
export type Day = NonNullable<Window['days']>[number]

export const levels = { off: 'Not looked at', warn: 'Warns', block: 'Blocks' } as const
export type Level = keyof typeof levels

export const days: readonly Day[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** The findings that can count as errors, by what they are called. */
export const findings: Readonly<Record<string, string>> = {
  'cross-join': 'Cross join',
  'select-star': 'SELECT *',
  'duplicate-transformation': 'The same step twice',
  'filter-after-join': 'Filter after a join that could come before it',
  'unused-node': 'Node that nothing reads',
  'unused-columns': 'Columns that nothing reads',
  'unused-formula': 'Formula that nothing reads',
  'missing-documentation': 'No description',
}

const clock = /^([01]\d|2[0-3]):[0-5]\d$/

/** Why a window cannot be kept; undefined if it can. */
export function windowWrong({ from, to, timeZone }: Window): string | undefined {
  if (!clock.test(from) || !clock.test(to)) return 'When it opens and closes, such as 22:00.'
  return isZone(timeZone) ? undefined : 'Choose a zone such as Europe/Berlin.'
}

/** "Mon, Tue 22:00–06:00 Europe/Berlin" */
export function windowText({ days: on, from, to, timeZone }: Window): string {
  const named = days.filter((day) => on?.includes(day) === true).map((day) => sentence(day).slice(0, 3))
  return `${named.length === 0 || named.length === 7 ? 'daily' : named.join(', ')} ${from}–${to} ${timeZone}`
}

const looked: readonly (readonly [keyof Policies, string])[] = [
  ['description', 'description'],
  ['tags', 'tags'],
  ['properties', 'required properties'],
  ['review', 'review'],
  ['findings', 'findings'],
]

/** What an environment demands, in words. */
export function rulesOf(policies: Policies): readonly string[] {
  return [
    policies.approvals === 0 ? 'No approval needed' : count(policies.approvals, 'approval'),
    ...(policies.approvals > 0 && policies.notByRequester ? ['not by the requester'] : []),
    ...(policies.approvals > 0 ? [`within ${policies.approvalHours} h`] : []),
    policies.lockAfterPromotion ? 'locked after promotion' : 'stays open after promotion',
    policies.directDeploy ? 'may be deployed by hand' : 'no deploy by hand',
    ...looked.flatMap(([key, words]) => {
      const level = policies[key] as Level
      if (level === 'off') return []
      const which = key === 'properties' && policies.requiredProperties.length > 0 ? ` (${policies.requiredProperties.map(({ name }) => name).join(', ')})` : ''
      return [`${words}${which}: ${levels[level].toLowerCase()}`]
    }),
    ...(policies.windows.length > 0 && policies.windowLevel !== 'off' ? [`applied ${policies.windows.map(windowText).join(' or ')}: ${policies.windowLevel === 'block' ? 'waits' : 'warns'} outside`] : []),
    `replaced tables kept ${count(policies.retentionDays, 'day')}`,
  ]
}
