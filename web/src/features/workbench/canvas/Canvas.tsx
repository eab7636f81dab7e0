import { makeStyles, tokens } from '@fluentui/react-components'
import { Background, BackgroundVariant, Controls, MiniMap, ReactFlow, ReactFlowProvider, SelectionMode, useReactFlow, type Connection, type EdgeChange, type FinalConnectionState, type NodeChange } from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { useQuery } from '@tanstack/react-query'
import { startTransition, useCallback, useEffect, useMemo, useRef, useState, type DragEvent, type KeyboardEvent, type MouseEvent } from 'react'
import { move } from '@/lib/flow/edit'
import { graphOf } from '@/lib/flow/graph'
import { summaryOf } from '@/lib/flow/kinds'
import { missingPlaces, nodeSize } from '@/lib/flow/layout'
import type { NodeKind, Position } from '@/lib/flow/types'
import { tableOf } from '../address'
import { useCompiled, usePlace, useSession, useWorkbench } from '../context'
import { tableMime } from '../browser/drag'
import { commentsQuery } from '../review/queries'
import { openByNode } from '../review/threads'
import { FlowMenu, type MenuAbout, type OpenedMenu } from '../FlowMenu'
import { renameSelected } from '../rename'
import { spokenNode } from '../spoken'
import { useFlowActions } from '../useFlowActions'
import { FlowCard, type CardNode } from './FlowCard'
import { FlowLine, type Line } from './FlowLine'
import { GroupFrame, type FrameNode } from './GroupFrame'
import { cardMaker, framePrefix, framesOf, linesOf, neighbour, viewportOf } from './model'

const nodeTypes = { card: FlowCard, frame: GroupFrame }
const edgeTypes = { line: FlowLine }

const useStyles = makeStyles({
  canvas: {
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    '& .react-flow__controls': { boxShadow: tokens.shadow4, borderRadius: tokens.borderRadiusMedium, overflow: 'hidden' },
    '& .react-flow__controls-button': { backgroundColor: tokens.colorNeutralBackground1, borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, fill: tokens.colorNeutralForeground2, color: tokens.colorNeutralForeground2, width: '28px', height: '28px', display: 'grid', placeItems: 'center', border: 'none', cursor: 'pointer', ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover } },
    '& .react-flow__controls-button svg': { maxWidth: '12px', maxHeight: '12px' },
    '& .react-flow__minimap': { backgroundColor: tokens.colorNeutralBackground1, border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium, overflow: 'hidden' },
    '& .react-flow__minimap-mask': { fill: tokens.colorNeutralBackground3, fillOpacity: 0.7 },
    '& .react-flow__selection': { backgroundColor: tokens.colorBrandBackground2, opacity: 0.5, border: `1px solid ${tokens.colorBrandStroke1}` },
    '& .react-flow__nodesselection-rect': { border: `1px dashed ${tokens.colorBrandStroke1}` },
    '& .react-flow__connection-path': { stroke: tokens.colorBrandStroke1, strokeWidth: 2 },
  },
  heard: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
})

/** The flow as a picture. */
export default function Canvas({ drawn }: { drawn?: () => void }) {
  // The picture's own effects come first: by then it is there.
  useEffect(() => drawn?.(), [drawn])
  return (
    <ReactFlowProvider>
      <Picture />
    </ReactFlowProvider>
  )
}

function Picture() {
  const styles = useStyles()
  const { project, edit, readOnly } = useWorkbench()
  const { flow } = useSession()
  const { byNode } = useCompiled()
  const { selection, group, select, selectGroup } = usePlace()
  const actions = useFlowActions()
  const { screenToFlowPosition, flowToScreenPosition, setCenter, getZoom, getViewport, setViewport, zoomIn, zoomOut, fitView } = useReactFlow()
  const frame = useRef<HTMLDivElement>(null)
  const [dragged, setDragged] = useState<ReadonlyMap<string, Position>>(new Map())
  const [line, setLine] = useState<string>()
  // Nodes or a line, never both.
  if (line !== undefined && selection.size > 0) setLine(undefined)
  const [menu, setMenu] = useState<OpenedMenu>()
  /** What the keys have come to, for whoever does not see it. */
  const [told, setTold] = useState('')
  const makeCard = useMemo(() => cardMaker(), [])
  const mayEdit = readOnly === undefined
  // The map draws every node: what is in sight comes before it.
  const [mapped, setMapped] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => setMapped(true)), 100)
    return () => clearTimeout(timer)
  }, [])

  const missing = useMemo(() => missingPlaces(flow), [flow])
  const own = useMemo(() => new Map(flow.nodes.map((node) => [node.id, node.position])), [flow])
  const placeOf = useCallback((id: string) => dragged.get(id) ?? own.get(id) ?? missing.get(id), [dragged, own, missing])

  const add = useMemo(() => (mayEdit ? (kind: NodeKind, after: string) => actions.add(kind, [after]) : undefined), [actions, mayEdit])
  const change = useMemo(() => (mayEdit ? { insert: actions.insert, cut: actions.disconnect } : undefined), [actions, mayEdit])

  const { data: comments } = useQuery(commentsQuery(project.id))
  const threads = useMemo(() => openByNode(comments ?? []), [comments])

  const stateOf = useCallback(
    (id: string) => {
      const problems = byNode.get(id) ?? []
      const of = (severity: string) => problems.reduce((sum, problem) => sum + (problem.severity === severity ? 1 : 0), 0)
      return { errors: of('error'), warnings: of('warning'), threads: threads.get(id) ?? 0 }
    },
    [byNode, threads],
  )
  const nodes = useMemo(() => {
    const cards = flow.nodes.map((node) => {
      return makeCard(node, { position: placeOf(node.id) ?? origin, selected: selection.has(node.id), ...stateOf(node.id), add })
    })
    return [...framesOf(flow, placeOf, group), ...cards] as (CardNode | FrameNode)[]
  }, [flow, stateOf, placeOf, selection, group, makeCard, add])
  const edges = useMemo(() => {
    const all = linesOf(flow, change)
    return line === undefined ? all : all.map((one) => (one.id === line ? { ...one, selected: true } : one))
  }, [flow, change, line])

  const onNodesChange = useCallback(
    (changes: NodeChange<CardNode | FrameNode>[]) => {
      const places = new Map<string, Position>()
      const marked = new Map<string, boolean>()
      for (const change of changes) {
        if (change.type === 'position' && change.position && !change.id.startsWith(framePrefix)) places.set(change.id, change.position)
        if (change.type === 'select') marked.set(change.id, change.selected)
      }
      if (places.size > 0) setDragged((before) => new Map([...before, ...places]))
      const frames = [...marked].filter(([id]) => id.startsWith(framePrefix))
      const cards = [...marked].filter(([id]) => !id.startsWith(framePrefix))
      if (cards.length > 0) {
        // What an undo has taken away is not selected along with the next.
        const next = new Set([...selection].filter((id) => own.has(id)))
        for (const [id, on] of cards) {
          if (on) next.add(id)
          else next.delete(id)
        }
        if (next.size > 0 || frames.every(([, on]) => !on)) select(next)
      }
      const chosen = frames.find(([, on]) => on)
      if (chosen) selectGroup(chosen[0].slice(framePrefix.length))
    },
    [selection, select, selectGroup, own],
  )

  const drop = useCallback(() => {
    if (dragged.size > 0) edit((now) => move(now, dragged))
    setDragged(new Map())
  }, [dragged, edit])

  const onEdgesChange = useCallback((changes: EdgeChange<Line>[]) => {
    for (const change of changes) if (change.type === 'select') setLine((before) => (change.selected ? change.id : before === change.id ? undefined : before))
    // Nodes that an undo has taken away may be selected still, which the canvas does not know of.
    if (changes.some((change) => change.type === 'select' && change.selected)) select([])
  }, [select])

  const onConnect = useCallback(({ source, target }: Connection) => actions.connect(source, target), [actions])

  // A line that is dropped anywhere on a node means that node, not only on the dot at its side.
  const onConnectEnd = useCallback(
    (event: globalThis.MouseEvent | TouchEvent, { isValid, fromNode, fromHandle }: FinalConnectionState) => {
      if (isValid === true || !fromNode) return
      const at = 'changedTouches' in event ? event.changedTouches[0] : event
      const met = at && document.elementFromPoint(at.clientX, at.clientY)
      const dropped = met?.closest<HTMLElement>('.react-flow__node')?.dataset['id']
      if (!at || dropped === fromNode.id) return
      const reads = fromHandle.type === 'target'
      if (dropped !== undefined && !dropped.startsWith(framePrefix)) {
        if (reads) actions.connect(dropped, fromNode.id)
        else actions.connect(fromNode.id, dropped)
      } else if (met && frame.current?.contains(met)) {
        // Where nothing is, a new node can be.
        const { x, y } = screenToFlowPosition({ x: at.clientX, y: at.clientY })
        const about: MenuAbout = { kind: 'loose', node: fromNode.id, reads, at: { x: reads ? x - nodeSize.width : x, y: y - nodeSize.height / 2 } }
        // The click that ends the drag is yet to come, and would close what is open by then.
        setTimeout(() => setMenu({ about, x: at.clientX, y: at.clientY }))
      }
    },
    [actions, screenToFlowPosition],
  )

  const openMenu = (about: MenuAbout, event: { clientX: number; clientY: number; preventDefault: () => void }) => {
    event.preventDefault()
    setMenu({ about, x: event.clientX, y: event.clientY })
  }
  const menuOfNode = (event: MouseEvent, { id }: CardNode | FrameNode) => {
    if (id.startsWith(framePrefix)) return
    if (!selection.has(id)) select([id])
    openMenu({ kind: 'nodes' }, event)
  }
  const menuOfLine = (event: MouseEvent, { id, source, target }: Line) => {
    if (!mayEdit) return
    select([])
    setLine(id)
    openMenu({ kind: 'line', from: source, to: target }, event)
  }
  const menuOfPlace = (event: MouseEvent | globalThis.MouseEvent) => openMenu({ kind: 'place', at: screenToFlowPosition({ x: event.clientX, y: event.clientY }) }, event)

  /** For the keys: of the line or the nodes that are selected where they are, else of the middle of what is in sight. */
  const menuOfSelected = () => {
    const box = frame.current?.getBoundingClientRect()
    if (!box) return
    const within = (place: Position) => ({ x: Math.min(Math.max(place.x, box.left), box.right - 40), y: Math.min(Math.max(place.y, box.top), box.bottom - 40) })
    const middle = (id: string): Position => {
      const { x, y } = placeOf(id) ?? origin
      return flowToScreenPosition({ x: x + nodeSize.width / 2, y: y + nodeSize.height / 2 })
    }
    const chosen = edges.find(({ id }) => id === line)
    const [first] = selection
    if (chosen && mayEdit) {
      const [from, to] = [middle(chosen.source), middle(chosen.target)]
      setMenu({ about: { kind: 'line', from: chosen.source, to: chosen.target }, ...within({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }) })
    } else if (first !== undefined) setMenu({ about: { kind: 'nodes' }, ...within(middle(first)) })
    else {
      const center = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }
      setMenu({ about: { kind: 'place', at: screenToFlowPosition(center) }, ...center })
    }
  }

  const onDrop = (event: DragEvent) => {
    const table = tableOf(event.dataTransfer.getData(tableMime))
    if (!table) return
    event.preventDefault()
    const at = screenToFlowPosition({ x: event.clientX, y: event.clientY })
    void actions.addTable(table, { x: at.x - nodeSize.width / 2, y: at.y - nodeSize.height / 2 })
  }

  // What is selected elsewhere comes into sight here.
  const [only] = selection.size === 1 ? selection : []
  const shownLast = useRef(only)
  useEffect(() => {
    if (only === undefined || shownLast.current === only) return
    shownLast.current = only
    const place = placeOf(only)
    const box = frame.current
    if (!place || !box) return
    const { x, y, zoom } = getViewport()
    const [left, top] = [place.x * zoom + x, place.y * zoom + y]
    const inside = left >= 0 && top >= 0 && left + nodeSize.width * zoom <= box.clientWidth && top + nodeSize.height * zoom <= box.clientHeight
    if (!inside) void setCenter(place.x + nodeSize.width / 2, place.y + nodeSize.height / 2, { zoom: Math.max(getZoom(), 0.6), duration: 200 })
  }, [only, placeOf, setCenter, getZoom, getViewport])

  // A flow that would be too small to read begins at its sources, or at what is selected; the map shows the rest.
  const begin = () => {
    const box = frame.current
    if (!box || flow.nodes.length === 0) return
    const start = viewportOf(flow.nodes.map(({ id }) => placeOf(id) ?? origin), only === undefined ? undefined : placeOf(only), { width: box.clientWidth, height: box.clientHeight })
    void setViewport(start)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== frame.current || event.ctrlKey || event.metaKey || event.altKey) return
    const chosen = edges.find(({ id }) => id === line)
    const does: (() => void) | undefined =
      (event.key === 'Delete' || event.key === 'Backspace') && chosen ? () => actions.disconnect(chosen.source, chosen.target)
      : event.key === '+' || event.key === '=' ? () => void zoomIn({ duration: 150 })
      : event.key === '-' ? () => void zoomOut({ duration: 150 })
      : event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey) ? menuOfSelected
      : event.key === '0' ? () => void fitView({ ...fitting, duration: 150 })
      : undefined
    if (does) {
      event.preventDefault()
      event.stopPropagation()
      does()
      return
    }
    const next = neighbour(flow, placeOf, only ?? '', event.key)
    if (!event.key.startsWith('Arrow') || next === undefined) return
    event.preventDefault()
    select([next])
    const node = graphOf(flow).byId.get(next)
    if (node) setTold(`${spokenNode(node, stateOf(next))}, ${summaryOf(node)}`)
  }

  return (
    <>
      <ReactFlow<CardNode | FrameNode, Line>
        ref={frame}
        className={styles.canvas}
        // In the element itself: React Flow's own sheet is stronger than a class.
        style={ground}
        data-part
        data-flow-keys
        tabIndex={0}
        aria-label="Flow canvas"
        aria-description="The arrow keys go along the lines, Shift+F10 opens the menu of what is selected, plus, minus and 0 change the size. The outline shows the same as a list."
        onKeyDown={onKeyDown}
        onDragOver={(event) => event.preventDefault()}
        onDrop={onDrop}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onNodeDragStop={drop}
        onSelectionDragStop={drop}
        onConnect={onConnect}
        onConnectEnd={onConnectEnd}
        onNodeDoubleClick={renameMet}
        onNodeContextMenu={menuOfNode}
        onEdgeContextMenu={menuOfLine}
        onPaneContextMenu={menuOfPlace}
        onSelectionContextMenu={(event) => openMenu({ kind: 'nodes' }, event)}
        nodesDraggable={mayEdit}
        nodesConnectable={mayEdit}
        nodesFocusable={false}
        edgesFocusable={false}
        onlyRenderVisibleElements
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionMode={SelectionMode.Partial}
        multiSelectionKeyCode={addsToSelection}
        panOnScroll
        zoomOnDoubleClick={false}
        elevateNodesOnSelect={false}
        snapToGrid
        snapGrid={[8, 8]}
        minZoom={0.05}
        maxZoom={2}
        onInit={begin}
        proOptions={{ hideAttribution: true }}
      >
        <Background variant={BackgroundVariant.Dots} gap={24} size={1} color={tokens.colorNeutralStroke1} bgColor="transparent" />
        <Controls showInteractive={false} fitViewOptions={fitting} position="bottom-left" />
        {mapped && flow.nodes.length > 12 && <MiniMap pannable zoomable position="bottom-right" style={{ width: 160, height: 96 }} nodeColor={mapColor} nodeStrokeWidth={0} ariaLabel="Map of the flow" />}
      </ReactFlow>
      <div role="status" className={styles.heard}>
        {told}
      </div>
      {menu && <FlowMenu opened={menu} close={() => setMenu(undefined)} back={frame} />}
    </>
  )
}

const mapColor = ({ type }: { type?: string | undefined }) => (type === 'frame' ? 'transparent' : tokens.colorNeutralStroke1Hover)
const origin: Position = { x: 0, y: 0 }
const ground = { backgroundColor: tokens.colorNeutralBackground2 }
const fitting = { padding: 0.1, maxZoom: 1 }
const renameMet = (_: unknown, { id }: { id: string }) => renameSelected(id)
const addsToSelection = ['Shift', 'Control', 'Meta']
