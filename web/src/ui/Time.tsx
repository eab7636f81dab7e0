import { makeStyles } from '@fluentui/react-components'
import { absolute, relative } from '@/lib/time'
import { useTick } from './useTick'

const useStyles = makeStyles({ whole: { whiteSpace: 'nowrap' } })

/** A time in words that stay true while they are looked at, with the exact one on hover and for machines; `exact`: beside it, where somebody plans by it. */
export function Time({ at, exact = false }: { at: string; exact?: boolean }) {
  const styles = useStyles()
  useTick()
  return (
    <time {...(!exact && { className: styles.whole })} dateTime={at} title={absolute(at)}>
      {exact && `${absolute(at)}, `}
      {relative(at)}
    </time>
  )
}
