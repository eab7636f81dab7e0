import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { VirtualItem } from '@tanstack/react-virtual'
import { memo } from 'react'
import { cellText, isNumeric, type GridColumn, type GridRow } from './rows'

export const rowHeight = 28

const useStyles = makeStyles({
  row: { position: 'absolute', left: 0, height: `${rowHeight}px`, borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover } },
  cell: { position: 'absolute', top: 0, height: `${rowHeight - 1}px`, lineHeight: `${rowHeight - 1}px`, padding: '0 12px', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'pre', fontVariantNumeric: 'tabular-nums', userSelect: 'none', outlineStyle: 'none', ':focus': { outline: `2px solid ${tokens.colorBrandStroke1}`, outlineOffset: '-2px' } },
  number: { textAlign: 'right' },
  none: { color: tokens.colorNeutralForeground3, fontStyle: 'italic' },
  open: { outline: `2px solid ${tokens.colorBrandStroke1}`, outlineOffset: '-2px' },
  marked: { backgroundColor: tokens.colorBrandBackground2 },
})

interface Line {
  id: string
  index: number
  top: number
  width: number
  row: GridRow
  columns: readonly GridColumn[]
  /** The columns that are in sight. */
  shown: readonly VirtualItem[]
  /** The column of the cell that has the keys, if it is of this row. */
  active: number | undefined
  /** Whether all of that cell's value is being shown. */
  isOpen: boolean
  /** The marked columns, both ends among them; none if the row is not marked. */
  left: number | undefined
  right: number | undefined
}

/** A row of the grid. It is drawn again only when something of it changes: hundreds of cells are in sight. */
export const GridLine = memo(function GridLine({ id, index: line, top, width, row, columns, shown, active, isOpen, left, right }: Line) {
  const styles = useStyles()
  return (
    <div role="row" aria-rowindex={line + 2} className={styles.row} style={{ top, width }}>
      {shown.map(({ index, start, size }) => {
        const cell = row[index]
        const type = columns[index]?.type ?? ''
        const isNone = cell === null || cell === undefined
        const isMarked = left !== undefined && right !== undefined && index >= left && index <= right
        const text = isNone ? 'null' : cellText(cell, type)
        return (
          <div
            key={index}
            id={`${id}-${line}-${index}`}
            data-row={line}
            data-column={index}
            role="gridcell"
            tabIndex={active === index ? 0 : -1}
            aria-colindex={index + 1}
            aria-selected={isMarked}
            className={mergeClasses(styles.cell, isNumeric(type) && styles.number, isNone && styles.none, isMarked && styles.marked, isOpen && active === index && styles.open)}
            style={{ left: start, width: size }}
            title={isNone ? '' : text.slice(0, mostTip)}
          >
            {text}
          </div>
        )
      })}
    </div>
  )
})

// What is longer is read where it is opened.
const mostTip = 300
