import cronstrue from 'cronstrue'
import type { Schemas } from '@/lib/api/client'

export type Schedule = Schemas['Schedule']
type Timing = Pick<Schedule, 'every' | 'cron' | 'after'>

/** "Every 6 hours", "Every month", "At 06:30, Monday through Friday", "Each time … has been rebuilt": when a schedule is due. */
export function timingWords(schedule: Timing, named: (after: { project: string; node: string }) => string = ({ node }) => node): string {
  if (schedule.every) return every(schedule.every.count, schedule.every.unit)
  if (schedule.after) return `Each time ${schedule.after.node === '' ? 'another deployment' : named(schedule.after)} has been rebuilt`
  if (schedule.cron != null) return cronWords(schedule.cron) ?? `Cron ${schedule.cron}`
  return 'Never'
}

function every(count: number, unit: string): string {
  return count === 1 ? `Every ${unit.replace(/s$/, '')}` : `Every ${count} ${unit}`
}

/** A cron expression in words; undefined while it is none. */
export function cronWords(cron: string): string | undefined {
  if (![5, 6].includes(cron.trim().split(/\s+/).length)) return undefined
  try {
    const words = cronstrue.toString(cron.trim(), { use24HourTimeFormat: true, verbose: false })
    // A time alone leaves open on which days.
    return /^At \d\d:\d\d(:\d\d)?$/.test(words) ? `${words}, every day` : words
  } catch {
    return undefined
  }
}

/** "within 60 minutes", "by 07:00 on Monday, Friday": how fresh data has to be; undefined if nobody said. */
export function freshnessWords(schedule: Pick<Schedule, 'freshness'>): string | undefined {
  const sla = schedule.freshness
  if (!sla) return undefined
  if (sla.withinMinutes != null) return `never older than ${minutesWords(sla.withinMinutes)}`
  const days = sla.days == null || sla.days.length === 0 || sla.days.length === 7 ? 'every day' : `on ${sla.days.map((day) => day.charAt(0).toUpperCase() + day.slice(1)).join(', ')}`
  return `done by ${sla.by ?? '?'} ${days}`
}

export function minutesWords(minutes: number): string {
  if (minutes % 1440 === 0) return minutes === 1440 ? '1 day' : `${minutes / 1440} days`
  if (minutes % 60 === 0) return minutes === 60 ? '1 hour' : `${minutes / 60} hours`
  return `${minutes} min`
}

interface CronField {
  name: string
  /** What it takes, beside a star. */
  takes: string
}

const cronFields: readonly CronField[] = [
  { name: 'minute', takes: '0 to 59' },
  { name: 'hour', takes: '0 to 23' },
  { name: 'day of the month', takes: '1 to 31, or L for the last' },
  { name: 'month', takes: '1 to 12, or JAN to DEC' },
  { name: 'day of the week', takes: '0 to 7 (0 and 7 are Sunday), or MON to SUN' },
]
const cronFieldsWithSeconds: readonly CronField[] = [{ name: 'second', takes: '0 to 59' }, ...cronFields]

interface CronProblem {
  code: string
  message: string
  suggestion?: string | undefined
  span?: { start: number; length: number } | undefined
}

/** What is wrong with a cron expression and what may stand there instead: the server knows the place, its parser's words help nobody who writes a schedule. */
export function cronProblemWords({ code, message, suggestion, span }: CronProblem, cron: string): string {
  const said = `${message} ${suggestion ?? ''}`.trim()
  if (code !== 'schedule-cron-invalid' || !span) return said
  if (span.start === 0 && span.length === cron.length) return 'This cron expression cannot be read as a whole. For example 0 7 * * MON-FRI: at 07:00 from Monday to Friday.'
  const parts = [...cron.matchAll(/\S+/g)]
  const at = parts.findIndex(({ index, 0: text }) => index === span.start && text.length === span.length)
  const field = (parts.length === 6 ? cronFieldsWithSeconds : cronFields)[at]
  // It has been written on since it was asked.
  if (!field) return `${message.split(':')[0] ?? message}.`
  return `The ${field.name}, “${parts[at]?.[0] ?? ''}”, cannot be read. It takes ${field.takes}; also * for each, a-b for a range, a,b for several, and */n for every n.`
}
