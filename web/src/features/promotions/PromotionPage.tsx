import { Button, MessageBar, MessageBarBody, Text } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from 'react-router'
import { projectQuery } from '@/features/projects'
import { useMe } from '@/features/session'
import type { Promotion } from '@/lib/api/answers'
import { isUnreachable } from '@/lib/api/problem'
import { rightsIn } from '@/lib/rights'
import { EnvironmentBadge } from '@/ui/Badges'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Loading } from '@/ui/Loading'
import { PageHeader } from '@/ui/PageHeader'
import { RouterLink } from '@/ui/RouterLink'
import { Section } from '@/ui/Section'
import { Time } from '@/ui/Time'
import { Decisions } from './Decisions'
import { OperationProgress } from './OperationProgress'
import { PlanView } from './PlanView'
import { useDecision, useOperation, usePlan, usePromotion } from './queries'
import { RefusalPanel } from './RefusalPanel'
import { Result } from './Result'
import { RollBack } from './RollBack'
import { choicesFor, currentOperation, endedByDecision, failedStep, isOver, statusWords } from './status'
import { StatusBadge } from './StatusBadge'

export function PromotionPage() {
  const { id = '' } = useParams()
  const promotion = usePromotion(id)
  if (promotion.isPending) return <Loading what="the promotion" lines={8} />
  if (!promotion.data) {
    return (
      <>
        <PageHeader title="Promotion" />
        <ErrorPanel error={promotion.error} retry={() => void promotion.refetch()} />
      </>
    )
  }
  return <Loaded promotion={promotion.data} interrupted={promotion.error} />
}

function Loaded({ promotion, interrupted }: { promotion: Promotion; interrupted: unknown }) {
  const me = useMe()
  const words = statusWords(promotion.status)
  const navigate = useNavigate()
  const planData = usePlan(promotion.plan).data
  const source = useQuery(projectQuery(promotion.sourceProject)).data
  // Before the first promotion there is none.
  const target = useQuery({ ...projectQuery(promotion.targetProject), enabled: promotion.appliedAt !== undefined || planData?.target.exists === true }).data
  const choices = me.data && choicesFor(promotion, me.data, { source, target })
  const mayAskAgain = isOver(promotion.status) && me.data !== undefined && source !== undefined && rightsIn(source, me.data).edit
  const cancel = useDecision(promotion.id)
  const operation = currentOperation(promotion)
  const waiting = promotion.status === 'requested'
  // Keyed, so that each keeps its state, a refusal say, when the order changes.
  const taken = promotion.rollbackOperation !== undefined
  const steps = [
    <OperationProgress key={operation} id={operation} title={taken ? 'Steps of the roll back' : 'Steps'} />,
    ...(taken ? [<OperationProgress key={promotion.operation} id={promotion.operation} title="Steps of the promotion" />] : []),
  ]
  const why = failedStep(useOperation(operation).data?.steps ?? [])
  const decisions = <Decisions key="decisions" promotion={promotion} sides={{ source, target }} />
  const planned = <Planned key="plan" hash={promotion.plan} setAside={promotion.override?.policies ?? []} />
  return (
    <>
      <PageHeader
        title={`${promotion.sourceName} to ${promotion.environment}`}
        above={<RouterLink to={`/projects/${promotion.sourceProject}`}>{promotion.sourceName}</RouterLink>}
        under={
          <>
            <StatusBadge status={promotion.status} />
            <EnvironmentBadge environment={promotion.environment} />
            <Text>
              Requested by {promotion.requestedBy} <Time at={promotion.requestedAt} />
            </Text>
          </>
        }
        actions={
          <>
            {choices?.cancel === true && (
              <Button disabled={cancel.isPending} onClick={() => cancel.mutate({ kind: 'cancel' })}>
                Cancel the promotion
              </Button>
            )}
            {mayAskAgain && (
              <Button appearance="primary" onClick={() => void navigate(`/projects/${promotion.sourceProject}/promote?environment=${encodeURIComponent(promotion.environment)}`)}>
                Plan it again
              </Button>
            )}
            {promotion.status === 'applied' && <RollBack promotion={promotion} offered={choices?.rollBack === true} />}
          </>
        }
      />
      {cancel.isError && <ErrorPanel error={cancel.error} />}
      {interrupted != null && !isUnreachable(interrupted) && <ErrorPanel error={interrupted} />}
      <MessageBar intent={words.tone === 'success' ? 'success' : 'info'} layout="multiline">
        <MessageBarBody>
          {words.meaning}
          {promotion.comment !== undefined && ` ${promotion.requestedBy} says: “${promotion.comment}”`}
        </MessageBarBody>
      </MessageBar>
      {promotion.problem !== undefined && !endedByDecision(promotion.status) && <RefusalPanel refusal={promotion.problem} {...(why !== undefined && { title: `“${why}” did not succeed` })} />}
      <Result promotion={promotion} />
      {waiting ? [decisions, planned, ...steps] : [...steps, planned, decisions]}
    </>
  )
}

function Planned({ hash, setAside }: { hash: string; setAside: readonly string[] }) {
  const plan = usePlan(hash)
  if (plan.data) return <PlanView plan={plan.data} setAside={setAside} />
  if (plan.isError) return <ErrorPanel error={plan.error} retry={() => void plan.refetch()} />
  return (
    <Section title="Plan">
      <Loading what="the plan" />
    </Section>
  )
}
