import { Button, Field, MessageBar, MessageBarBody, Select, Textarea, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { useProject, useEnvironments } from '@/features/projects'
import { useMe } from '@/features/session'
import type { Plan } from '@/lib/api/answers'
import { rightsIn, whyNot } from '@/lib/rights'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Loading } from '@/ui/Loading'
import { Notice } from '@/ui/Notice'
import { PageHeader } from '@/ui/PageHeader'
import { RouterLink } from '@/ui/RouterLink'
import { Section } from '@/ui/Section'
import { obstacle, unmetBeforeRequest } from './plan'
import { PlanView } from './PlanView'
import { useCreatePlan, usePlan, useRequestPromotion } from './queries'

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, alignItems: 'flex-end' },
  field: { minWidth: '14rem' },
})

/** Choose an environment, read the plan, request it. The address holds the plan, so a reload or a link shows the same one. */
export function RequestPromotionPage() {
  const styles = useStyles()
  const { id = '' } = useParams()
  const [search, setSearch] = useSearchParams()
  const project = useProject(id)
  const environments = useEnvironments()
  const me = useMe().data
  const create = useCreatePlan()
  const hash = search.get('plan')
  const plan = usePlan(hash)

  if (project.isPending || environments.isPending || !me) return <Loading what="the project" lines={6} />
  if (!project.data) return <ErrorPanel error={project.error} retry={() => void project.refetch()} />
  if (!environments.data) return <ErrorPanel error={environments.error} retry={() => void environments.refetch()} />

  const choices = environments.data.items.filter((environment) => environment.id !== project.data.environment)
  const chosen = search.get('environment') ?? choices[0]?.id ?? ''
  const may = rightsIn(project.data, me).edit
  const show = () =>
    create.mutate({ project: id, environment: chosen }, { onSuccess: (made) => setSearch({ environment: chosen, plan: made.hash }, { replace: true }) })

  return (
    <>
      <PageHeader
        title={`Promote ${project.data.name}`}
        above={<RouterLink to={`/projects/${id}`}>{project.data.name}</RouterLink>}
        under="The plan says what would happen. Nothing changes until it is requested and approved."
      />
      {!may && (
        <Notice intent="warning" title="You may not ask for a promotion of this project." actions={<RouterLink to={`/projects/${id}`}>The project</RouterLink>}>
          {whyNot(project.data, me, 'edit').replace('do this', 'ask for promotions')}
        </Notice>
      )}
      {may && (
      <Section title="Where to">
        {choices.length === 0 ? (
          <MessageBar layout="multiline">
            <MessageBarBody>There is no other environment. An administrator can add one.</MessageBarBody>
          </MessageBar>
        ) : (
          <div className={styles.row}>
            <Field label="Environment" className={styles.field}>
              <Select value={chosen} onChange={(_, { value }) => setSearch({ environment: value }, { replace: true })}>
                {choices.map((environment) => (
                  <option key={environment.id} value={environment.id}>
                    {environment.name}
                  </option>
                ))}
              </Select>
            </Field>
            <Button appearance={plan.data ? 'secondary' : 'primary'} disabled={create.isPending} onClick={show}>
              {create.isPending ? 'Planning…' : plan.data ? 'Plan again' : 'Show the plan'}
            </Button>
          </div>
        )}
        {create.isError && <ErrorPanel error={create.error} retry={show} />}
      </Section>
      )}
      {hash !== null && plan.isPending && <Loading what="the plan" lines={6} />}
      {plan.isError && <ErrorPanel error={plan.error} retry={() => void plan.refetch()} />}
      {plan.data && may && <RequestIt key={plan.data.hash} plan={plan.data} />}
      {plan.data && <PlanView plan={plan.data} />}
    </>
  )
}

function RequestIt({ plan }: { plan: Plan }) {
  const navigate = useNavigate()
  const request = useRequestPromotion()
  // One key for what is asked: pressing twice, or again after a lost answer, requests it once; other words are another request.
  const [key, setKey] = useState(() => crypto.randomUUID())
  const [comment, setComment] = useState('')
  const administrator = useMe().data?.role === 'administrator'
  const [reason, setReason] = useState('')
  const obstructed = obstacle(plan)
  const missing = unmetBeforeRequest(plan)
  if (obstructed !== null) {
    return (
      <MessageBar intent={plan.empty ? 'info' : 'warning'} layout="multiline">
        <MessageBarBody>
          This plan cannot be requested. {obstructed}
        </MessageBarBody>
      </MessageBar>
    )
  }
  return (
    <Section title="Request">
      <Field label="Comment" hint="For those who approve it. Not needed.">
        <Textarea value={comment} resize="vertical" onChange={(_, { value }) => { setComment(value); setKey(crypto.randomUUID()) }} />
      </Field>
      {missing.length > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            {missing.map(({ message, remedy }) => `${message} ${remedy ?? ''}`.trim()).join(' ')} {!administrator && 'An administrator may set this aside with a reason.'}
          </MessageBarBody>
        </MessageBar>
      )}
      {missing.length > 0 && administrator && (
        <Field label="Reason for setting these policies aside" hint="Everybody sees it, here and in the audit. Without one they hold.">
          <Textarea value={reason} maxLength={500} resize="vertical" onChange={(_, { value }) => { setReason(value); setKey(crypto.randomUUID()) }} />
        </Field>
      )}
      <div>
        <Button
          appearance="primary"
          disabled={request.isPending}
          onClick={() => request.mutate({ plan: plan.hash, comment, key, ...(reason.trim() !== '' && { reason: reason.trim() }) }, { onSuccess: (promotion) => void navigate(`/promotions/${promotion.id}`) })}
        >
          {request.isPending ? 'Requesting…' : 'Request this promotion'}
        </Button>
      </div>
      {request.isError && <ErrorPanel error={request.error} />}
    </Section>
  )
}
