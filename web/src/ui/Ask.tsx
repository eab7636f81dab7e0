import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode, SyntheticEvent } from 'react'
import { ErrorPanel } from './ErrorPanel'
import { useFocusBack } from './useFocusBack'

const useStyles = makeStyles({
  fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, minWidth: 0, paddingBottom: tokens.spacingVerticalS },
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

/** A dialog that asks for what is needed and sends it; what is refused stays in it. */
export function Ask({ title, verb, error, busy, allowed = true, wide = false, send, close, children }: Asked) {
  const styles = useStyles()
  useFocusBack()
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    // A form inside a form's dialog bubbles through React, not through the page.
    event.stopPropagation()
    if (allowed && !busy) send()
  }
  return (
    <Dialog open onOpenChange={(_, data) => !data.open && close()}>
      <DialogSurface {...(wide && { className: styles.wide })}>
        <form onSubmit={submit} noValidate>
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
