import { MessageBar, MessageBarBody, MessageBarTitle, Spinner, makeStyles, tokens } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { connection } from '@/lib/api/connection'

const useStyles = makeStyles({
  notice: { position: 'fixed', bottom: tokens.spacingVerticalL, left: '50%', transform: 'translateX(-50%)', width: 'min(36rem, calc(100vw - 24px))', zIndex: 2_000_000, boxShadow: tokens.shadow16, borderRadius: tokens.borderRadiusMedium },
})

/** Says that the host does not answer, for as long as that is so; then everything is read anew. */
export function ConnectionNotice() {
  const styles = useStyles()
  const lost = useSyncExternalStore(connection.listen, connection.isLost)
  const client = useQueryClient()
  const was = useRef(lost)
  useEffect(() => {
    if (was.current && !lost) void client.invalidateQueries()
    was.current = lost
  }, [lost, client])
  return (
    <div role="status" aria-live="assertive">
      {lost && (
        <div className={styles.notice}>
          <MessageBar intent="warning" layout="multiline" icon={<Spinner size="extra-tiny" aria-hidden />}>
            <MessageBarBody>
              <MessageBarTitle>{navigator.onLine ? 'Handover does not answer.' : 'You are offline.'}</MessageBarTitle> What you see is how it was. It is asked again every 2 seconds; nothing has to be reloaded.
            </MessageBarBody>
          </MessageBar>
        </div>
      )}
    </div>
  )
}
