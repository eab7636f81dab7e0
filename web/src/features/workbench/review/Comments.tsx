import { Button, Checkbox, Field, Link, Spinner, Text, Textarea, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { CheckmarkCircleRegular, SendRegular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState, type KeyboardEvent } from 'react'
import { useMe } from '@/features/session'
import type { CommentEntry } from '@/lib/api/answers'
import { count } from '@/lib/names'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Time } from '@/ui/Time'
import { usePlace, useSession, useWorkbench } from '../context'
import { mayComment, peopleOf } from '../rights'
import { useFlowActions } from '../useFlowActions'
import { commentsQuery, useAddComment, useResolve, type Subject } from './queries'
import { mentionAt, mentioned, pieces, threadsOf, type Thread } from './threads'

const useStyles = makeStyles({
  part: { borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, padding: '12px', display: 'flex', flexDirection: 'column', gap: '8px' },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  soft: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  filters: { display: 'flex', flexWrap: 'wrap' },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '10px' },
  thread: { border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium, padding: '8px 10px', display: 'flex', flexDirection: 'column', gap: '8px' },
  settled: { backgroundColor: tokens.colorNeutralBackground2 },
  about: { fontSize: tokens.fontSizeBase200 },
  who: { display: 'flex', gap: '8px', alignItems: 'baseline', flexWrap: 'wrap', fontSize: tokens.fontSizeBase200 },
  said: { margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', lineHeight: tokens.lineHeightBase300 },
  mention: { color: tokens.colorBrandForegroundLink, fontWeight: tokens.fontWeightSemibold },
  answers: { listStyleType: 'none', margin: 0, padding: '0 0 0 10px', borderLeft: `2px solid ${tokens.colorNeutralStroke2}`, display: 'flex', flexDirection: 'column', gap: '8px' },
  line: { display: 'flex', gap: '6px', flexWrap: 'wrap', alignItems: 'center' },
  write: { display: 'flex', flexDirection: 'column', gap: '6px' },
  people: { display: 'flex', gap: '4px', flexWrap: 'wrap' },
})

/** What people say about the project, its groups and its nodes, as threads. */
export function Comments() {
  const styles = useStyles()
  const { project } = useWorkbench()
  const { flow } = useSession()
  const { node, group } = usePlace()
  const { titles } = useFlowActions()
  const me = useMe().data
  const comments = useQuery(commentsQuery(project.id))
  const [settled, setSettled] = useState(false)
  const [all, setAll] = useState(false)
  const subject: Subject = node !== undefined ? { node } : group !== undefined ? { group } : {}
  const chosen = node !== undefined || group !== undefined
  const about = node !== undefined ? `“${titles(node)}”` : group !== undefined ? `the group “${flow.groups?.find(({ id }) => id === group)?.name ?? group}”` : 'the project'
  const threads = threadsOf(comments.data ?? [])
  const shown = threads.filter(({ first: { comment } }) => (settled || !comment.resolved) && (all || !chosen || (comment.node === node && comment.group === group)))
  const hidden = threads.filter(({ first: { comment } }) => comment.resolved).length
  const may = me !== undefined && mayComment(project, me)
  return (
    <section className={styles.part} aria-label="Comments">
      <h3 className={styles.title}>Comments</h3>
      {may ? <Write key={node ?? group ?? ''} label={`Comment on ${about}`} subject={subject} /> : <Text className={styles.soft}>Reviewers and editors may comment. The owner, {project.owner}, can make you one.</Text>}
      {comments.isPending && <Spinner size="tiny" label="Loading the comments" />}
      {comments.error && <ErrorPanel error={comments.error} retry={() => void comments.refetch()} />}
      {threads.length > 0 && (
        <div className={styles.filters}>
          {chosen && <Checkbox label={`Not only on ${about}`} checked={all} onChange={(_, { checked }) => setAll(checked === true)} />}
          {hidden > 0 && <Checkbox label={`Settled too (${hidden})`} checked={settled} onChange={(_, { checked }) => setSettled(checked === true)} />}
        </div>
      )}
      {comments.data && shown.length === 0 && <Text className={styles.soft}>{threads.length === 0 ? 'Nobody has said anything yet. Select a node to comment on it, or comment on the project as a whole.' : `No open comment on ${about}.`}</Text>}
      <ul className={styles.list} aria-label="Threads">
        {shown.map((thread) => (
          <ThreadItem key={thread.first.comment.id} thread={thread} may={may} />
        ))}
      </ul>
    </section>
  )
}

function ThreadItem({ thread: { first, answers }, may }: { thread: Thread; may: boolean }) {
  const styles = useStyles()
  const { project } = useWorkbench()
  const { flow } = useSession()
  const { select, selectGroup } = usePlace()
  const { titles } = useFlowActions()
  const resolve = useResolve(project.id)
  const [answering, setAnswering] = useState(false)
  const { comment } = first
  const { node, group } = comment
  return (
    <li className={mergeClasses(styles.thread, comment.resolved && styles.settled)}>
      <div className={styles.about}>
        {node !== undefined ? (
          <Link as="button" onClick={() => select([node])}>
            {titles(node)}
          </Link>
        ) : group !== undefined ? (
          <Link as="button" onClick={() => selectGroup(group)}>
            Group {flow.groups?.find(({ id }) => id === group)?.name ?? group}
          </Link>
        ) : (
          <span className={styles.soft}>The project</span>
        )}
        {comment.revision < project.revision && <span className={styles.soft}> · said of revision {comment.revision}</span>}
      </div>
      <Said entry={first} />
      {answers.length > 0 && (
        <ul className={styles.answers} aria-label={count(answers.length, 'answer')}>
          {answers.map((answer) => (
            <li key={answer.comment.id}>
              <Said entry={answer} />
            </li>
          ))}
        </ul>
      )}
      {comment.resolved && comment.resolvedBy !== undefined && (
        <Text className={styles.soft}>
          <CheckmarkCircleRegular aria-hidden /> Settled by {comment.resolvedBy}
        </Text>
      )}
      {may && (
        <div className={styles.line}>
          {!answering && (
            <Button size="small" appearance="subtle" onClick={() => setAnswering(true)}>
              Answer
            </Button>
          )}
          <Button size="small" appearance="subtle" disabled={resolve.isPending} onClick={() => resolve.mutate({ entry: first, resolved: !comment.resolved })}>
            {comment.resolved ? 'Open again' : 'Settle'}
          </Button>
        </div>
      )}
      {resolve.error && <ErrorPanel error={resolve.error} />}
      {answering && <Write label={`Answer to ${comment.by}`} subject={{}} parent={comment.id} done={() => setAnswering(false)} />}
    </li>
  )
}

function Said({ entry: { comment, notTold } }: { entry: CommentEntry }) {
  const styles = useStyles()
  return (
    <div>
      <div className={styles.who}>
        <Text size={200} weight="semibold">
          {comment.by}
        </Text>
        <span className={styles.soft}>
          <Time at={comment.at} />
          {comment.editedAt !== undefined && ', changed'}
        </span>
      </div>
      <p className={styles.said}>
        {pieces(comment.text, comment.mentions).map(({ text, isMention }, index) => (
          <span key={index} className={isMention ? styles.mention : undefined}>
            {text}
          </span>
        ))}
      </p>
      {notTold && <Text className={styles.soft}>{notTold.join(', ')} {notTold.length === 1 ? 'does' : 'do'} not see this project and {notTold.length === 1 ? 'was' : 'were'} not told.</Text>}
    </div>
  )
}

function Write({ label, subject, parent, done }: { label: string; subject: Subject; parent?: string; done?: () => void }) {
  const styles = useStyles()
  const { project } = useWorkbench()
  const area = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState('')
  const [place, setPlace] = useState(0)
  const add = useAddComment(project.id)
  const asked = mentionAt(text, place)
  const people = asked === undefined ? [] : peopleOf(project).filter((email) => email.startsWith(asked.toLowerCase()))
  const send = () => {
    if (text.trim() === '') return
    add.mutate(
      { text: text.trim(), ...(parent !== undefined ? { parent } : subject) },
      {
        onSuccess: () => {
          setText('')
          done?.()
        },
      },
    )
  }
  const take = (email: string) => {
    const next = mentioned(text, place, email)
    setText(next.text)
    setPlace(next.place)
    area.current?.focus()
    // The text is in its place only after this has been drawn.
    requestAnimationFrame(() => area.current?.setSelectionRange(next.place, next.place))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      send()
    }
  }
  return (
    <div className={styles.write}>
      <Field label={label} size="small">
        <Textarea
          textarea={{ ref: area }}
          size="small"
          resize="vertical"
          placeholder="@ mentions somebody"
          value={text}
          onKeyDown={onKeyDown}
          onSelect={(event) => setPlace(event.currentTarget instanceof HTMLTextAreaElement ? event.currentTarget.selectionStart : (area.current?.selectionStart ?? 0))}
          onChange={(event, { value }) => {
            setText(value)
            setPlace(event.target.selectionStart)
          }}
        />
      </Field>
      {people.length > 0 && (
        <div className={styles.people} role="group" aria-label="Mention">
          {people.slice(0, 6).map((email) => (
            <Button key={email} size="small" onClick={() => take(email)}>
              @{email}
            </Button>
          ))}
        </div>
      )}
      <div className={styles.line}>
        <Button size="small" icon={<SendRegular />} disabled={text.trim() === '' || add.isPending} onClick={send}>
          {parent === undefined ? 'Comment' : 'Answer'}
        </Button>
        {done && (
          <Button size="small" appearance="subtle" onClick={done}>
            Cancel
          </Button>
        )}
      </div>
      {add.error && <ErrorPanel error={add.error} />}
    </div>
  )
}
