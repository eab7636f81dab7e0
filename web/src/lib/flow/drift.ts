import type { ColumnDrift, SourceDrift } from '@/lib/api/answers'

/** `NUMBER(38,0)` → `NUMBER`: what decides whether a value still fits where it is used. */
const kindOf = (type: string): string => type.replace(/\(.*$/s, '').trim().toUpperCase()

const numbers: ReadonlySet<string> = new Set(['NUMBER', 'FLOAT'])

// As the server's rule: numbers among each other; a date that becomes a timestamp would silently join and group otherwise.
function fits(before: string, after: string): boolean {
  const [was, is] = [kindOf(before), kindOf(after)]
  return was === is || was === '' || was === 'UNKNOWN' || (numbers.has(was) && numbers.has(is))
}

/** Whether nodes use this column and cannot go on with what it has become. */
export const breaks = ({ before, after, nodes }: ColumnDrift): boolean => nodes.length > 0 && (after === undefined || !fits(before, after))

/** Ids of the nodes that taking over what changed would break, in the order of the flow. */
export const brokenBy = (drift: readonly SourceDrift[]): readonly string[] => [...new Set(drift.flatMap(({ gone, changed }) => [...gone, ...changed].filter(breaks).flatMap(({ nodes }) => nodes)))]

export interface SortedDrift {
  /** What differs and can be taken over. */
  changed: readonly SourceDrift[]
  /** Tables that are not there, or not for the role that looked: nothing is known of them, so nothing is taken over. */
  missing: readonly SourceDrift[]
}

export const sorted = (drift: readonly SourceDrift[]): SortedDrift => ({ changed: drift.filter(({ found }) => found), missing: drift.filter(({ found }) => !found) })
