import { useProjectHere } from '@/features/projects'
import { Schedules } from './Schedules'

export function Component() {
  return <Schedules project={useProjectHere().project.id} />
}
