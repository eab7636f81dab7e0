import { DeploymentTable } from '@/features/deployments'
import { OverviewPage, useProjectHere } from '@/features/projects'
import { ProjectPromotions } from '@/features/promotions'
import { RouterLink } from '@/ui/RouterLink'
import { Section } from '@/ui/Section'

/** What a project is; below it what it publishes, and its promotions. */
export function Overview() {
  return (
    <OverviewPage
      below={({ id }) => (
        <>
          <Section title="Publishes" actions={<RouterLink to={`/projects/${id}/deployments`}>Deploy, compare, schedule</RouterLink>}>
            <DeploymentTable project={id} />
          </Section>
          <ProjectPromotions project={id} />
        </>
      )}
    />
  )
}

export function Promotions() {
  return <ProjectPromotions project={useProjectHere().project.id} />
}
