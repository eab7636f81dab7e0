import { Badge, makeStyles } from '@fluentui/react-components'
import { statusWords, type PromotionStatus } from './status'

const useStyles = makeStyles({ whole: { whiteSpace: 'nowrap' } })

export function StatusBadge({ status }: { status: PromotionStatus }) {
  const styles = useStyles()
  const { label, tone } = statusWords(status)
  return (
    <Badge appearance="tint" color={tone} className={styles.whole}>
      {label}
    </Badge>
  )
}
