import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { BaseEdge, EdgeLabelRenderer, getBezierPath, type Edge, type EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import type { NodeKind } from '@/lib/flow/types'
import { AddMenu } from '../AddMenu'

export type LineData = { insert: ((kind: NodeKind, from: string, to: string) => void) | undefined }
export type Line = Edge<LineData, 'line'>

const useStyles = makeStyles({ place: { position: 'absolute', pointerEvents: 'all' }, add: { backgroundColor: tokens.colorNeutralBackground1 } })

/** A line between two nodes; selected, it offers to put a node in between. */
export const FlowLine = memo(function FlowLine({ source, target, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, selected, data }: EdgeProps<Line>) {
  const styles = useStyles()
  const [path, x, y] = getBezierPath({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition })
  return (
    <>
      <BaseEdge path={path} interactionWidth={18} style={{ stroke: selected ? tokens.colorBrandStroke1 : tokens.colorNeutralStroke1Hover, strokeWidth: selected ? 2 : 1.25 }} />
      {selected && data?.insert && (
        <EdgeLabelRenderer>
          <div className={`${styles.place} nodrag nopan`} style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}>
            <AddMenu withoutEnds trigger={<Button size="small" shape="circular" className={styles.add} icon={<AddRegular />} aria-label="Add a node in between" />} add={(kind) => data.insert?.(kind, source, target)} />
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  )
})
