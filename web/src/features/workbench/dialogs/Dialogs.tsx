import { Text } from '@fluentui/react-components'
import { useState } from 'react'
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
  const [isClosed, setClosed] = useState(false)
  // At once: the address follows a moment later, and a dialog that is still there when the page changes leaves the next one hidden from assistive technology.
  const close = () => {
    setClosed(true)
    go({ ask: undefined })
  }
  if (isClosed) return null
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
