import type { Refusal } from '@/lib/api/answers'
import { ApiProblem } from '@/lib/api/problem'
import { ErrorPanel } from '@/ui/ErrorPanel'

const statusOf = new Map([
  ['forbidden', 403],
  ['notFound', 404],
  ['conflict', 409],
  ['stale', 412],
  ['unprocessable', 422],
  ['invalid', 400],
  ['unavailable', 503],
])

/** Why a promotion or one of its operations did not succeed, as it was recorded. */
export function RefusalPanel({ refusal, title = 'It did not succeed' }: { refusal: Refusal; title?: string }) {
  return <ErrorPanel error={new ApiProblem(statusOf.get(refusal.kind) ?? 500, refusal.code, title, refusal.detail, refusal.diagnostics)} />
}
