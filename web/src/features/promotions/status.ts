import type { Operation, Promotion } from '@/lib/api/answers'
import { sentence } from '@/lib/names'

export type PromotionStatus = Promotion['status']
export type StepStatus = Operation['steps'][number]['status']

type Tone = 'informative' | 'brand' | 'success' | 'warning' | 'danger'

export interface StatusWords {
  label: string
  tone: Tone
  meaning: string
}

const words: Record<PromotionStatus, StatusWords> = {
  requested: { label: 'Waiting for approval', tone: 'warning', meaning: 'Nothing has been changed. Somebody who may approve decides on this plan.' },
  approved: { label: 'Approved', tone: 'brand', meaning: 'The approved plan is about to be applied.' },
  applying: { label: 'Applying', tone: 'brand', meaning: 'The approved plan is being applied. You may leave or reload this page.' },
  applied: { label: 'Applied', tone: 'success', meaning: 'The plan is in place in its target.' },
  rejected: { label: 'Rejected', tone: 'danger', meaning: 'Nothing was changed. Correct the project and request again.' },
  cancelled: { label: 'Cancelled', tone: 'informative', meaning: 'The request was withdrawn; nothing was changed.' },
  expired: { label: 'Expired', tone: 'informative', meaning: 'Nobody decided in time; nothing was changed. Request it again.' },
  compensated: { label: 'Undone', tone: 'danger', meaning: 'A step failed, and everything was put back exactly as it was. Correct the cause and request again.' },
  failed: { label: 'Failed', tone: 'danger', meaning: 'It did not succeed. The steps below say what happened.' },
  rollingBack: { label: 'Rolling back', tone: 'brand', meaning: 'What was before is being brought back. You may leave or reload this page.' },
  rolledBack: { label: 'Rolled back', tone: 'informative', meaning: 'The target is as it was before this promotion.' },
}

export const statusWords = (status: PromotionStatus): StatusWords => words[status]

/** Moves on without anybody doing anything. */
export const isLive = (status: PromotionStatus): boolean => status === 'approved' || status === 'applying' || status === 'rollingBack'

/** Ended because somebody wanted it so, or nobody did: its status says all, there is no fault to show. */
export const endedByDecision = (status: PromotionStatus): boolean => status === 'rejected' || status === 'cancelled' || status === 'expired'

/** The operation whose steps tell the present state: the roll back's once there is one, else the apply's. */
export const currentOperation = (promotion: Pick<Promotion, 'operation' | 'rollbackOperation'>): string => promotion.rollbackOperation ?? promotion.operation

export interface Choices {
  decide: boolean
  cancel: boolean
  rollBack: boolean
  /** Why there is nothing to decide. */
  hint: string | null
}

/** What the page offers; whether it is allowed, the server decides. */
export function choicesFor(promotion: Pick<Promotion, 'status' | 'requestedBy' | 'notByRequester' | 'approvals' | 'plan'>, me: { email: string; role: string }): Choices {
  const mine = promotion.requestedBy === me.email
  const waiting = promotion.status === 'requested'
  const approvedByMe = promotion.approvals.some((approval) => approval.by === me.email && approval.plan === promotion.plan)
  const barred = mine && promotion.notByRequester
  const hint = !waiting ? null : approvedByMe ? 'You have approved this plan.' : barred ? 'You requested this, so somebody else has to approve it.' : null
  return {
    decide: waiting && !approvedByMe && !barred,
    cancel: (waiting || promotion.status === 'approved' || promotion.status === 'applying') && (mine || me.role === 'administrator'),
    rollBack: promotion.status === 'applied',
    hint,
  }
}

/** Done steps of all, for the progress bar: what will not run any more counts as done. */
export function progress(steps: readonly { status: StepStatus }[]): { done: number; all: number } {
  return { done: steps.filter((step) => step.status !== 'pending' && step.status !== 'running').length, all: steps.length }
}

const stepTitles: Record<string, string> = {
  approval: 'Wait for the approvals',
  claim: 'Take the target project for this promotion alone',
  check: 'Check that nothing has moved since the plan',
  backup: 'Keep source and target as they are',
  stage: 'Build tables and views beside their targets',
  'data-checks': 'Check the data that was built',
  'handover-pack': 'Write the handover pack',
  swap: 'Put everything in place',
  unswap: 'Put back what was there before',
  record: 'Record revision, deployments, owner and lock',
  finish: 'Tell people and tidy up',
}

/** What a step does, in words; a step that is new to this page keeps its own name. */
export const stepTitle = (name: string): string => stepTitles[name] ?? sentence(name)

/** How many rows each deployment has now, of an operation's result. */
export const rowsByNode = (result: Readonly<Record<string, string>>): [node: string, rows: number][] =>
  Object.entries(result)
    .filter(([name]) => name.startsWith(rowsPrefix))
    .map(([name, rows]) => [name.slice(rowsPrefix.length), Number(rows)])

const rowsPrefix = 'rows:'
