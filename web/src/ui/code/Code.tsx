import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { Suspense, lazy } from 'react'
import { useSeen } from '../useSeen'
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

// Far enough that nobody meets one that is not there yet.
const near = 1000

/** The editor, and until its code has come and it is near to what is seen, the text itself: a hundred editors at once take seconds. */
export function Code(props: CodeEditorProps & { tall?: boolean; /** As high as its text: what is around it scrolls. */ whole?: boolean }) {
  const styles = useStyles()
  const { tall, whole = false, ...editor } = props
  const [ref, seen] = useSeen<HTMLDivElement>(near)
  const text = <pre className={styles.text}>{props.value}</pre>
  return (
    <div ref={ref} className={mergeClasses(styles.frame, !whole && styles.bounded, tall && styles.tall, props.problems.some((problem) => problem.severity === 'error') && styles.wrong)}>
      {seen ? (
        <Suspense fallback={text}>
          <CodeEditor {...editor} />
        </Suspense>
      ) : (
        text
      )}
    </div>
  )
}
