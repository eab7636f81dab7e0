import { Button, Tag, Text, makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { Project } from '@/lib/api/answers'
import { EnvironmentBadge, LockedBadge } from '@/ui/Badges'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Loading } from '@/ui/Loading'
import { PageHeader } from '@/ui/PageHeader'
import { RouterLink } from '@/ui/RouterLink'
import { Section } from '@/ui/Section'
import { Time } from '@/ui/Time'
import { useProject } from './queries'

const useStyles = makeStyles({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXL}`,
    margin: 0,
    '& dt': { color: tokens.colorNeutralForeground3 },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  },
  tags: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
})

/** A project; what other features say about it comes below, from the router. */
export function ProjectPage({ below }: { below: (project: Project) => ReactNode }) {
  const { id = '' } = useParams()
  const project = useProject(id)
  if (project.isPending) return <Loading what="the project" lines={6} />
  if (!project.data) {
    return (
      <>
        <PageHeader title="Project" />
        <ErrorPanel error={project.error} retry={() => void project.refetch()} />
      </>
    )
  }
  return (
    <>
      <Loaded project={project.data} />
      {below(project.data)}
    </>
  )
}

function Loaded({ project }: { project: Project }) {
  const styles = useStyles()
  const navigate = useNavigate()
  const others = project.collaborators.filter((person) => person.email !== project.owner)
  return (
    <>
      <PageHeader
        title={project.name}
        above={<RouterLink to="/projects">Projects</RouterLink>}
        under={
          <>
            <EnvironmentBadge environment={project.environment} />
            {project.locked && <LockedBadge />}
            <Text>
              Revision {project.revision}, updated <Time at={project.updatedAt} />
            </Text>
          </>
        }
        actions={
          <Button appearance="primary" onClick={() => void navigate(`/projects/${project.id}/promote`)}>
            Request promotion to…
          </Button>
        }
      />
      <Section title="About">
        {project.description !== undefined && <Text>{project.description}</Text>}
        <dl className={styles.facts}>
          <dt>Owner</dt>
          <dd>{project.owner}</dd>
          {project.lockReason !== undefined && (
            <>
              <dt>Locked</dt>
              <dd>{project.lockReason}</dd>
            </>
          )}
          {project.promotedFrom !== undefined && (
            <>
              <dt>Promoted from</dt>
              <dd>
                <RouterLink to={`/projects/${project.promotedFrom.project}`}>revision {project.promotedFrom.revision} of its source</RouterLink>
              </dd>
            </>
          )}
          {project.clonedFrom !== undefined && (
            <>
              <dt>Cloned from</dt>
              <dd>
                <RouterLink to={`/projects/${project.clonedFrom.project}`}>revision {project.clonedFrom.revision} of another project</RouterLink>
              </dd>
            </>
          )}
          <dt>People</dt>
          <dd>{others.length === 0 ? 'Nobody but the owner' : others.map((person) => `${person.email} (${person.role})`).join(', ')}</dd>
          {project.tags.length > 0 && (
            <>
              <dt>Tags</dt>
              <dd className={styles.tags}>
                {project.tags.map((tag) => (
                  <Tag key={tag} size="small">
                    {tag}
                  </Tag>
                ))}
              </dd>
            </>
          )}
        </dl>
      </Section>
    </>
  )
}
