import { Badge, Text, makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { Project } from '@/lib/api/answers'
import { Facts } from '@/ui/Facts'
import { RouterLink } from '@/ui/RouterLink'
import { Section } from '@/ui/Section'
import { useProjectHere } from './ProjectPage'

const useStyles = makeStyles({
  tags: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
})

/** What a project is; what other features say about it comes below, from the router. */
export function OverviewPage({ below }: { below: (project: Project) => ReactNode }) {
  const styles = useStyles()
  const { project } = useProjectHere()
  const others = project.collaborators.filter((person) => person.email !== project.owner)
  const properties = Object.entries(project.properties)
  return (
    <>
      <Section title="About" actions={<RouterLink to={`/projects/${project.id}/about`}>Description, tags and properties</RouterLink>}>
        {project.description !== undefined && <Text>{project.description}</Text>}
        <Facts
          items={[
            ['Owner', project.owner],
            [
              'Promoted from',
              project.promotedFrom && (
                <RouterLink to={`/projects/${project.promotedFrom.project}`}>revision {project.promotedFrom.revision} of its source</RouterLink>
              ),
            ],
            [
              'Cloned from',
              project.clonedFrom && (
                <RouterLink to={`/projects/${project.clonedFrom.project}`}>revision {project.clonedFrom.revision} of another project</RouterLink>
              ),
            ],
            ['People', others.length === 0 ? 'Nobody but the owner' : others.map((person) => `${person.email} (${person.role})`).join(', ')],
            [
              'Tags',
              project.tags.length > 0 ? (
                <div className={styles.tags}>
                  {project.tags.map((tag) => (
                    <Badge key={tag} appearance="tint" color="informative" shape="rounded">
                      {tag}
                    </Badge>
                  ))}
                </div>
              ) : undefined,
            ],
            ...properties,
          ]}
        />
      </Section>
      {below(project)}
    </>
  )
}
