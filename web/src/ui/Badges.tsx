import { Badge, makeStyles } from '@fluentui/react-components'
import { sentence } from '@/lib/names'

const useStyles = makeStyles({ whole: { whiteSpace: 'nowrap' } })

const environmentColors = new Map<string, 'brand' | 'important' | 'informative'>([
  ['production', 'important'],
  ['development', 'brand'],
])

export function EnvironmentBadge({ environment }: { environment: string }) {
  return (
    <Badge appearance="outline" className={useStyles().whole} color={environmentColors.get(environment) ?? 'informative'}>
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
