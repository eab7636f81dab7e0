import { Checkbox, Field, Text, Textarea, makeStyles } from '@fluentui/react-components'
import { useState } from 'react'
import { useMe } from '@/features/session'
import { Ask } from '@/ui/Ask'
import { RouterLink } from '@/ui/RouterLink'
import { usePlace, useWorkbench } from '../context'
import { reviewersFor } from '../rights'
import { useRequestReview } from './queries'

const useStyles = makeStyles({ people: { border: 'none', margin: 0, padding: 0, '& legend': { padding: 0 } } })

/** Asks people of the project to review its newest revision. */
export function RequestReviewDialog({ close }: { close: () => void }) {
  const styles = useStyles()
  const { project, session, say } = useWorkbench()
  const { go } = usePlace()
  const me = useMe()
  const people = me.data ? reviewersFor(project, me.data) : []
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(people.length === 1 ? people : []))
  const [message, setMessage] = useState('')
  const request = useRequestReview(project.id)
  const send = () =>
    void session
      .flush()
      .then(() =>
        request.mutate(
          { reviewers: [...chosen], message },
          {
            onSuccess: () => {
              say('The review is requested.')
              go({ ask: undefined, side: 'review' })
            },
          },
        ),
      )
      .catch(() => say('The flow is not saved yet: see the save state above.'))
  return (
    <Ask title="Request a review" verb="Request" error={request.error} busy={request.isPending} allowed={chosen.size > 0} send={send} close={close}>
      <Text>Who is asked is told, and finds it under “Reviews”. What is reviewed is the newest revision; a later one makes the review outdated.</Text>
      {people.length === 0 ? (
        <Text>
          Nobody else works on this project yet. <RouterLink to={`/projects/${project.id}`}>Add a reviewer</RouterLink> first.
        </Text>
      ) : (
        <fieldset className={styles.people}>
          <legend>Reviewers</legend>
            {people.map((email) => (
              <div key={email}>
                <Checkbox
                  label={`${email}${email === project.owner ? ' (owner)' : ''}`}
                  checked={chosen.has(email)}
                  onChange={(_, { checked }) => {
                    const next = new Set(chosen)
                    if (checked === true) next.add(email)
                    else next.delete(email)
                    setChosen(next)
                  }}
                />
              </div>
            ))}
        </fieldset>
      )}
      <Field label="What should they look at?" hint="Optional.">
        <Textarea value={message} maxLength={2000} resize="vertical" onChange={(_, { value }) => setMessage(value)} />
      </Field>
    </Ask>
  )
}
