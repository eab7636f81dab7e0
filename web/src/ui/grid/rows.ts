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

/** A value as text, as it is copied; NULL is empty there. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The order of two values: numbers by size, all else as text; NULL counts as largest, as in Snowflake. */
export function compareCells(a: unknown, b: unknown): number {
  const [left, right] = [a ?? null, b ?? null]
  if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1
  if (typeof left === 'number' && typeof right === 'number') return left - right
  const [first, second] = [cellText(left), cellText(right)]
  return first < second ? -1 : first > second ? 1 : 0
}

export function sortRows(rows: readonly GridRow[], sort: GridSort | undefined, isNumber: boolean): readonly GridRow[] {
  if (!sort) return rows
  // The warehouse's exact numbers come as text where JavaScript would lose digits.
  const value = (row: GridRow): unknown => {
    const cell = row[sort.column]
    return isNumber && typeof cell === 'string' && cell !== '' && Number.isFinite(Number(cell)) ? Number(cell) : cell
  }
  return rows.toSorted((a, b) => compareCells(value(a), value(b)) * (sort.descending ? -1 : 1))
}

/** Text that a spreadsheet takes as a table. */
export function asTabs(columns: readonly GridColumn[], rows: readonly GridRow[]): string {
  const cell = (text: string) => (/[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return [columns.map(({ name }) => cell(name)), ...rows.map((row) => columns.map((_, index) => cell(cellText(row[index]))))].map((line) => line.join('\t')).join('\n')
}

const character = 7.2

/** Widths in pixels that hold the header and what the first rows hold, within reason. */
export const widthsOf = (columns: readonly GridColumn[], rows: readonly GridRow[]): readonly number[] =>
  columns.map((column, index) => {
    const longest = rows.slice(0, 50).reduce((most, row) => Math.max(most, cellText(row[index]).length), Math.max(column.name.length + 3, column.type.length))
    return Math.round(Math.min(340, Math.max(72, longest * character + 24)))
  })
