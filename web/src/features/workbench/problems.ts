import type { Diagnostic } from '@/lib/api/answers'
import type { CodeProblem } from '@/ui/code/editor'

const asked = /^Did you mean ['"]?(.+?)['"]?\?$/

/** What the compiler proposes to write instead. */
export const fixOf = (problem: Pick<Diagnostic, 'suggestion'>): string | undefined => asked.exec(problem.suggestion ?? '')?.[1]

/** The problems of a field or of something in it: `columns[2]` has those of `columns[2].expression`. */
export const within = (problems: readonly Diagnostic[], field: string): readonly Diagnostic[] =>
  problems.filter((problem) => problem.field === field || problem.field?.startsWith(`${field}.`) || problem.field?.startsWith(`${field}[`))

const severities = { error: 'error', warning: 'warning', information: 'info' } as const

/** Problems where they are in a text; without a place they are of the whole. */
export const marksOf = (problems: readonly Diagnostic[], text: string): readonly CodeProblem[] =>
  problems.map((problem) => {
    const from = problem.span?.start ?? 0
    const fix = problem.span ? fixOf(problem) : undefined
    return {
      from,
      to: problem.span ? from + problem.span.length : text.length,
      severity: severities[problem.severity],
      message: [problem.message, problem.suggestion].filter((part) => part !== undefined).join(' '),
      ...(fix !== undefined && { fix }),
    }
  })

/** The text with a problem's place replaced. */
export const applied = (text: string, problem: Pick<Diagnostic, 'span'>, fix: string): string =>
  problem.span ? text.slice(0, problem.span.start) + fix + text.slice(problem.span.start + problem.span.length) : fix
