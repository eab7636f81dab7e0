const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['hour', 3_600],
  ['minute', 60],
]

const day = 86_400

// By the calendar: 33 hours from late on Saturday are not tomorrow.
const dayOf = (time: number): number => {
  const at = new Date(time)
  return Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / 1000 / day
}

/** "3 hours ago", "tomorrow", "in 2 days", "just now". */
export function relative(time: string, now: number = Date.now(), language?: string): string {
  const seconds = Math.round((Date.parse(time) - now) / 1000)
  const size = Math.abs(seconds)
  // Clocks of this machine and of the host differ by some seconds: what was done just now is not in the future.
  if (size < 60) return seconds > 10 ? 'in less than a minute' : 'just now'
  if (size >= day && size < 30 * day) return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(dayOf(Date.parse(time)) - dayOf(now), 'day')
  const [unit, length] = units.find(([, least]) => size >= least) ?? ['minute', 60]
  return new Intl.RelativeTimeFormat(language, { numeric: 'always' }).format(Math.round(seconds / length), unit)
}

export const absolute = (time: string): string => new Date(time).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })

/** "0.4 s", "12 s", "3 min 5 s". */
export function duration(from: string, to: string): string {
  const seconds = Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000)
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 60) return `${Math.round(seconds)} s`
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
}
