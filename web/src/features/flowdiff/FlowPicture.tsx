import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { Background, BackgroundVariant, BaseEdge, Controls, Handle, MiniMap, Position, ReactFlow, ReactFlowProvider, getBezierPath, useReactFlow, type Edge, type EdgeProps, type Node, type NodeProps } from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { memo, useMemo } from 'react'
import { kinds, summaryOf } from '@/lib/flow/kinds'
import { nodeSize } from '@/lib/flow/layout'
import { titleOf, type Flow, type FlowNode } from '@/lib/flow/types'
import { KindIcon } from '@/ui/KindIcon'
import { bothOf, changeKinds, looks, type ChangeKind, type PartChange } from './difference'

type CardData = { node: FlowNode; change: ChangeKind | undefined }
type Card = Node<CardData, 'card'>
type Line = Edge<{ change: 'added' | 'removed' | undefined }, 'line'>

const useStyles = makeStyles({
  frame: { display: 'flex', flexDirection: 'column', gap: '8px', minWidth: 0 },
  legend: { display: 'flex', flexWrap: 'wrap', gap: '4px 12px', alignItems: 'center', fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  key: { display: 'inline-flex', gap: '6px', alignItems: 'center' },
  jump: { minWidth: 0 },
  canvas: {
    height: '22rem',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralBackground2,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    '& .react-flow__controls': { boxShadow: tokens.shadow4, borderRadius: tokens.borderRadiusMedium, overflow: 'hidden' },
    '& .react-flow__controls-button': { backgroundColor: tokens.colorNeutralBackground1, fill: tokens.colorNeutralForeground2, color: tokens.colorNeutralForeground2, width: '26px', height: '26px', display: 'grid', placeItems: 'center', border: 'none', cursor: 'pointer', ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover } },
    '& .react-flow__controls-button svg': { maxWidth: '12px', maxHeight: '12px' },
    '& .react-flow__minimap': { backgroundColor: tokens.colorNeutralBackground1, border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium, overflow: 'hidden' },
    '& .react-flow__minimap-mask': { fill: tokens.colorNeutralBackground3, fillOpacity: 0.7 },
  },
  card: { width: `${nodeSize.width}px`, height: `${nodeSize.height}px`, display: 'flex', alignItems: 'center', gap: '8px', padding: '0 10px', backgroundColor: tokens.colorNeutralBackground1, border: `1px solid ${tokens.colorNeutralStroke1}`, borderRadius: tokens.borderRadiusLarge, fontFamily: tokens.fontFamilyBase, color: tokens.colorNeutralForeground1 },
  same: { color: tokens.colorNeutralForeground3 },
  words: { minWidth: 0, flexGrow: 1 },
  title: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200, fontWeight: tokens.fontWeightSemibold, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  summary: { fontSize: tokens.fontSizeBase100, lineHeight: tokens.lineHeightBase100, color: tokens.colorNeutralForeground3, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  badge: { flexShrink: 0, fontSize: tokens.fontSizeBase100, lineHeight: '16px', fontWeight: tokens.fontWeightSemibold, padding: '0 6px', borderRadius: tokens.borderRadiusMedium, whiteSpace: 'nowrap', border: '1px solid currentColor' },
  over: { position: 'absolute', top: '-9px', right: '10px', backgroundColor: tokens.colorNeutralBackground1 },
  struck: { textDecorationLine: 'line-through' },
  added: { color: tokens.colorPaletteGreenForeground1 },
  addedCard: { border: `2px solid ${tokens.colorPaletteGreenBorderActive}` },
  changed: { color: tokens.colorPaletteDarkOrangeForeground1 },
  changedCard: { border: `2px double ${tokens.colorPaletteDarkOrangeBorderActive}`, borderTopWidth: '4px', borderBottomWidth: '4px' },
  removed: { color: tokens.colorPaletteRedForeground1 },
  removedCard: { border: `2px dashed ${tokens.colorPaletteRedBorderActive}` },
})

const nodeTypes = { card: memo(DiffCard) }
const edgeTypes = { line: memo(DiffLine) }
const lineWord = { 'aria-roledescription': 'line' }
const dot = { width: 1, height: 1, minWidth: 0, minHeight: 0, border: 'none', background: 'none' }

interface PictureProps {
  /** Undefined where there was no flow, or it may not be seen. */
  before: Flow | undefined
  after: Flow
  changes: readonly PartChange[]
  label: string
}

/** Two states of a flow in one picture. */
export default function FlowPicture(props: PictureProps) {
  return (
    <ReactFlowProvider>
      <Picture {...props} />
    </ReactFlowProvider>
  )
}

function Picture({ before, after, changes, label }: PictureProps) {
  const styles = useStyles()
  const { fitView } = useReactFlow()
  const both = useMemo(() => bothOf(before, after, changes), [before, after, changes])
  const { nodes, edges } = useMemo(() => {
    const middle = nodeSize.height / 2
    const names = new Map(both.nodes.map(({ node }) => [node.id, titleOf(node)]))
    const nameOf = (id: string) => names.get(id) ?? id
    const handles = [
      { type: 'target' as const, position: Position.Left, x: 0, y: middle, width: 1, height: 1 },
      { type: 'source' as const, position: Position.Right, x: nodeSize.width, y: middle, width: 1, height: 1 },
    ]
    return {
      nodes: both.nodes.map(({ node, change }): Card => ({ id: node.id, type: 'card', ariaRole: 'group', ariaLabel: `${kinds[node.kind].title} ${titleOf(node)}, ${change ? looks[change.change].word.toLowerCase() : 'as before'}`, ...nodeSize, measured: nodeSize, handles, position: both.places.get(node.id) ?? { x: 0, y: 0 }, data: { node, change: change?.change } })),
      edges: both.lines.map(({ from, to, change }): Line => ({ id: `${from}>${to}`, type: 'line', ariaLabel: `From ${nameOf(from)} to ${nameOf(to)}${change ? `, ${looks[change].word.toLowerCase()}` : ''}`, domAttributes: lineWord, source: from, target: to, data: { change } })),
    }
  }, [both])
  const touched = both.nodes.flatMap(({ node, change }) => (change ? [{ id: node.id, change: change.change }] : []))
  const seen = changeKinds.filter((kind) => touched.some(({ change }) => change === kind))
  // What differs first; the rest can be had by moving. All of it where that is all.
  const focus = (nodes.length > 10 || window.innerWidth < 700) && touched.length > 0 && touched.length < 12 ? touched.map(({ id }) => ({ id })) : undefined
  const show = (kind: ChangeKind) => void fitView({ nodes: touched.filter(({ change }) => change === kind).map(({ id }) => ({ id })), padding: 0.3, maxZoom: 1, duration: 200 })
  return (
    <div className={styles.frame}>
      <div className={styles.legend}>
        {seen.map((kind) => (
          <Button key={kind} size="small" appearance="subtle" className={styles.jump} onClick={() => show(kind)} title={`Show what is ${looks[kind].word.toLowerCase()}`}>
            <span className={styles.key}>
              <Mark kind={kind} /> {touched.filter(({ change }) => change === kind).length}
            </span>
          </Button>
        ))}
        <span>{both.nodes.length - touched.length} as before</span>
      </div>
      <div className={styles.canvas} role="group" aria-label={label}>
        <ReactFlow<Card, Line>
          aria-label="Picture of the flow"
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          onlyRenderVisibleElements
          disableKeyboardA11y
          preventScrolling={false}
          zoomOnScroll={false}
          minZoom={0.05}
          maxZoom={1.5}
          fitView
          fitViewOptions={{ padding: 0.15, maxZoom: 1, minZoom: 0.55, ...(focus && { nodes: focus }) }}
          proOptions={{ hideAttribution: true }}
        >
          <Background variant={BackgroundVariant.Dots} gap={24} size={1} color={tokens.colorNeutralStroke1} bgColor="transparent" />
          <Controls showInteractive={false} fitViewOptions={{ padding: 0.1, maxZoom: 1 }} position="bottom-left" />
          {nodes.length > 12 && <MiniMap pannable zoomable position="bottom-right" style={{ width: 130, height: 80 }} nodeColor={mapColor} nodeStrokeWidth={0} ariaLabel="Map of the flow" />}
        </ReactFlow>
      </div>
    </div>
  )
}

const mapColors: Readonly<Record<ChangeKind, string>> = { added: tokens.colorPaletteGreenBorderActive, changed: tokens.colorPaletteDarkOrangeBorderActive, renamed: tokens.colorPaletteDarkOrangeBorderActive, removed: tokens.colorPaletteRedBorderActive }
const mapColor = ({ data }: Card) => (data.change ? mapColors[data.change] : tokens.colorNeutralStroke1Hover)

/** A change in sign, word and colour. */
export function Mark({ kind, className }: { kind: ChangeKind; className?: string }) {
  const styles = useStyles()
  return (
    <span className={mergeClasses(styles.badge, styles[kind === 'renamed' ? 'changed' : kind], className)}>
      <span aria-hidden>{looks[kind].sign} </span>
      {looks[kind].word}
    </span>
  )
}

function DiffCard({ data: { node, change } }: NodeProps<Card>) {
  const styles = useStyles()
  const look = change === 'added' ? styles.addedCard : change === 'removed' ? styles.removedCard : change ? styles.changedCard : styles.same
  return (
    <div className={mergeClasses(styles.card, look)} title={node.description}>
      <Handle type="target" position={Position.Left} style={dot} isConnectable={false} />
      <KindIcon kind={node.kind} size={18} />
      <div className={styles.words}>
        <div className={mergeClasses(styles.title, change === 'removed' && styles.struck)}>{titleOf(node)}</div>
        <div className={styles.summary}>{summaryOf(node)}</div>
      </div>
      {change && <Mark kind={change} className={styles.over} />}
      <Handle type="source" position={Position.Right} style={dot} isConnectable={false} />
    </div>
  )
}

function DiffLine({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, data }: EdgeProps<Line>) {
  const [path] = getBezierPath({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition })
  const change = data?.change
  const stroke = change === 'added' ? mapColors.added : change === 'removed' ? mapColors.removed : tokens.colorNeutralStroke1Hover
  return <BaseEdge path={path} style={{ stroke, strokeWidth: change ? 2 : 1.25, ...(change === 'removed' && { strokeDasharray: '6 4' }) }} />
}
