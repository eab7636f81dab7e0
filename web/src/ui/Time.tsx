import { makeStyles } from '@fluentui/react-components'
import { absolute, relative } from '@/lib/time'

/** A time in words, with the exact one on hover and for machines. */
const useStyles = makeStyles({ whole: { whiteSpace: 'nowrap' } })

export function Time({ at }: { at: string }) {
  const styles = useStyles()
  return (
    <time className={styles.whole} dateTime={at} title={absolute(at)}>
      {relative(at)}
    </time>
  )
}
