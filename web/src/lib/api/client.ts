import createClient from 'openapi-fetch'
import { connection } from './connection'
import { exactJson } from './exact'
import { toProblem, unreachable } from './problem'
import type { components, paths } from './schema'

export type Schemas = components['schemas']

const apiPath = '/api'
const signInPath = '/.auth/login/aad'

/** The API, typed by its OpenAPI document. */
export const api = createClient<paths>({ baseUrl: apiPath, credentials: 'same-origin', fetch: send })

async function send(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request)
    connection.reached()
    return holdsData.test(new URL(request.url).pathname) ? await withExactNumbers(answer) : answer
  } catch (cause) {
    // What the page called off itself says nothing about the host.
    if (!request.signal.aborted) connection.failed()
    throw unreachable(cause)
  }
}

/** What answers with values of the warehouse: their digits are not ours to round. */
const holdsData = /\/(preview|profile|distribution|explorations\/run)$/

async function withExactNumbers(answer: Response): Promise<Response> {
  if (!answer.ok) return answer
  const { status, statusText, headers } = answer
  return new Response(exactJson(await answer.text()), { status, statusText, headers })
}

/** The answer's body, or a thrown `ApiProblem`. A session that is over leads to the sign-in page and back here. */
export async function answered<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call
  if (response.status === 401) signIn()
  if (!response.ok || data === undefined) throw toProblem(response.status, error)
  return data
}

/** As `answered`, with the version that a change of it has to name. */
export async function versioned<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<{ value: T; version: string }> {
  const value = await answered(call)
  return { value, version: (await call).response.headers.get('etag') ?? '' }
}

export function signIn(): void {
  const here = window.location.pathname + window.location.search
  window.location.assign(`${signInPath}?post_login_redirect_uri=${encodeURIComponent(here)}`)
}

/** Where the browser finds what IT receives of a promotion; it downloads it itself. */
export const handoverPackAddress = (promotion: string): string => `${apiPath}/promotions/${encodeURIComponent(promotion)}/handover`

export const projectPackAddress = (project: string): string => `${apiPath}/projects/${encodeURIComponent(project)}/handover`

/** A project's audit as a file. */
export const auditAddress = (query: Readonly<Record<string, string>>): string => `${apiPath}/audit?${new URLSearchParams(query).toString()}`

export const signOutAddress = '/.auth/logout?post_logout_redirect_uri=/'

/** As `answered`, for answers without a body. */
export async function done(call: Promise<{ error?: unknown; response: Response }>): Promise<void> {
  const { error, response } = await call
  if (response.status === 401) signIn()
  if (!response.ok) throw toProblem(response.status, error)
}
