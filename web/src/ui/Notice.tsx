import { MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components'
import type { ReactNode } from 'react'

/** Something to know before going on: why a thing is not offered, what state a thing is in. */
export function Notice({ title, intent = 'info', children, actions }: { title?: string; intent?: 'info' | 'warning' | 'success' | 'error'; children?: ReactNode; actions?: ReactNode }) {
  return (
    <MessageBar intent={intent} layout="multiline">
      <MessageBarBody>
        {title !== undefined && <MessageBarTitle>{title}</MessageBarTitle>} {children}
      </MessageBarBody>
      {actions !== undefined && <MessageBarActions>{actions}</MessageBarActions>}
    </MessageBar>
  )
}
