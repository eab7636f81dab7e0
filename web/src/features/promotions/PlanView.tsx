import { Accordion, AccordionHeader, AccordionItem, AccordionPanel, Badge, MessageBar, MessageBarBody, MessageBarTitle, makeStyles, tokens } from '@fluentui/react-components'
import type { Plan, PlanStep } from '@/lib/api/answers'
import { count } from '@/lib/names'
import { Facts } from '@/ui/Facts'
import { Section } from '@/ui/Section'
import { SqlBlock } from '@/ui/SqlBlock'
import { PlanDeployments } from './PlanDeployments'
import { PlanNodes } from './PlanNodes'
import { PlanSources } from './PlanSources'
import { PlanSchedules } from './PlanSchedules'
import { summary } from './plan'
import { useNodeNames } from './queries'
import { stepTitle } from './status'

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  before: { color: tokens.colorNeutralForeground3 },
  hash: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  policy: { display: 'grid', gridTemplateColumns: '5.5rem minmax(0, 1fr)', gap: tokens.spacingHorizontalM, alignItems: 'baseline' },
  badge: { flexShrink: 0, whiteSpace: 'nowrap' },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
})

/** What a node is called, by its id. */
type Named = (node: string) => string

/** What a promotion would do: everything that an approver has to know, in the order of how much it matters. */
export function PlanView({ plan, setAside = [] }: { plan: Plan; /** Codes of policies that do not hold for this promotion. */ setAside?: readonly string[] }) {
  const parts = summary(plan)
  const named = useNodeNames(plan)
  return (
    <>
      <Problems plan={plan} named={named} />
      <Section title="Plan" note={plan.empty ? 'Nothing to promote: the target already is what the source says.' : parts.join(' · ')}>
        <WhatIsPlanned plan={plan} />
      </Section>
      {(plan.sources.length > 0 || plan.removedSources.length > 0) && <PlanSources plan={plan} />}
      {plan.deployments.length > 0 && <PlanDeployments deployments={plan.deployments} named={named} />}
      {plan.schedules.length > 0 && <PlanSchedules schedules={plan.schedules} named={named} />}
      {plan.nodes.length > 0 && <PlanNodes plan={plan} named={named} />}
      {plan.policies.length > 0 && <Policies plan={plan} setAside={setAside} />}
      <Statements steps={plan.steps} named={named} />
    </>
  )
}

function Problems({ plan, named }: { plan: Plan; named: Named }) {
  const styles = useStyles()
  if (plan.problems.length === 0) return null
  return (
    <div className={styles.stack}>
      {plan.problems.map((problem, index) => (
        <MessageBar key={index} layout="multiline" intent={problem.severity === 'information' ? 'info' : problem.severity}>
          <MessageBarBody>
            {problem.node !== undefined && <MessageBarTitle>{named(problem.node)}:</MessageBarTitle>} {problem.message} {problem.suggestion}{' '}
            <span className={styles.hash}>{problem.code}</span>
          </MessageBarBody>
        </MessageBar>
      ))}
    </div>
  )
}

function WhatIsPlanned({ plan }: { plan: Plan }) {
  const styles = useStyles()
  const { source, target, ownership, collaborators } = plan
  const names = (people: Plan['collaborators']['after'] = []) => (people.length === 0 ? 'nobody but the owner' : people.map((person) => `${person.email} (${person.role})`).join(', '))
  return (
    <Facts
      items={[
        ['From', `${source.name}, revision ${source.revision} in ${source.environment}${source.head > source.revision ? ` (the project has moved on to revision ${source.head})` : ''}`],
        ['To', `${target.name} in ${target.environment}, ${target.exists ? `now at revision ${target.revision}` : 'a new project'}`],
        ['Owner', <><Before value={ownership.before} after={ownership.after} />{ownership.after ?? 'nobody'}</>],
        ['People', <><Before value={collaborators.before && names(collaborators.before)} after={names(collaborators.after)} />{names(collaborators.after)}</>],
        ['Locked after', plan.lockedAfter ? 'Yes: it changes by promotions only' : 'No'],
        ['Approvals', plan.requiredApprovals === 0 ? 'None needed' : `${count(plan.requiredApprovals, 'approval')} needed`],
        ['Plan', <span className={styles.hash} title={plan.hash}>{plan.hash.slice(0, 16)}</span>],
      ]}
    />
  )
}

function Before({ value, after }: { value: string | undefined; after: string | undefined }) {
  const styles = useStyles()
  if (value === undefined || value === after) return null
  return (
    <>
      <del className={styles.before}>{value}</del> →{' '}
    </>
  )
}

function Policies({ plan, setAside }: { plan: Plan; setAside: readonly string[] }) {
  const styles = useStyles()
  return (
    <Section title="Policies">
      <ul className={styles.list}>
        {plan.policies.map((policy) => (
          <li key={policy.code} className={styles.policy}>
            <span>
              <Badge className={styles.badge} appearance="tint" color={policy.satisfied ? 'success' : policy.blocking && !setAside.includes(policy.code) ? 'warning' : 'informative'}>
              {policy.satisfied ? 'Met' : setAside.includes(policy.code) ? 'Set aside' : policy.blocking ? 'Required' : 'Advised'}
              </Badge>
            </span>
            <span>
              {policy.message} {!policy.satisfied && !setAside.includes(policy.code) && policy.remedy}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Every statement under the step that runs it. */
export function Statements({ steps, named = (node) => node }: { steps: readonly PlanStep[]; named?: Named }) {
  const styles = useStyles()
  const all = steps.reduce((sum, step) => sum + step.statements.length, 0)
  return (
    <Section title="Statements" note={all === 0 ? 'Nothing runs in the warehouse' : `${count(all, 'statement')} will run, exactly as written here`}>
      {all > 0 && (
        <Accordion multiple collapsible>
          {steps
            .filter((step) => step.statements.length > 0)
            .map((step) => (
              <AccordionItem key={step.name} value={step.name}>
                <AccordionHeader as="h3">
                  {stepTitle(step.name)}: {count(step.statements.length, 'statement')}
                </AccordionHeader>
                <AccordionPanel className={styles.stack}>
                  {step.statements.map((statement, index) => (
                    <SqlBlock key={index} label={`SQL ${index + 1} of ${step.name}, ${statement.node}`} title={named(statement.node)} sql={statement.sql} />
                  ))}
                </AccordionPanel>
              </AccordionItem>
            ))}
        </Accordion>
      )}
    </Section>
  )
}
