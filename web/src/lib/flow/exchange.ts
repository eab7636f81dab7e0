import type { Flow, TableName } from './types'

export const grains = ['table', 'schema', 'database'] as const
export type Grain = (typeof grains)[number]

/** A table, all tables of a schema, or all of a database. */
export interface Pattern {
  database: string
  schema?: string
  name?: string
}

export interface Renamed {
  /** In the new table. */
  column: string
  /** As the flow knows it. */
  as: string
}

export interface Exchange {
  from: Pattern
  to: Pattern
  columns?: readonly Renamed[]
}

export const patternAt = ({ database, schema, name }: TableName, grain: Grain): Pattern => ({ database, ...(grain !== 'database' && { schema }), ...(grain === 'table' && { name }) })

export const patternText = ({ database, schema, name }: Pattern): string => [database, schema, name].filter((part) => part !== undefined && part !== '').join('.')

/** What the sources of a flow read, at a grain, each once, with how many sources do. */
export function patternsOf(flow: Flow, grain: Grain): readonly { pattern: Pattern; sources: number }[] {
  const found = new Map<string, { pattern: Pattern; sources: number }>()
  for (const node of flow.nodes) {
    if (node.kind !== 'source') continue
    const pattern = patternAt(node.table, grain)
    const key = JSON.stringify(pattern)
    found.set(key, { pattern, sources: (found.get(key)?.sources ?? 0) + 1 })
  }
  return [...found.values()].sort((a, b) => (patternText(a.pattern) < patternText(b.pattern) ? -1 : 1))
}

/** Whether a choice says all that its grain needs. */
export const isWhole = ({ database, schema, name }: Pattern, grain: Grain): boolean => database !== '' && (grain === 'database' || (schema ?? '') !== '') && (grain !== 'table' || (name ?? '') !== '')

/** The entries that change something. */
export const entriesOf = (choices: readonly Exchange[], grain: Grain): readonly Exchange[] =>
  choices.filter(({ from, to, columns }) => isWhole(to, grain) && (patternText(from) !== patternText(to) || (columns ?? []).length > 0))
