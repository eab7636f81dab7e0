import { freshId } from './edit'
import type { Exploration, Flow } from './types'

/** The flow with an exploration: in place of the one with its id, or, without an id, as a new one. */
export function saveExploration(flow: Flow, exploration: Exploration): Flow {
  const all = flow.explorations ?? []
  if (exploration.id !== '') return { ...flow, explorations: all.map((one) => (one.id === exploration.id ? exploration : one)) }
  const id = freshId({ ...flow, nodes: [] }, exploration.name, new Set(all.map((one) => one.id)))
  return { ...flow, explorations: [...all, { ...exploration, id }] }
}

export const removeExploration = (flow: Flow, id: string): Flow => ({ ...flow, explorations: (flow.explorations ?? []).filter((one) => one.id !== id) })
