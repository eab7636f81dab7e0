import { Button, Text, makeStyles, tokens } from '@fluentui/react-components'
import { Outlet, useNavigate, useOutletContext, useParams } from 'react-router'
import { useProjectHere, type ProjectHere } from '@/features/projects'
import { whyNot } from '@/lib/rights'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Facts } from '@/ui/Facts'
import { Loading } from '@/ui/Loading'
import { Notice } from '@/ui/Notice'
import { PageTabs } from '@/ui/PageTabs'
import { RouterLink } from '@/ui/RouterLink'
import { Section } from '@/ui/Section'
import { TableNameText } from '@/ui/TableNameText'
import { Time } from '@/ui/Time'
import { deployAddress, deploymentAddress } from '@/lib/addresses'
import { useDeployments, useRunNow, type Deployment } from './queries'
import { RunBadge } from './RunBadge'
import { useTakingBack } from './TakeBack'

export interface DeploymentHere extends ProjectHere {
  deployment: Deployment
}

export const useDeploymentHere = (): DeploymentHere => useOutletContext<DeploymentHere>()

const useStyles = makeStyles({
  head: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, alignItems: 'center' },
  path: { margin: 0, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  end: { marginLeft: 'auto', display: 'flex', gap: tokens.spacingHorizontalS, '@media (max-width: 640px)': { marginLeft: 0 } },
})

/** One deployment: what is live, its history, its schedule and its runs. */
export function Component() {
  const { node = '' } = useParams()
  const here = useProjectHere()
  const deployments = useDeployments(here.project.id)
  if (deployments.isPending) return <Loading what="the deployment" />
  if (!deployments.data) return <ErrorPanel error={deployments.error} retry={() => void deployments.refetch()} />
  const deployment = deployments.data.find((one) => one.node === node)
  if (!deployment)
    return (
      <Notice intent="warning" title={`This project has no deployment “${node}”.`} actions={<RouterLink to={`/projects/${here.project.id}/deployments`}>All deployments</RouterLink>}>
        It may have been removed from the flow before it was ever deployed.
      </Notice>
    )
  return <Loaded here={{ ...here, deployment }} />
}

function Loaded({ here }: { here: DeploymentHere }) {
  const styles = useStyles()
  const { project, deployment, rights, me } = here
  const navigate = useNavigate()
  const run = useRunNow(project.id, deployment.node)
  const address = (part: 'history' | 'schedule' | 'runs') => deploymentAddress(project.id, deployment.node, part)
  const state = deployment.state
  const takingBack = useTakingBack(here, [deployment])
  const runs = deployment.type === 'table' && state !== undefined
  const place = state?.target ?? deployment.target
  return (
    <>
      <Section
        title={deployment.name}
        note={<RouterLink to={`/projects/${project.id}/deployments`}>All deployments</RouterLink>}
        actions={
          <div className={styles.end}>
            {takingBack.button(deployment, 'medium')}
            {runs && rights.manage && (
              <Button disabled={run.isPending} onClick={() => run.mutate(undefined, { onSuccess: ({ execution }) => void navigate(`${address('runs')}?execution=${encodeURIComponent(execution)}`) })}>
                Run now
              </Button>
            )}
            {rights.edit && !project.locked && deployment.inFlow && (
              <Button appearance="primary" onClick={() => void navigate(deployAddress(project.id, [deployment.node]))}>
                Deploy …
              </Button>
            )}
          </div>
        }
      >
        {takingBack.dialog}
        {run.isError && <ErrorPanel error={run.error} />}
        <Facts
          items={[
            ['Target', place ? <TableNameText table={place} /> : 'None yet'],
            ['Published as', deployment.type === 'view' ? 'View, computed whenever it is read' : 'Table'],
            ['Under', [state?.role ?? deployment.role, state?.warehouse ?? deployment.warehouse].filter((part) => part !== undefined).join(', warehouse ') || 'No role yet'],
            [
              'Live',
              state ? (
                <>
                  Version {state.version}, deployed <Time at={state.deployedAt} /> by {state.deployedBy}
                </>
              ) : (
                'Not deployed yet'
              ),
            ],
            ['Last run', deployment.lastRun && <><RunBadge status={deployment.lastRun.status} /> <Time at={deployment.lastRun.at} /></>],
            ['Next run', deployment.nextRun === undefined ? undefined : <Time exact at={deployment.nextRun} />],
          ]}
        />
        {!rights.manage && (
          <Text size={200}>{whyNot(project, me, rights.edit ? 'manage' : 'edit').replace('do this', rights.edit ? 'schedule and run it' : 'deploy')}</Text>
        )}
      </Section>
      <PageTabs
        label="Parts of the deployment"
        tabs={[
          { to: address('history'), label: 'Deployment History', exact: true },
          { to: address('schedule'), label: 'Schedule' },
          { to: address('runs'), label: 'Execution History' },
        ]}
      />
      <Outlet context={here} />
    </>
  )
}
