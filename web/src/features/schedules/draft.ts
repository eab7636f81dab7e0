import { without } from '@/lib/objects'
import type { Schedule } from '@/lib/schedule/words'

export type Mode = 'every' | 'cron' | 'after'
export type Unit = 'minutes' | 'hours' | 'days' | 'weeks' | 'months'
export const units: readonly Unit[] = ['minutes', 'hours', 'days', 'weeks', 'months']
export const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export type Day = (typeof days)[number]

/** A schedule while it is being edited: every field is there, used or not. */
export interface Draft {
  mode: Mode
  count: number
  unit: Unit
  cron: string
  afterProject: string
  afterNode: string
  start: string | undefined
  end: string | undefined
  timeZone: string
  overlap: 'skip' | 'queue' | 'cancel'
  retries: number
  retryMinutes: number
  catchUp: 'none' | 'last' | 'all'
  suspendAfter: number
  paused: boolean
  promise: 'none' | 'within' | 'by'
  within: number
  by: string
  byDays: readonly Day[]
}

export const newDraft = (timeZone: string): Draft => ({
  mode: 'cron',
  count: 1,
  unit: 'hours',
  cron: '0 6 * * *',
  afterProject: '',
  afterNode: '',
  start: undefined,
  end: undefined,
  timeZone,
  overlap: 'skip',
  retries: 0,
  retryMinutes: 1,
  catchUp: 'last',
  suspendAfter: 5,
  paused: false,
  promise: 'none',
  within: 1440,
  by: '07:00',
  byDays: days,
})

export function draftOf(schedule: Schedule): Draft {
  const start = newDraft(schedule.timeZone ?? 'UTC')
  const sla = schedule.freshness
  return {
    ...start,
    mode: schedule.every ? 'every' : schedule.after ? 'after' : 'cron',
    ...(schedule.every && { count: schedule.every.count, unit: schedule.every.unit }),
    ...(schedule.cron != null && { cron: schedule.cron }),
    ...(schedule.after && { afterProject: schedule.after.project, afterNode: schedule.after.node }),
    start: schedule.start ?? undefined,
    end: schedule.end ?? undefined,
    overlap: schedule.overlap ?? start.overlap,
    retries: schedule.retries?.count ?? 0,
    retryMinutes: (schedule.retries?.delaySeconds ?? 60) / 60,
    catchUp: schedule.catchUp?.mode ?? start.catchUp,
    suspendAfter: schedule.suspendAfter ?? start.suspendAfter,
    paused: schedule.paused ?? false,
    promise: !sla ? 'none' : sla.withinMinutes != null ? 'within' : 'by',
    ...(sla?.withinMinutes != null && { within: sla.withinMinutes }),
    ...(sla?.by != null && { by: sla.by }),
    ...(sla?.days != null && sla.days.length > 0 && { byDays: sla.days }),
  }
}

/** The schedule that a draft stands for. What the form does not show is kept from `before`. */
export function scheduleOf(draft: Draft, before?: Schedule): Schedule {
  const kept = without(before ?? {}, 'every', 'cron', 'after', 'start', 'end', 'freshness')
  const freshness = before?.freshness
  return {
    ...kept,
    ...(draft.mode === 'every' && { every: { count: draft.count, unit: draft.unit } }),
    ...(draft.mode === 'cron' && { cron: draft.cron.trim() }),
    ...(draft.mode === 'after' && { after: { project: draft.afterProject, node: draft.afterNode } }),
    ...(draft.start !== undefined && { start: draft.start }),
    ...(draft.end !== undefined && { end: draft.end }),
    timeZone: draft.timeZone,
    overlap: draft.overlap,
    retries: { ...kept.retries, count: draft.retries, delaySeconds: Math.round(draft.retryMinutes * 60) },
    catchUp: { ...kept.catchUp, mode: draft.catchUp },
    suspendAfter: draft.suspendAfter,
    paused: draft.paused,
    ...(draft.promise === 'within' && { freshness: { ...(freshness?.atRiskMinutes != null && { atRiskMinutes: freshness.atRiskMinutes }), withinMinutes: draft.within } }),
    ...(draft.promise === 'by' && {
      freshness: {
        ...(freshness?.atRiskMinutes != null && { atRiskMinutes: freshness.atRiskMinutes }),
        ...(freshness?.timeZone != null && { timeZone: freshness.timeZone }),
        by: draft.by,
        ...(draft.byDays.length < days.length && { days: [...draft.byDays] }),
      },
    }),
  }
}
