import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { AddRegular, DismissRegular } from '@fluentui/react-icons'
import { BaseEdge, EdgeLabelRenderer, getBezierPath, type Edge, type EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import type { NodeKind } from '@/lib/flow/types'
import { AddMenu } from '../AddMenu'

export type LineData = {
  /** What can be done with a line by who may edit. */
  change: { insert: (kind: NodeKind, from: string, to: string) => void; cut: (from: string, to: string) => void } | undefined
}
export type Line = Edge<LineData, 'line'>

const useStyles = makeStyles({ place: { position: 'absolute', pointerEvents: 'all', display: 'flex', gap: '4px' }, add: { backgroundColor: tokens.colorNeutralBackground1 } })

/** A line between two nodes; selected, it offers to put a node in between, or to take it away. */
export const FlowLine = memo(function FlowLine({ source, target, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, selected, data }: EdgeProps<Line>) {
  const styles = useStyles()
  const change = data?.change
  const [path, x, y] = getBezierPath({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition })
  return (
    <>
      <BaseEdge path={path} interactionWidth={18} style={{ stroke: selected ? tokens.colorBrandStroke1 : tokens.colorNeutralStroke1Hover, strokeWidth: selected ? 2 : 1.25 }} />
      {selected && change && (
        <EdgeLabelRenderer>
          <div className={`${styles.place} nodrag nopan`} style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}>
            <AddMenu withoutEnds trigger={<Button size="small" shape="circular" className={styles.add} icon={<AddRegular />} aria-label="Add a node in between" />} add={(kind) => change.insert(kind, source, target)} />
            <Button size="small" shape="circular" className={styles.add} icon={<DismissRegular />} aria-label="Remove this line" title="Remove this line (Delete)" onClick={() => change.cut(source, target)} />
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  )
})
