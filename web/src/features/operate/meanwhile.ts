import { ApiProblem } from '@/lib/api/problem'

/**
 * Refuses to write over what somebody else has changed since a form was filled: what it began from is compared with what is there now, and the
 * change then names that very version.
 */
export function refuseIfChanged<T extends object>(before: T, now: T, parts: readonly (keyof T)[]): void {
  const changed = parts.filter((part) => JSON.stringify(before[part]) !== JSON.stringify(now[part]))
  if (changed.length === 0) return
  throw new ApiProblem(412, 'etag-stale', 'Somebody else has changed it meanwhile', 'Nothing was saved. Close this, look at what is there now, then change it again.')
}
