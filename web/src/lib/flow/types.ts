/** The flow document, `handover/flow/1`. The API's own document says only that it is an object: its reader is the server's. */
export interface Flow {
  $schema: 'handover/flow/1'
  nodes: readonly FlowNode[]
  groups?: readonly FlowGroup[]
  explorations?: readonly Exploration[]
}

export interface FlowGroup {
  id: string
  name: string
  description?: string
  nodes: readonly string[]
}

export interface Exploration {
  id: string
  node: string
  name: string
  query: ExplorationQuery
}

export interface ExplorationMeasure {
  name: string
  function: MeasureFunction
  column: string
}

export interface ExplorationQuery {
  dimensions?: readonly string[]
  measures?: readonly ExplorationMeasure[]
  filter?: string
  sort?: readonly SortColumn[]
  limit?: number
}

export interface Position {
  x: number
  y: number
}

export interface TableName {
  database: string
  schema: string
  name: string
}

export interface Column {
  name: string
  type: string
  nullable: boolean
}

export interface NamedExpression {
  name: string
  expression: string
}

export interface SortColumn {
  column: string
  descending?: boolean
}

export type Scalar = string | number | boolean

export const measureFunctions = ['sum', 'avg', 'min', 'max', 'count', 'countDistinct', 'median'] as const
export type MeasureFunction = (typeof measureFunctions)[number]

export const joinTypes = ['inner', 'left', 'right', 'full', 'cross'] as const
export type JoinType = (typeof joinTypes)[number]

interface Base {
  id: string
  name?: string
  description?: string
  position?: Position
}

export interface SourceNode extends Base {
  kind: 'source'
  table: TableName
  columns?: readonly Column[]
  columnMap?: readonly { column: string; as: string }[]
}

export interface SelectNode extends Base {
  kind: 'select'
  input: string
  columns: readonly { column: string; as?: string }[]
}

export interface FormulaNode extends Base {
  kind: 'formula'
  input: string
  columns: readonly NamedExpression[]
}

export interface FilterNode extends Base {
  kind: 'filter'
  input: string
  where: string
}

export interface JoinNode extends Base {
  kind: 'join'
  left: string
  right: string
  type: JoinType
  on?: readonly { left: string; right: string }[]
  condition?: string
  rightPrefix?: string
}

export interface UnionNode extends Base {
  kind: 'union'
  inputs: readonly string[]
  by: 'name' | 'position'
  distinct?: boolean
}

export interface AggregateNode extends Base {
  kind: 'aggregate'
  input: string
  groupBy: readonly string[]
  measures: readonly NamedExpression[]
  having?: string
}

export interface DistinctNode extends Base {
  kind: 'distinct'
  input: string
  on?: readonly string[]
  orderBy?: readonly SortColumn[]
}

export interface SortNode extends Base {
  kind: 'sort'
  input: string
  by: readonly SortColumn[]
  limit?: number
}

export interface SampleNode extends Base {
  kind: 'sample'
  input: string
  rows?: number
  percent?: number
}

export interface PivotNode extends Base {
  kind: 'pivot'
  input: string
  column: string
  values: readonly Scalar[]
  measure: { function: MeasureFunction; column: string }
  groupBy: readonly string[]
}

export interface UnpivotNode extends Base {
  kind: 'unpivot'
  input: string
  columns: readonly string[]
  nameColumn: string
  valueColumn: string
}

export interface SqlNode extends Base {
  kind: 'sql'
  inputs: readonly string[]
  sql: string
}

export type DataTest =
  | { kind: 'not-empty' }
  | { kind: 'unique'; columns: readonly string[] }
  | { kind: 'not-null'; columns: readonly string[] }
  | { kind: 'accepted-values'; column: string; values: readonly Scalar[] }
  | { kind: 'row-count-change'; minPercent?: number; maxPercent?: number }

export interface Annotation {
  description?: string
  tags?: readonly string[]
  properties?: Readonly<Record<string, string>>
}

export interface DeploymentNode extends Base {
  kind: 'deployment'
  input: string
  type: 'view' | 'table'
  target?: TableName
  role?: string
  warehouse?: string
  annotation?: Annotation
  tests?: readonly DataTest[]
}

export type FlowNode =
  | SourceNode
  | SelectNode
  | FormulaNode
  | FilterNode
  | JoinNode
  | UnionNode
  | AggregateNode
  | DistinctNode
  | SortNode
  | SampleNode
  | PivotNode
  | UnpivotNode
  | SqlNode
  | DeploymentNode

export type NodeKind = FlowNode['kind']
export type NodeOf<K extends NodeKind> = Extract<FlowNode, { kind: K }>

export const emptyFlow: Flow = { $schema: 'handover/flow/1', nodes: [], groups: [], explorations: [] }

/** What people call a node. */
export const titleOf = (node: FlowNode): string => node.name ?? node.id

export const fullName = (table: TableName): string => `${table.database}.${table.schema}.${table.name}`
