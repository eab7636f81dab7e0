import { Button, Text, makeStyles, tokens } from '@fluentui/react-components'
import { Outlet, useNavigate, useOutletContext, useParams } from 'react-router'
import { useMe } from '@/features/session'
import type { Project } from '@/lib/api/answers'
import { sentence } from '@/lib/names'
import { lockWords, rightsIn, type Rights } from '@/lib/rights'
import { EnvironmentSign, LockedBadge } from '@/ui/Badges'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Loading } from '@/ui/Loading'
import { Notice } from '@/ui/Notice'
import { PageHeader } from '@/ui/PageHeader'
import { PageTabs } from '@/ui/PageTabs'
import { RouterLink } from '@/ui/RouterLink'
import { Time } from '@/ui/Time'
import { useEnvironments, useProject } from './queries'

const useStyles = makeStyles({
  production: { borderTop: `6px solid ${tokens.colorPaletteRedBackground3}`, borderRadius: tokens.borderRadiusMedium, height: 0 },
})

/** What the parts of a project's page know of it. */
export interface ProjectHere {
  project: Project
  production: boolean
  rights: Rights
  me: { email: string; name: string; role: string }
}

export const useProjectHere = (): ProjectHere => useOutletContext<ProjectHere>()

const tabs = [
  { path: '', label: 'Overview' },
  { path: '/deployments', label: 'Deployments' },
  { path: '/schedules', label: 'Schedules' },
  { path: '/promotions', label: 'Promotions' },
  { path: '/people', label: 'People' },
  { path: '/about', label: 'Description' },
  { path: '/handover', label: 'Handover' },
  { path: '/audit', label: 'Audit' },
]

/** A project: what it is, in which state, and its parts, each with an address that can be sent to a colleague. */
export function ProjectPage() {
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
  return <Loaded project={project.data} />
}

function Loaded({ project }: { project: Project }) {
  const styles = useStyles()
  const navigate = useNavigate()
  const me = useMe().data
  const named = useEnvironments().data?.items.find(({ id }) => id === project.environment)
  if (!me) return <Loading what="the project" lines={6} />
  // Rather once too often: until the environments are known, the name decides.
  const production = named?.production ?? project.environment === 'production'
  const rights = rightsIn(project, me)
  const here: ProjectHere = { project, production, rights, me }
  const own = `/projects/${project.id}`
  return (
    <>
      {production && <div className={styles.production} />}
      <PageHeader
        title={project.name}
        above={<RouterLink to="/projects">Projects</RouterLink>}
        under={
          <>
            <EnvironmentSign name={named?.name ?? sentence(project.environment)} production={production} />
            {project.locked && <LockedBadge />}
            <Text>
              Revision {project.revision}, changed <Time at={project.updatedAt} /> by {project.updatedBy}
            </Text>
          </>
        }
        actions={
          <>
            <Button onClick={() => void navigate(`${own}/flow`)}>Open the flow</Button>
            {rights.edit && !production && (
              <Button appearance="primary" onClick={() => void navigate(`${own}/promote`)}>
                Request promotion to…
              </Button>
            )}
          </>
        }
      />
      {project.locked && (
        <Notice title="This project is locked." intent="warning" actions={<RouterLink to={`${own}/people`}>Lock and people</RouterLink>}>
          {lockWords(project.lockReason)}
        </Notice>
      )}
      <PageTabs label="Parts of the project" tabs={tabs.map(({ path, label }) => ({ to: `${own}${path}`, label, exact: path === '', ...(path === '/deployments' && { also: `${own}/deploy` }) }))} />
      <Outlet context={here} />
    </>
  )
}
