import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, makeStyles, mergeClasses } from '@fluentui/react-components'
import type { ReactNode, SyntheticEvent } from 'react'
import { ErrorPanel } from './ErrorPanel'
import { useFocusBack } from './useFocusBack'

const useStyles = makeStyles({
  fields: { display: 'flex', flexDirection: 'column', gap: '12px', minWidth: 0 },
  wide: { maxWidth: 'min(60rem, 96vw)' },
})

interface Asked {
  title: string
  verb: string
  error: unknown
  busy: boolean
  allowed?: boolean
  wide?: boolean
  send: () => void
  close: () => void
  children: ReactNode
}

/** Asks before something is done: what it needs to know, what it will do, and the words of the refusal if it is refused. */
export function AskDialog({ title, verb, error, busy, allowed = true, wide = false, send, close, children }: Asked) {
  const styles = useStyles()
  useFocusBack()
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (allowed && !busy) send()
  }
  return (
    <Dialog open onOpenChange={(_, data) => !data.open && close()}>
      <DialogSurface className={mergeClasses(wide && styles.wide)}>
        <form onSubmit={submit}>
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent className={styles.fields}>
              {children}
              {error !== null && error !== undefined && <ErrorPanel error={error} />}
            </DialogContent>
            <DialogActions>
              <Button onClick={close}>Cancel</Button>
              <Button type="submit" appearance="primary" disabled={!allowed || busy}>
                {verb}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  )
}
