import { PageHeader } from '@/ui/PageHeader'
import { Schedules } from './Schedules'

export function Component() {
  return (
    <>
      <PageHeader title="Schedules" under="Everything that is brought up to date by itself, in the projects that you may see; what needs somebody comes first." />
      <Schedules />
    </>
  )
}
