import { Suspense, lazy, type ReactNode } from 'react'
import { useProjectHere } from '@/features/projects'
import { ProjectPromotions } from '@/features/promotions'
import { Loading } from '@/ui/Loading'
import { RouterLink } from '@/ui/RouterLink'
import { Section } from '@/ui/Section'

const DeploymentTable = lazy(async () => ({ default: (await import('@/features/deployments')).DeploymentTable }))

/** Below what a project is: what it publishes, and its promotions. */
export function Publishes({ project }: { project: string }) {
  return (
    <>
      <Section title="Publishes" actions={<RouterLink to={`/projects/${project}/deployments`}>Deploy, compare, schedule</RouterLink>}>
        <Suspense fallback={<Loading what="deployments" lines={3} />}>
          <DeploymentTable project={project} />
        </Suspense>
      </Section>
      <ProjectPromotions project={project} />
    </>
  )
}

/** A part of a project's page that another feature has. */
export function ProjectPart({ part }: { part: (project: string) => ReactNode }) {
  return part(useProjectHere().project.id)
}
