import { Badge, Button, Field, Link, MessageBar, MessageBarBody, Spinner, Text, Textarea, makeStyles, tokens } from '@fluentui/react-components'
import { CheckmarkRegular, PeopleCheckmarkRegular, WrenchRegular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMe } from '@/features/session'
import type { Finding, Review } from '@/lib/api/answers'
import { graphOf } from '@/lib/flow/graph'
import { count } from '@/lib/names'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Time } from '@/ui/Time'
import { usePlace, useSession, useWorkbench } from '../context'
import { useApplied } from '../dialogs/useApplied'
import { mayAskReview } from '../rights'
import { useFlowActions } from '../useFlowActions'
import { Comments } from './Comments'
import { findingsQuery, reviewsQuery, useDecide, useFix, useWithdraw } from './queries'
import { statusOf } from './status'

const useStyles = makeStyles({
  body: { display: 'flex', flexDirection: 'column' },
  part: { padding: '12px', display: 'flex', flexDirection: 'column', gap: '8px', borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold, display: 'flex', alignItems: 'center', gap: '8px' },
  soft: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  line: { display: 'flex', gap: '6px', flexWrap: 'wrap', alignItems: 'center' },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '8px' },
  said: { margin: '2px 0 0', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  finding: { display: 'flex', flexDirection: 'column', gap: '4px', alignItems: 'flex-start', padding: '8px', border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase100, color: tokens.colorNeutralForeground3 },
})

/** Everything of reviewing: the review, what the machine found, what people say. */
export default function ReviewPart() {
  const styles = useStyles()
  return (
    <div className={styles.body}>
      <ReviewNow />
      <Comments />
      <Findings />
    </div>
  )
}

function ReviewNow() {
  const styles = useStyles()
  const { project } = useWorkbench()
  const { go } = usePlace()
  const me = useMe()
  const reviews = useQuery(reviewsQuery(project.id))
  const [latest, ...earlier] = reviews.data ?? []
  const mayAsk = me.data !== undefined && mayAskReview(project, me.data) && !project.locked
  const open = latest?.status === 'open' || latest?.status === 'changesRequested'
  return (
    <section className={styles.part} aria-label="Review">
      <h3 className={styles.title}>Review</h3>
      {reviews.isPending && <Spinner size="tiny" label="Loading the reviews" />}
      {reviews.error && <ErrorPanel error={reviews.error} retry={() => void reviews.refetch()} />}
      {reviews.data && !latest && <Text className={styles.soft}>Nobody has been asked to review this project yet.</Text>}
      {latest && <ReviewState review={latest} />}
      {mayAsk && (!open || latest.outdated) && (
        <div>
          <Button size="small" icon={<PeopleCheckmarkRegular />} onClick={() => go({ ask: 'request-review' })}>
            Request a review
          </Button>
        </div>
      )}
      {earlier.length > 0 && (
        <details>
          <summary className={styles.soft}>{count(earlier.length, 'earlier review')}</summary>
          <ul className={styles.list}>
            {earlier.map((review) => (
              <li key={review.number} className={styles.soft}>
                Revision {review.revision}: {statusOf(review).words.toLowerCase()}, asked by {review.requestedBy} <Time at={review.requestedAt} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function ReviewState({ review }: { review: Review }) {
  const styles = useStyles()
  const { project } = useWorkbench()
  const me = useMe().data
  const withdraw = useWithdraw(project.id)
  const status = statusOf(review)
  const decided = new Set(review.decisions.map(({ by }) => by))
  const waiting = review.reviewers.filter((email) => !decided.has(email))
  const asked = me !== undefined && review.reviewers.includes(me.email)
  const mine = me !== undefined && (review.requestedBy === me.email || project.owner === me.email || me.role === 'administrator')
  const live = review.status === 'open' || review.status === 'changesRequested'
  return (
    <>
      <div className={styles.line}>
        <Badge appearance="tint" color={status.color}>
          {status.words}
        </Badge>
        {review.outdated && (
          <Badge appearance="tint" color="warning">
            Outdated
          </Badge>
        )}
        <Text className={styles.soft}>
          Revision {review.revision}, asked by {review.requestedBy} <Time at={review.requestedAt} />
        </Text>
      </div>
      {review.outdated && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            The project has moved on to revision {project.revision}: what was reviewed is no longer what is here. Ask for a new review.
          </MessageBarBody>
        </MessageBar>
      )}
      {review.message !== undefined && <Text className={styles.said}>“{review.message}”</Text>}
      <ul className={styles.list}>
        {review.decisions.map((decision) => (
          <li key={`${decision.by}${decision.at}`}>
            <Text size={200} weight="semibold">
              {decision.by} {decision.verdict === 'approve' ? 'approved' : 'requested changes'}
            </Text>{' '}
            <span className={styles.soft}>
              <Time at={decision.at} />
            </span>
            {decision.summary !== undefined && <p className={styles.said}>{decision.summary}</p>}
          </li>
        ))}
      </ul>
      {live && waiting.length > 0 && <Text className={styles.soft}>Waits for {waiting.join(', ')}.</Text>}
      {live && asked && !review.outdated && <Decide review={review} />}
      {live && mine && (
        <div>
          <Button size="small" appearance="subtle" disabled={withdraw.isPending} onClick={() => withdraw.mutate(review.number)}>
            Withdraw the review
          </Button>
        </div>
      )}
      {withdraw.error && <ErrorPanel error={withdraw.error} />}
    </>
  )
}

function Decide({ review }: { review: Review }) {
  const styles = useStyles()
  const { project, say } = useWorkbench()
  const [summary, setSummary] = useState('')
  const decide = useDecide(project.id)
  const send = (decision: 'approve' | 'requestChanges') =>
    decide.mutate({ n: review.number, decision, summary }, { onSuccess: () => say(decision === 'approve' ? 'Approved.' : 'Changes are requested.') })
  return (
    <>
      <Field label="Summary" size="small" hint="Needed to request changes.">
        <Textarea size="small" resize="vertical" value={summary} onChange={(_, { value }) => setSummary(value)} />
      </Field>
      <div className={styles.line}>
        <Button size="small" appearance="primary" icon={<CheckmarkRegular />} disabled={decide.isPending} onClick={() => send('approve')}>
          Approve
        </Button>
        <Button size="small" disabled={decide.isPending || summary.trim() === ''} onClick={() => send('requestChanges')}>
          Request changes
        </Button>
      </div>
      {decide.error && <ErrorPanel error={decide.error} />}
    </>
  )
}

const few = 4

function Findings() {
  const styles = useStyles()
  const { project } = useWorkbench()
  const { version } = useSession()
  const findings = useQuery(findingsQuery(project.id, version))
  const items = findings.data?.items ?? []
  const [all, setAll] = useState(false)
  return (
    <section className={styles.part} aria-label="Findings">
      <h3 className={styles.title}>Findings {findings.data && <span className={styles.soft}>{items.length === 0 ? 'none' : items.length}</span>}</h3>
      {findings.isPending && <Spinner size="tiny" label="Looking for findings" />}
      {findings.error && <ErrorPanel error={findings.error} retry={() => void findings.refetch()} />}
      {findings.data && items.length === 0 && <Text className={styles.soft}>Nothing to be said about the flow: no node is unused or doubled, all is described.</Text>}
      <ul className={styles.list}>
        {(all ? items : items.slice(0, few)).map((finding) => (
          <FindingItem key={`${finding.code} ${finding.node}`} finding={finding} />
        ))}
      </ul>
      {items.length > few && !all && (
        <div>
          <Button size="small" onClick={() => setAll(true)}>
            Show all {items.length}
          </Button>
        </div>
      )}
    </section>
  )
}

function FindingItem({ finding }: { finding: Finding }) {
  const styles = useStyles()
  const { project, session, readOnly, say } = useWorkbench()
  const { flow } = useSession()
  const { select } = usePlace()
  const { titles } = useFlowActions()
  const applied = useApplied()
  const fix = useFix(project.id)
  const there = graphOf(flow).byId.has(finding.node)
  const mend = () =>
    void session
      .flush()
      .then(() =>
        fix.mutate(
          { code: finding.code, node: finding.node, version: session.state.version },
          { onSuccess: () => void applied().then(() => say(`Done: ${finding.fix ?? finding.code}`, true)) },
        ),
      )
      .catch(() => say('The flow is not saved yet: see the save state above.'))
  return (
    <li className={styles.finding}>
      {there ? (
        <Link as="button" onClick={() => select([finding.node])}>
          {titles(finding.node)}
        </Link>
      ) : (
        <Text weight="semibold">{finding.node}</Text>
      )}
      <Text size={200}>{finding.why}</Text>
      <div className={styles.line}>
        {finding.fix !== undefined && readOnly === undefined && (
          <Button size="small" icon={<WrenchRegular />} disabled={fix.isPending} onClick={mend} aria-label={`${finding.fix} (${titles(finding.node)})`}>
            {finding.fix}
          </Button>
        )}
        <span className={styles.code}>{finding.code}</span>
      </div>
      {fix.error && <ErrorPanel error={fix.error} />}
    </li>
  )
}
