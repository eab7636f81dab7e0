import type { Diagnostic } from './answers'

/** Why a request failed, as the server says it (RFC 9457) or, without an answer, as the browser does. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly diagnostics: readonly Diagnostic[]
  /** Under which the host's log has it; empty if there was no answer. */
  readonly request: string

  constructor(status: number, code: string, title: string, detail = '', diagnostics: readonly Diagnostic[] = [], request = '') {
    super(title)
    this.name = 'ApiProblem'
    this.status = status
    this.code = code
    this.title = title
    this.detail = detail
    this.diagnostics = diagnostics
    this.request = request
  }
}

/** The host did not answer at all: the page says so in one place, for as long as it lasts. */
export const isUnreachable = (error: unknown): boolean => error instanceof ApiProblem && error.status === 0

export const signedOut = (error: unknown): boolean => error instanceof ApiProblem && error.status === 401

/** Reads a failed answer's body, whatever it is: a problem document, or what a proxy in between said. */
export function toProblem(status: number, body: unknown): ApiProblem {
  if (typeof body === 'object' && body !== null) {
    const { code, title, detail, diagnostics, requestId } = body as Record<string, unknown>
    return new ApiProblem(
      status,
      typeof code === 'string' ? code : `http-${status}`,
      typeof title === 'string' ? title : titleOf(status),
      typeof detail === 'string' ? detail : '',
      Array.isArray(diagnostics) ? (diagnostics as Diagnostic[]) : [],
      typeof requestId === 'string' ? requestId : '',
    )
  }
  return new ApiProblem(status, `http-${status}`, titleOf(status))
}

/** The request got no answer at all. */
export const unreachable = (cause: unknown): ApiProblem =>
  new ApiProblem(0, 'unreachable', 'Handover does not answer', cause instanceof Error ? cause.message : '')

/** All that is known of it, to be sent to whoever can help. */
export function report(problem: ApiProblem, where: string, at: Date): string {
  const lines = [
    `${problem.title}. ${problem.detail}`.trim(),
    `Code: ${problem.code}`,
    ...(problem.status > 0 ? [`Status: ${problem.status}`] : []),
    ...(problem.request === '' ? [] : [`Request: ${problem.request}`]),
    ...problem.diagnostics.map((diagnostic) => `${diagnostic.code}${diagnostic.node === undefined ? '' : ` at ${diagnostic.node}`}: ${diagnostic.message}`),
    `Page: ${where}`,
    `Time: ${at.toISOString()}`,
  ]
  return lines.join('\n')
}

/** What a person can do about it, where the server's own detail does not say it already: general advice for the kind of failure. */
export function nextStep(problem: ApiProblem): string {
  if (problem.detail !== '' && saysItself.has(problem.status)) return ''
  switch (problem.status) {
    case 0:
      return 'Check your connection; on your own machine, that ./run is still running. It is asked again by itself.'
    case 401:
      return 'Sign in again.'
    case 403:
      return 'Ask the project’s owner or an administrator for the right to do this.'
    case 404:
      return 'It may have been deleted, or you may not see it. Check the address, or ask its owner to add you.'
    case 409:
    case 412:
      return 'It has changed meanwhile. Reload, look at what is new, then do it again.'
    case 413:
      return 'Send less at once.'
    case 429:
      return 'Wait a moment, then try again.'
    case 400:
    case 422:
      return 'Correct what is named above, then try again.'
    default:
      return problem.status >= 500 ? 'Try again. If it stays, give the code to whoever runs Handover.' : 'Try again.'
  }
}

// For what somebody asked wrongly or too late, the server names the very thing to correct.
const saysItself = new Set([400, 409, 412, 422])

/** Whether trying the same request again may help. */
export const isPassing = (error: unknown): boolean =>
  error instanceof ApiProblem && (error.status === 0 || error.status === 429 || error.status >= 500)

function titleOf(status: number): string {
  if (status === 401) return 'You are not signed in'
  if (status === 403) return 'You may not do this'
  if (status === 404) return 'This does not exist'
  return status >= 500 ? 'Handover could not do this' : 'The request was refused'
}
