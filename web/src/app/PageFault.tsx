import { useRouteError } from 'react-router'
import { ErrorPanel } from '@/ui/ErrorPanel'

/** A fault of the page itself: what it says, and a way on. */
export function PageFault() {
  return <ErrorPanel error={useRouteError()} retry={() => window.location.reload()} />
}
