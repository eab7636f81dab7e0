import { Badge, makeStyles } from '@fluentui/react-components'
import { LockClosedRegular } from '@fluentui/react-icons'
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

/** The environment as nobody can overlook it: for what one is inside of. */
export function EnvironmentSign({ name, production }: { name: string; production: boolean }) {
  return (
    <Badge size="large" shape="rounded" className={useStyles().whole} appearance={production ? 'filled' : 'tint'} color={production ? 'danger' : 'brand'}>
      {production ? name.toUpperCase() : name}
    </Badge>
  )
}

export function LockedBadge() {
  return (
    <Badge appearance="tint" color="warning" icon={<LockClosedRegular />} className={useStyles().whole}>
      Locked
    </Badge>
  )
}
