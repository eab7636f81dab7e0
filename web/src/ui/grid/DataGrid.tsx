import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ArrowDownRegular, ArrowUpRegular } from '@fluentui/react-icons'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { CellView } from './CellView'
import { cellText, isNumeric, sortRows, widthsOf, type GridColumn, type GridRow, type GridSort } from './rows'

const rowHeight = 28
const headHeight = 46

const useStyles = makeStyles({
  frame: { overflow: 'auto', height: '100%', minHeight: 0, backgroundColor: tokens.colorNeutralBackground1, fontSize: tokens.fontSizeBase200, ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' } },
  table: { position: 'relative' },
  head: { position: 'sticky', top: 0, zIndex: 1, height: `${headHeight}px`, backgroundColor: tokens.colorNeutralBackground2, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  column: {
    position: 'absolute',
    top: 0,
    height: `${headHeight - 1}px`,
    padding: '4px 12px',
    border: 'none',
    borderRight: `1px solid ${tokens.colorNeutralStroke3}`,
    background: 'none',
    color: tokens.colorNeutralForeground1,
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase200,
    textAlign: 'left',
    cursor: 'pointer',
    overflow: 'hidden',
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'center',
    ':hover': { backgroundColor: tokens.colorNeutralBackground2Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  name: { display: 'flex', alignItems: 'center', gap: '4px', fontWeight: tokens.fontWeightSemibold, whiteSpace: 'nowrap' },
  type: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase100, whiteSpace: 'nowrap' },
  found: { backgroundColor: tokens.colorBrandBackground2 },
  row: { position: 'absolute', left: 0, height: `${rowHeight}px`, borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover } },
  cell: { position: 'absolute', top: 0, height: `${rowHeight - 1}px`, lineHeight: `${rowHeight - 1}px`, padding: '0 12px', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'pre', fontVariantNumeric: 'tabular-nums' },
  number: { textAlign: 'right' },
  none: { color: tokens.colorNeutralForeground3, fontStyle: 'italic' },
  // As large as what scrolls, so that what is opened over it stays where it is.
  place: { position: 'relative', height: '100%', minHeight: 0 },
  empty: { position: 'sticky', left: 0, display: 'inline-block', padding: '12px', color: tokens.colorNeutralForeground2 },
  active: { outline: `2px solid ${tokens.colorBrandStroke1}`, outlineOffset: '-2px' },
})

interface Grid {
  label: string
  columns: readonly GridColumn[]
  rows: readonly GridRow[]
  find?: string
  /** Tells the person something in passing. */
  say?: (words: string) => void
  /** Hears whether a header has put the rows in another order. */
  sorted?: (is: boolean) => void
}

/** Rows of data: only what is seen is in the page. Arrow keys move, Enter or a double click shows all of a value, Ctrl+C copies it, a column's header sorts the rows that are here. */
export function DataGrid({ label, columns, rows, find = '', say, sorted: hear }: Grid) {
  const styles = useStyles()
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  const [sort, setSort] = useState<GridSort>()
  const [active, setActive] = useState<{ row: number; column: number }>()
  const [isOpen, setOpen] = useState(false)
  // Other columns are another table: what stood in the third column says nothing of the third one now.
  const names = columns.map(({ name }) => name).join('\n')
  const [seen, setSeen] = useState(names)
  if (seen !== names) {
    setSeen(names)
    setSort(undefined)
    setActive(undefined)
    setOpen(false)
  }
  const isSorted = sort !== undefined
  useEffect(() => hear?.(isSorted), [isSorted, hear])
  const sorted = useMemo(() => sortRows(rows, sort, sort !== undefined && isNumeric(columns[sort.column]?.type ?? '')), [rows, sort, columns])
  const widths = useMemo(() => widthsOf(columns, rows), [columns, rows])
  const looked = find.trim().toLocaleLowerCase()
  const found = useMemo(() => (looked === '' ? [] : columns.flatMap((column, index) => (column.name.toLocaleLowerCase().includes(looked) ? [index] : []))), [columns, looked])

  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualiser's functions are used in this component alone, where it re-renders
  const vertical = useVirtualizer({ count: sorted.length, getScrollElement: () => frame.current, estimateSize: () => rowHeight, overscan: 12, scrollMargin: headHeight, scrollPaddingStart: headHeight })
  const horizontal = useVirtualizer({ horizontal: true, count: columns.length, getScrollElement: () => frame.current, estimateSize: (index) => widths[index] ?? 100, overscan: 4 })

  const [shownFind, setShownFind] = useState('')
  if (looked !== shownFind) {
    setShownFind(looked)
    const [first] = found
    if (first !== undefined) queueMicrotask(() => horizontal.scrollToIndex(first, { align: 'center' }))
  }

  const turn = (column: number) => {
    setSort(sort?.column !== column ? { column, descending: false } : sort.descending ? undefined : { column, descending: true })
    setOpen(false)
  }
  const activeColumn = active && columns[active.column]
  const activeValue = active && sorted[active.row]?.[active.column]
  const copy = () =>
    void navigator.clipboard.writeText(cellText(activeValue, activeColumn?.type)).then(
      () => say?.('Copied the value.'),
      () => say?.('The browser did not let this page copy.'),
    )
  const close = () => {
    setOpen(false)
    frame.current?.focus()
  }

  const move = (event: KeyboardEvent) => {
    const at = active ?? { row: 0, column: 0 }
    const page = Math.max(1, Math.floor((frame.current?.clientHeight ?? rowHeight) / rowHeight) - 2)
    const steps: Record<string, [number, number]> = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], PageDown: [page, 0], PageUp: [-page, 0], Home: [0, -columns.length], End: [0, columns.length] }
    if ((event.ctrlKey || event.metaKey) && event.key === 'c' && active && window.getSelection()?.isCollapsed !== false) {
      event.preventDefault()
      copy()
      return
    }
    if (event.key === 'Enter' && event.target === frame.current && active) {
      event.preventDefault()
      setOpen(true)
      return
    }
    const step = steps[event.key]
    if (!step || event.target !== frame.current) return
    event.preventDefault()
    const bounded = (value: number, most: number) => Math.min(Math.max(value, 0), Math.max(0, most - 1))
    const next = { row: bounded(at.row + (active ? step[0] : 0), sorted.length), column: bounded(at.column + (active ? step[1] : 0), columns.length) }
    setActive(next)
    vertical.scrollToIndex(next.row)
    horizontal.scrollToIndex(next.column)
  }

  const shown = horizontal.getVirtualItems()
  const width = horizontal.getTotalSize()
  return (
    <div className={styles.place}>
      <div
        ref={frame}
        className={styles.frame}
        role="grid"
        aria-label={label}
        aria-rowcount={sorted.length + 1}
        aria-colcount={columns.length}
        tabIndex={0}
        aria-activedescendant={active ? `${id}-${active.row}-${active.column}` : undefined}
        onKeyDown={move}
      >
        <div className={styles.table} role="presentation" style={{ width, height: vertical.getTotalSize() + headHeight }}>
          <div className={styles.head} role="row" aria-rowindex={1} style={{ width }}>
            {shown.map(({ index, start, size }) => {
              const column = columns[index]
              const by = sort?.column === index ? sort : undefined
              return (
                column && (
                  <div key={index} role="columnheader" aria-colindex={index + 1} aria-sort={by ? (by.descending ? 'descending' : 'ascending') : 'none'}>
                    <button
                      type="button"
                      className={mergeClasses(styles.column, found.includes(index) && styles.found)}
                      style={{ left: start, width: size }}
                      title={`${column.name}, ${column.type}: sort the rows that are here`}
                      onClick={() => turn(index)}
                    >
                      <span className={styles.name}>
                        {column.name}
                        {by && (by.descending ? <ArrowDownRegular aria-hidden /> : <ArrowUpRegular aria-hidden />)}
                      </span>
                      <span className={styles.type}>{column.type}</span>
                    </button>
                  </div>
                )
              )
            })}
          </div>
          {vertical.getVirtualItems().map((line) => {
            const row = sorted[line.index] ?? []
            return (
              <div key={line.index} role="row" aria-rowindex={line.index + 2} className={styles.row} style={{ top: line.start, width }}>
                {shown.map(({ index, start, size }) => {
                  const value = row[index]
                  const isActive = active?.row === line.index && active.column === index
                  return (
                    <div
                      key={index}
                      id={`${id}-${line.index}-${index}`}
                      role="gridcell"
                      aria-colindex={index + 1}
                      className={mergeClasses(styles.cell, isNumeric(columns[index]?.type ?? '') && styles.number, (value === null || value === undefined) && styles.none, isActive && styles.active)}
                      style={{ left: start, width: size }}
                      title={cellText(value, columns[index]?.type).slice(0, mostTip)}
                      onClick={() => setActive({ row: line.index, column: index })}
                      onDoubleClick={() => setOpen(true)}
                    >
                      {value === null || value === undefined ? 'null' : cellText(value, columns[index]?.type)}
                    </div>
                  )
                })}
              </div>
            )
          })}
        </div>
        {rows.length === 0 && <span className={styles.empty}>No rows.</span>}
      </div>
      {isOpen && activeColumn && <CellView column={activeColumn} value={activeValue} copy={copy} close={close} />}
    </div>
  )
}

// What is longer is read where it is opened.
const mostTip = 300
