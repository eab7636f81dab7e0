/** Where things are on a line of time. */
export interface Span {
  from: number
  to: number
}

/** The place of a moment, from 0 to 1; undefined if it is not on the line. */
export function placeOf(at: string, { from, to }: Span): number | undefined {
  const place = (Date.parse(at) - from) / (to - from)
  return place >= 0 && place <= 1 ? place : undefined
}

const steps = [1, 2, 3, 6, 12, 24, 48, 168].map((hours) => hours * 3_600_000)

/** Round moments along the line, no more than `most`. */
export function ticks({ from, to }: Span, most = 8, zoneOffset = new Date(from).getTimezoneOffset() * 60_000): readonly number[] {
  const step = steps.find((size) => (to - from) / size <= most) ?? steps.at(-1) ?? 1
  const first = Math.ceil((from - zoneOffset) / step) * step + zoneOffset
  const found: number[] = []
  for (let at = first; at <= to; at += step) found.push(at)
  return found
}

export interface Lasted {
  startedAt?: string
  endedAt?: string
}

/** How long something took, in ms; undefined if it did not begin. What has not ended lasts until now. */
export const lasted = ({ startedAt, endedAt }: Lasted, now: number): number | undefined => (startedAt === undefined ? undefined : Math.max(0, (endedAt === undefined ? now : Date.parse(endedAt)) - Date.parse(startedAt)))

/** "0.4 s", "12 s", "3 min 5 s", "2 h 10 min" */
export function lengthText(ms: number): string {
  const seconds = ms / 1000
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 59.5) return `${Math.round(seconds)} s`
  const whole = Math.round(seconds)
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`
}
