import { Button, Link, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { ApiProblem, nextStep } from '@/lib/api/problem'

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
        <MessageBarTitle>{problem.title}.</MessageBarTitle> {problem.detail}
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
          {nextStep(problem)} <span className={styles.code}>Code: {problem.code}</span> <CopyDetails problem={problem} />
        </div>
      </MessageBarBody>
      {retry && (
        <MessageBarActions>
          <Button onClick={retry}>Try again</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  )
}

/** What somebody who helps wants to know, onto the clipboard. */
function CopyDetails({ problem: { status, code, title, detail, diagnostics } }: { problem: ApiProblem }) {
  const [words, setWords] = useState('Copy the details')
  const copy = () => {
    const details = { code, status, title, detail, ...(diagnostics.length > 0 && { diagnostics }), page: window.location.href, at: new Date().toISOString() }
    void navigator.clipboard.writeText(JSON.stringify(details, undefined, 2)).then(() => setWords('Copied'), () => setWords('The browser did not let this page copy'))
  }
  return (
    <Link as="button" type="button" inline onClick={copy}>
      {words}
    </Link>
  )
}
