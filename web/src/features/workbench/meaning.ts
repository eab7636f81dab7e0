import { graphOf, upstreamOf } from '@/lib/flow/graph'
import { meaning } from '@/lib/flow/merge'
import type { Flow } from '@/lib/flow/types'

const numbers = new Map<string, number>()

/** One number for all flows in which a node means the same: moving or renaming something else asks nothing anew. */
export function meaningOf(flow: Flow, node: string): number {
  const { byId } = graphOf(flow)
  const text = [...upstreamOf(flow, node)].sort().flatMap((id) => {
    const found = byId.get(id)
    return found ? [meaning(found)] : []
  }).join('\n')
  const known = numbers.get(text)
  if (known !== undefined) return known
  numbers.set(text, numbers.size)
  return numbers.size - 1
}

const flows = new WeakMap<Flow, number>()
let count = 0

/** One number a state of a flow. */
export function numberOf(flow: Flow): number {
  const number = flows.get(flow) ?? ++count
  flows.set(flow, number)
  return number
}
