import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { CopyRegular, DismissRegular } from '@fluentui/react-icons'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { wholeText, type GridColumn } from './rows'

const useStyles = makeStyles({
  view: { position: 'absolute', right: '8px', bottom: '8px', zIndex: 2, display: 'flex', flexDirection: 'column', width: 'min(32rem, calc(100% - 16px))', maxHeight: 'calc(100% - 16px)', backgroundColor: tokens.colorNeutralBackground1, border: `1px solid ${tokens.colorNeutralStroke1}`, borderRadius: tokens.borderRadiusMedium, boxShadow: tokens.shadow16 },
  head: { display: 'flex', alignItems: 'center', gap: '8px', padding: '2px 4px 2px 12px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, fontSize: tokens.fontSizeBase200 },
  name: { fontWeight: tokens.fontWeightSemibold, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 },
  type: { color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap' },
  end: { marginLeft: 'auto', display: 'flex', flexShrink: 0 },
  text: { margin: 0, padding: '8px 12px', overflow: 'auto', minHeight: '1.5em', fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase300, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' } },
  soft: { color: tokens.colorNeutralForeground3, fontStyle: 'italic' },
})

/** All of one value, where a cell shows its beginning. */
export function CellView({ column, value, copy, close }: { column: GridColumn; value: unknown; copy: () => void; close: () => void }) {
  const styles = useStyles()
  const text = useRef<HTMLPreElement>(null)
  useEffect(() => text.current?.focus(), [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    close()
  }
  return (
    <section className={styles.view} role="dialog" aria-label={`Value of ${column.name}`} onKeyDown={onKeyDown}>
      <div className={styles.head}>
        <span className={styles.name}>{column.name}</span>
        <span className={styles.type}>{column.type}</span>
        <span className={styles.end}>
          <Button size="small" appearance="subtle" icon={<CopyRegular />} onClick={copy}>
            Copy
          </Button>
          <Button size="small" appearance="subtle" icon={<DismissRegular />} aria-label="Close the value" title="Close (Esc)" onClick={close} />
        </span>
      </div>
      <pre className={styles.text} ref={text} tabIndex={0}>
        {value === null || value === undefined ? <span className={styles.soft}>null</span> : value === '' ? <span className={styles.soft}>(empty text)</span> : wholeText(value, column.type)}
      </pre>
    </section>
  )
}
