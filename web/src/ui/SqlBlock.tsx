import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'

const useStyles = makeStyles({
  frame: { minWidth: 0 },
  head: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, paddingBottom: tokens.spacingVerticalXS },
  title: { fontWeight: tokens.fontWeightSemibold, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase400, overflowWrap: 'anywhere', minWidth: 0 },
  text: {
    margin: 0,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM}`,
    maxHeight: '28rem',
    overflow: 'auto',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    whiteSpace: 'pre',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  copy: { marginLeft: 'auto', flexShrink: 0 },
})

/** SQL text to read and to copy. */
export function SqlBlock({ label, title, sql }: { label: string; title?: string; sql: string }) {
  const styles = useStyles()
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle')
  const copy = () => {
    void navigator.clipboard.writeText(sql).then(
      () => setState('copied'),
      () => setState('refused'),
    )
  }
  const words = { idle: 'Copy', copied: 'Copied', refused: 'Select the text to copy it' }[state]
  return (
    <div className={styles.frame}>
      <div className={styles.head}>
        {title !== undefined && <span className={styles.title}>{title}</span>}
        <Button className={styles.copy} size="small" onClick={copy} onBlur={() => setState('idle')} aria-label={state === 'idle' ? `Copy ${label}` : words}>
          {words}
        </Button>
      </div>
      <pre className={styles.text} tabIndex={0} role="region" aria-label={label}>
        {sql}
      </pre>
    </div>
  )
}
