import { Badge, Button, Field, Input, Select, Switch, Text, makeStyles, tokens } from '@fluentui/react-components'
import { MoreHorizontalRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useMe } from '@/features/session'
import { ApiProblem } from '@/lib/api/problem'
import { sentence } from '@/lib/names'
import { MenuButton } from '@/ui/MenuButton'
import { Ask } from '@/ui/Ask'
import { DataTable, type TableColumn } from '@/ui/DataTable'
import { ErrorPanel } from '@/ui/ErrorPanel'
import { Loading } from '@/ui/Loading'
import { Refused } from '@/ui/Refused'
import { Section } from '@/ui/Section'
import { useAsked } from '@/ui/useAsked'
import { useReadOn } from '@/ui/useReadOn'
import { HandOnDialog } from './HandOnDialog'
import { useAddUser, useChangeUser, useRemoveUser, useUsers, type User } from './queries'

const useStyles = makeStyles({ off: { color: tokens.colorNeutralForeground3 }, search: { maxWidth: '22rem' }, actions: { display: 'flex', gap: tokens.spacingHorizontalXS, whiteSpace: 'nowrap', '& > *': { flexShrink: 0 } } })

const rolesOf = (text: string) => text.split(',').map((role) => role.trim()).filter((role) => role !== '')

const asks = ['new', 'change', 'hand-on', 'remove'] as const

/** Who may sign in, as what, and under which warehouse roles they may work. */
export function Component() {
  const styles = useStyles()
  const users = useUsers()
  const [text, setText] = useState('')
  const me = useMe().data
  const { ask, about, open, close } = useAsked(asks)
  const remove = useRemoveUser()
  const [words, setWords] = useState('')
  const all = users.data?.pages.flatMap(({ items }) => items) ?? []
  const found = all.find(({ email }) => email === about)
  const isMissing = useReadOn(users, ask !== undefined && ask !== 'new' && found === undefined)
  const wanted = text.trim().toLowerCase()
  const shown = all.filter(({ email, name }) => `${email} ${name}`.toLowerCase().includes(wanted))
  const columns: readonly TableColumn<User>[] = [
    { key: 'name', header: 'Name', cell: (row) => <span {...(!row.active && { className: styles.off })}>{row.name}</span> },
    { key: 'email', header: 'Email', cell: (row) => row.email },
    { key: 'role', header: 'Role', cell: (row) => (row.role === 'administrator' ? <Badge appearance="tint" color="brand">Administrator</Badge> : 'Member') },
    { key: 'state', header: 'State', cell: (row) => (row.active ? 'Active' : <Badge appearance="tint" color="warning">Deactivated</Badge>) },
    { key: 'roles', header: 'Warehouse roles', wide: true, cell: (row) => (row.warehouseRoles.includes('*') ? 'All' : row.warehouseRoles.join(', ') || 'None') },
    {
      key: 'actions',
      header: 'Actions',
      cell: (row) => (
        <div className={styles.actions}>
          <Button size="small" aria-label={`Change ${row.email}`} onClick={() => open('change', row.email)}>
            Change …
          </Button>
          <MenuButton
            trigger={<Button size="small" appearance="subtle" icon={<MoreHorizontalRegular />} aria-label={`More to do with ${row.email}`} />}
            entries={[{ label: 'Hand on their projects …', run: () => open('hand-on', row.email) }, ...(row.email === me?.email ? [] : [{ label: 'Remove …', run: () => open('remove', row.email) }])]}
          />
        </div>
      ),
    },
  ]
  return (
    <Section
      title="Users"
      note={users.data && `${all.filter(({ active }) => active).length} active`}
      actions={
        <Button appearance="primary" onClick={() => open('new')}>
          Add a user
        </Button>
      }
    >
      <Input type="search" className={styles.search} placeholder="Search" aria-label="Search users" value={text} onChange={(_, { value }) => setText(value)} />
      <span role="status">{words}</span>
      {users.isPending && <Loading what="users" />}
      {users.isError && <ErrorPanel error={users.error} retry={() => void users.refetch()} />}
      {users.data && (shown.length > 0 ? <DataTable label="Users" columns={columns} rows={shown} rowKey={(row) => row.email} /> : <Text>Nobody is called that.</Text>)}
      {users.hasNextPage && (
        <div>
          <Button disabled={users.isFetchingNextPage} onClick={() => void users.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
      {ask === 'new' && <UserDialog user={undefined} close={close} />}
      {isMissing && remove.variables !== about && <Refused title="There is no such user" why={`Nobody has the email “${about}”.`} close={close} />}
      {ask === 'change' && found && <UserDialog key={about} user={found} close={close} handOn={() => open('hand-on', about)} />}
      {ask === 'hand-on' && found && <HandOnDialog key={about} user={found} others={all.filter(({ email, active }) => active && email !== about)} said={setWords} close={close} />}
      {ask === 'remove' && found && (
        <Ask title={`Remove ${found.email}?`} verb="Remove" error={remove.error} busy={remove.isPending} send={() => remove.mutate(found.email, { onSuccess: close })} close={close}>
          <Text>They can no longer sign in. What they did keeps their name. Whoever owns projects hands them on first.</Text>
        </Ask>
      )}
    </Section>
  )
}

function UserDialog({ user, close, handOn }: { user: User | undefined; close: () => void; handOn?: () => void }) {
  const me = useMe().data
  const add = useAddUser()
  const change = useChangeUser()
  const [email, setEmail] = useState(user?.email ?? '')
  const [name, setName] = useState(user?.name ?? '')
  const [role, setRole] = useState<User['role']>(user?.role ?? 'member')
  const [roles, setRoles] = useState((user?.warehouseRoles ?? []).join(', '))
  const [active, setActive] = useState(user?.active ?? true)
  // What the form began from: the list behind it may be read anew.
  const [begun] = useState(user)
  const own = user !== undefined && user.email === me?.email
  const send = () => {
    const said = { name: name.trim(), role, warehouseRoles: rolesOf(roles) }
    if (user) change.mutate({ email: user.email, before: begun ?? user, change: { ...said, active } }, { onSuccess: close })
    else add.mutate({ email: email.trim(), ...said }, { onSuccess: close })
  }
  return (
    <Ask title={user ? `Change ${user.email}` : 'Add a user'} verb={user ? 'Save' : 'Add'} error={add.error ?? change.error} busy={add.isPending || change.isPending} allowed={email.trim() !== '' && name.trim() !== ''} send={send} close={close}>
      {!user && (
        <Field label="Email" required hint="As they sign in with it; for an application its object id.">
          <Input type="email" value={email} onChange={(_, { value }) => setEmail(value)} />
        </Field>
      )}
      <Field label="Name" required>
        <Input value={name} onChange={(_, { value }) => setName(value)} />
      </Field>
      <Field label="Role" {...(own && { hint: 'Another administrator can take your own administration away.' })}>
        <Select value={role} disabled={own} onChange={(_, { value }) => setRole(value === 'administrator' ? 'administrator' : 'member')}>
          <option value="member">{sentence('member')}: projects where they have a role</option>
          <option value="administrator">{sentence('administrator')}: every project, and the workspace</option>
        </Select>
      </Field>
      <Field label="Warehouse roles" hint="Separated by commas; * for all. Under these they may look at data and deploy.">
        <Input value={roles} onChange={(_, { value }) => setRoles(value)} />
      </Field>
      {user && (
        <Field hint={active ? 'Deactivated, they cannot sign in; what they did stays. Whoever owns projects hands them on first.' : 'They cannot sign in.'}>
          <Switch label={active ? 'Active' : 'Deactivated'} checked={active} disabled={own} onChange={(_, { checked }) => setActive(checked)} />
        </Field>
      )}
      {handOn && change.error instanceof ApiProblem && change.error.code === 'user-owns-projects' && (
        <div>
          <Button onClick={handOn}>Hand on their projects …</Button>
        </div>
      )}
    </Ask>
  )
}
