import type { Schemas } from '@/lib/api/client'

export type RunStatus = Schemas['Execution']['status']
export type FreshnessState = 'fresh' | 'atRisk' | 'late' | 'failed' | 'paused'

type Color = 'informative' | 'brand' | 'success' | 'warning' | 'danger'

export const runLooks: Readonly<Record<RunStatus, { label: string; color: Color; meaning: string }>> = {
  waiting: { label: 'Waiting', color: 'informative', meaning: 'It waits for other runs.' },
  running: { label: 'Running', color: 'brand', meaning: 'It is under way.' },
  retrying: { label: 'Trying again', color: 'warning', meaning: 'It failed and is tried again.' },
  succeeded: { label: 'Succeeded', color: 'success', meaning: 'The table was rebuilt.' },
  failed: { label: 'Failed', color: 'danger', meaning: 'The table is as it was before.' },
  cancelled: { label: 'Cancelled', color: 'informative', meaning: 'Somebody stopped it; the table is as it was before.' },
  skipped: { label: 'Skipped', color: 'informative', meaning: 'An earlier run was still under way.' },
  missed: { label: 'Missed', color: 'warning', meaning: 'Handover was not running when it was due.' },
}

export const freshnessLooks: Readonly<Record<FreshnessState, { label: string; color: Color; filled?: boolean; meaning: string }>> = {
  fresh: { label: 'Fresh', color: 'success', meaning: 'The data is as fresh as promised.' },
  atRisk: { label: 'At risk', color: 'warning', meaning: 'The promise will soon be broken.' },
  late: { label: 'Late', color: 'danger', filled: true, meaning: 'The data is older than promised.' },
  failed: { label: 'Failed', color: 'danger', filled: true, meaning: 'The last run failed.' },
  paused: { label: 'Paused', color: 'informative', meaning: 'Nothing is due while the schedule is paused.' },
}
