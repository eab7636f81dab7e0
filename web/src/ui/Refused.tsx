import { Text } from '@fluentui/react-components'
import { useState, type ReactNode } from 'react'
import { Ask } from './Ask'

/** A dialog that the address names and that cannot be had: why. */
export function Refused({ title = 'This is not yours to do', why, close }: { title?: string; why: string; close: () => void }) {
  return (
    <Ask tells title={title} verb="Understood" error={null} busy={false} send={close} close={close}>
      <Text>{why}</Text>
    </Ask>
  )
}

/** A dialog, or why it cannot be had. What held when it was opened holds while it is open: what it does may take away the right to it. */
export function IfAllowed({ may, children, ...refused }: { may: boolean; children: ReactNode; title?: string; why: string; close: () => void }) {
  const [held] = useState(may)
  return held ? children : <Refused {...refused} />
}
