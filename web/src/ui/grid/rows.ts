export interface GridColumn {
  name: string
  type: string
}

export type GridRow = readonly unknown[]

export interface GridSort {
  column: number
  descending: boolean
}

const numeric = /^(NUMBER|DECIMAL|FLOAT|DOUBLE|REAL|INT|BIGINT)/i

export const isNumeric = (type: string): boolean => numeric.test(type)

const instant = /^(\d{4}-\d\d-\d\d)T/

/** A value as text, as it is copied; NULL is empty there. A point in time is written as the warehouse and spreadsheets do. */
export function cellText(value: unknown, type = ''): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string') return JSON.stringify(value)
  return type.startsWith('TIMESTAMP') ? value.replace(instant, '$1 ') : value
}

/** All of a value, to be read: semi-structured ones over several lines. */
export function wholeText(value: unknown, type: string): string {
  const text = cellText(value, type)
  if (!/^(VARIANT|OBJECT|ARRAY)/.test(type)) return text
  try {
    const read: unknown = JSON.parse(text)
    // What would come out otherwise than it went in, as a number with too many digits does, stays as it is.
    return JSON.stringify(read) === text ? JSON.stringify(read, null, 2) : text
  } catch {
    return text
  }
}

/** The order of two values: numbers by size, all else as text; NULL counts as largest, as in Snowflake. */
export function compareCells(a: unknown, b: unknown): number {
  const [left, right] = [a ?? null, b ?? null]
  if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1
  if (isOrdered(left) && isOrdered(right)) return left < right ? -1 : left > right ? 1 : 0
  const [first, second] = [cellText(left), cellText(right)]
  return first < second ? -1 : first > second ? 1 : 0
}

const isOrdered = (value: unknown): value is number | bigint => typeof value === 'number' || typeof value === 'bigint'

const whole = /^-?\d+$/

export function sortRows(rows: readonly GridRow[], sort: GridSort | undefined, isNumber: boolean): readonly GridRow[] {
  if (!sort) return rows
  // The warehouse's exact numbers come as text where JavaScript would lose digits.
  const value = (row: GridRow): unknown => {
    const cell = row[sort.column]
    if (!isNumber || typeof cell !== 'string' || cell === '') return cell
    return whole.test(cell) ? BigInt(cell) : Number.isFinite(Number(cell)) ? Number(cell) : cell
  }
  return rows.toSorted((a, b) => compareCells(value(a), value(b)) * (sort.descending ? -1 : 1))
}

/** Text that a spreadsheet takes as a table. */
export function asTabs(columns: readonly GridColumn[], rows: readonly GridRow[], withHeader = true): string {
  const cell = (text: string) => (/[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return [...(withHeader ? [columns.map(({ name }) => cell(name))] : []), ...rows.map((row) => columns.map(({ type }, index) => cell(cellText(row[index], type))))].map((line) => line.join('\t')).join('\n')
}

// As wide as a figure is in the widest of the fonts that the page may have: a cut number is a wrong one.
const character = 7.8

/** Widths in pixels that hold the header and what the first rows hold, within reason. */
export const widthsOf = (columns: readonly GridColumn[], rows: readonly GridRow[]): readonly number[] =>
  columns.map((column, index) => {
    const longest = rows.slice(0, 50).reduce((most, row) => Math.max(most, cellText(row[index], column.type).length), Math.max(column.name.length + 3, column.type.length))
    return Math.round(Math.min(340, Math.max(72, longest * character + 24)))
  })
