import { Title2, makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, type ReactNode } from 'react'

const useStyles = makeStyles({
  header: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingVerticalM, alignItems: 'flex-start' },
  words: { flex: '1 1 20rem', minWidth: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  title: { margin: 0, overflowWrap: 'anywhere' },
  under: { display: 'flex', flexWrap: 'wrap', gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`, alignItems: 'center', color: tokens.colorNeutralForeground2 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})

/** The page's title, what is said under it, and what can be done with the whole. */
export function PageHeader({ title, above, under, actions }: { title: string; above?: ReactNode; under?: ReactNode; actions?: ReactNode }) {
  const styles = useStyles()
  useEffect(() => {
    document.title = `${title} · Handover`
  }, [title])
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        {above}
        <Title2 as="h1" className={styles.title}>
          {title}
        </Title2>
        {under !== undefined && <div className={styles.under}>{under}</div>}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </header>
  )
}
