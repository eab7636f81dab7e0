import { useState } from 'react'
import { useNavigate } from 'react-router'
import { CloneDialog } from '@/features/projects'
import { useMe } from '@/features/session'
import { rightsIn, whyNot } from '@/lib/rights'
import { Refused } from '@/ui/Refused'
import { usePlace, useWorkbench } from '../context'
import { CompareDialog } from '../history/CompareDialog'
import { RestoreDialog } from '../history/RestoreDialog'
import { RequestReviewDialog } from '../review/RequestReviewDialog'
import { ExchangeDialog } from './ExchangeDialog'
import { RefreshDialog } from './RefreshDialog'
import { UnusedDialog } from './UnusedDialog'

/** The dialog that the address names; what one may not do is refused in its words. */
export default function Dialogs() {
  const { ask, about, compare, go } = usePlace()
  const { project, readOnly } = useWorkbench()
  const me = useMe().data
  const navigate = useNavigate()
  const [isClosed, setClosed] = useState(false)
  // At once: the address follows a moment later, and a dialog that is still there when the page changes leaves the next one hidden from assistive technology.
  const close = () => {
    setClosed(true)
    go({ ask: undefined, about: undefined })
  }
  const leave = (to: string) => {
    setClosed(true)
    setTimeout(() => void navigate(to))
  }
  if (isClosed) return null
  if (ask === undefined && compare) return <CompareDialog from={compare.from} to={compare.to} close={() => go({ compare: undefined })} />
  if (ask === 'clone') return <CloneDialog project={project} close={close} leave={leave} />
  // What is explored is named where it is asked.
  if (ask === undefined || ask === 'save-exploration') return null
  if (ask === 'refresh') {
    if (me === undefined) return null
    return rightsIn(project, me).edit ? <RefreshDialog close={close} /> : <Refused why={whyNot(project, me, 'edit').replace('do this', 'compare the sources with the warehouse')} close={close} />
  }
  if (readOnly !== undefined) return <Refused why={readOnly} close={close} />
  if (ask === 'restore') return /^\d{1,9}$/.test(about ?? '') ? <RestoreDialog n={Number(about)} head={project.revision} close={close} /> : null
  if (ask === 'exchange') return <ExchangeDialog close={close} />
  if (ask === 'unused') return <UnusedDialog close={close} />
  return <RequestReviewDialog close={close} />
}
