import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { Node, NodeProps } from '@xyflow/react'
import { memo } from 'react'

export type FrameData = { name: string; count: number }
export type FrameNode = Node<FrameData, 'frame'>

const useStyles = makeStyles({
  frame: { width: '100%', height: '100%', borderRadius: tokens.borderRadiusXLarge, border: `1px dashed ${tokens.colorNeutralStroke1}`, backgroundColor: tokens.colorNeutralBackground3, opacity: 0.85, pointerEvents: 'none' },
  selected: { border: `1px solid ${tokens.colorBrandStroke1}` },
  label: { pointerEvents: 'all', cursor: 'pointer', position: 'absolute', top: '6px', left: '12px', maxWidth: 'calc(100% - 24px)', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2 },
})

/** What a group is on the canvas: a frame around its nodes, taken by its name. */
export const GroupFrame = memo(function GroupFrame({ data, selected }: NodeProps<FrameNode>) {
  const styles = useStyles()
  return (
    <div className={mergeClasses(styles.frame, selected && styles.selected)}>
      <span className={styles.label} title={data.name}>
        {data.name}
      </span>
    </div>
  )
})
