import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { TableName } from '@/lib/flow/types'

export const dataTabs = ['preview', 'columns', 'sql'] as const
export type DataTab = (typeof dataTabs)[number]

export const panes = ['flow', 'data', 'details', 'browse'] as const
export type Pane = (typeof panes)[number]

export type FlowView = 'canvas' | 'outline'

const oneOf = <T extends string>(words: readonly T[], text: string | null): T | undefined => words.find((word) => word === text)

export const tableText = (table: TableName): string => [table.database, table.schema, table.name].map(encodeURIComponent).join('/')

export function tableOf(text: string | null): TableName | undefined {
  const [database, schema, name, ...rest] = (text ?? '').split('/').map(decodeURIComponent)
  return database && schema && name && rest.length === 0 ? { database, schema, name } : undefined
}

export interface Address {
  selection: ReadonlySet<string>
  /** The one selected node. */
  node: string | undefined
  group: string | undefined
  /** A table of the Data Browser that is looked at. */
  table: TableName | undefined
  tab: DataTab
  view: FlowView | undefined
  pane: Pane
}

export interface Going {
  select: (ids: Iterable<string>) => void
  selectGroup: (id: string) => void
  go: (changes: Readonly<Record<string, string | undefined>>) => void
}

/** What is looked at, in the page's address: whoever opens it sees the same. Only a selection of several nodes is not in it. */
export function useAddress(): Address & Going {
  const [search, setSearch] = useSearchParams()
  const [several, setSeveral] = useState<ReadonlySet<string>>()
  const latest = useRef({ search, setSearch })
  useEffect(() => {
    latest.current = { search, setSearch }
  })

  const go = useCallback<Going['go']>((changes) => {
    const next = new URLSearchParams(latest.current.search)
    for (const [key, value] of Object.entries(changes)) {
      if (value === undefined) next.delete(key)
      else next.set(key, value)
    }
    if (next.toString() === latest.current.search.toString()) return
    // Calls that follow before the page has rendered build on this one.
    latest.current.search = next
    latest.current.setSearch(next, { replace: true })
  }, [])

  const select = useCallback<Going['select']>(
    (ids) => {
      const set = new Set(ids)
      const [only] = set
      setSeveral(set.size > 1 ? set : undefined)
      go({ node: set.size === 1 ? only : undefined, group: undefined, table: undefined })
    },
    [go],
  )

  const selectGroup = useCallback<Going['selectGroup']>(
    (id) => {
      setSeveral(undefined)
      go({ node: undefined, group: id, table: undefined })
    },
    [go],
  )

  const node = search.get('node') ?? undefined
  const group = search.get('group') ?? undefined
  const tableWords = search.get('table')
  const tab = oneOf(dataTabs, search.get('tab')) ?? 'preview'
  const view = oneOf<FlowView>(['canvas', 'outline'], search.get('view'))
  const pane = oneOf(panes, search.get('pane')) ?? 'flow'
  return useMemo(
    () => ({ selection: several ?? new Set(node === undefined ? [] : [node]), node: several ? undefined : node, group, table: tableOf(tableWords), tab, view, pane, select, selectGroup, go }),
    [several, node, group, tableWords, tab, view, pane, select, selectGroup, go],
  )
}
