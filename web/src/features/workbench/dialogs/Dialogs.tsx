import { Text } from '@fluentui/react-components'
import { CloneDialog } from '@/features/projects'
import { Ask } from '@/ui/Ask'
import { usePlace, useWorkbench } from '../context'
import { RequestReviewDialog } from '../review/RequestReviewDialog'
import { ExchangeDialog } from './ExchangeDialog'
import { UnusedDialog } from './UnusedDialog'

/** The dialog that the address names; what one may not do is refused in its words. */
export default function Dialogs() {
  const { ask, go } = usePlace()
  const { project, readOnly } = useWorkbench()
  const close = () => go({ ask: undefined })
  if (ask === 'clone') return <CloneDialog project={project} close={close} />
  if (ask === undefined) return null
  if (readOnly !== undefined) return <Refused why={readOnly} close={close} />
  if (ask === 'exchange') return <ExchangeDialog close={close} />
  if (ask === 'unused') return <UnusedDialog close={close} />
  return <RequestReviewDialog close={close} />
}

function Refused({ why, close }: { why: string; close: () => void }) {
  return (
    <Ask title="This is not yours to do" verb="Understood" error={null} busy={false} send={close} close={close}>
      <Text>{why}</Text>
    </Ask>
  )
}
