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
