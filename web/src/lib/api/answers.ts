import type { components } from './schema'

type Schemas = components['schemas']

export type Project = Schemas['ProjectView']
export type Environment = Schemas['DeploymentEnvironment']
export type Promotion = Schemas['Promotion']
export type Operation = Schemas['OperationView']
export type PlanRequest = Schemas['PlanRequest']

type PlanContent = Schemas['PlanView']
/** A plan under its hash: the server puts it in front of what it is the hash of. */
export type Plan = PlanContent & { hash: string }
export type SourceChange = Plan['sources'][number]
export type PlannedDeployment = Plan['deployments'][number]
export type NodeChange = Plan['nodes'][number]
export type PlanStep = Plan['steps'][number]
export type TableName = SourceChange['from']
export type Diagnostic = Plan['problems'][number]
export type Refusal = NonNullable<Promotion['problem']>

/** What taking a promotion back would do; what the page shows of it. */
export interface RollbackPlan {
  removesProject: boolean
  ownership: Plan['ownership']
  restores: readonly string[]
  steps: readonly PlanStep[]
}

export class UnexpectedAnswer extends Error {
  constructor(what: string) {
    super(`The server answered something else than ${what}. The page may be older than the server: reload it.`)
    this.name = 'UnexpectedAnswer'
  }
}

export function asPlan(answer: PlanContent): Plan {
  if ('hash' in answer && typeof answer.hash === 'string') return { ...answer, hash: answer.hash }
  throw new UnexpectedAnswer('a plan with its hash')
}

export function asRollbackPlan(answer: object): RollbackPlan {
  if (isRollbackPlan(answer)) return answer
  throw new UnexpectedAnswer('a plan of a roll back')
}

const isRollbackPlan = (answer: object): answer is RollbackPlan =>
  'restores' in answer && Array.isArray(answer.restores) && 'steps' in answer && Array.isArray(answer.steps) && 'ownership' in answer && 'removesProject' in answer

/** A column's type in Snowflake's words. */
export const typeText = (type: unknown): string => (typeof type === 'string' ? type : 'unknown')

export type FunctionHelp = Schemas['FunctionsView']['items'][number]
export type CatalogTable = Schemas['TablesView']['items'][number]
export type DataRows = Schemas['DataView']
export type CompiledNode = Schemas['CompiledView']['nodes'][number]

export type Revision = Schemas['ListViewOfRevision']['items'][number]
export type Review = Schemas['ListViewOfReviewView']['items'][number]
export type CommentEntry = Schemas['ListViewOfCommentView']['items'][number]
export type Finding = Schemas['FindingsView']['items'][number]
export type NodeProfile = Schemas['NodeProfile']
export type ColumnProfile = NodeProfile['columns'][number]
export type ColumnDistribution = Schemas['ColumnDistribution']
export type ExchangedSources = Schemas['ExchangedSources']
type RefreshedSources = Schemas['RefreshedSources']
/** How a source's table differs from what the flow knows of it. */
export type SourceDrift = RefreshedSources['drift'][number]
export type ColumnDrift = SourceDrift['changed'][number]
