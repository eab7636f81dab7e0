import { kinds } from '@/lib/flow/kinds'
import { titleOf, type FlowNode } from '@/lib/flow/types'
import { count } from '@/lib/names'

/** What there is to say of a node beside what it is. */
export interface NodeState {
  errors: number
  warnings: number
  /** Threads that are not settled. */
  threads?: number
}

/** A node in words, for whoever hears it: its kind and name, and whether something is wrong. */
export const spokenNode = (node: FlowNode, { errors, warnings, threads = 0 }: NodeState): string =>
  [`${kinds[node.kind].title} ${titleOf(node)}`, ...(errors > 0 ? [count(errors, 'error')] : []), ...(warnings > 0 ? [count(warnings, 'warning')] : []), ...(threads > 0 ? [count(threads, 'open comment')] : [])].join(', ')
