import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { ApiProblem, nextStep, report } from '@/lib/api/problem'

const useStyles = makeStyles({
  code: { fontFamily: tokens.fontFamilyMonospace, color: tokens.colorNeutralForeground3 },
  list: { margin: `${tokens.spacingVerticalXS} 0`, paddingLeft: tokens.spacingHorizontalXL },
})

/** What went wrong, what to do next, and the code to quote. */
export function ErrorPanel({ error, retry }: { error: unknown; retry?: (() => void) | undefined }) {
  const styles = useStyles()
  const problem =
    error instanceof ApiProblem ? error : new ApiProblem(-1, 'page-error', 'The page has a fault', error instanceof Error ? error.message : String(error))
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>
        {/* What a browser says of a lost connection helps nobody who reads; who is sent the details sees it. */}
        <MessageBarTitle>{problem.title}.</MessageBarTitle> {problem.status !== 0 && problem.detail}
        {problem.diagnostics.length > 0 && (
          <ul className={styles.list}>
            {problem.diagnostics.map((diagnostic, index) => (
              <li key={index}>
                {diagnostic.message} {diagnostic.suggestion} <span className={styles.code}>{diagnostic.code}</span>
              </li>
            ))}
          </ul>
        )}
        <div>
          {nextStep(problem)} <span className={styles.code}>Code: {problem.code}</span>
        </div>
      </MessageBarBody>
      <MessageBarActions>
        {retry && <Button onClick={retry}>Try again</Button>}
        <CopyReport problem={problem} />
      </MessageBarActions>
    </MessageBar>
  )
}

function CopyReport({ problem }: { problem: ApiProblem }) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle')
  const copy = () => {
    void navigator.clipboard.writeText(report(problem, window.location.href, new Date())).then(
      () => setState('copied'),
      () => setState('refused'),
    )
  }
  return (
    <Button appearance="transparent" size="small" onClick={copy} onBlur={() => setState('idle')}>
      {{ idle: 'Copy details', copied: 'Copied', refused: 'Select the text to copy it' }[state]}
    </Button>
  )
}
