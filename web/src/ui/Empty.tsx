import { Text, makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  empty: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: tokens.spacingVerticalM, color: tokens.colorNeutralForeground2, maxWidth: '70ch' },
})

/** What there could be, and how it comes about. */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className={useStyles().empty}>
      <Text>{children}</Text>
      {action}
    </div>
  )
}
