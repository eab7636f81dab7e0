/** What completion offers. */
export interface CodeHint {
  label: string
  kind: 'column' | 'input' | 'function'
  /** What is written, if not the label. */
  insert?: string
  detail?: string
  signature?: string
  summary?: string
  example?: string
}

export interface CodeProblem {
  from: number
  to: number
  severity: 'error' | 'warning' | 'info'
  message: string
  /** What to write there instead. */
  fix?: string
}

export interface CodeEditorProps {
  value: string
  label: string
  onChange?: (value: string) => void
  onLeave?: () => void
  hints: readonly CodeHint[]
  problems: readonly CodeProblem[]
  readOnly?: boolean
  numbered?: boolean
}
