import { Badge } from '@fluentui/react-components'
import { sentence } from '@/lib/names'

const environmentColors = new Map<string, 'brand' | 'important' | 'informative'>([
  ['production', 'important'],
  ['development', 'brand'],
])

export function EnvironmentBadge({ environment }: { environment: string }) {
  return (
    <Badge appearance="outline" color={environmentColors.get(environment) ?? 'informative'}>
      {sentence(environment)}
    </Badge>
  )
}

export function LockedBadge() {
  return (
    <Badge appearance="tint" color="informative">
      Locked
    </Badge>
  )
}
