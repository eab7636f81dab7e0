import { MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle, makeStyles } from '@fluentui/react-components'
import type { ReactNode } from 'react'

// What is in it, a key say, scrolls in its own room: the bar stays within its page.
const useStyles = makeStyles({ body: { minWidth: 0, overflowWrap: 'anywhere' } })

/** Something to know before going on: why a thing is not offered, what state a thing is in. */
export function Notice({ title, intent = 'info', children, actions }: { title?: string; intent?: 'info' | 'warning' | 'success' | 'error'; children?: ReactNode; actions?: ReactNode }) {
  const styles = useStyles()
  return (
    <MessageBar intent={intent} layout="multiline">
      <MessageBarBody className={styles.body}>
        {title !== undefined && <MessageBarTitle>{title}</MessageBarTitle>} {children}
      </MessageBarBody>
      {actions !== undefined && <MessageBarActions>{actions}</MessageBarActions>}
    </MessageBar>
  )
}
