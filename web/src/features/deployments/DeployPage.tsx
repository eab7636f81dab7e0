import { Button, Checkbox, Text, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { useProjectHere } from '@/features/projects'
import { OperationProgress, PlanDeployments, RefusalPanel, Statements, failedStep, useOperation } from '@/features/promotions'
import { count } from '@/lib/names'
import { whyNot } from '@/lib/rights'
import { Empty } from '@/ui/Empty'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Loading } from '@/ui/Loading'
import { Notice } from '@/ui/Notice'
import { RouterLink } from '@/ui/RouterLink'
import { Section } from '@/ui/Section'
import { TableNameText } from '@/ui/TableNameText'
import { deploymentAddress, takeBackAddress } from '@/lib/addresses'
import { CancelOperation } from './CancelOperation'
import { useDeploy, useDeployments, usePlanDeploy, type DeployPlan } from './queries'
import { Refused } from '@/ui/Refused'
import { useAsked } from '@/ui/useAsked'
import { SettingsDialog } from './SettingsDialog'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column' },
  // Beside each other in columns; on a phone what is chosen, its place, and the button below one another, in line with the name.
  item: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 2fr) auto', gap: `0 ${tokens.spacingHorizontalM}`, alignItems: 'center', padding: `${tokens.spacingVerticalXS} 0`, '@media (max-width: 640px)': { gridTemplateColumns: 'minmax(0, 1fr) auto', paddingBottom: tokens.spacingVerticalS }, ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke3}` } },
  name: { '@media (max-width: 640px)': { gridColumn: '1 / -1' } },
  place: { '@media (max-width: 640px)': { paddingLeft: '36px' }, color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  line: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, alignItems: 'center' },
})

/** Choose what to deploy, see what it would do, do it, and follow it. The address holds the choice and the operation, so a reload goes on where it was. */
export function Component() {
  const { project, rights, me } = useProjectHere()
  const [search] = useSearchParams()
  const operation = search.get('operation')
  if (operation !== null) return <Follow key={operation} operation={operation} back={search.get('back') ?? undefined} />
  if (project.locked) return <Notice title="A locked project is not deployed by hand.">It changes only through promotions, which deploy what they bring.</Notice>
  if (!rights.edit) return <Notice title="You may not deploy here.">{whyNot(project, me, 'edit')}</Notice>
  return <Choose />
}

const asks = ['settings'] as const

function Choose() {
  const styles = useStyles()
  const { project } = useProjectHere()
  const [search, setSearch] = useSearchParams()
  const deployments = useDeployments(project.id)
  const plan = usePlanDeploy(project.id)
  const { ask, about, open, close } = useAsked(asks)
  if (deployments.isPending) return <Loading what="deployments" />
  if (!deployments.data) return <ErrorPanel error={deployments.error} retry={() => void deployments.refetch()} />
  const all = deployments.data.filter(({ inFlow }) => inFlow)
  if (all.length === 0) return <Empty>There is nothing to deploy: add a deployment to the flow first.</Empty>
  const changing = ask === 'settings' ? all.find(({ node }) => node === about) : undefined
  const named = search.get('nodes')
  const chosen = new Set(named === null ? all.map(({ node }) => node) : named.split(','))
  const nodes = all.filter(({ node }) => chosen.has(node)).map(({ node }) => node)
  const choose = (node: string, wanted: boolean) => {
    plan.reset()
    setSearch({ nodes: all.map((one) => one.node).filter((one) => (one === node ? wanted : chosen.has(one))).join(',') }, { replace: true })
  }
  return (
    <>
      <Section title="What to deploy" note={`${nodes.length} of ${count(all.length, 'deployment')}`}>
        <ul className={styles.list}>
          {all.map((deployment) => (
            <li key={deployment.node} className={styles.item}>
              <Checkbox className={styles.name} label={deployment.name} checked={chosen.has(deployment.node)} onChange={(_, { checked }) => choose(deployment.node, checked === true)} />
              <Text size={200} className={styles.place}>
                {deployment.type === 'view' ? 'View' : 'Table'} {deployment.target ? <TableNameText table={deployment.target} /> : 'without a target yet'}
                {deployment.role !== undefined && <>, role {deployment.role}</>}
                {deployment.warehouse !== undefined && <>, warehouse {deployment.warehouse}</>}
              </Text>
              <Button size="small" onClick={() => open('settings', deployment.node)} aria-label={`Change how ${deployment.name} is published`}>
                Change …
              </Button>
            </li>
          ))}
        </ul>
        <div className={styles.line}>
          <Button appearance={plan.data ? 'secondary' : 'primary'} disabled={nodes.length === 0 || plan.isPending} onClick={() => plan.mutate(nodes)}>
            {plan.isPending ? 'Planning …' : plan.data ? 'Plan again' : 'Show what would happen'}
          </Button>
          <Text size={200}>Nothing changes yet.</Text>
        </div>
        {plan.isError && <ErrorPanel error={plan.error} />}
      </Section>
      {plan.data && <Planned key={plan.submittedAt} nodes={nodes} plan={plan.data} named={(node) => all.find((one) => one.node === node)?.name ?? node} />}
      {changing && <SettingsDialog key={changing.node} project={project.id} deployment={changing} saved={() => plan.reset()} close={close} />}
      {ask === 'settings' && !changing && <Refused title="There is no such deployment" why={`The flow has none with the id “${about}”.`} close={close} />}
    </>
  )
}

function Planned({ nodes, plan, named }: { nodes: readonly string[]; plan: DeployPlan; named: (node: string) => string }) {
  const styles = useStyles()
  const { project } = useProjectHere()
  const navigate = useNavigate()
  const deploy = useDeploy(project.id)
  // One key a shown plan: pressing twice, or again after a lost answer, deploys once.
  const [key] = useState(() => crypto.randomUUID())
  const breaking = plan.deployments.filter((deployment) => deployment.breaking)
  return (
    <>
      {breaking.length > 0 && (
        <Notice intent="warning" title="This breaks what readers may rely on.">
          Columns go or change their type in {breaking.map(({ node }) => named(node)).join(', ')}.
        </Notice>
      )}
      <PlanDeployments deployments={plan.deployments} named={named} />
      <Statements steps={plan.steps} named={named} />
      <Section title="Deploy">
        <div className={styles.line}>
          <Button
            appearance="primary"
            disabled={deploy.isPending}
            onClick={() => deploy.mutate({ nodes, key }, { onSuccess: ({ id }) => void navigate({ search: new URLSearchParams({ operation: id }).toString() }) })}
          >
            {deploy.isPending ? 'Starting …' : `Deploy ${count(nodes.length, 'deployment')}`}
          </Button>
          <Text size={200}>What is there now stays until everything new is built and tested; then it is exchanged at once.</Text>
        </div>
        {deploy.isError && <ErrorPanel error={deploy.error} />}
      </Section>
    </>
  )
}

function Follow({ operation: id, back: named }: { operation: string; /** The deployment that is taken back, if the address says so. */ back: string | undefined }) {
  const styles = useStyles()
  const { project } = useProjectHere()
  const navigate = useNavigate()
  const operation = useOperation(id).data
  const deployments = useDeployments(project.id)
  const nameOf = (node: string) => deployments.data?.find((one) => one.node === node)?.name ?? node
  const why = failedStep(operation?.steps ?? [])
  const done = operation?.status === 'succeeded'
  const rows = Object.entries(operation?.result ?? {}).filter(([name]) => name.startsWith('rows:'))
  // Opened by a link that does not know: it had a place and no rows, and afterwards nothing is deployed there.
  const places = Object.keys(operation?.result ?? {}).filter((name) => name.startsWith('target:')).map((name) => name.slice(7))
  const isKnown = !deployments.isFetching && operation?.endedAt !== undefined && deployments.dataUpdatedAt > Date.parse(operation.endedAt)
  const gone = done && isKnown && rows.length === 0 && places.length === 1 ? places.find((node) => deployments.data?.find((one) => one.node === node)?.state === undefined) : undefined
  const back = named ?? gone
  const target = operation?.result[`target:${back ?? ''}`]
  return (
    <>
      {done &&
        (back === undefined ? (
          <Notice intent="success" title="It is in place.">
            {rows.map(([name, value]) => `${nameOf(name.slice(5))}: ${count(Number(value), 'row')}`).join(' · ')}
          </Notice>
        ) : (
          <Notice intent="success" title="It is taken back.">
            {`“${nameOf(back)}” is no longer deployed${target === undefined ? '' : ` as ${target}`}. Its history stays.`}
          </Notice>
        ))}
      {operation?.problem !== undefined && <RefusalPanel refusal={operation.problem} {...(why !== undefined && { title: `“${why}” did not succeed` })} />}
      {operation && operation.status !== 'running' && !done && <Notice title="Everything is as it was before." />}
      <OperationProgress id={id} title="Steps" />
      <div className={styles.line}>
        {operation?.status === 'running' && <CancelOperation operation={operation} />}
        {operation && operation.status !== 'running' && (
          <>
            {done && rows.length === 1 && <RouterLink to={deploymentAddress(project.id, rows[0]?.[0].slice(5) ?? '')}>Deployment History</RouterLink>}
            <RouterLink to={`/projects/${project.id}/deployments`}>All deployments</RouterLink>
            {!done && deployments.data && back === undefined && <Button onClick={() => void navigate(`/projects/${project.id}/deploy`)}>Deploy again …</Button>}
            {!done && back !== undefined && <Button onClick={() => void navigate(takeBackAddress(project.id, back))}>Try again …</Button>}
          </>
        )}
      </div>
    </>
  )
}
