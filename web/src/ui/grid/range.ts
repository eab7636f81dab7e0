/** A cell; row -1 is the header. */
export interface Place {
  row: number
  column: number
}

/** Cells from one to another. Both in the header, they are whole columns. */
export interface Marked {
  from: Place
  to: Place
}

export interface Box {
  top: number
  bottom: number
  left: number
  right: number
}

/** The rows and columns that are marked, both ends among them. */
export function boxOf({ from, to }: Marked, rows: number): Box {
  const [left, right] = [Math.min(from.column, to.column), Math.max(from.column, to.column)]
  if (from.row < 0 && to.row < 0) return { top: 0, bottom: rows - 1, left, right }
  return { top: Math.max(0, Math.min(from.row, to.row)), bottom: Math.max(from.row, to.row), left, right }
}

export const isWithin = (box: Box | undefined, row: number, column: number): boolean => box !== undefined && row >= box.top && row <= box.bottom && column >= box.left && column <= box.right

const ways: Readonly<Record<string, readonly [number, number]>> = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }

/** Where a key leads; with `far` (Ctrl) to the end. Undefined if it is no key that moves. */
export function moved(at: Place, key: string, far: boolean, page: number, size: { rows: number; columns: number }): Place | undefined {
  const end = { row: size.rows - 1, column: size.columns - 1 }
  const bounded = (row: number, column: number): Place => ({ row: Math.min(Math.max(row, -1), end.row), column: Math.min(Math.max(column, 0), Math.max(0, end.column)) })
  if (key === 'Home') return far ? bounded(0, 0) : bounded(at.row, 0)
  if (key === 'End') return far ? bounded(end.row, end.column) : bounded(at.row, end.column)
  // From row to row, not into the header.
  if (key === 'PageDown') return bounded(at.row + page, at.column)
  if (key === 'PageUp') return bounded(Math.max(at.row - page, 0), at.column)
  const way = ways[key]
  if (!way) return undefined
  if (!far) return bounded(at.row + way[0], at.column + way[1])
  return bounded(way[0] === 0 ? at.row : way[0] < 0 ? 0 : end.row, way[1] === 0 ? at.column : way[1] < 0 ? 0 : end.column)
}
