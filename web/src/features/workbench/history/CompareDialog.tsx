import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, Spinner, makeStyles } from '@fluentui/react-components'
import { useFocusBack } from '@/ui/useFocusBack'
import { useWorkbench } from '../context'
import { Difference } from './Difference'

const useStyles = makeStyles({ wide: { maxWidth: 'min(72rem, 96vw)' }, content: { minWidth: 0 } })

export function CompareDialog({ from, to, close }: { from: number; to: number; close: () => void }) {
  const styles = useStyles()
  const { project } = useWorkbench()
  useFocusBack()
  return (
    <Dialog open onOpenChange={(_, data) => !data.open && close()}>
      <DialogSurface className={styles.wide}>
        <DialogBody>
          <DialogTitle>
            Revision {from} and revision {to}
          </DialogTitle>
          <DialogContent className={styles.content}>
            <Difference project={project.id} from={from} to={to} waiting={<Spinner size="tiny" label="Comparing" />} />
          </DialogContent>
          <DialogActions>
            <Button onClick={close}>Close</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
