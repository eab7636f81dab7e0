import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { NavigationType, useLocation, useNavigationType, useSearchParams } from 'react-router'
import type { TableName } from '@/lib/flow/types'

export const dataTabs = ['preview', 'columns', 'profile', 'explore', 'sql'] as const
export type DataTab = (typeof dataTabs)[number]

export const panes = ['flow', 'data', 'details', 'browse'] as const
export type Pane = (typeof panes)[number]

export const sides = ['details', 'review', 'history'] as const
export type Side = (typeof sides)[number]

export const asks = ['clone', 'exchange', 'refresh', 'unused', 'request-review', 'restore', 'save-exploration'] as const
export type Ask = (typeof asks)[number]

export type FlowView = 'canvas' | 'outline'

export const dialects = ['snowflake', 'duckdb'] as const
export type Dialect = (typeof dialects)[number]

const oneOf = <T extends string>(words: readonly T[], text: string | null): T | undefined => words.find((word) => word === text)

export const tableText = (table: TableName): string => [table.database, table.schema, table.name].map(encodeURIComponent).join('/')

/** A part of an address; one that somebody has cut or mistyped is taken as it is. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

export function tableOf(text: string | null): TableName | undefined {
  const [database, schema, name, ...rest] = (text ?? '').split('/').map(decoded)
  return database && schema && name && rest.length === 0 ? { database, schema, name } : undefined
}

export function comparedOf(text: string | null): { from: number; to: number } | undefined {
  const [, from, to] = /^(\d{1,9})-(\d{1,9})$/.exec(text ?? '') ?? []
  return from !== undefined && to !== undefined ? { from: Number(from), to: Number(to) } : undefined
}

export interface Address {
  selection: ReadonlySet<string>
  /** The one selected node. */
  node: string | undefined
  group: string | undefined
  /** A table of the Data Browser that is looked at. */
  table: TableName | undefined
  tab: DataTab
  /** In which words the statement is shown. */
  dialect: Dialect
  /** The saved exploration that is looked at. */
  exploration: string | undefined
  /** What is beside the flow about all of it. */
  side: Side
  /** Two revisions that are compared. */
  compare: { from: number; to: number } | undefined
  /** The dialog that is open. */
  ask: Ask | undefined
  /** What the dialog is about, if there are several such things. */
  about: string | undefined
  view: FlowView | undefined
  pane: Pane
}

export interface Going {
  select: (ids: Iterable<string>) => void
  selectGroup: (id: string) => void
  go: (changes: Readonly<Record<string, string | readonly string[] | undefined>>) => void
}

const nothing: ReadonlySet<string> = new Set()

/** So many selected nodes an address holds; more would be too long to send. */
export const mostInAddress = 20

const inAddress = (search: URLSearchParams): ReadonlySet<string> => new Set(search.getAll('node').slice(0, mostInAddress))

/** What is looked at, in the page's address: whoever opens it sees the same. */
export function useAddress(): Address & Going {
  const [search, setSearch] = useSearchParams()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => inAddress(search))
  const [seen, setSeen] = useState<string>()
  const { key } = useLocation()
  const came = useNavigationType()
  // The address follows the selection a moment later; only going back and forth is the other way round.
  if (seen !== key) {
    setSeen(key)
    const there = inAddress(search)
    // Very many selected nodes are in no address: going back from a dialog keeps them.
    if (came === NavigationType.Pop && (there.size > 0 || chosen.size <= mostInAddress)) setChosen(there)
  }
  const latest = useRef({ search, setSearch })
  useEffect(() => {
    latest.current.setSearch = setSearch
  })
  // Only when it has followed: until then the page may be drawn for other reasons, with the address that was.
  useEffect(() => {
    latest.current.search = search
  }, [search])

  const go = useCallback<Going['go']>((changes) => {
    const next = new URLSearchParams(latest.current.search)
    for (const [key, value] of Object.entries(changes)) {
      const values = value === undefined ? [] : typeof value === 'string' ? [value] : value
      // What stays the same keeps its place: the address changes only if what it says does.
      if (next.getAll(key).join('\n') === values.join('\n')) continue
      next.delete(key)
      for (const one of values) next.append(key, one)
    }
    if (next.toString() === latest.current.search.toString()) return
    // Calls that follow before the page has rendered build on this one.
    latest.current.search = next
    // A dialog is a step of its own, so that the browser's back closes it; everything else only says what is looked at.
    const opens = changes['ask'] !== undefined || changes['compare'] !== undefined
    latest.current.setSearch(next, { replace: !opens })
  }, [])

  const select = useCallback<Going['select']>(
    (ids) => {
      const set = new Set(ids)
      setChosen(set)
      go({ node: set.size <= mostInAddress ? [...set] : undefined, group: undefined, table: undefined })
    },
    [go],
  )

  const selectGroup = useCallback<Going['selectGroup']>(
    (id) => {
      setChosen(nothing)
      go({ node: undefined, group: id, table: undefined })
    },
    [go],
  )

  const [only] = chosen
  const node = chosen.size === 1 ? only : undefined
  const group = search.get('group') ?? undefined
  const exploration = search.get('exploration') ?? undefined
  const side = oneOf(sides, search.get('side')) ?? 'details'
  const ask = oneOf(asks, search.get('ask'))
  const about = search.get('about') ?? undefined
  const compareWords = search.get('compare')
  const tableWords = search.get('table')
  const tab = oneOf(dataTabs, search.get('tab')) ?? 'preview'
  const dialect = oneOf(dialects, search.get('dialect')) ?? 'snowflake'
  const view = oneOf<FlowView>(['canvas', 'outline'], search.get('view'))
  // An address from a wide window names no part: where there is room for one only, what it says most about is shown.
  const pane = oneOf(panes, search.get('pane')) ?? (side !== 'details' ? 'details' : search.has('tab') || tableWords !== null ? 'data' : 'flow')
  return useMemo(
    () => ({ selection: chosen, node, group, table: tableOf(tableWords), tab, dialect, exploration, side, compare: comparedOf(compareWords), ask, about, view, pane, select, selectGroup, go }),
    [chosen, node, group, tableWords, tab, dialect, exploration, side, compareWords, ask, about, view, pane, select, selectGroup, go],
  )
}
