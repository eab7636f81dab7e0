import { describe, expect, it } from 'vitest'
import { ApiProblem, isPassing, isUnreachable, nextStep, signedOut, toProblem, unreachable } from './problem'

describe('toProblem', () => {
  it('keeps what a problem document says', () => {
    const problem = toProblem(412, { title: 'Changed', detail: 'Revision 4', code: 'stale-etag', diagnostics: [{ code: 'X' }] })
    expect(problem).toMatchObject({ status: 412, code: 'stale-etag', title: 'Changed', detail: 'Revision 4' })
    expect(problem.diagnostics).toHaveLength(1)
  })

  it.each([null, '', '<html>', 7, [], {}])('makes a problem of a body that is none (%j)', (body) => {
    expect(toProblem(502, body)).toMatchObject({ status: 502, code: 'http-502', title: 'Handover could not do this' })
  })
})

describe('nextStep', () => {
  it.each([0, 400, 401, 403, 404, 409, 412, 413, 418, 422, 429, 500, 503])('says what to do for %i', (status) => {
    expect(nextStep(new ApiProblem(status, 'c', 't'))).not.toBe('')
  })

  it('leaves the word to the server where that names what to correct', () => {
    expect(nextStep(new ApiProblem(409, 'plan-mismatch', 't', 'Read the plan again.'))).toBe('')
    expect(nextStep(new ApiProblem(503, 'storage-unavailable', 't', 'It does not answer.'))).not.toBe('')
  })
})

it('tells failures that pass from those that stay', () => {
  expect(isPassing(unreachable(new TypeError('Failed to fetch')))).toBe(true)
  expect(isPassing(toProblem(503, null))).toBe(true)
  expect(isPassing(toProblem(404, null))).toBe(false)
  expect(isPassing(new Error('a bug'))).toBe(false)
})

it('knows when the session is over', () => {
  expect(signedOut(toProblem(401, null))).toBe(true)
  expect(signedOut(toProblem(403, null))).toBe(false)
})

it('tells a host that does not answer from one that answers with a fault', () => {
  expect(isUnreachable(unreachable(new TypeError('Failed to fetch')))).toBe(true)
  expect(isUnreachable(new ApiProblem(503, 'storage-unavailable', 'Not now'))).toBe(false)
  expect(isUnreachable(undefined)).toBe(false)
})
