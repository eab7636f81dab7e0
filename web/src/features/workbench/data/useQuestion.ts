import type { FlowNode } from '@/lib/flow/types'
import { useSession, useWorkbench } from '../context'
import { meaningOf } from '../meaning'
import type { NodeQuestion } from '../queries'

/** What is asked about a node, from what is seen here. */
export function useQuestion(node: FlowNode): NodeQuestion {
  const { project, session, readOnly } = useWorkbench()
  const { flow } = useSession()
  return { project: project.id, node: node.id, meaning: meaningOf(flow, node.id), flush: readOnly === undefined ? () => session.flush() : () => Promise.resolve() }
}
