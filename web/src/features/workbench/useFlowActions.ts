import { useMemo } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { addNode, addSource, copy, disconnect, group, insertBetween, mayConnect, connect, move, paste, removeNodes, type Clip, type Removal } from '@/lib/flow/edit'
import { graphOf } from '@/lib/flow/graph'
import { kinds } from '@/lib/flow/kinds'
import { layout } from '@/lib/flow/layout'
import { titleOf, type NodeKind, type Position, type TableName } from '@/lib/flow/types'
import { count } from '@/lib/names'
import { usePlace, useWorkbench } from './context'
import { tableQuery } from './queries'

const refusals = {
  cycle: 'That would be a circle: a node cannot read what is made from itself.',
  'no-room': 'A source reads a table, not a node.',
  already: 'It reads that node already.',
  'nothing-to-read': 'A deployment is an end: no node reads it.',
} as const

/** How far copies move so that the first of them, from the upper left, stands at a place. */
function offset(clip: Clip, at: Position): Position {
  const places = clip.nodes.flatMap(({ position }) => position ?? [])
  if (places.length === 0) return at
  return { x: at.x - Math.min(...places.map(({ x }) => x)), y: at.y - Math.min(...places.map(({ y }) => y)) }
}

/** In words what deleting does to the rest of the flow. */
export function effectOf(removal: Removal, titles: (id: string) => string): string[] {
  return [
    ...removal.reconnected.map(({ node, to }) => `“${titles(node)}” will read “${titles(to)}” instead.`),
    ...removal.broken.map((node) => `“${titles(node)}” loses an input and has to be connected anew.`),
  ]
}

/** What can be done with the flow, wherever on the page it is asked for. */
export function useFlowActions() {
  const { session, edit, say, inUse, readOnly } = useWorkbench()
  const { role } = inUse
  const { select, selectGroup, go } = usePlace()
  const client = useQueryClient()
  return useMemo(() => {
    const flow = () => session.state.flow
    const titles = (id: string) => {
      const node = graphOf(flow()).byId.get(id)
      return node ? titleOf(node) : id
    }
    const may = () => {
      if (readOnly !== undefined) say(readOnly)
      return readOnly === undefined
    }
    const add = (kind: NodeKind, inputs: readonly string[], position?: Position) => {
      if (!may()) return
      const readable = inputs.filter((id) => graphOf(flow()).byId.get(id)?.kind !== 'deployment')
      const added = addNode(flow(), kind, readable, position)
      edit(() => added.flow)
      select([added.id])
    }
    return {
      titles,
      add,
      /** A new node that another one reads. */
      addBefore: (kind: NodeKind, reader: string, position: Position) => {
        if (!may()) return
        const added = addNode(flow(), kind, [], position)
        edit(() => connect(added.flow, added.id, reader))
        select([added.id])
      },
      addTable: async (table: TableName, position?: Position) => {
        if (!may()) return
        // The columns only save a question later; without them the server asks itself.
        const columns = await client.query(tableQuery(role, table)).catch(() => undefined)
        const added = addSource(flow(), table, columns, position)
        edit(() => added.flow)
        select([added.id])
        say(`Added the source “${added.id}”.`)
      },
      insert: (kind: NodeKind, from: string, to: string) => {
        if (!may()) return
        const added = insertBetween(flow(), kind, from, to)
        edit(() => added.flow)
        select([added.id])
      },
      connect: (from: string, to: string, slot?: number) => {
        if (!may()) return
        const refused = mayConnect(flow(), from, to)
        if (refused) say(refusals[refused])
        else edit((now) => connect(now, from, to, slot))
      },
      disconnect: (from: string, to: string) => {
        if (!may()) return
        edit((now) => disconnect(now, from, to))
        say(`“${titles(to)}” no longer reads “${titles(from)}”.`, true)
      },
      removalOf: (ids: ReadonlySet<string>) => removeNodes(flow(), ids),
      remove: (ids: ReadonlySet<string>) => {
        if (!may() || ids.size === 0) return
        const removal = removeNodes(flow(), ids)
        if (removal.removed.length === 0) return
        const words = removal.removed.length === 1 ? `“${titles(removal.removed[0] ?? '')}”` : count(removal.removed.length, 'node')
        const effect = effectOf(removal, titles)
        edit(() => removal.flow)
        select([])
        say([`Deleted ${words}.`, ...effect.slice(0, 2), ...(effect.length > 2 ? [`And ${effect.length - 2} more changes.`] : [])].join(' '), true)
      },
      copied: (ids: ReadonlySet<string>) => JSON.stringify(copy(flow(), ids)),
      paste: (clip: Clip, at?: Position) => {
        if (!may()) return
        const pasted = paste(flow(), clip, at && offset(clip, at))
        edit(() => pasted.flow)
        select(pasted.ids)
        say(`Pasted ${count(pasted.ids.length, 'node')}.`, true)
      },
      group: (ids: ReadonlySet<string>) => {
        if (!may() || ids.size === 0) return
        const grouped = group(flow(), ids, `Group ${(flow().groups?.length ?? 0) + 1}`)
        edit(() => grouped.flow)
        selectGroup(grouped.id)
      },
      tidy: () => {
        if (!may()) return
        edit((now) => move(now, layout(now)))
        say('Arranged the flow.', true)
      },
      selectAll: () => select(flow().nodes.map(({ id }) => id)),
      undo: () => session.undo(),
      redo: () => session.redo(),
      isEnd: (id: string) => kinds[graphOf(flow()).byId.get(id)?.kind ?? 'source'].family === 'deployment',
      show: (id: string) => {
        select([id])
        go({ pane: 'flow' })
      },
    }
  }, [session, edit, say, role, readOnly, select, selectGroup, go, client])
}

export type FlowActions = ReturnType<typeof useFlowActions>
