import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { Suspense, lazy } from 'react'
import type { CodeEditorProps } from './editor'

const CodeEditor = lazy(() => import('./CodeEditor'))

const useStyles = makeStyles({
  frame: {
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderBottomColor: tokens.colorNeutralStrokeAccessible,
    borderRadius: tokens.borderRadiusMedium,
    minHeight: '34px',
    overflow: 'hidden',
    minWidth: 0,
    ':focus-within': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-1px' },
  },
  wrong: { border: `1px solid ${tokens.colorPaletteRedBorder2}` },
  text: { margin: 0, padding: '6px 8px', fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase300, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  bounded: { '& .cm-editor': { maxHeight: '40vh' } },
  tall: { '& .cm-content': { minHeight: '10rem' } },
})

/** The editor, and until its code has come the text itself. */
export function Code(props: CodeEditorProps & { tall?: boolean; /** As high as its text: what is around it scrolls. */ whole?: boolean }) {
  const styles = useStyles()
  const { tall, whole = false, ...editor } = props
  return (
    <div className={mergeClasses(styles.frame, !whole && styles.bounded, tall && styles.tall, props.problems.some((problem) => problem.severity === 'error') && styles.wrong)}>
      <Suspense fallback={<pre className={styles.text}>{props.value}</pre>}>
        <CodeEditor {...editor} />
      </Suspense>
    </div>
  )
}
