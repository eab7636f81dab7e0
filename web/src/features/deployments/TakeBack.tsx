import { Button, Field, Link, Radio, RadioGroup, Text, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { useEnvironments, type ProjectHere } from '@/features/projects'
import { followAddress } from '@/lib/addresses'
import { count } from '@/lib/names'
import { fullName } from '@/lib/flow/types'
import { whyNot } from '@/lib/rights'
import { Ask } from '@/ui/Ask'
import { Loading } from '@/ui/Loading'
import { Notice } from '@/ui/Notice'
import { IfAllowed, Refused } from '@/ui/Refused'
import { SqlBlock } from '@/ui/SqlBlock'
import { TableNameText } from '@/ui/TableNameText'
import { useAsked } from '@/ui/useAsked'
import { usePlanTakeBack, useTakeBack, type DeployPlan, type Deployment } from './queries'

const useStyles = makeStyles({
  choice: { '& .fui-Radio__label': { display: 'flex', flexDirection: 'column' } },
  soft: { color: tokens.colorNeutralForeground3 },
  effect: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, minWidth: 0 },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL, overflowWrap: 'anywhere', '& > li': { paddingBottom: tokens.spacingVerticalXXS } },
})

const asks = ['take-back'] as const

const isDeployed = (deployment: Deployment | undefined): deployment is Live => deployment?.state !== undefined

type Live = Deployment & { state: NonNullable<Deployment['state']> }

/** What taking deployments back needs on a page: whether it is offered, and the dialog that the address names. */
export function useTakingBack({ project, rights, me }: ProjectHere, deployments: readonly Deployment[] | undefined) {
  const { ask, about, open, close, leave } = useAsked(asks)
  const may = rights.manage && !project.locked
  const asked = deployments?.find(({ node }) => node === about)
  const why = project.locked ? 'A locked project changes only through promotions.' : whyNot(project, me, 'manage').replace('do this', 'take a deployment back')
  const dialog =
    ask === undefined || deployments === undefined ? null : isDeployed(asked) ? (
      <IfAllowed key={asked.node} may={may} why={why} close={close}>
        <TakeBackDialog project={project.id} environment={project.environment} deployment={asked} close={close} leave={leave} />
      </IfAllowed>
    ) : (
      <Refused title="There is nothing to take back" why={asked ? `“${asked.name}” is not deployed: it has put nothing into the warehouse.` : `This project has no deployment “${about}”.`} close={close} />
    )
  return {
    dialog,
    /** Undefined where it is not offered. */
    button: (deployment: Deployment, size: 'small' | 'medium') =>
      may && isDeployed(deployment) ? (
        <Button size={size} onClick={() => open('take-back', deployment.node)} aria-label={`Take back ${deployment.name}`}>
          Take back …
        </Button>
      ) : undefined,
  }
}

interface Asked {
  project: string
  environment: string
  deployment: Live
  close: () => void
  leave: (to: string) => void
}

function TakeBackDialog({ project, environment, deployment, close, leave }: Asked) {
  const styles = useStyles()
  // What was there when it was opened: the list is read anew meanwhile.
  const [{ name, node, inFlow, state }] = useState(deployment)
  const [drop, setDrop] = useState(false)
  const [key] = useState(() => ({ true: crypto.randomUUID(), false: crypto.randomUUID() }))
  const plan = usePlanTakeBack(project, node, drop)
  const takeBack = useTakeBack(project, node)
  const days = useEnvironments().data?.items.find(({ id }) => id === environment)?.policies.retentionDays
  const what = state.isView ? 'view' : 'table'
  const send = () => takeBack.mutate({ drop, key: key[`${drop}`] }, { onSuccess: ({ id }) => leave(followAddress(project, id, node)) })
  return (
    <Ask wide title={`Take back “${name}”?`} verb={drop ? `Take back and drop the ${what}` : 'Take back'} error={takeBack.error ?? plan.error} busy={takeBack.isPending} allowed={plan.data !== undefined} send={send} close={close}>
      <Text>
        It is live as version {state.version}, the {what} <TableNameText table={state.target} />. Taken back, it is no longer deployed.
      </Text>
      <Field label={`What becomes of the ${what}`}>
        <RadioGroup
          className={styles.choice}
          value={drop ? 'drop' : 'leave'}
          onChange={(_, { value }) => {
            takeBack.reset()
            setDrop(value === 'drop')
          }}
        >
          <Radio
            value="leave"
            label={
              <>
                Leave it in the warehouse
                <Text size={200} className={styles.soft}>
                  {state.isView ? 'It stays as it is, and nothing here looks after it any more.' : 'It keeps its rows, and nothing brings it up to date any more.'}
                </Text>
              </>
            }
          />
          <Radio
            value="drop"
            label={
              <>
                Drop it
                <Text size={200} className={styles.soft}>
                  It is kept aside under another name{days === undefined ? '' : ` for ${count(days, 'day')}`}, then deleted.
                </Text>
              </>
            }
          />
        </RadioGroup>
      </Field>
      {plan.isPending && <Loading what="what would happen" lines={2} />}
      {plan.data && <Effect plan={plan.data} drop={drop} inFlow={inFlow} what={what} leave={leave} />}
    </Ask>
  )
}

function Effect({ plan, drop, inFlow, what, leave }: { plan: DeployPlan; drop: boolean; inFlow: boolean; what: string; leave: (to: string) => void }) {
  const styles = useStyles()
  const readers = plan.deployments.flatMap((one) => one.readers)
  const statements = plan.steps.flatMap((step) => step.statements)
  const aside = plan.swap.publications.flatMap(({ moves }) => moves).map(({ to }) => fullName(to)).at(-1)
  return (
    <section className={styles.effect} aria-label="What would happen" aria-live="polite">
      <h3 className={styles.title}>What would happen</h3>
      {readers.length > 0 && (
        <Notice intent={drop ? 'warning' : 'info'} title={drop ? `${count(readers.length, 'project')} will fail.` : `${count(readers.length, 'project')} will read old rows.`}>
          Read by{' '}
          {readers.map(({ project, name }, index) => (
            <span key={project}>
              {index > 0 && ', '}
              <Link
                href={`/projects/${project}`}
                onClick={(event) => {
                  if (event.ctrlKey || event.metaKey || event.shiftKey) return
                  event.preventDefault()
                  leave(`/projects/${project}`)
                }}
              >
                {name}
              </Link>
            </span>
          ))}
          : {drop ? `what reads the ${what} finds nothing there any more. Exchange their sources first, or leave the ${what}.` : `the ${what} stays, and is no longer brought up to date.`}
        </Notice>
      )}
      <ul className={styles.list}>
        <li>{drop ? <>The {what} goes{aside === undefined ? '' : `, and is kept aside as ${aside}`}.</> : `Nothing changes in the warehouse: the ${what} stays and is nobody’s.`}</li>
        {readers.length === 0 && <li>No other project reads it. Who reads it outside Handover is not known here.</li>}
        {what === 'table' && <li>Its schedule goes, if it has one.</li>}
        <li>{what === 'table' ? 'Its Deployment History and Execution History stay.' : 'Its Deployment History stays.'}</li>
        {inFlow && <li>It stays in the flow: the next deploy of it publishes it again. To keep it from that, delete it in the flow.</li>}
      </ul>
      {statements.length > 0 && <SqlBlock label="SQL of taking it back" title="Statements" sql={statements.map(({ sql }) => `${sql};`).join('\n')} />}
    </section>
  )
}
