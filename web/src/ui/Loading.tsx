import { Skeleton, SkeletonItem, makeStyles, tokens } from '@fluentui/react-components'

const useStyles = makeStyles({ lines: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM } })

/** The room that the content will take. */
export function Loading({ what, lines = 4 }: { what: string; lines?: number }) {
  const styles = useStyles()
  return (
    <Skeleton aria-label={`Loading ${what}`} className={styles.lines}>
      {Array.from({ length: lines }, (_, index) => (
        <SkeletonItem key={index} size={24} />
      ))}
    </Skeleton>
  )
}
