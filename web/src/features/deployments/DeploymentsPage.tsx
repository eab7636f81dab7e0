import { Badge, Button, Text, makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { useProjectHere } from '@/features/projects'
import { whyNot } from '@/lib/rights'
import { DataTable, type TableColumn } from '@/ui/DataTable'
import { Empty } from '@/ui/Empty'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Loading } from '@/ui/Loading'
import { RouterLink } from '@/ui/RouterLink'
import { Section } from '@/ui/Section'
import { TableNameText } from '@/ui/TableNameText'
import { Time } from '@/ui/Time'
import { deployAddress, deploymentAddress } from '@/lib/addresses'
import { useDeployments, type Deployment } from './queries'
import { RunBadge } from './RunBadge'
import { useTakingBack } from './TakeBack'

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  soft: { color: tokens.colorNeutralForeground3 },
})

function What({ deployment, project }: { deployment: Deployment; project: string }) {
  const styles = useStyles()
  const place = deployment.state?.target ?? deployment.target
  return (
    <div className={styles.stack}>
      <RouterLink to={deploymentAddress(project, deployment.node)}>{deployment.name}</RouterLink>
      <Text size={200} className={styles.soft}>
        {deployment.type === 'view' ? 'View' : 'Table'} {place ? <TableNameText table={place} /> : 'without a target yet'}
      </Text>
    </div>
  )
}

function State({ deployment }: { deployment: Deployment }) {
  const styles = useStyles()
  if (!deployment.state) return <Badge appearance="outline" color="informative">Not deployed</Badge>
  return (
    <div className={styles.stack}>
      <span>
        Version {deployment.state.version}, <Time at={deployment.state.deployedAt} />
      </span>
      {!deployment.inFlow && (
        <Text size={200} className={styles.soft}>
          No longer in the flow
        </Text>
      )}
    </div>
  )
}

/** What a project publishes, and in which state it is. `action` is what can be done with one. */
export function DeploymentTable({ project, action }: { project: string; action?: (deployment: Deployment) => ReactNode }) {
  const deployments = useDeployments(project)
  const navigate = useNavigate()
  const columns: readonly TableColumn<Deployment>[] = [
    { key: 'name', header: 'Deployment', wide: true, cell: (row) => <What deployment={row} project={project} /> },
    { key: 'state', header: 'Live', cell: (row) => <State deployment={row} /> },
    { key: 'last', header: 'Last run', cell: (row) => row.lastRun && <><RunBadge status={row.lastRun.status} /> <Time at={row.lastRun.at} /></> },
    { key: 'next', header: 'Next run', cell: (row) => (row.nextRun === undefined ? '' : <Time exact at={row.nextRun} />) },
    ...(action && deployments.data?.some((row) => action(row) !== undefined) ? [{ key: 'actions', header: 'Actions', cell: action }] : []),
  ]
  if (deployments.isPending) return <Loading what="deployments" lines={3} />
  if (!deployments.data) return <ErrorPanel error={deployments.error} retry={() => void deployments.refetch()} />
  if (deployments.data.length === 0)
    return (
      <Empty action={<Button onClick={() => void navigate(`/projects/${project}/flow`)}>Open the flow</Button>}>
        This flow publishes nothing yet. In the flow, add a deployment after the node whose rows others shall read; then it is deployed and scheduled here.
      </Empty>
    )
  return <DataTable label="Deployments" columns={columns} rows={deployments.data} rowKey={(row) => row.node} />
}

export function Component() {
  const here = useProjectHere()
  const { project, rights, me } = here
  const navigate = useNavigate()
  const deployments = useDeployments(project.id).data
  const some = deployments?.some(({ inFlow }) => inFlow) === true
  const takingBack = useTakingBack(here, deployments)
  return (
    <Section
      title="Deployments"
      note={rights.edit ? undefined : whyNot(project, me, 'edit')}
      actions={
        rights.edit && some && !project.locked ? (
          <Button appearance="primary" onClick={() => void navigate(deployAddress(project.id))}>
            Deploy …
          </Button>
        ) : undefined
      }
    >
      <DeploymentTable project={project.id} action={(row) => takingBack.button(row, 'small')} />
      {takingBack.dialog}
    </Section>
  )
}
