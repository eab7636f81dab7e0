import { Checkbox, Field, Input, Text, makeStyles, tokens } from '@fluentui/react-components'
import { useId, useState } from 'react'
import { count, sentence } from '@/lib/names'
import { Ask } from '@/ui/Ask'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Loading } from '@/ui/Loading'
import { useHandOn, useOwned, type User } from './queries'

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column', maxHeight: '16rem', overflow: 'auto', border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium },
})

/** Gives what somebody owns to somebody else, all at once or what is chosen. */
export function HandOnDialog({ user, others, close, said }: { user: User; others: readonly User[]; close: () => void; said: (words: string) => void }) {
  const styles = useStyles()
  const id = useId()
  const owned = useOwned(user.email)
  const handOn = useHandOn()
  const [to, setTo] = useState('')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [stays, setStays] = useState(false)
  const projects = owned.data ?? []
  const chosen = projects.filter((project) => !left.has(project.id))
  const send = () =>
    handOn.mutate(
      { email: user.email, to: to.trim(), removeFormer: !stays, ...(left.size > 0 && { projects: chosen.map((project) => project.id) }) },
      {
        onSuccess: ({ projects: handed, to: whom }) => {
          said(`${count(handed.length, 'project')} of ${user.email} handed on to ${whom}.`)
          close()
        },
      },
    )
  return (
    <Ask title={`Hand on what ${user.email} owns`} verb={chosen.length === 0 ? 'Hand on' : `Hand on ${count(chosen.length, 'project')}`} error={handOn.error} busy={handOn.isPending} allowed={to.trim() !== '' && chosen.length > 0} send={send} close={close}>
      {owned.isPending && <Loading what="their projects" />}
      {owned.isError && <ErrorPanel error={owned.error} retry={() => void owned.refetch()} />}
      {owned.data && projects.length === 0 && <Text>{user.email} owns no project: there is nothing to hand on.</Text>}
      {projects.length > 0 && (
        <>
          <Field label="New owner" required>
            <Input type="email" value={to} list={`${id}-people`} onChange={(_, { value }) => setTo(value)} />
          </Field>
          <datalist id={`${id}-people`}>
            {others.map(({ email, name }) => (
              <option key={email} value={email}>
                {name}
              </option>
            ))}
          </datalist>
          <div className={styles.list} role="group" aria-label="Projects to hand on">
            {projects.map((project) => (
              <Checkbox
                key={project.id}
                label={`${project.name}, ${sentence(project.environment).toLowerCase()}${project.deletedAt === undefined ? '' : ', deleted'}`}
                checked={!left.has(project.id)}
                onChange={(_, { checked }) => setLeft((now) => (checked === true ? new Set([...now].filter((one) => one !== project.id)) : new Set([...now, project.id])))}
              />
            ))}
          </div>
          <Checkbox label={`${user.email} stays in them as editor`} checked={stays} onChange={(_, { checked }) => setStays(checked === true)} />
        </>
      )}
    </Ask>
  )
}
