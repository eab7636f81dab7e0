import { Schedules } from '@/features/schedules'

export function Component() {
  return <Schedules />
}
