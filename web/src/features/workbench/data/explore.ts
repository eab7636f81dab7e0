import type { Column, ExplorationMeasure, ExplorationQuery, MeasureFunction } from '@/lib/flow/types'
import { cellText, isNumeric, type GridRow } from '@/ui/grid/rows'
import type { Point } from '@/ui/chart/Chart'

const words: Readonly<Record<MeasureFunction, string>> = { sum: 'Sum', avg: 'Average', min: 'Least', max: 'Greatest', count: 'Count', countDistinct: 'Distinct count', median: 'Median' }

export const functionWords = words

const ordered = /^(DATE|TIME)/i

const needNumbers: ReadonlySet<MeasureFunction> = new Set(['sum', 'avg', 'median'])
const notForParts: ReadonlySet<string> = new Set(['VARIANT', 'ARRAY', 'OBJECT'])

/** What may be computed of a column. */
export const functionsFor = (column: Column | undefined): readonly MeasureFunction[] =>
  (Object.keys(words) as MeasureFunction[]).filter((name) => {
    if (!column || isNumeric(column.type)) return true
    return !needNumbers.has(name) && (name === 'count' || !notForParts.has(column.type))
  })

/** What can be grouped by. */
export const isDimension = (column: Column): boolean => !notForParts.has(column.type)

/** A measure's column in the answer: says what it is, and no two are alike. */
export function measureNamed(given: { function: MeasureFunction; column: string }, others: readonly ExplorationMeasure[]): ExplorationMeasure {
  const base = `${words[given.function]} of ${given.column}`
  const taken = new Set(others.map(({ name }) => name))
  let name = base
  for (let n = 2; taken.has(name); n++) name = `${base} (${n})`
  return { ...given, name }
}

/** A first question that makes sense: the average of the first number, or a count, by the first column that is none; the greatest first. */
export function firstQuestion(columns: readonly Column[]): ExplorationQuery {
  const dimension = columns.find((column) => isDimension(column) && !isNumeric(column.type)) ?? columns.find(isDimension)
  const number = columns.find((column) => isNumeric(column.type) && column !== dimension)
  const counted = columns.find(({ nullable }) => !nullable) ?? columns[0]
  const measure = number ? measureNamed({ function: 'avg', column: number.name }, []) : counted && measureNamed({ function: 'count', column: counted.name }, [])
  const alongTime = dimension !== undefined && ordered.test(dimension.type)
  return {
    dimensions: dimension ? [dimension.name] : [],
    measures: measure ? [measure] : [],
    sort: measure && !alongTime ? [{ column: measure.name, descending: true }] : [],
    limit: 100,
  }
}

/** What can be ordered by: all that the answer has. */
export const outputsOf = (query: ExplorationQuery): readonly string[] => [...(query.dimensions ?? []), ...(query.measures ?? []).map(({ name }) => name)]

/** The query without an order by something that it no longer has. */
export function sound(query: ExplorationQuery): ExplorationQuery {
  const outputs = new Set(outputsOf(query))
  return { ...query, sort: (query.sort ?? []).filter(({ column }) => outputs.has(column)) }
}

/** A line for what has an order of its own, bars for all else. */
export const chartFor = (query: ExplorationQuery, columns: readonly Column[]): 'line' | 'bar' | undefined => {
  const dimensions = query.dimensions ?? []
  if (dimensions.length === 0 || (query.measures ?? []).length === 0) return undefined
  const first = columns.find(({ name }) => name === dimensions[0])
  return dimensions.length === 1 && first && ordered.test(first.type) ? 'line' : 'bar'
}

const asNumber = (value: unknown): number | null => {
  const number = typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN
  return Number.isFinite(number) ? number : null
}

/** The points of one measure; a line's are in the order of what they stand above, whatever the table's order. */
export function pointsOf(rows: readonly GridRow[], dimensions: number, measure: number, kind: 'line' | 'bar'): readonly Point[] {
  const inOrder = kind === 'line' ? rows.toSorted((a, b) => (cellText(a[0]) < cellText(b[0]) ? -1 : 1)) : rows
  return inOrder.map((row) => ({
    label: row.slice(0, dimensions).map((value) => (value === null || value === undefined ? 'null' : cellText(value))).join(' · '),
    value: asNumber(row[dimensions + measure]),
  }))
}
