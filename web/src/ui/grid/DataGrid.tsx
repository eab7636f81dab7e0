import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ArrowDownRegular, ArrowUpRegular } from '@fluentui/react-icons'
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { count } from '@/lib/names'
import { CellView } from './CellView'
import { GridLine, rowHeight } from './GridLine'
import { boxOf, isWithin, moved, type Marked, type Place } from './range'
import { asTabs, cellText, isNumeric, sortRows, widthsOf, type GridColumn, type GridRow, type GridSort } from './rows'
import { fittingWidth, useOwnWidths } from './widths'

const headHeight = 46

const useStyles = makeStyles({
  frame: { overflow: 'auto', height: '100%', minHeight: 0, backgroundColor: tokens.colorNeutralBackground1, fontSize: tokens.fontSizeBase200, outlineStyle: 'none' },
  table: { position: 'relative' },
  head: { position: 'sticky', top: 0, zIndex: 1, height: `${headHeight}px`, backgroundColor: tokens.colorNeutralBackground2, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  header: { position: 'absolute', top: 0, height: `${headHeight - 1}px` },
  column: {
    width: '100%',
    height: '100%',
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
  edge: { position: 'absolute', top: 0, right: '-4px', width: '8px', height: '100%', zIndex: 1, cursor: 'col-resize', touchAction: 'none', ':hover': { backgroundColor: tokens.colorBrandStroke2 } },
  name: { display: 'flex', alignItems: 'center', gap: '4px', fontWeight: tokens.fontWeightSemibold, whiteSpace: 'nowrap' },
  type: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase100, whiteSpace: 'nowrap' },
  found: { backgroundColor: tokens.colorBrandBackground2 },
  // As large as what scrolls, so that what is opened over it stays where it is.
  place: { position: 'relative', height: '100%', minHeight: 0 },
  empty: { position: 'sticky', left: 0, display: 'inline-block', padding: '12px', color: tokens.colorNeutralForeground2 },
  marked: { backgroundColor: tokens.colorBrandBackground2 },
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

const keys = 'Arrow keys move, with Shift they mark cells. Ctrl+A marks all, Ctrl+Space the column, Shift+Space the row. Ctrl+C copies. Enter shows all of a value. Alt with the left and right arrow changes the width of a column, Alt+Enter fits it to what it holds.'
const widthStep = 16

/** Rows of data: only what is seen is in the page. The cell that has the keys stays in it wherever one scrolls. */
export function DataGrid({ label, columns, rows, find = '', say, sorted: hear }: Grid) {
  const styles = useStyles()
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  const [sort, setSort] = useState<GridSort>()
  const [at, setAt] = useState<Place>({ row: 0, column: 0 })
  const [marked, setMarked] = useState<Marked>()
  const [isOpen, setOpen] = useState(false)
  // Other columns are another table: what stood in the third column says nothing of the third one now.
  const names = columns.map(({ name }) => name).join('\n')
  const [seen, setSeen] = useState(names)
  if (seen !== names) {
    setSeen(names)
    setSort(undefined)
    setAt({ row: 0, column: 0 })
    setMarked(undefined)
    setOpen(false)
  }
  const isSorted = sort !== undefined
  useEffect(() => hear?.(isSorted), [isSorted, hear])
  const sorted = useMemo(() => sortRows(rows, sort, sort !== undefined && isNumeric(columns[sort.column]?.type ?? '')), [rows, sort, columns])
  const [own, setWidth] = useOwnWidths(label)
  const usual = useMemo(() => widthsOf(columns, rows), [columns, rows])
  const widths = useMemo(() => columns.map(({ name }, index) => own.get(name) ?? usual[index] ?? 100), [columns, own, usual])
  const looked = find.trim().toLocaleLowerCase()
  const found = useMemo(() => (looked === '' ? [] : columns.flatMap((column, index) => (column.name.toLocaleLowerCase().includes(looked) ? [index] : []))), [columns, looked])

  // The rows may have become fewer.
  const cursor = useMemo(() => ({ row: Math.min(at.row, sorted.length - 1), column: Math.min(at.column, Math.max(0, columns.length - 1)) }), [at, sorted.length, columns.length])
  const box = useMemo(() => marked && boxOf(marked, sorted.length), [marked, sorted.length])
  const rowsInPage = useCallback((range: Range) => withOne(range, cursor.row), [cursor.row])
  const columnsInPage = useCallback((range: Range) => withOne(range, cursor.column), [cursor.column])
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualiser's functions are used in this component alone, where it re-renders
  const vertical = useVirtualizer({ count: sorted.length, getScrollElement: () => frame.current, estimateSize: () => rowHeight, overscan: 12, scrollMargin: headHeight, scrollPaddingStart: headHeight, rangeExtractor: rowsInPage })
  const horizontal = useVirtualizer({ horizontal: true, count: columns.length, getScrollElement: () => frame.current, estimateSize: (index) => widths[index] ?? 100, overscan: 4, rangeExtractor: columnsInPage })
  useLayoutEffect(() => horizontal.measure(), [horizontal, widths])

  const [shownFind, setShownFind] = useState('')
  if (looked !== shownFind) {
    setShownFind(looked)
    const [first] = found
    if (first !== undefined) queueMicrotask(() => horizontal.scrollToIndex(first, { align: 'center' }))
  }

  const cellId = ({ row, column }: Place) => `${id}-${row}-${column}`
  const takesKeys = useRef(false)
  useLayoutEffect(() => {
    if (!takesKeys.current) return
    takesKeys.current = false
    document.getElementById(cellId(cursor))?.focus({ preventScroll: true })
  })
  const toCell = (next: Place, extend: boolean) => {
    takesKeys.current = true
    setMarked(extend ? { from: marked?.from ?? cursor, to: next } : undefined)
    setAt(next)
    if (next.row >= 0) vertical.scrollToIndex(next.row)
    horizontal.scrollToIndex(next.column)
  }

  const turn = (column: number) => {
    setSort(sort?.column !== column ? { column, descending: false } : sort.descending ? undefined : { column, descending: true })
    setMarked(undefined)
    setOpen(false)
  }
  const column = columns[cursor.column]
  const value = sorted[cursor.row]?.[cursor.column]
  const copied = (text: string, words: string) =>
    void navigator.clipboard.writeText(text).then(
      () => say?.(words),
      () => say?.('The browser did not let this page copy.'),
    )
  const copyValue = () => copied(cellText(value, column?.type), 'Copied the value.')
  const copy = () => {
    const taken = box ?? (cursor.row < 0 ? boxOf({ from: cursor, to: cursor }, sorted.length) : undefined)
    if (!taken) {
      copyValue()
      return
    }
    const chosen = columns.slice(taken.left, taken.right + 1)
    const lines = sorted.slice(taken.top, taken.bottom + 1)
    const isWhole = lines.length === sorted.length
    copied(asTabs(chosen, lines.map((row) => row.slice(taken.left, taken.right + 1)), isWhole), `Copied ${count(lines.length, 'row')}${chosen.length < columns.length ? ` of ${count(chosen.length, 'column')}` : ''}${isWhole ? ', with the header' : ''}.`)
  }
  const close = () => {
    setOpen(false)
    document.getElementById(cellId(cursor))?.focus()
  }
  const fit = (index: number) => {
    const wanted = columns[index]
    const header = frame.current?.querySelector(`.${headerName}`)
    if (wanted && header && frame.current) setWidth(wanted.name, fittingWidth(wanted, index, sorted, header, frame.current.querySelector('[role="gridcell"]') ?? frame.current))
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const far = event.ctrlKey || event.metaKey
    const size = { rows: sorted.length, columns: columns.length }
    const last = { row: size.rows - 1, column: size.columns - 1 }
    const page = Math.max(1, Math.floor((frame.current?.clientHeight ?? rowHeight) / rowHeight) - 2)
    const wider = { ArrowRight: widthStep, ArrowLeft: -widthStep }[event.key]
    const next = event.altKey ? undefined : moved(cursor, event.key, far, page, size)
    const does: (() => void) | undefined =
      event.altKey && column && wider !== undefined ? () => setWidth(column.name, (widths[cursor.column] ?? 100) + wider)
      : event.altKey && event.key === 'Enter' ? () => fit(cursor.column)
      : event.altKey ? undefined
      : next ? () => toCell(next, event.shiftKey)
      : far && event.key.toLowerCase() === 'a' ? () => setMarked({ from: { row: 0, column: 0 }, to: last })
      : far && event.key.toLowerCase() === 'c' && window.getSelection()?.isCollapsed !== false ? copy
      : far && event.key === ' ' ? () => setMarked({ from: { row: 0, column: cursor.column }, to: { row: last.row, column: cursor.column } })
      : event.shiftKey && event.key === ' ' && cursor.row >= 0 ? () => setMarked({ from: { row: cursor.row, column: 0 }, to: { row: cursor.row, column: last.column } })
      : event.key === 'Enter' && cursor.row >= 0 && column ? () => setOpen(true)
      : event.key === 'Escape' && marked ? () => setMarked(undefined)
      : undefined
    if (!does) return
    event.preventDefault()
    event.stopPropagation()
    does()
  }

  const marking = useRef(false)
  const onPointerDown = (event: PointerEvent) => {
    const place = placeOf(event.target)
    if (!place || event.button !== 0) return
    if (event.shiftKey) {
      event.preventDefault()
      // In the header it marks columns: from the one that has the keys, if that is there.
      toCell(place, place.row >= 0 || cursor.row < 0)
      if (place.row < 0 && cursor.row >= 0) setMarked({ from: place, to: place })
      return
    }
    marking.current = event.pointerType === 'mouse' && place.row >= 0
    setMarked(undefined)
    setAt(place)
  }
  const onPointerOver = (event: PointerEvent) => {
    const place = marking.current && event.buttons === 1 ? placeOf(event.target) : undefined
    if (!place || place.row < 0 || (place.row === cursor.row && place.column === cursor.column)) return
    toCell(place, true)
  }
  // However the keys came to a cell, it is the one that they move from.
  const onFocus = useCallback((event: { target: EventTarget }) => {
    const place = placeOf(event.target)
    if (place) setAt((before) => (before.row === place.row && before.column === place.column ? before : place))
  }, [])

  const drag = useRef<{ x: number; width: number; name: string }>(undefined)
  const beginWidth = (event: PointerEvent, name: string, width: number) => {
    if (event.button !== 0) return
    event.stopPropagation()
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { x: event.clientX, width, name }
  }
  const changeWidth = ({ clientX }: PointerEvent) => drag.current && setWidth(drag.current.name, drag.current.width + clientX - drag.current.x)

  const shown = horizontal.getVirtualItems()
  const width = horizontal.getTotalSize()
  return (
    <div className={styles.place}>
      <div
        ref={frame}
        className={styles.frame}
        role="grid"
        aria-label={label}
        aria-description={keys}
        aria-multiselectable
        aria-rowcount={sorted.length + 1}
        aria-colcount={columns.length}
        tabIndex={-1}
        onFocus={(event) => (event.target === frame.current ? document.getElementById(cellId(cursor))?.focus({ preventScroll: true }) : onFocus(event))}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onPointerOver={onPointerOver}
        onDoubleClick={(event) => (placeOf(event.target)?.row ?? -1) >= 0 && setOpen(true)}
      >
        <div className={styles.table} role="presentation" style={{ width, height: vertical.getTotalSize() + headHeight }}>
          <div className={styles.head} role="row" aria-rowindex={1} style={{ width }}>
            {shown.map(({ index, start, size }) => {
              const header = columns[index]
              const by = sort?.column === index ? sort : undefined
              return (
                header && (
                  <div key={index} className={styles.header} style={{ left: start, width: size }} role="columnheader" aria-colindex={index + 1} aria-sort={by ? (by.descending ? 'descending' : 'ascending') : 'none'}>
                    <button
                      id={cellId({ row: -1, column: index })}
                      data-row={-1}
                      data-column={index}
                      type="button"
                      tabIndex={cursor.row < 0 && cursor.column === index ? 0 : -1}
                      className={mergeClasses(styles.column, found.includes(index) && styles.found, box && box.top === 0 && box.bottom === sorted.length - 1 && isWithin(box, 0, index) && styles.marked)}
                      title={`${header.name}, ${header.type}: sort the rows that are here`}
                      onClick={(event) => !event.shiftKey && turn(index)}
                    >
                      <span className={mergeClasses(headerName, styles.name)}>
                        {header.name}
                        {by && (by.descending ? <ArrowDownRegular aria-hidden /> : <ArrowUpRegular aria-hidden />)}
                      </span>
                      <span className={styles.type}>{header.type}</span>
                    </button>
                    <span className={styles.edge} data-edge={header.name} title="Drag to change the width; a double click fits it" onPointerDown={(event) => beginWidth(event, header.name, size)} onPointerMove={changeWidth} onPointerUp={() => (drag.current = undefined)} onPointerCancel={() => (drag.current = undefined)} onDoubleClick={() => fit(index)} />
                  </div>
                )
              )
            })}
          </div>
          {vertical.getVirtualItems().map((line) => {
            const isMarked = box !== undefined && line.index >= box.top && line.index <= box.bottom
            const isActive = cursor.row === line.index
            return (
              <GridLine
                key={line.index}
                id={id}
                index={line.index}
                top={line.start}
                width={width}
                row={sorted[line.index] ?? nothing}
                columns={columns}
                shown={shown}
                active={isActive ? cursor.column : undefined}
                isOpen={isActive && isOpen}
                left={isMarked ? box.left : undefined}
                right={isMarked ? box.right : undefined}
              />
            )
          })}
        </div>
        {rows.length === 0 && <span className={styles.empty}>No rows.</span>}
      </div>
      {isOpen && column && cursor.row >= 0 && <CellView column={column} value={value} copy={copyValue} close={close} />}
    </div>
  )
}

/** Which cell or header something is. */
function placeOf(target: EventTarget): Place | undefined {
  const { row, column } = (target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null)?.dataset ?? {}
  return row === undefined || column === undefined ? undefined : { row: Number(row), column: Number(column) }
}

/** What is in sight, and what has the keys wherever that is. */
function withOne(range: Range, index: number): number[] {
  const inSight = defaultRangeExtractor(range)
  return index < 0 || index >= range.count || inSight.includes(index) ? inSight : [...inSight, index].sort((a, b) => a - b)
}

const nothing: GridRow = []
const headerName = 'grid-header-name'
