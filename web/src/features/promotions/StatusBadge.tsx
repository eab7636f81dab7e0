import { Badge } from '@fluentui/react-components'
import { statusWords, type PromotionStatus } from './status'

export function StatusBadge({ status }: { status: PromotionStatus }) {
  const { label, tone } = statusWords(status)
  return (
    <Badge appearance="tint" color={tone}>
      {label}
    </Badge>
  )
}
