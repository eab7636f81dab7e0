import { Button, Field, Text, Textarea, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { useMe } from '@/features/session'
import type { Promotion } from '@/lib/api/answers'
import { count } from '@/lib/names'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Section } from '@/ui/Section'
import { Time } from '@/ui/Time'
import { useDecision } from './queries'
import { SetAside } from './SetAside'
import { choicesFor, type Sides } from './status'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  comment: { color: tokens.colorNeutralForeground2, display: 'block', overflowWrap: 'anywhere' },
})

/** Who has approved or rejected, and what the reader may decide. */
export function Decisions({ promotion, sides }: { promotion: Promotion; sides: Sides }) {
  const styles = useStyles()
  const me = useMe()
  const decision = useDecision(promotion.id)
  const [comment, setComment] = useState('')
  const [commentMissing, setCommentMissing] = useState(false)
  const choices = me.data ? choicesFor(promotion, me.data, sides) : undefined
  const { approvals, rejection, override } = promotion
  const needed = promotion.requiredApprovals
  const waiting = promotion.status === 'requested'

  const reject = () => {
    if (comment.trim() === '') setCommentMissing(true)
    else decision.mutate({ kind: 'reject', comment })
  }

  return (
    <Section title="Approval" note={needed === 0 ? 'None needed' : `${approvals.length} of ${count(needed, 'approval')}`}>
      {(approvals.length > 0 || rejection !== undefined) && (
        <ul className={styles.list}>
        {approvals.map((approval) => (
          <li key={approval.by}>
            <Text weight="semibold">{approval.by}</Text> approved this plan <Time at={approval.at} />
            {approval.comment !== undefined && <Text className={styles.comment}>{approval.comment}</Text>}
          </li>
        ))}
        {rejection !== undefined && (
          <li>
            <Text weight="semibold">{rejection.by}</Text> rejected it <Time at={rejection.at} />
            <Text className={styles.comment}>{rejection.comment}</Text>
          </li>
        )}
        </ul>
      )}
      {override !== undefined && (
        <Text>
          <Text weight="semibold">{override.by}</Text> set policies aside <Time at={override.at} />
          <Text className={styles.comment}>{override.reason}</Text>
        </Text>
      )}
      {waiting && (
        <Text>
          If nobody decides, it expires on <Time exact at={promotion.expiresAt} />.
        </Text>
      )}
      {choices?.hint != null && <Text>{choices.hint}</Text>}
      {choices?.decide === true && (
        <>
          <Field label="Comment" hint="Needed to reject." {...(commentMissing && { validationState: 'error', validationMessage: 'Say why, so that it can be corrected.' })}>
            <Textarea
              value={comment}
              resize="vertical"
              onChange={(_, { value }) => {
                setComment(value)
                setCommentMissing(false)
              }}
            />
          </Field>
          <div className={styles.buttons}>
            <Button appearance="primary" disabled={decision.isPending} onClick={() => decision.mutate({ kind: 'approve', plan: promotion.plan, comment })}>
              Approve this plan
            </Button>
            <Button disabled={decision.isPending} onClick={reject}>
              Reject
            </Button>
          </div>
        </>
      )}
      {decision.isError && <ErrorPanel error={decision.error} />}
      {(waiting || promotion.status === 'approved') && me.data?.role === 'administrator' && <SetAside promotion={promotion} />}
    </Section>
  )
}
