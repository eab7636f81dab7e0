import { useCallback, useState } from 'react'
import { cellText, type GridColumn, type GridRow } from './rows'

export const leastWidth = 48
const mostWidth = 2000

/** What somebody has made of columns, by table and name, for as long as the page lives. */
const kept = new Map<string, ReadonlyMap<string, number>>()
const none: ReadonlyMap<string, number> = new Map()

/** Widths that were chosen for the columns of a table, and how to choose one. */
export function useOwnWidths(table: string): readonly [ReadonlyMap<string, number>, (column: string, width: number) => void] {
  const [, drawAgain] = useState(0)
  const set = useCallback(
    (column: string, width: number) => {
      kept.set(table, new Map(kept.get(table)).set(column, Math.round(Math.min(mostWidth, Math.max(leastWidth, width)))))
      drawAgain((before) => before + 1)
    },
    [table],
  )
  return [kept.get(table) ?? none, set]
}

/** The width that holds the header and every value that is here, measured in the fonts that these are drawn in. */
export function fittingWidth(column: GridColumn, index: number, rows: readonly GridRow[], header: Element, cell: Element): number {
  const context = document.createElement('canvas').getContext('2d')
  if (!context) return leastWidth
  const widest = (element: Element, texts: readonly string[]) => {
    context.font = getComputedStyle(element).font
    return texts.reduce((most, text) => Math.max(most, context.measureText(text).width), 0)
  }
  // The padding at both sides, and beside a name the arrow of its order.
  return Math.ceil(Math.max(widest(header, [column.name]) + 16, widest(cell, [column.type, 'null', ...rows.map((row) => cellText(row[index], column.type).slice(0, 400))]))) + 26
}
