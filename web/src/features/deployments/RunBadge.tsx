import { Badge, makeStyles } from '@fluentui/react-components'
import { freshnessLooks, runLooks, type FreshnessState, type RunStatus } from './looks'

const useStyles = makeStyles({ whole: { whiteSpace: 'nowrap' } })

export function RunBadge({ status }: { status: RunStatus }) {
  const { label, color } = runLooks[status]
  return (
    <Badge appearance="tint" color={color} className={useStyles().whole}>
      {label}
    </Badge>
  )
}

export function FreshnessBadge({ state }: { state: FreshnessState }) {
  const { label, color, filled } = freshnessLooks[state]
  return (
    <Badge appearance={filled === true ? 'filled' : 'tint'} color={color} className={useStyles().whole}>
      {label}
    </Badge>
  )
}
