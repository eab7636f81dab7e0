import type { Operation, Project, Promotion } from '@/lib/api/answers'
import { sentence } from '@/lib/names'
import { rightsIn, roleIn } from '@/lib/rights'

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

/** Every status, in the order in which they come about. */
export const promotionStatuses = Object.keys(words) as PromotionStatus[]

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

/** Ended without being in place: it can be asked for again. */
export const isOver = (status: PromotionStatus): boolean => endedByDecision(status) || status === 'compensated' || status === 'failed' || status === 'rolledBack'

type Members = Pick<Project, 'owner' | 'collaborators'>

/** The projects of a promotion, as far as the reader sees them and they are known yet. */
export interface Sides {
  source?: Members | undefined
  target?: Members | undefined
}

/** What the page offers. The server decides, by the same rules; where a project is not known yet, what it would allow is not offered yet. */
export function choicesFor(promotion: Pick<Promotion, 'status' | 'requestedBy' | 'notByRequester' | 'approvals' | 'plan'>, me: { email: string; role: string }, { source, target }: Sides): Choices {
  const mine = promotion.requestedBy === me.email
  const waiting = promotion.status === 'requested'
  const approvedByMe = promotion.approvals.some((approval) => approval.by === me.email && approval.plan === promotion.plan)
  const barred = mine && promotion.notByRequester
  const administers = me.role === 'administrator'
  const known = [source, target].filter((project) => project !== undefined)
  const reviews = administers || known.some((project) => !['viewer', undefined].includes(roleIn(project, me)))
  const manages = administers || known.some((project) => rightsIn(project, me).manage)
  const hint = !waiting
    ? null
    : approvedByMe
      ? 'You have approved this plan.'
      : barred
        ? 'You requested this, so somebody else has to approve it.'
        : reviews || source === undefined
          ? null
          : `You may read this plan, but not decide on it. Reviewers, editors and the owner can; ${source.owner} can make you a reviewer.`
  return {
    decide: waiting && reviews && !approvedByMe && !barred,
    cancel: (waiting || promotion.status === 'approved' || promotion.status === 'applying') && (mine || manages),
    rollBack: promotion.status === 'applied' && (administers || (target !== undefined && rightsIn(target, me).manage)),
    hint,
  }
}

/** Done steps of all, for the progress bar: what will not run any more counts as done. */
export function progress(steps: readonly { status: StepStatus }[]): { done: number; all: number } {
  return { done: steps.filter((step) => step.status !== 'pending' && step.status !== 'running').length, all: steps.length }
}

const stepTitles: Record<string, string> = {
  approval: 'Wait for the approvals',
  claim: 'Reserve the project, so that nobody else changes it meanwhile',
  check: 'Check that nothing has changed since the plan',
  backup: 'Back up source and target',
  stage: 'Build tables and views beside their targets',
  'data-checks': 'Check the data that was built',
  'handover-pack': 'Write the handover pack',
  swap: 'Put everything in place',
  unswap: 'Put back what was there before',
  record: 'Record the result',
  finish: 'Tell people and tidy up',
}

/** What a step does, in words; a step that is new to this page keeps its own name. */
export const stepTitle = (name: string): string => stepTitles[name] ?? sentence(name)

// What a step had done is told by its detail; once it is undone, that is no longer so.
const undone: Record<string, string> = {
  claim: 'The project is free again.',
  stage: 'What was built was dropped.',
  'handover-pack': 'The pack was deleted.',
  swap: 'What was there before is back in its place.',
  unswap: 'Everything is as the promotion left it.',
}

// They only wait, look or copy: there is nothing to take back.
const changesNothing: ReadonlySet<string> = new Set(['approval', 'check', 'backup', 'data-checks'])

type Step = Operation['steps'][number]

/** A step's status as it is shown: what changed nothing is done, though all that came after it was undone. */
export const shownStatus = ({ name, status }: Pick<Step, 'name' | 'status'>): StepStatus => (status === 'compensated' && changesNothing.has(name) ? 'succeeded' : status)

/** What a step has brought about, or what has become of that. */
export const stepDetail = (step: Pick<Step, 'name' | 'status' | 'detail'>): string | undefined => (shownStatus(step) === 'compensated' ? undone[step.name] : step.detail)

const endings: Partial<Record<Operation['status'], string>> = { succeeded: 'Done', failed: 'Failed', cancelled: 'Stopped, and everything put back', compensated: 'Failed, and everything put back' }

/** How an operation ended, in words. */
export const endingWords = (status: Operation['status']): string => endings[status] ?? sentence(status)

/** The step that failed, in words. */
export const failedStep = (steps: readonly Pick<Step, 'name' | 'status'>[]): string | undefined => {
  const failed = steps.find(({ status }) => status === 'failed')
  return failed && stepTitle(failed.name)
}

/** Whether an operation has come further since it was last asked for: then what it belongs to has too. */
export const hasMoved = (before: Pick<Operation, 'status' | 'steps'>, now: Pick<Operation, 'status' | 'steps'>): boolean => {
  const stateOf = ({ status, steps }: Pick<Operation, 'status' | 'steps'>) => JSON.stringify([status, steps.map((step) => [step.status, step.detail])])
  return stateOf(before) !== stateOf(now)
}

/** Waits for people: for hours or days, and not for the host. */
export const waitsForPeople = ({ steps }: Pick<Operation, 'steps'>): boolean => steps.some(({ name, status }) => name === 'approval' && status === 'running')

/** How many rows each deployment has now, of an operation's result. */
export const rowsByNode = (result: Readonly<Record<string, string>>): [node: string, rows: number][] =>
  Object.entries(result)
    .filter(([name]) => name.startsWith(rowsPrefix))
    .map(([name, rows]) => [name.slice(rowsPrefix.length), Number(rows)])

const rowsPrefix = 'rows:'
