import { workspaceActions } from './actions'
import { AuditLog } from './AuditLog'
import { workspace } from './leads'

/** What administrators changed for all: environments with their policies, users, properties, channels. */
export function Component() {
  return (
    <AuditLog
      of={workspace}
      note="What administrators change for all. Each project has an audit of its own."
      actions={workspaceActions}
      empty="No environment, user, property or channel has been changed yet. Who changes one, and how, shows here."
    />
  )
}
