import { Avatar, Badge, Button, Checkbox, Field, Input, Select, Text, Textarea, makeStyles, tokens } from '@fluentui/react-components'
import { CrownRegular } from '@fluentui/react-icons'
import { useState, type SyntheticEvent } from 'react'
import { useProjectHere } from '@/features/projects'
import { sentence } from '@/lib/names'
import { lockWords, whyNot } from '@/lib/rights'
import { Ask } from '@/ui/Ask'
import { DataTable, type TableColumn } from '@/ui/DataTable'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Loading } from '@/ui/Loading'
import { IfAllowed, Refused } from '@/ui/Refused'
import { Section } from '@/ui/Section'
import { useAsked } from '@/ui/useAsked'
import { meaning, roles, withPerson, withoutPerson, type Role } from './people'
import { useLeave, useLock, usePeople, useSetCollaborators, useTransfer, type Collaborator } from './queries'

const useStyles = makeStyles({
  person: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'center' },
  add: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, alignItems: 'flex-end', '& > div': { minWidth: '12rem', '@media (max-width: 640px)': { width: '100%' } } },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL },
})

/** Who works on a project, who owns it, and whether it is locked. */
export function Component() {
  const { project } = useProjectHere()
  const people = usePeople(project.id)
  return (
    <>
      {people.isPending && <Loading what="people" />}
      {people.isError && <ErrorPanel error={people.error} retry={() => void people.refetch()} />}
      {people.data && <People owner={people.data.value.owner} collaborators={people.data.value.collaborators} version={people.data.version} />}
      <Lock />
    </>
  )
}

const asks = ['transfer', 'leave'] as const
const lockAsks = ['lock', 'unlock'] as const

interface Row {
  email: string
  role: string
}

function People({ owner, collaborators, version }: { owner: string; collaborators: readonly Collaborator[]; version: string }) {
  const styles = useStyles()
  const { project, rights, me } = useProjectHere()
  const save = useSetCollaborators(project.id)
  const leave = useLeave(project.id)
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('editor')
  const { ask, open, close, leave: leaveTo } = useAsked(asks)
  const others = collaborators.filter((one) => one.email !== owner)
  const put = (next: readonly Collaborator[], onSuccess?: () => void) => save.mutate({ collaborators: next, version }, { ...(onSuccess && { onSuccess }) })
  const add = (event: SyntheticEvent) => {
    event.preventDefault()
    put(withPerson(others, email, role), () => setEmail(''))
  }
  const columns: readonly TableColumn<Row>[] = [
    {
      key: 'who',
      header: 'Person',
      cell: (row) => (
        <div className={styles.person}>
          <Avatar name={row.email} size={24} color="colorful" aria-hidden />
          {row.email}
          {row.email === me.email && ' (you)'}
        </div>
      ),
    },
    {
      key: 'role',
      header: 'Role',
      cell: (row) =>
        row.email === owner ? (
          <Badge appearance="tint" color="warning" icon={<CrownRegular />}>
            Owner
          </Badge>
        ) : rights.manage ? (
          <Select size="small" aria-label={`Role of ${row.email}`} value={row.role} disabled={save.isPending} onChange={(_, { value }) => put(withPerson(others, row.email, roles.find((one) => one === value) ?? 'viewer'))}>
            {roles.map((one) => (
              <option key={one} value={one}>
                {sentence(one)}
              </option>
            ))}
          </Select>
        ) : (
          sentence(row.role)
        ),
    },
    { key: 'may', header: 'May', wide: true, cell: (row) => meaning[row.email === owner ? 'owner' : (roles.find((one) => one === row.role) ?? 'viewer')] },
    {
      key: 'actions',
      header: 'Actions',
      cell: (row) =>
        row.email === owner ? (
          rights.manage ? (
            <Button size="small" onClick={() => open('transfer')}>
              Hand over …
            </Button>
          ) : null
        ) : row.email === me.email ? (
          <Button size="small" onClick={() => open('leave')}>
            Leave …
          </Button>
        ) : rights.manage ? (
          <Button size="small" disabled={save.isPending} aria-label={`Remove ${row.email}`} onClick={() => put(withoutPerson(others, row.email))}>
            Remove
          </Button>
        ) : null,
    },
  ]
  return (
    <Section title="People" note={rights.manage ? undefined : whyNot(project, me, 'manage').replace('do this', 'change who works here')}>
      <DataTable label="People" columns={columns} rows={[{ email: owner, role: 'owner' }, ...others]} rowKey={(row) => row.email} />
      {rights.manage && (
        <form className={styles.add} onSubmit={add}>
          <Field label="Add a person">
            <Input type="email" placeholder="name@company.com" value={email} onChange={(_, { value }) => setEmail(value)} />
          </Field>
          <Field label="As">
            <Select value={role} onChange={(_, { value }) => setRole(roles.find((one) => one === value) ?? 'editor')}>
              {roles.map((one) => (
                <option key={one} value={one}>
                  {sentence(one)}
                </option>
              ))}
            </Select>
          </Field>
          <Button type="submit" disabled={email.trim() === '' || save.isPending}>
            Add
          </Button>
        </form>
      )}
      {save.isError && <ErrorPanel error={save.error} />}
      {ask === 'transfer' && (
        <IfAllowed may={rights.manage} why={whyNot(project, me, 'manage').replace('do this', 'hand it over')} close={close}>
          <TransferDialog owner={owner} others={others} close={close} />
        </IfAllowed>
      )}
      {ask === 'leave' && !others.some((one) => one.email === me.email) && <Refused title="You cannot leave" why={owner === me.email ? 'The owner hands the project over first.' : 'You have no role here.'} close={close} />}
      {ask === 'leave' && others.some((one) => one.email === me.email) && (
        <Ask
          title={`Leave “${project.name}”?`}
          verb="Leave"
          error={leave.error}
          busy={leave.isPending}
          send={() => leave.mutate(undefined, { onSuccess: () => leaveTo('/projects') })}
          close={close}
        >
          <Text>You will not see this project any more. {owner} can add you again.</Text>
        </Ask>
      )}
    </Section>
  )
}

function TransferDialog({ owner, others, close }: { owner: string; others: readonly Collaborator[]; close: () => void }) {
  const styles = useStyles()
  const { project, me } = useProjectHere()
  const transfer = useTransfer(project.id)
  const [email, setEmail] = useState(others.find(({ role }) => role === 'editor')?.email ?? '')
  const [leaves, setLeaves] = useState(false)
  const mine = owner === me.email
  return (
    <Ask
      title="Hand the project over"
      verb="Hand over"
      error={transfer.error}
      busy={transfer.isPending}
      allowed={email.trim() !== '' && email.trim() !== owner}
      send={() => transfer.mutate({ email: email.trim(), removeFormer: leaves }, { onSuccess: close })}
      close={close}
    >
      <Text>The owner has the crown: they alone decide who works here, hand it on, lock and delete it, and schedule it. There is always exactly one.</Text>
      <Field label="New owner" required hint="Somebody in the directory, whether they work here yet or not.">
        <Input type="email" value={email} onChange={(_, { value }) => setEmail(value)} />
      </Field>
      <Checkbox label={mine ? 'I leave the project' : `${owner} leaves the project`} checked={leaves} onChange={(_, { checked }) => setLeaves(checked === true)} />
      <ul className={styles.list}>
        <li>{leaves ? `${mine ? 'You' : owner} will not see the project any more.` : `${mine ? 'You stay' : `${owner} stays`} as editor.`}</li>
        <li>Schedules, deployments and history stay as they are.</li>
        <li>{mine ? 'Only the new owner or an administrator can give it back.' : 'The new owner is told.'}</li>
      </ul>
    </Ask>
  )
}

function Lock() {
  const { project, rights, me } = useProjectHere()
  const { ask, open, close } = useAsked(lockAsks)
  const may = project.locked ? rights.administer : rights.manage
  const isDone = (ask === 'lock') === project.locked
  const mayNot = project.locked ? 'Only an administrator can unlock it.' : whyNot(project, me, 'manage').replace('do this', 'lock it')
  return (
    <Section title={project.locked ? 'Locked' : 'Not locked'} actions={may ? <Button onClick={() => open(project.locked ? 'unlock' : 'lock')}>{project.locked ? 'Unlock …' : 'Lock …'}</Button> : undefined}>
      <Text>
        {project.locked
          ? `${lockWords(project.lockReason)}${rights.administer ? '' : ' Only an administrator can unlock it.'}`
          : `Editors may change it. Locked, it changes only through promotions${rights.manage ? '; only an administrator can unlock it again.' : `. ${mayNot}`}`}
      </Text>
      {ask !== undefined && (
        <IfAllowed key={ask} may={may && !isDone} {...(may && { title: 'It is done already' })} why={may ? `The project is ${project.locked ? '' : 'not '}locked.` : mayNot} close={close}>
          <LockDialog locks={ask === 'lock'} close={close} />
        </IfAllowed>
      )}
    </Section>
  )
}

function LockDialog({ locks, close }: { locks: boolean; close: () => void }) {
  const { project } = useProjectHere()
  const [reason, setReason] = useState('')
  const lock = useLock(project.id)
  return (
    <Ask
      title={locks ? `Lock “${project.name}”?` : `Unlock “${project.name}”?`}
      verb={locks ? 'Lock' : 'Unlock'}
      error={lock.error}
      busy={lock.isPending}
      allowed={reason.trim() !== ''}
      send={() => lock.mutate({ lock: locks, reason }, { onSuccess: close })}
      close={close}
    >
      <Text>{locks ? 'From now on it changes only through promotions. Editors see why.' : 'What is changed by hand here will differ from what was promoted, until the next promotion. The reason is kept in the audit.'}</Text>
      <Field label="Reason" required>
        <Textarea value={reason} onChange={(_, { value }) => setReason(value)} />
      </Field>
    </Ask>
  )
}
