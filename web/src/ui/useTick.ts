import { useSyncExternalStore } from 'react'

const every = 15_000

let ticks = 0
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

function listen(changed: () => void): () => void {
  listeners.add(changed)
  timer ??= setInterval(() => {
    ticks += 1
    for (const listener of listeners) listener()
  }, every)
  return () => {
    listeners.delete(changed)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** Draws a component anew as time goes by: one clock for the whole page. */
export const useTick = (): number => useSyncExternalStore(listen, () => ticks)
