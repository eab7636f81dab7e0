/** How far a zone's clocks are ahead of UTC at a moment, in minutes. */
export function offsetMinutes(at: Date, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' }).formatToParts(at)
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value ?? 0)
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
  return Math.round((shown - Math.floor(at.getTime() / 1000) * 1000) / 60_000)
}

/** "UTC+02:00" */
export function offsetText(minutes: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return minutes === 0 ? 'UTC' : `UTC${minutes < 0 ? '−' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`
}

export interface ShownRun {
  at: string
  /** As a clock in the zone shows it. */
  local: string
  offset: string
  /** How the clocks have changed since the run before; empty if they have not. */
  change: string
}

/** Runs as the clocks of a zone show them, with every change of the clocks between two of them named. */
export function shownRuns(times: readonly string[], zone: string, now: Date, language?: string): readonly ShownRun[] {
  const format = new Intl.DateTimeFormat(language, { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' })
  let before = offsetMinutes(now, zone)
  return times.map((at) => {
    const moment = new Date(at)
    const offset = offsetMinutes(moment, zone)
    const change = offset === before ? '' : `Clocks ${offset > before ? 'forward' : 'back'} ${Math.abs(offset - before) % 60 === 0 ? `${Math.abs(offset - before) / 60} h` : `${Math.abs(offset - before)} min`}`
    before = offset
    return { at, local: format.format(moment), offset: offsetText(offset), change }
  })
}

/** All zones that the browser knows, UTC first. */
export const zones = (): readonly string[] => ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]

export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return name !== ''
  } catch {
    return false
  }
}

/** The moment at which a zone's clocks show a local time such as "2026-03-29T02:30"; the later one where clocks skip it. */
export function fromLocal(local: string, zone: string): string | undefined {
  const shown = Date.parse(`${local}Z`)
  if (Number.isNaN(shown)) return undefined
  const guess = new Date(shown - offsetMinutes(new Date(shown), zone) * 60_000)
  return new Date(shown - offsetMinutes(guess, zone) * 60_000).toISOString()
}

/** What a zone's clocks show at a moment, as "2026-03-29T02:30". */
export const toLocal = (at: string, zone: string): string => new Date(Date.parse(at) + offsetMinutes(new Date(at), zone) * 60_000).toISOString().slice(0, 16)
