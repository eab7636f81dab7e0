import { lazy } from 'react'

export { ChangeList, FieldChanges } from './ChangeList'
export { differenceQuery, revisionQuery } from './queries'
export { asChanges } from './difference'
export type { PartChange } from './difference'
/** Its code, with the canvas, comes when it is drawn. */
export const FlowPicture = lazy(() => import('./FlowPicture'))
