import { Outlet } from 'react-router'
import { useMe } from '@/features/session'
import { Loading } from '@/ui/Loading'
import { Notice } from '@/ui/Notice'
import { PageHeader } from '@/ui/PageHeader'
import { PageTabs } from '@/ui/PageTabs'
import { RouterLink } from '@/ui/RouterLink'

const tabs = [
  ['environments', 'Environments'],
  ['users', 'Users'],
  ['properties', 'Properties'],
  ['channels', 'Channels'],
  ['schedules', 'Schedules'],
  ['operations', 'Operations'],
  ['backups', 'Backups'],
  ['audit', 'Audit'],
  ['health', 'Health'],
] as const

/** Running the workspace: for administrators; who follows a link and is none learns why. */
export function Component() {
  const me = useMe().data
  if (!me) return <Loading what="the administration" />
  return (
    <>
      <PageHeader title="Administration" />
      {me.role === 'administrator' ? (
        <>
          <PageTabs label="Parts of the administration" tabs={tabs.map(([path, label]) => ({ to: `/admin/${path}`, label }))} />
          <Outlet />
        </>
      ) : (
        <Notice title="This part is the administrators’." actions={<RouterLink to="/projects">Your projects</RouterLink>}>
          You are signed in as {me.email}, who is a member. An administrator can do this for you, or make you one.
        </Notice>
      )}
    </>
  )
}
