import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { AddRegular, CommentRegular, ErrorCircleFilled, WarningFilled } from '@fluentui/react-icons'
import { Handle, Position, type Node, type NodeProps } from '@xyflow/react'
import { memo, useState } from 'react'
import { kinds, summaryOf } from '@/lib/flow/kinds'
import { nodeSize } from '@/lib/flow/layout'
import { titleOf, type FlowNode, type NodeKind } from '@/lib/flow/types'
import { count } from '@/lib/names'
import { AddMenu } from '../AddMenu'
import { KindIcon } from '@/ui/KindIcon'

export type CardData = {
  node: FlowNode
  errors: number
  warnings: number
  /** Threads that are not settled. */
  threads: number
  add: ((kind: NodeKind, after: string) => void) | undefined
}

export type CardNode = Node<CardData, 'card'>

const useStyles = makeStyles({
  card: {
    width: `${nodeSize.width}px`,
    height: `${nodeSize.height}px`,
    display: 'flex',
    alignItems: 'center',
    gap: '10px',
    padding: '0 12px 0 8px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow2,
    fontFamily: tokens.fontFamilyBase,
    color: tokens.colorNeutralForeground1,
    ':hover': { border: `1px solid ${tokens.colorNeutralStroke1Hover}`, '& .add-after': { visibility: 'visible' } },
  },
  selected: { border: `1px solid ${tokens.colorBrandStroke1}`, boxShadow: `0 0 0 1px ${tokens.colorBrandStroke1}`, ':hover': { border: `1px solid ${tokens.colorBrandStroke1}` }, '& .add-after': { visibility: 'visible' } },
  wrong: { border: `1px solid ${tokens.colorPaletteRedBorder2}` },
  icon: { flexShrink: 0, width: '32px', height: '32px', borderRadius: tokens.borderRadiusMedium, display: 'grid', placeItems: 'center', backgroundColor: tokens.colorNeutralBackground3, color: tokens.colorNeutralForeground2 },
  source: { backgroundColor: tokens.colorPaletteTealBackground2, color: tokens.colorPaletteTealForeground2 },
  deployment: { backgroundColor: tokens.colorPaletteBerryBackground2, color: tokens.colorPaletteBerryForeground2 },
  words: { minWidth: 0, flexGrow: 1 },
  title: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200, fontWeight: tokens.fontWeightSemibold, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  summary: { fontSize: tokens.fontSizeBase100, lineHeight: tokens.lineHeightBase100, color: tokens.colorNeutralForeground3, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', marginTop: '2px' },
  mark: { flexShrink: 0, display: 'grid' },
  threads: { flexShrink: 0, display: 'flex', alignItems: 'center', gap: '2px', fontSize: tokens.fontSizeBase100, color: tokens.colorBrandForeground1 },
  error: { color: tokens.colorPaletteRedForeground1 },
  warning: { color: tokens.colorPaletteMarigoldForeground1 },
  // At the corner, where it covers neither the handle nor a line; out of the way until it is wanted.
  add: { position: 'absolute', right: '-12px', top: '-12px', visibility: 'hidden', backgroundColor: tokens.colorNeutralBackground1 },
})

// In the element itself: React Flow's own sheet is stronger than a class.
const dot = { width: 8, height: 8, minWidth: 0, minHeight: 0, backgroundColor: tokens.colorNeutralBackground1, border: `1px solid ${tokens.colorNeutralStroke1Pressed}` }

/** A node on the canvas. It is drawn again only when it or its problems change: a thousand of them stay quick. */
export const FlowCard = memo(function FlowCard({ data, selected }: NodeProps<CardNode>) {
  const styles = useStyles()
  const { node, errors, warnings, threads, add } = data
  const { title, family, inputs } = kinds[node.kind]
  // A menu on every card would be most of the work of drawing a large flow: it is there from when the pointer first comes.
  const [met, setMet] = useState(false)
  return (
    <div className={mergeClasses(styles.card, errors > 0 && styles.wrong, selected && styles.selected)} title={node.description ?? title} onPointerEnter={() => setMet(true)}>
      {inputs !== 0 && <Handle type="target" position={Position.Left} style={dot} />}
      <span className={mergeClasses(styles.icon, family === 'source' && styles.source, family === 'deployment' && styles.deployment)}>
        <KindIcon kind={node.kind} size={18} />
      </span>
      <div className={styles.words}>
        <div className={styles.title}>{titleOf(node)}</div>
        <div className={styles.summary}>{summaryOf(node)}</div>
      </div>
      {threads > 0 && (
        <span className={styles.threads} title={count(threads, 'open comment')}>
          <CommentRegular aria-hidden /> {threads}
        </span>
      )}
      {errors > 0 ? (
        <span className={mergeClasses(styles.mark, styles.error)}>
          <ErrorCircleFilled aria-hidden />
        </span>
      ) : (
        warnings > 0 && (
          <span className={mergeClasses(styles.mark, styles.warning)}>
            <WarningFilled aria-hidden />
          </span>
        )
      )}
      {family !== 'deployment' && <Handle type="source" position={Position.Right} style={dot} />}
      {add && family !== 'deployment' && (met || selected) && (
        <AddMenu
          trigger={<Button tabIndex={-1} className={`add-after nodrag nopan ${styles.add}`} size="small" shape="circular" icon={<AddRegular />} aria-label={`Add a node after ${titleOf(node)}`} />}
          add={(kind) => add(kind, node.id)}
        />
      )}
    </div>
  )
})
